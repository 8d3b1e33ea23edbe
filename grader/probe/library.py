"""Library functions that are themselves the answer, in every exercise."""

NAMES = frozenset(
    {
        "mse_loss",
        "gaussian_nll_loss",
        "binary_cross_entropy",
        "binary_cross_entropy_with_logits",
        "cross_entropy",
        "cross_entropy_loss",
        "nll_loss",
        "nll_loss2d",
        "nll_loss_nd",
        "l1_loss",
        "smooth_l1_loss",
        "huber_loss",
        "poisson_nll_loss",
        "kl_div",
        "softshrink",
        "soft_margin_loss",
        "multilabel_soft_margin_loss",
        "linear_cross_entropy",
        "dropout",
        "dropout_",
        "dropout1d",
        "dropout2d",
        "dropout3d",
        "alpha_dropout",
        "alpha_dropout_",
        "feature_dropout",
        "feature_dropout_",
        "feature_alpha_dropout",
        "feature_alpha_dropout_",
        "native_dropout",
        "_fused_dropout",
    }
)
"""Functions of torch that are an answer in every exercise, by their names in torch.

An exercise adds its own with `library` on its probes."""
