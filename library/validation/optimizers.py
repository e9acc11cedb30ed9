"""The contestants: AdamW of PyTorch, Lion, and what 'gradus export --to pytorch' wrote."""

import hashlib
import importlib.util
import inspect
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import torch


class OptimizerError(Exception):
    """An optimizer that cannot be used; the message is one line."""


class Lion(torch.optim.Optimizer):
    """Chen et al., 2023, arXiv 2302.06675."""

    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.1):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                momentum = state.setdefault("momentum", torch.zeros_like(p))
                update = (momentum * beta1 + p.grad * (1 - beta1)).sign_()
                p.add_(update + group["weight_decay"] * p, alpha=-group["lr"])
                momentum.lerp_(p.grad, 1 - beta2)


@dataclass
class Contestant:
    """An optimizer with the grid it is tuned on: its learning rate times powers of two, and settings."""

    name: str
    source: str
    make: Callable
    rate: float
    settings: list


def baselines():
    decays = [{"weight_decay": decay} for decay in (0.01, 0.1)]
    fast = [{"betas": (0.9, beta2), **decay} for beta2 in (0.999, 0.95) for decay in decays]
    slow = [{"weight_decay": decay} for decay in (0.1, 1.0)]
    return [
        Contestant("adamw", "torch.optim.AdamW", torch.optim.AdamW, 1e-3, fast),
        Contestant("lion", "arXiv 2302.06675", Lion, 1e-4, slow),
    ]


def exported(word):
    """FILE or FILE:CLASS; without a class, the only optimizer that the file defines."""
    name, _, wanted = word.partition(":")
    path = Path(name)
    if not path.is_file():
        raise OptimizerError(f"{path}: found no file; allowed: a file that 'gradus export --to pytorch' wrote")
    spec = importlib.util.spec_from_file_location(f"exported_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as problem:
        raise OptimizerError(f"{path}: found no module that loads ({problem!r})") from problem
    kinds = {
        key: kind
        for key, kind in vars(module).items()
        if inspect.isclass(kind) and issubclass(kind, torch.optim.Optimizer) and kind.__module__ == module.__name__
    }
    if wanted and wanted not in kinds or not wanted and len(kinds) != 1:
        raise OptimizerError(f"{word}: found {', '.join(kinds) or 'no optimizer'}; allowed: FILE:CLASS with one of them")
    kind = kinds[wanted] if wanted else next(iter(kinds.values()))
    parameter = inspect.signature(kind).parameters.get("lr")
    if parameter is None or not isinstance(parameter.default, (int, float)):
        raise OptimizerError(f"{word}: found no default for lr, which the grid begins at")
    source = "sha256 " + hashlib.sha256(path.read_bytes()).hexdigest()
    return Contestant(kind.__name__, source, kind, float(parameter.default), [{}])
