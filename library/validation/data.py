"""What is trained on: a folder with IDX images, a text file, or a small synthetic stand-in for a trial run."""

import gzip
import hashlib
import struct
from pathlib import Path

import torch


class DataError(Exception):
    """Data that cannot be used; the message is one line."""


class Images:
    """Grey images and their classes. Of the train part the last tenth selects; t10k tests."""

    def __init__(self, parts, name):
        self.name = name
        self.shape = tuple(parts["train"][0].shape[1:])
        self.classes = int(max(labels.max() for _, labels in parts.values())) + 1
        self.parts = parts

    def to(self, device):
        self.parts = {key: (x.to(device), y.to(device)) for key, (x, y) in self.parts.items()}
        return self

    def batch(self, count, generator):
        images, labels = self.parts["train"]
        chosen = torch.randint(len(images), (count,), generator=generator).to(images.device)
        return images[chosen], labels[chosen]

    def batches(self, part, count):
        images, labels = self.parts[part]
        return zip(images.split(count), labels.split(count))


class Text:
    """Bytes. The last twentieth tests, the twentieth before it selects."""

    classes = 256

    def __init__(self, tokens, context, name):
        self.name, self.context = name, context
        a, b = int(len(tokens) * 0.9), int(len(tokens) * 0.95)
        self.parts = {"train": tokens[:a], "select": tokens[a:b], "test": tokens[b:]}
        shortest = min(map(len, self.parts.values()))
        if shortest <= context:
            raise DataError(f"{name}: found a part of {shortest} bytes; allowed: more than the context, {context}")

    def to(self, device):
        self.parts = {key: tokens.to(device) for key, tokens in self.parts.items()}
        return self

    def rows(self, tokens, starts):
        index = starts.to(tokens.device).unsqueeze(1) + torch.arange(self.context + 1, device=tokens.device)
        rows = tokens[index].long()
        return rows[:, :-1], rows[:, 1:]

    def batch(self, count, generator):
        tokens = self.parts["train"]
        return self.rows(tokens, torch.randint(len(tokens) - self.context, (count,), generator=generator))

    def batches(self, part, count):
        tokens = self.parts[part]
        starts = torch.arange(0, len(tokens) - self.context, self.context)
        return (self.rows(tokens, some) for some in starts.split(count))


def idx(folder, name):
    for path in (folder / name, folder / (name + ".gz")):
        if path.exists():
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            break
    else:
        raise DataError(f"{folder}: found no {name} or {name}.gz; allowed: a folder with the four IDX files")
    if len(data) < 4 or data[:3] != b"\0\0\x08":
        raise DataError(f"{path}: found no IDX file of bytes")
    extents = struct.unpack_from(f">{data[3]}I", data, 4)
    values = torch.frombuffer(bytearray(data), dtype=torch.uint8)[4 + 4 * data[3] :]
    if len(values) != torch.Size(extents).numel():
        raise DataError(f"{path}: found {len(values)} bytes; allowed: {torch.Size(extents).numel()} for its shape")
    return values.view(extents)


def images(folder):
    def pair(prefix):
        pixels = idx(folder, f"{prefix}-images-idx3-ubyte").float() / 255
        return pixels, idx(folder, f"{prefix}-labels-idx1-ubyte").long()

    pixels, labels = pair("train")
    cut = len(pixels) * 9 // 10
    parts = {"train": (pixels[:cut], labels[:cut]), "select": (pixels[cut:], labels[cut:]), "test": pair("t10k")}
    return Images(parts, f"{folder.name} {digest(pixels)}")


def digest(tensor):
    return hashlib.sha256(tensor.contiguous().numpy().tobytes()).hexdigest()[:16]


def synthetic(task, size):
    """Small and learnable, for trying the harness out; it says nothing of an optimizer."""
    generator = torch.Generator().manual_seed(1)
    if task == "gpt":
        words = torch.randint(97, 123, (20, 5), generator=generator, dtype=torch.uint8)
        return Text(words[torch.randint(20, (4000,), generator=generator)].flatten(), size.context, "synthetic")
    side, classes = 2 * size.patch, 4
    centres = torch.rand(classes, side, side, generator=generator)
    parts = {}
    for part, count in (("train", 512), ("select", 128), ("test", 128)):
        labels = torch.randint(classes, (count,), generator=generator)
        parts[part] = (centres[labels] + 0.3 * torch.randn(count, side, side, generator=generator), labels)
    return Images(parts, "synthetic")


def load(task, source, size):
    if source == "synthetic":
        return synthetic(task, size)
    path = Path(source)
    if task == "vit":
        return images(path)
    if not path.is_file():
        raise DataError(f"{path}: found no file; allowed: a text file, or 'synthetic'")
    tokens = torch.frombuffer(bytearray(path.read_bytes()), dtype=torch.uint8)
    return Text(tokens, size.context, f"{path.name} {digest(tokens)}")
