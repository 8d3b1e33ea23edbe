"""Distill a large classifier into a small one, on images without labels."""

import torch
from torch import Tensor
from torch.nn import functional as F


def softened(logits: Tensor, temperature: float) -> Tensor:
    """Log-probabilities at a temperature."""
    return F.log_softmax(logits / temperature, dim=-1)


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """Scaled mean divergence of the teacher's predictions from the student's.

    Args:
        student: logits of the model that learns, finite, shape (n, k).
        teacher: logits of the fixed model, finite, shape (n, k).
        temperature: what flattens both distributions, from 0.2 to 10.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    fixed = teacher.detach()
    log_p = softened(fixed, temperature)
    log_q = softened(student, temperature)
    weight = log_p.exp()
    per_class = weight * (log_p - log_q)
    divergence = per_class.sum(dim=-1)
    scale = temperature**2
    return scale * divergence.mean()


def train(small: torch.nn.Module, large: torch.nn.Module, images: Tensor, steps: int) -> None:
    """Gradient descent, from a high temperature to a low one."""
    for step in range(steps):
        temperature = 4.0 if step < steps // 2 else 1.0
        loss = distillation_loss(small(images), large(images), temperature)
        gradients = torch.autograd.grad(loss, list(small.parameters()))
        with torch.no_grad():
            for parameter, gradient in zip(small.parameters(), gradients, strict=True):
                parameter.sub_(0.1 * gradient)


def agreement(small: torch.nn.Module, large: torch.nn.Module, images: Tensor) -> float:
    """How often both models have the same favorite."""
    with torch.no_grad():
        same = small(images).argmax(dim=-1) == large(images).argmax(dim=-1)
    return float(same.double().mean())
