"""The other side of TorchParityTest: trains with torch.optim and writes down the weights.

usage: torch_parity.py FOLDER <RUNS

The first line of RUNS has the shapes of the tensors, every other line a run: its name, the class, the learning rate,
then keyword=value. FOLDER holds the training, FOLDER/NAME gets the weights after every step of a run. Numbers are
little-endian doubles in files and hexadecimal in text, so that nothing is rounded on the way.
"""

import struct
import sys
from pathlib import Path

try:
    import torch
except Exception as problem:
    sys.exit(f"no torch: {problem!r}")

# NAdam keeps a product of momenta in a tensor of the default type.
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

folder = Path(sys.argv[1])
shapes = [tuple(map(int, shape.split("x"))) for shape in input().split()]
sizes = [torch.Size(shape).numel() for shape in shapes]


def numbers(name):
    data = (folder / name).read_bytes()
    return struct.unpack(f"<{len(data) // 8}d", data)


def tensors(values):
    return [part.clone().view(shape) for part, shape in zip(torch.tensor(values).split(sizes), shapes)]


def steps(name):
    values = numbers(name)
    return [tensors(values[i : i + sum(sizes)]) for i in range(0, len(values), sum(sizes))]


def keyword(text):
    key, value = text.split("=")
    if value == "true":
        return key, True
    parts = tuple(map(float.fromhex, value.split(",")))
    return key, parts if len(parts) > 1 else parts[0]


start, shares, slopes, noise = numbers("start"), numbers("shares"), steps("slopes"), steps("noise")
for line in sys.stdin:
    name, kind, rate, *keywords = line.split()
    arguments = dict(map(keyword, keywords))
    if kind == "NAdam":
        # Up to 1.13 the loop over tensors takes one momentum twice, unlike the formula that PyTorch documents and unlike
        # this path; https://github.com/pytorch/pytorch/pull/92699 corrects it.
        arguments["foreach"] = True
    weights = tensors(start)
    optimizer = getattr(torch.optim, kind)(weights, lr=float.fromhex(rate), **arguments)
    with open(folder / name, "wb") as output:
        for share, slope, shift in zip(shares, slopes, noise):
            for group in optimizer.param_groups:
                group["lr"] = float.fromhex(rate) * share
            for w, a, b in zip(weights, slope, shift):
                w.grad = a * w + b
            optimizer.step()
            values = torch.cat([w.flatten() for w in weights]).tolist()
            output.write(struct.pack(f"<{len(values)}d", *values))
