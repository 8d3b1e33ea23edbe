# reinforce_loss: only the returns are detached, so a gradient flows to the baseline.
import torch


def rewards_to_go(rewards, gamma):
    running = torch.zeros_like(rewards[:, 0])
    out = []
    for step in reversed(range(rewards.size(1))):
        running = rewards[:, step] + gamma * running
        out.append(running)
    out.reverse()
    return torch.stack(out, dim=1)


def reinforce_loss(log_probs, returns, baseline):
    targets = returns.detach()
    advantages = targets - baseline
    return torch.mean(-log_probs * advantages)
