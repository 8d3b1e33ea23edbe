r"""# Circles, and a model.

Write the functions below; \pi stays as it is.

## Formula

- `f`: `the = formula`

## Hints

1. A nudge.
2. More than a nudge.
3. Nearly the secret.

## In the interview

Say the secret.

## Rubric

- Says one.
- Says two.
- Says three.
- Says four,
  at length.

Red flags:

- Sinks.
- Sinks as well.
"""

import math
from dataclasses import dataclass

UNIT = 1.0  # stays: a comment behind code


# On top of the helper.
def _square(x: float) -> float:
    """Square."""
    return x * x  # blank: the square


def area(radius: float) -> float:
    """Area of a circle.

    Args:
        radius: in metres.
    """
    # stays: a comment of its own
    a_rather_long_name_of_a_factor: float = (
        math.pi * UNIT * UNIT * UNIT * UNIT * UNIT * UNIT * UNIT
    )  # blank: which factor?
    result = a_rather_long_name_of_a_factor
    result *= _square(radius)  # blank: times what?
    return result


def ring(inner: float, outer: float) -> tuple[float, float]:
    """Areas of both circles around a ring."""

    # blank: both areas
    def circle(radius: float) -> float:
        return area(radius)

    small = circle(inner)
    large = circle(outer)
    # end

    if small > large:
        # blank: what to do with a negative ring?
        message = "inside out"
        raise ValueError(message)
        # end
    return small, large


@dataclass
class Model:
    """A model with a given constructor."""

    weight: float = 2.0

    def forward(self, x: float) -> float:
        """Weighted sum of powers."""
        total = 0.0
        seen: list[int] = []
        for power in range(3):
            # blank: the term of this power
            term = self.weight * x**power
            total += term
            # end
            seen.append(power)  # blank: remember the power
        return total + len(seen)

    def predict(self, x: float) -> float:
        """Predict, in a block that returns."""
        # blank: the whole prediction
        value = self.forward(x)

        return max(value, 0.0)
        # end

    def __str__(self) -> str:
        """Describe the model; given."""
        return f"Model({self.weight})"


def mixed(xs: list[float]) -> float:
    """Mean of the squares."""
    return sum(_square(x) for x in xs) / len(xs)  # blank: the mean of the squares
