"""Known mistakes in logits/distillation."""

from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake


def _logs(student: Tensor, teacher: Tensor, temperature: float) -> tuple[Tensor, Tensor]:
    """The log-probabilities of teacher and student."""
    log_p = F.log_softmax(teacher.detach() / temperature, dim=-1)
    return log_p, F.log_softmax(student / temperature, dim=-1)


def _divergence(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The divergence of each row."""
    return (log_p.exp() * (log_p - log_q)).sum(dim=-1)


@known_mistake("distillation_loss", hint=3)
def teacher_learns(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """The value is right, but gradients flow into the teacher: it is fixed, so detach its
    logits.
    """
    log_p = F.log_softmax(teacher / temperature, dim=-1)
    log_q = F.log_softmax(student / temperature, dim=-1)
    return temperature**2 * _divergence(log_p, log_q).mean()


@known_mistake("distillation_loss", hint=1)
def scale_missing(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """The squared temperature in front is missing: gradients shrink with its square."""
    return _divergence(*_logs(student, teacher, temperature)).mean()


@known_mistake("distillation_loss", hint=2)
def scale_not_squared(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You multiply by the temperature; it is its square."""
    return temperature * _divergence(*_logs(student, teacher, temperature)).mean()


@known_mistake("distillation_loss", hint=2)
def scale_divided(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You divide by the squared temperature: multiply by it, to undo what the division of the
    logits did.
    """
    return _divergence(*_logs(student, teacher, temperature)).mean() / temperature**2


@known_mistake("distillation_loss", hint=1)
def direction_reversed(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You take the expectation under the student: it is under the teacher, which the student must
    cover.
    """
    log_p, log_q = _logs(student, teacher, temperature)
    return temperature**2 * _divergence(log_q, log_p).mean()


@known_mistake("distillation_loss", hint=1)
def models_exchanged(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """Student and teacher are exchanged: the student is detached, and the teacher learns."""
    log_q = F.log_softmax(student.detach() / temperature, dim=-1)
    log_p = F.log_softmax(teacher / temperature, dim=-1)
    return temperature**2 * _divergence(log_q, log_p).mean()


@known_mistake("distillation_loss", hint=1)
def entropy_not_subtracted(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You computed the cross-entropy: the divergence subtracts the teacher's entropy, so that it
    is 0 where both agree.
    """
    log_p, log_q = _logs(student, teacher, temperature)
    return -(temperature**2) * (log_p.exp() * log_q).sum(dim=-1).mean()


@known_mistake("distillation_loss", hint=2)
def mean_over_classes(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You averaged over rows and classes: add up the classes, and average over the rows."""
    log_p, log_q = _logs(student, teacher, temperature)
    return temperature**2 * (log_p.exp() * (log_p - log_q)).mean()


@known_mistake("distillation_loss", hint=2)
def rows_summed(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You added up the rows where their mean is asked."""
    return temperature**2 * _divergence(*_logs(student, teacher, temperature)).sum()


@known_mistake("distillation_loss", hint=2)
def rows_not_averaged(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You returned the divergences of the rows; a loss is one number."""
    return temperature**2 * _divergence(*_logs(student, teacher, temperature))


@known_mistake("distillation_loss", hint=2)
def sign_flipped(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """Your result is negative where a divergence is positive: the two logarithms are
    exchanged.
    """
    return -(temperature**2) * _divergence(*_logs(student, teacher, temperature)).mean()


@known_mistake("distillation_loss", hint=1)
def temperature_of_teacher_alone(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You divide the teacher's logits alone by the temperature: the student's are divided too."""
    log_p = F.log_softmax(teacher.detach() / temperature, dim=-1)
    return temperature**2 * _divergence(log_p, F.log_softmax(student, dim=-1)).mean()


@known_mistake("distillation_loss", hint=1)
def temperature_of_student_alone(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You divide the student's logits alone by the temperature: the teacher's are divided too."""
    log_q = F.log_softmax(student / temperature, dim=-1)
    return temperature**2 * _divergence(F.log_softmax(teacher.detach(), dim=-1), log_q).mean()


@known_mistake("distillation_loss", hint=1)
def temperature_not_used(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You do not divide the logits by the temperature: neither distribution gets flatter."""
    return temperature**2 * _divergence(*_logs(student, teacher, 1.0)).mean()


@known_mistake("distillation_loss", hint=1)
def logits_multiplied(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You multiply the logits by the temperature: a high one must make the distributions
    flatter.
    """
    return temperature**2 * _divergence(*_logs(student, teacher, 1 / temperature)).mean()


@known_mistake("distillation_loss", hint=1)
def teacher_decides(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You take the teacher's most probable class as a label: the other classes' probabilities are
    what the student learns from.
    """
    log_q = F.log_softmax(student / temperature, dim=-1)
    return -(temperature**2) * log_q.gather(1, teacher.argmax(dim=-1, keepdim=True)).mean()


@known_mistake("distillation_loss", hint=1)
def squared_difference_of_logits(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You compare logits by their squared difference: a divergence compares probabilities."""
    return (student - teacher.detach()).square().mean()


@known_mistake("distillation_loss", hint=1)
def squared_difference_of_probabilities(
    student: Tensor, teacher: Tensor, temperature: float
) -> Tensor:
    """You compare probabilities by their squared difference, without a logarithm."""
    log_p, log_q = _logs(student, teacher, temperature)
    return temperature**2 * (log_p.exp() - log_q.exp()).square().sum(dim=-1).mean()


@known_mistake("distillation_loss", hint=2)
def probabilities_for_log_probabilities(
    student: Tensor, teacher: Tensor, temperature: float
) -> Tensor:
    """You subtract the student's probability from the teacher's log-probability: its logarithm is
    missing.
    """
    log_p, log_q = _logs(student, teacher, temperature)
    return temperature**2 * (log_p.exp() * (log_p - log_q.exp())).sum(dim=-1).mean()


@known_mistake("distillation_loss", hint=1)
def not_weighted(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You add up differences of log-probabilities without weights: each counts with the teacher's
    probability.
    """
    log_p, log_q = _logs(student, teacher, temperature)
    return temperature**2 * (log_p - log_q).sum(dim=-1).mean()


@known_mistake("distillation_loss", hint=1)
def symmetric(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You average both directions: the divergence asked is under the teacher alone."""
    log_p, log_q = _logs(student, teacher, temperature)
    return temperature**2 * (_divergence(log_p, log_q) + _divergence(log_q, log_p)).mean() / 2


@known_mistake("distillation_loss", hint=2)
def softmax_over_batch(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You normalize over the batch: the classes of one row sum to 1, not the rows of a class."""
    log_p = F.log_softmax(teacher.detach() / temperature, dim=0)
    log_q = F.log_softmax(student / temperature, dim=0)
    return temperature**2 * _divergence(log_p, log_q).mean()


@known_mistake("distillation_loss", hint=2)
def softmax_then_log(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You take the logarithm of a softmax: where a probability has rounded to 0 the loss is
    infinite or nan.
    """
    p = (teacher.detach() / temperature).softmax(dim=-1)
    q = (student / temperature).softmax(dim=-1)
    return temperature**2 * (p * (p.log() - q.log())).sum(dim=-1).mean()


@known_mistake("distillation_loss", hint=2)
def log_of_teacher(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You take the logarithm of the teacher's softmax: where it has rounded to 0, 0 times minus
    infinity is nan.
    """
    p = (teacher.detach() / temperature).softmax(dim=-1)
    log_q = F.log_softmax(student / temperature, dim=-1)
    return temperature**2 * (p * (p.log() - log_q)).sum(dim=-1).mean()


@known_mistake("distillation_loss", hint=2)
def log_of_student(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """You take the logarithm of the student's softmax: where it has rounded to 0, the loss is
    infinite.
    """
    log_p = F.log_softmax(teacher.detach() / temperature, dim=-1)
    q = (student / temperature).softmax(dim=-1)
    return temperature**2 * _divergence(log_p, q.log()).mean()


@known_mistake("distillation_loss", hint=2, eps=(*SMALL, *TINY))
def small_numbers_in_logs(
    student: Tensor, teacher: Tensor, temperature: float, *, eps: float = 1e-9
) -> Tensor:
    """Small numbers inside the logarithms bound what a class costs that the student misses, and
    its gradient vanishes.
    """
    p = (teacher.detach() / temperature).softmax(dim=-1)
    q = (student / temperature).softmax(dim=-1)
    return temperature**2 * (p * ((p + eps).log() - (q + eps).log())).sum(dim=-1).mean()


@known_mistake("distillation_loss", hint=2, eps=(*SMALL, *TINY))
def teacher_clamped(
    student: Tensor, teacher: Tensor, temperature: float, *, eps: float = 1e-6
) -> Tensor:
    """You clamp the teacher's probabilities from below: a class that underflows must count 0, and
    now costs the student.
    """
    p = (teacher.detach() / temperature).softmax(dim=-1).clamp(min=eps)
    log_q = F.log_softmax(student / temperature, dim=-1)
    return temperature**2 * (p * (p.log() - log_q)).sum(dim=-1).mean()


@known_mistake("distillation_loss", hint=2, eps=(*SMALL, *TINY))
def probabilities_clamped(
    student: Tensor, teacher: Tensor, temperature: float, *, eps: float = 1e-9
) -> Tensor:
    """You clamp the student's probabilities: a class that it misses costs a bounded amount and
    gets no gradient.
    """
    log_p = F.log_softmax(teacher.detach() / temperature, dim=-1)
    q = (student / temperature).softmax(dim=-1).clamp(min=eps)
    return temperature**2 * _divergence(log_p, q.log()).mean()


@known_mistake("distillation_loss")
def student_detached(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """The value is right, but no gradient reaches the student, which is to learn."""
    log_p, log_q = _logs(student.detach(), teacher, temperature)
    return temperature**2 * _divergence(log_p, log_q).mean()
