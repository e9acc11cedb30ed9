"""Two transformers in plain PyTorch: a ViT that classifies images and a GPT that predicts the next byte."""

import math

import torch
from torch import nn
from torch.nn import functional


class Attention(nn.Module):
    def __init__(self, width, heads, causal):
        super().__init__()
        self.heads, self.causal = heads, causal
        self.inputs = nn.Linear(width, 3 * width)
        self.output = nn.Linear(width, width)

    def forward(self, x):
        batch, length, width = x.shape
        shape = (batch, length, 3, self.heads, width // self.heads)
        query, key, value = self.inputs(x).view(shape).permute(2, 0, 3, 1, 4)
        if hasattr(functional, "scaled_dot_product_attention"):  # from PyTorch 2.0 on
            mixed = functional.scaled_dot_product_attention(query, key, value, is_causal=self.causal)
        else:
            scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
            if self.causal:
                later = torch.ones(length, length, dtype=torch.bool, device=x.device).triu(1)
                scores = scores.masked_fill(later, float("-inf"))
            mixed = scores.softmax(-1) @ value
        return self.output(mixed.transpose(1, 2).reshape(batch, length, width))


class Block(nn.Module):
    def __init__(self, width, heads, causal):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, heads, causal)
        self.perceptron = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.perceptron(self.norm2(x))


class Transformer(nn.Module):
    """Blocks over a sequence of vectors, with learned positions."""

    def __init__(self, size, length, outputs, causal):
        super().__init__()
        self.positions = nn.Parameter(torch.zeros(length, size.width))
        self.blocks = nn.Sequential(*(Block(size.width, size.heads, causal) for _ in range(size.layers)))
        self.norm = nn.LayerNorm(size.width)
        self.head = nn.Linear(size.width, outputs)

    def forward(self, x):
        return self.norm(self.blocks(x + self.positions[: x.shape[1]]))


class Vit(nn.Module):
    """Images of one channel, cut into square patches."""

    def __init__(self, size, data):
        super().__init__()
        rows, columns = data.shape
        self.patch = size.patch
        self.embedding = nn.Linear(size.patch**2, size.width)
        count = (rows // size.patch) * (columns // size.patch)
        self.body = Transformer(size, count, data.classes, causal=False)

    def forward(self, images):
        p = self.patch
        patches = functional.unfold(images.unsqueeze(1), p, stride=p).transpose(1, 2)
        return self.body.head(self.body(self.embedding(patches)).mean(1))


class Gpt(nn.Module):
    """Bytes in, scores of the byte behind each of them out."""

    def __init__(self, size, data):
        super().__init__()
        self.embedding = nn.Embedding(data.classes, size.width)
        self.body = Transformer(size, size.context, data.classes, causal=True)

    def forward(self, tokens):
        return self.body.head(self.body(self.embedding(tokens)))


def build(task, size, data, seed):
    """A model whose initial weights are a function of the seed: normal with deviation 0.02, biases 0."""
    torch.manual_seed(seed)
    model = {"vit": Vit, "gpt": Gpt}[task](size, data)
    for module in model.modules():
        if isinstance(module, (nn.Linear, nn.Embedding)):
            nn.init.normal_(module.weight, std=0.02)
        if isinstance(module, nn.Linear):
            nn.init.zeros_(module.bias)
    nn.init.normal_(model.body.positions, std=0.02)
    return model
