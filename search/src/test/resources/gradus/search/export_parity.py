"""The other side of ExportedTorchTest: trains with exported optimizers and writes down the weights.

usage: export_parity.py FOLDER <RUNS

The first line of RUNS has the shapes of the tensors, the second the number of steps, every other line a run: the name of
its file and of its class, the learning rate, and whether gradients depend on the weights and everything is to be checked.
FOLDER holds the training and the files; FOLDER/NAME.double, .float and .groups get the weights after every step, .said
what is wrong. Numbers are little-endian doubles in files and hexadecimal in text, so that nothing is rounded on the way.
"""

import importlib.util
import inspect
import io
import struct
import sys
import traceback
from pathlib import Path

try:
    import torch
except Exception as problem:
    sys.exit(f"no torch: {problem!r}")

torch.set_num_threads(1)

folder = Path(sys.argv[1])
shapes = [tuple(map(int, filter(None, shape.split("x")))) for shape in input().split(",")]
sizes = [torch.Size(shape).numel() for shape in shapes]
steps = int(input())


def numbers(name):
    data = (folder / name).read_bytes()
    return struct.unpack(f"<{len(data) // 8}d", data)


def tensors(values):
    values = torch.tensor(values, dtype=torch.float64)
    return [part.clone().view(shape) for part, shape in zip(values.split(sizes), shapes)]


def by_step(name):
    values, length = numbers(name), sum(sizes)
    return [tensors(values[i : i + length]) for i in range(0, len(values), length)]


start, shares, slopes, noise = numbers("start"), numbers("shares"), by_step("slopes"), by_step("noise")


# What has to be the same bit by bit is so after some steps or never.
SHORT = min(steps, 40)


class Training:
    def __init__(self, kind, rate, feedback, dtype=torch.float64, groups=False, extra=False, sign=1, **options):
        self.weights = [w.to(dtype).requires_grad_() for w in tensors(start)]
        self.kind, self.rate, self.feedback, self.sign, self.options = kind, rate, feedback, sign, options
        self.rates = [rate * (0.5 if groups and w.ndim == 2 else 1) for w in self.weights]
        self.groups = groups
        self.extra = [torch.ones(2, 2, dtype=dtype, requires_grad=True)] if extra else []
        self.optimizer = self.make()

    def make(self):
        if not self.groups:
            return self.kind(self.weights[:1] + self.extra + self.weights[1:], lr=self.rate, **self.options)
        others = [w for w in self.weights if w.ndim != 2]
        matrices = [w for w in self.weights if w.ndim == 2]
        groups = [dict(params=others), dict(params=matrices, lr=self.rate / 2)]
        return self.kind(groups, lr=self.rate, **self.options)

    def restart(self):
        buffer = io.BytesIO()
        torch.save(self.optimizer.state_dict(), buffer)
        buffer.seek(0)
        self.optimizer = self.make()
        self.optimizer.load_state_dict(torch.load(buffer))

    def run(self, steps=SHORT, restart=None):
        history = []
        for i in range(steps):
            if i == restart:
                self.restart()
            for group in self.optimizer.param_groups:
                half = self.groups and group["params"][0].ndim == 2
                group["lr"] = self.rate * shares[i] * (0.5 if half else 1)
            for w, a, b in zip(self.weights, slopes[i], noise[i]):
                gradient = a.to(w.dtype) * w.detach() + b.to(w.dtype) if self.feedback else b.to(w.dtype)
                w.grad = self.sign * gradient
            self.optimizer.step()
            history.append(torch.cat([w.detach().flatten() for w in self.weights]).double())
        return torch.stack(history)


def same(a, b):
    return torch.equal(torch.nan_to_num(a, nan=12345.0), torch.nan_to_num(b, nan=12345.0))


def near(a, b):
    """A list of tensors over a number may be rounded otherwise than a tensor over a number."""
    return torch.allclose(a, b, rtol=1e-10, atol=1e-12, equal_nan=True)


def refuses(action, error):
    try:
        action()
    except error:
        return True
    return False


def check(name, kind, rate, thorough, said):
    plain = Training(kind, rate, thorough).run(steps)
    write(name + ".double", plain)
    write(name + ".float", Training(kind, rate, thorough, dtype=torch.float32).run(steps))
    write(name + ".groups", Training(kind, rate, thorough, groups=True).run(steps))
    plain = plain[:SHORT]
    if not same(Training(kind, rate, thorough).run(restart=SHORT // 2), plain):
        said.append("saved and restored, it goes on otherwise")
    lists = "foreach" in inspect.signature(kind).parameters
    listed = Training(kind, rate, thorough, foreach=True).run() if lists else plain
    if not near(listed, plain):
        said.append("lists of tensors give something else")
    if lists and not same(Training(kind, rate, thorough, foreach=True).run(restart=SHORT // 2), listed):
        said.append("lists of tensors, saved and restored, go on otherwise")
    if not thorough:
        return
    if not same(Training(kind, rate, True, maximize=True, sign=-1).run(), plain):
        said.append("maximize is not the way up")
    with_extra = Training(kind, rate, True, extra=True)
    if not same(with_extra.run(), plain) or not torch.equal(with_extra.extra[0], torch.ones(2, 2).double()):
        said.append("a parameter without gradient matters or moves")
    one = torch.ones(2, requires_grad=True)
    optimizer = kind([one], lr=rate)
    if optimizer.step(lambda: (one * one).sum()).item() != 2:
        said.append("the loss of the closure is lost")
    if not refuses(lambda: kind([one], lr=-1.0), ValueError) or not refuses(lambda: kind([one], lr=float("nan")), ValueError):
        said.append("takes a negative learning rate")
    for key in inspect.signature(kind).parameters:
        if key.startswith("beta") and not refuses(lambda: kind([one], **{key: 1.0}), ValueError):
            said.append(f"takes {key}=1")
    one.grad = torch.ones(2).to_sparse()
    if not refuses(optimizer.step, RuntimeError):
        said.append("takes a sparse gradient")
    torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.9)


def write(name, history):
    (folder / name).write_bytes(struct.pack(f"<{history.numel()}d", *history.flatten().tolist()))


for line in sys.stdin:
    name, kind, rate, thorough = line.split()
    said = []
    try:
        spec = importlib.util.spec_from_file_location(name, folder / (name + ".py"))
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        check(name, getattr(module, kind), float.fromhex(rate), thorough == "true", said)
    except Exception:
        said.append(traceback.format_exc())
    (folder / (name + ".said")).write_text("\n".join(said))
