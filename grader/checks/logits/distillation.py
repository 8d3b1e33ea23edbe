"""The checks of logits/distillation."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from grader.checks.logits.data import EXTREMES, GAPS, SHIFTS
from grader.picture import Axis, Picture, picture
from grader.probe.case import Inputs, Tolerance
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import grid, lines, tensor
from grader.probe.drivers import calling_for
from grader.probe.formula import edges, fixed, formula
from grader.probe.strategies import (
    alike,
    composite,
    cyclic,
    either_precision,
    in_both_precisions,
    matrices,
    reals,
    tensors,
    torch_array,
)

TEMPERATURES = (2.0, 0.5, 4.0, 1.5, 3.0, 0.7)

of_student = calling_for("student")

TWO_DIGITS = replace(SIX_DIGITS, single=Tolerance(1e-2, 1e-2))
"""At extreme logits: in float32, a log-normalizer of `logits / temperature`, 50,000, is rounded by
up to 0.004, and every probability is wrong by as much."""


@composite
def cooled(
    draw: st.DrawFn,
    inputs: st.SearchStrategy[Inputs],
    temperatures: tuple[float, ...] = TEMPERATURES,
) -> Inputs:
    """These inputs and a temperature."""
    return {**draw(inputs), "temperature": draw(st.sampled_from(temperatures))}


@composite
def shifted(draw: st.DrawFn) -> Inputs:
    """Logits of both, each row of each moved far away."""
    drawn = draw(alike(matrices(), student=reals(3, 10), teacher=reals(3, 10)))
    rows = (len(drawn["student"].data), 1)
    return {
        name: torch_array(logits.data + draw(tensors(SHIFTS, rows)).data)
        for name, logits in drawn.items()
    }


@composite
def agreeing(draw: st.DrawFn) -> Inputs:
    """The same distributions: equal logits, or each row of one shifted."""
    drawn = draw(alike(matrices(), student=reals(5, 10)))["student"].data
    moved = drawn + draw(tensors(reals(2, 4), (len(drawn), 1))).data
    return {"student": torch_array(drawn), "teacher": torch_array(moved)}


BEHIND: list[Inputs] = [
    {
        "student": torch_array(np.array(student)),
        "teacher": torch_array(np.array(teacher)),
        "temperature": 1.0,
    }
    for gap in GAPS
    for student, teacher in (
        ([[0.0, 1.0, 0.5]], [[2.0, -gap, 0.0]]),
        ([[0.5, -gap, 0.0]], [[0.0, 1.0, 2.0]]),
    )
]
"""A class so far behind for the teacher, or for the student."""

MANY: list[Inputs] = [
    {
        **cyclic(
            student=((2, 300), (1.0, -2.0, 0.5, 0.25, 3.0)),
            teacher=((2, 300), (0.5, 2.0, -1.0, 0.0, 1.5, 0.75, -0.25)),
        ),
        "temperature": 2.0,
    }
]
"""Hundreds of classes."""

UNLIKELY: list[Inputs] = [
    {
        "student": torch_array([[0.0, behind]]),
        "teacher": torch_array([[0.0, -nats * temperature]]),
        "temperature": temperature,
    }
    for nats, behind, temperature in ((20.0, -9e3, 1.0), (20.0, -9e3, 10.0), (25.0, -2e4, 10.0))
]
"""A class that hardly exists for the teacher, and costs the student thousands of nats."""


drawn = alike(matrices(), student=reals(6, 10), teacher=reals(6, 10))
loss = formula(
    "distillation_loss",
    "temperature^2 times the mean over the rows of KL(teacher || student) at that temperature.",
    cooled(drawn),
    examples=20,
    driver=of_student,
    tolerance=SIX_DIGITS,
)
constant = fixed("distillation_loss", "teacher", inputs=cooled(drawn))
zero = edges(
    "distillation_loss",
    "equal distributions",
    "0 where both distributions are the same, and so is the gradient.",
    either_precision(cooled(agreeing())),
    gradient=True,
    examples=6,
    driver=of_student,
    tolerance=SIX_DIGITS,
)
neutral = edges(
    "distillation_loss",
    "temperature 1",
    "At temperature 1 it is the mean divergence of the two predictions.",
    either_precision(cooled(drawn, (1.0,))),
    gradient=True,
    examples=4,
    driver=of_student,
    tolerance=SIX_DIGITS,
)
ends = edges(
    "distillation_loss",
    "hot and cold",
    "Right at temperatures of 0.2 and 10.",
    either_precision(cooled(drawn, (0.2, 10.0))),
    gradient=True,
    examples=8,
    driver=of_student,
    tolerance=SIX_DIGITS,
)
moved = edges(
    "distillation_loss",
    "shifted rows",
    "A constant added to a whole row of either model changes nothing.",
    either_precision(cooled(shifted())),
    gradient=True,
    examples=8,
    driver=of_student,
    tolerance=SIX_DIGITS,
)
behind = edges(
    "distillation_loss",
    "far behind",
    "A class far behind counts what it counts, and 0 where the teacher's probability rounds to 0.",
    in_both_precisions(*BEHIND),
    gradient=True,
    examples=2 * len(BEHIND),
    driver=of_student,
    tolerance=SIX_DIGITS,
)
many = edges(
    "distillation_loss",
    "many classes",
    "Right for hundreds of classes.",
    in_both_precisions(*MANY),
    gradient=True,
    examples=2 * len(MANY),
    driver=of_student,
    tolerance=SIX_DIGITS,
)
unlikely = edges(
    "distillation_loss",
    "unlikely for the teacher",
    "A class of tiny probability counts: it costs what the student says of it.",
    st.sampled_from(UNLIKELY),
    gradient=True,
    examples=len(UNLIKELY),
    driver=of_student,
    tolerance=SIX_DIGITS,
)
extreme = edges(
    "distillation_loss",
    "extreme logits",
    "Value and gradient are accurate for any finite logits of either model.",
    either_precision(
        cooled(alike(matrices(), student=EXTREMES, teacher=EXTREMES), (2.0, 0.2, 10.0))
    ),
    gradient=True,
    examples=12,
    driver=of_student,
    tolerance=TWO_DIGITS,
)


def own_picture(impl: Any) -> Picture:
    """The loss by one logit of the student, at three temperatures."""
    teacher = tensor(3, 1, 0)[None]

    def loss(logit: float, temperature: float) -> Any:
        return impl.distillation_loss(tensor(logit, 1, 0)[None], teacher, temperature)

    drawn = lines("temperature {:g}", (1.0, 2.0, 5.0), grid(-3, 9), lambda logit, t: loss(logit, t))
    said = (
        "All are 0 where the student has the teacher's 3; the factor T^2 keeps their sizes alike."
    )
    return picture("Teacher [3, 1, 0], student [x, 1, 0]", "x", Axis("loss", "nats"), drawn, said)
