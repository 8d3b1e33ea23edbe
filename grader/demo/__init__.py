"""Two answers to `vae/kl` for `practice demo`: a nearly right one and the right one."""
