"""Lion: evolved sign momentum, as an optimizer of PyTorch."""

import torch
from torch import _foreach_add as add, _foreach_mul as mul


def _update(weight, gradient, momentum, lr, beta1, beta2, decay):
    """One step of one tensor."""
    update = torch.sign((1 - beta1) * gradient + beta1 * momentum)
    momentum = (1 - beta2) * gradient + beta2 * momentum
    update = update + weight * decay
    update = update * lr
    return update, momentum


def _update_lists(weight, gradient, momentum, lr, beta1, beta2, decay):
    """The same for lists of tensors."""
    update = [torch.sign(x) for x in add(mul(gradient, 1 - beta1), mul(momentum, beta1))]
    momentum = add(mul(gradient, 1 - beta2), mul(momentum, beta2))
    update = add(update, mul(weight, decay))
    update = mul(update, lr)
    return update, momentum


class Lion(torch.optim.Optimizer):
    """Lion: evolved sign momentum.

    One step, for all tensors:

        update = sign((1 - beta1) * gradient + beta1 * momentum)
        momentum = (1 - beta2) * gradient + beta2 * momentum
        update = update + weight * decay
        update = update * lr
        weight = weight - update

    The default learning rate, 0.002, is 0.4 times the one that Gradus trains AdamW with: begin with
    a rate that suits AdamW, times 0.4. The decay is multiplied by the rate: begin with AdamW's,
    times 2.5.

    Source: Chen et al., 2023, arXiv 2302.06675

    Args:
        params: the parameters, or dicts with groups of them
        lr: the learning rate; a scheduler may change it
        beta1: from 0 to below 1
        beta2: from 0 to below 1
        decay: at least 0
        maximize: go up instead of down
        foreach: take lists of tensors at once; if None, where all of them are on a GPU
    """

    def __init__(
        self, params, lr=0.002, beta1=0.9, beta2=0.99, decay=0.1, *, maximize=False, foreach=None
    ):
        for key, value in (("beta1", beta1), ("beta2", beta2)):
            if not 0.0 <= value < 1.0:
                raise ValueError(f"{key}: found {value}; allowed: from 0 to below 1")
        for key, value in (("lr", lr), ("decay", decay)):
            if not value >= 0.0:
                raise ValueError(f"{key}: found {value}; allowed: at least 0")
        defaults = dict(
            lr=lr, beta1=beta1, beta2=beta2, decay=decay, maximize=maximize, foreach=foreach
        )
        super().__init__(params, defaults)

    def _state(self, p):
        """What is remembered of a parameter: zeros before its first step."""
        state = self.state[p]
        if not state:
            state["momentum"] = torch.zeros_like(p)
        return state

    @torch.no_grad()
    def step(self, closure=None):
        """Takes one step. Returns the loss of the closure, if there is one."""
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            params = [p for p in group["params"] if p.grad is not None]
            if not params:
                continue
            if any(p.grad.is_sparse for p in params):
                raise RuntimeError("Lion takes no sparse gradients")
            gradients = [-p.grad if group["maximize"] else p.grad for p in params]
            states = [self._state(p) for p in params]
            numbers = [group[name] for name in ("lr", "beta1", "beta2", "decay")]
            foreach = group["foreach"]
            if foreach is None:
                foreach = all(p.is_cuda for p in params)
            if foreach:
                results = zip(
                    *_update_lists(
                        params, gradients, [state["momentum"] for state in states], *numbers
                    )
                )
            else:
                results = (
                    _update(p, gradient, state["momentum"], *numbers)
                    for p, gradient, state in zip(params, gradients, states)
                )
            for p, state, (update, *memory) in zip(params, states, results):
                p.sub_(update)
                (state["momentum"],) = memory
        return loss
