"""Whether exported files do the same everywhere: on a GPU as on the processor, in Optax as in PyTorch.

python3 parity.py FOLDER    FOLDER/pytorch/NAME.py and, if JAX and Optax are there, FOLDER/optax/NAME.py
"""

import argparse
import importlib.util
import inspect
import math
import sys
from pathlib import Path

try:
    import torch
except Exception as problem:
    sys.exit(f"no torch: {problem!r}")

try:
    import jax
    import jax.numpy as jnp
    import optax
except ImportError:
    jax = None

SHAPES = [(), (7,), (6, 5), (3, 4), (2, 3, 2, 3)]
STEPS = 60
SHORT = 20  # in single precision, before rounding errors have grown
BOUNDS = {torch.float64: 1e-10, torch.float32: 1e-4}


def values(seed, spread):
    generator = torch.Generator().manual_seed(seed)
    return [torch.randn(shape, dtype=torch.float64, generator=generator) * math.exp(spread) for shape in SHAPES]


START = values(0, 0.0)
GRADIENTS = [values(step, math.sin(step)) for step in range(1, STEPS + 1)]


def load(path):
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def torch_class(module):
    kinds = [kind for kind in vars(module).values() if inspect.isclass(kind) and kind.__module__ == module.__name__]
    return next(kind for kind in kinds if issubclass(kind, torch.optim.Optimizer))


def in_torch(kind, device, dtype, steps, **settings):
    params = [torch.nn.Parameter(x.to(device, dtype, copy=True)) for x in START]
    optimizer = kind(params, **settings)
    for gradients in GRADIENTS[:steps]:
        for p, gradient in zip(params, gradients):
            p.grad = gradient.to(device, dtype)
        optimizer.step()
    return [p.detach().cpu().double() for p in params]


def in_optax(make, device):
    with jax.default_device(device):
        params = [jnp.asarray(x.numpy()) for x in START]
        optimizer = make()
        state = optimizer.init(params)

        @jax.jit
        def step(params, state, gradients):
            updates, state = optimizer.update(gradients, state, params)
            return optax.apply_updates(params, updates), state

        for gradients in GRADIENTS:
            params, state = step(params, state, [jnp.asarray(x.numpy()) for x in gradients])
        return [torch.from_numpy(jax.device_get(p).copy()).double() for p in params]


def distance(found, right):
    """The largest difference, in the largest absolute value of each tensor."""
    return max(float((x - y).abs().max() / y.abs().max().clamp(min=1e-3)) for x, y in zip(found, right))


def ways(folder, name):
    """What is compared: label, distance, bound."""
    kind = torch_class(load(folder / "pytorch" / name))
    right = in_torch(kind, "cpu", torch.float64, STEPS)
    short = in_torch(kind, "cpu", torch.float64, SHORT)
    lists = [{"foreach": False}, {"foreach": True}] if "foreach" in inspect.signature(kind).parameters else [{}]
    for device in ["cpu"] + ["cuda"] * torch.cuda.is_available():
        for settings in lists:
            for dtype, steps, expected in ((torch.float64, STEPS, right), (torch.float32, SHORT, short)):
                label = " ".join([device, str(dtype)[6:], *(f"{key}={value}" for key, value in settings.items())])
                yield label, distance(in_torch(kind, device, dtype, steps, **settings), expected), BOUNDS[dtype]
    if jax is None:
        return
    module = load(folder / "optax" / name)
    make = getattr(module, Path(name).stem)
    module.check()
    rate = inspect.signature(kind).parameters["lr"].default
    for device in {jax.devices("cpu")[0], jax.devices()[0]}:
        for label, ready in (
            ("jit", lambda: make(rate)),
            ("schedule", lambda: make(optax.constant_schedule(rate))),
            ("inject_hyperparams", lambda: optax.inject_hyperparams(make)(learning_rate=rate)),
        ):
            yield f"optax {device.platform} {label}", distance(in_optax(ready, device), right), BOUNDS[torch.float64]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    names = sorted(path.name for path in folder.glob("pytorch/*.py"))
    if not names:
        sys.exit(f"parity: {folder}/pytorch: found no file; allowed: what 'gradus export --to pytorch' wrote")
    print(f"torch {torch.__version__}", f"jax {jax.__version__} optax {optax.__version__}" if jax else "no JAX or Optax")
    if jax:
        jax.config.update("jax_enable_x64", True)
    failed = 0
    for name in names:
        worst = {}
        try:
            for label, found, bound in ways(folder, name):
                worst[label] = found
                if not found <= bound:
                    raise ArithmeticError(f"{label}: found a distance of {found:.1e}; allowed: {bound:.0e}")
            print(f"{name}: {len(worst)} ways agree, the furthest {max(worst, key=worst.get)} {max(worst.values()):.1e}")
        except Exception as problem:  # whatever a file does is told, and the next one tried
            failed += 1
            print(f"{name}: {problem!r:.300}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
