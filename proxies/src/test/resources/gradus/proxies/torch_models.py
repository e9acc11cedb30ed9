"""The other side of TorchModelsTest: the same models as a user of PyTorch writes them, on the same weights and batches.

usage: torch_models.py FOLDER <PARAMETERS

PARAMETERS has the name of the task on the first line, the number of examples in a batch and the learning rates of all
steps on the second, then the name and shape of every parameter on a line. FOLDER has `weights`, `inputs` and `targets`; it
gets the `gradients` of the first step and the `losses` of all. Numbers are little-endian floats.
"""

import sys
from pathlib import Path

try:
    import torch
    from torch.nn import functional as F
except Exception as problem:
    sys.exit(f"no torch: {problem!r}")

torch.set_num_threads(1)
folder = Path(sys.argv[1])


def read(name):
    return torch.frombuffer(bytearray((folder / name).read_bytes()), dtype=torch.float32)


def write(name, values):
    (folder / name).write_bytes(values.to(torch.float32).contiguous().numpy().tobytes())


task = input()
batch, *rates = input().split()
batch, rates = int(batch), [float(rate) for rate in rates]
parameters = {}
position = 0
weights = read("weights")
for line in sys.stdin:
    name, *shape = line.split()
    shape = torch.Size(map(int, shape))
    piece = weights[position : position + shape.numel()].clone().view(shape)
    parameters[name] = piece.requires_grad_()
    position += shape.numel()


def dense(x, name):
    return F.linear(x, parameters[name + ".weight"].T, parameters[name + ".bias"])


def convolution(x, name, side, step, border):
    weight = parameters[name + ".weight"]
    kernel = weight.view(side, side, -1, weight.shape[1]).permute(3, 2, 0, 1)
    return F.conv2d(x, kernel, parameters[name + ".bias"], stride=step, padding=border)


def norm(x, name):
    return F.layer_norm(x, x.shape[-1:], parameters[name + ".gain"], parameters[name + ".bias"], 1e-5)


def attention(x, heads, causal):
    examples, positions, channels = x.shape
    units = channels // 3
    query, key, value = (
        part.view(examples, positions, heads, units // heads).transpose(1, 2) for part in x.split(units, -1)
    )
    scores = query @ key.transpose(-1, -2) / (units // heads) ** 0.5
    if causal:
        scores = scores.masked_fill(torch.ones(positions, positions).triu(1).bool(), float("-inf"))
    return (scores.softmax(-1) @ value).transpose(1, 2).reshape(examples, positions, units)


def transformer(x, heads, causal):
    depth = sum(name.endswith(".mix.weight") for name in parameters)
    for block in (f"block{i}." for i in range(1, depth + 1)):
        x = x + dense(attention(dense(norm(x, block + "norm1"), block + "mix"), heads, causal), block + "project")
        wide = F.gelu(dense(norm(x, block + "norm2"), block + "expand"), approximate="tanh")
        x = x + dense(wide, block + "contract")
    return norm(x, "norm")


def digits(x):
    return dense(dense(x.view(batch, 64), "hidden").relu(), "output")


def fashion_conv(x):
    x = convolution(x.view(batch, 1, 28, 28), "first", 5, 2, 2).relu()
    x = convolution(x, "second", 5, 2, 2).relu()
    return dense(x.permute(0, 2, 3, 1).flatten(1), "output")


def fashion_vit(x):
    patches = x.view(batch, 4, 7, 4, 7).transpose(2, 3).reshape(batch, 16, 49)
    x = dense(patches, "embed") + parameters["positions"]
    return dense(transformer(x, 3, False).mean(1), "output")


def europarl_lm(x):
    x = F.embedding(x.view(batch, -1).long(), parameters["tokens"]) + parameters["positions"]
    return dense(transformer(x, 2, True), "output")


model = globals()[task.replace("-", "_")]
inputs, targets = (read(name).chunk(len(rates)) for name in ("inputs", "targets"))
optimizer = torch.optim.AdamW(parameters.values(), lr=0, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01)
losses = []
for step, rate in enumerate(rates):
    optimizer.zero_grad()
    logits = model(inputs[step])
    loss = F.cross_entropy(logits.flatten(0, -2), targets[step].long())
    loss.backward()
    losses.append(loss.item())
    if step == 0:
        write("gradients", torch.cat([value.grad.flatten() for value in parameters.values()]))
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.step()
write("losses", torch.tensor(losses))
