"""Trains a ViT or a GPT with exported optimizers, beside tuned AdamW and Lion, and writes down every training.

python3 validate.py --task gpt --data FILE --optimizer FOUND.py --out results.jsonl
"""

import argparse
import contextlib
import math
import platform
import sys
import time
from dataclasses import asdict, dataclass

try:
    import torch
except Exception as problem:
    sys.exit(f"no torch: {problem!r}")
from torch.nn import functional

import data
import models
import optimizers
import results

WARMUP = 0.05
TUNING_SEED = 1_000_000  # and up: no seed that a result has
FURTHEST = 12  # powers of two from the first learning rate, to either side


@dataclass
class Size:
    layers: int
    width: int
    heads: int
    patch: int
    context: int


SIZES = {
    "toy": Size(1, 16, 2, 4, 16),
    "small": Size(6, 192, 3, 4, 128),
    "medium": Size(12, 384, 6, 4, 256),
    "large": Size(12, 768, 12, 4, 512),
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--task", choices=["vit", "gpt"], required=True)
    parser.add_argument("--data", required=True, help="a folder with IDX files (vit), a text file (gpt), or 'synthetic'")
    parser.add_argument("--optimizer", action="append", default=[], metavar="FILE.py[:CLASS]")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="of all contestants, these alone")
    parser.add_argument("--out", required=True, help="JSON lines; a file that is there is gone on with")
    parser.add_argument("--size", choices=list(SIZES), default="small")
    for name in ("layers", "width", "heads", "patch", "context"):
        parser.add_argument("--" + name, type=int, help="instead of that of the size")
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--seeds", type=int, default=5, help="of the results; tuning takes one of its own")
    parser.add_argument("--reach", type=int, default=3, help="powers of two that the first grid goes to either side")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--precision", choices=["float32", "bfloat16"], default="float32")
    options = parser.parse_args()
    for name in ("steps", "batch", "seeds"):
        if getattr(options, name) < 1:
            parser.error(f"--{name}: found {getattr(options, name)}; allowed: at least 1")
    if options.reach < 0:
        parser.error(f"--reach: found {options.reach}; allowed: at least 0")
    return options


def size_of(options):
    size = Size(**asdict(SIZES[options.size]))
    for name in asdict(size):
        value = getattr(options, name)
        if value is not None:
            if value < 1:
                sys.exit(f"validate: --{name}: found {value}; allowed: at least 1")
            setattr(size, name, value)
    if size.width % size.heads:
        sys.exit(f"validate: --heads: found {size.heads}; allowed: a divisor of the width, {size.width}")
    return size


class Harness:
    def __init__(self, options, size, source, record):
        self.options, self.size, self.data, self.record = options, size, source, record
        self.device = torch.device(options.device)

    def autocast(self):
        if self.options.precision == "float32":
            return contextlib.nullcontext()
        return torch.autocast(self.device.type, dtype=torch.bfloat16)

    def losses(self, model, inputs, targets):
        with self.autocast():
            scores = model(inputs)
        scores = scores.float().reshape(-1, scores.shape[-1])
        return functional.cross_entropy(scores, targets.reshape(-1), reduction="sum"), scores

    @torch.no_grad()
    def score(self, model, part):
        loss, right, count = 0.0, 0, 0
        model.eval()
        for inputs, targets in self.data.batches(part, self.options.batch):
            total, scores = self.losses(model, inputs, targets)
            loss += total.item()
            right += (scores.argmax(-1) == targets.reshape(-1)).sum().item()
            count += targets.numel()
        return loss / count, right / count

    def share(self, step):
        """The factor on the peak: linear warm-up, then half a cosine to 0."""
        warmup = max(1, round(WARMUP * self.options.steps))
        if step < warmup:
            return (step + 1) / warmup
        return (1 + math.cos(math.pi * (step - warmup) / max(1, self.options.steps - warmup))) / 2

    def train(self, contestant, settings, rate, seed):
        """The model at the end, or None if the loss was not finite on the way."""
        model = models.build(self.options.task, self.size, self.data, seed).to(self.device)
        optimizer = contestant.make(model.parameters(), lr=rate, **settings)
        generator = torch.Generator().manual_seed(seed)
        model.train()
        for step in range(self.options.steps):
            inputs, targets = self.data.batch(self.options.batch, generator)
            for group in optimizer.param_groups:
                group["lr"] = rate * self.share(step)
            optimizer.zero_grad()
            total, _ = self.losses(model, inputs, targets)
            loss = total / targets.numel()
            loss.backward()
            optimizer.step()
            if step % 50 == 0 and not math.isfinite(loss.item()):
                return None, model
        return model, model

    def run(self, purpose, contestant, settings, rate, seed):
        """The line of a training, from the file if it is there."""
        entry = {
            "purpose": purpose,
            "task": self.options.task,
            "size": asdict(self.size),
            "data": self.data.name,
            "steps": self.options.steps,
            "batch": self.options.batch,
            "precision": self.options.precision,
            "optimizer": contestant.name,
            "source": contestant.source,
            "settings": {key: list(value) if isinstance(value, tuple) else value for key, value in settings.items()},
            "learning_rate": rate,
            "seed": seed,
        }
        known = self.record.find(entry)
        if known is None:
            known = self.record.add({**entry, **self.outcome(purpose, contestant, settings, rate, seed)})
            shown = "not finite" if known["loss"] is None else f"{known['loss']:.4f}"
            print(f"{purpose} {contestant.name} {settings} rate {rate:g} seed {seed}: select loss {shown}", flush=True)
        return known

    def outcome(self, purpose, contestant, settings, rate, seed):
        begin = time.perf_counter()
        trained, model = self.train(contestant, settings, rate, seed)
        entry = {"weights": sum(p.numel() for p in model.parameters()), "outcome": "not-finite"}
        entry.update(loss=None, accuracy=None, test_loss=None, test_accuracy=None)
        if trained is not None:
            loss, accuracy = self.score(trained, "select")
            if math.isfinite(loss):
                entry.update(outcome="trained", loss=loss, accuracy=accuracy)
                if purpose == "result":  # the test part is looked at for these alone
                    test_loss, test_accuracy = self.score(trained, "test")
                    if math.isfinite(test_loss):
                        entry.update(test_loss=test_loss, test_accuracy=test_accuracy)
        device = torch.cuda.get_device_name() if self.device.type == "cuda" else platform.machine()
        entry.update(seconds=time.perf_counter() - begin, torch=torch.__version__, device=device)
        return entry

    def tune(self, contestant):
        """The best settings and learning rate, as (loss, settings, rate); None if nothing trains."""
        best = [self.tune_rate(contestant, settings) for settings in contestant.settings]
        return min((line for line in best if line), key=lambda line: line[0], default=None)

    def tune_rate(self, contestant, settings):
        """The best learning rate with some settings. A grid whose best is on its edge is made wider."""
        losses = {}
        low, high = -self.options.reach, self.options.reach
        powers = list(range(low, high + 1))
        while powers:
            for power in powers:
                rate = contestant.rate * 2.0**power
                loss = self.run("tune", contestant, settings, rate, TUNING_SEED)["loss"]
                losses[power] = math.inf if loss is None else loss
            best = min(losses, key=losses.get)
            powers = []
            if best == low > -FURTHEST:
                low -= 1
                powers = [low]
            elif best == high < FURTHEST:
                high += 1
                powers = [high]
        return None if losses[best] == math.inf else (losses[best], settings, contestant.rate * 2.0**best)

    def contest(self, contestant):
        best = self.tune(contestant)
        if best is None:
            print(f"{contestant.name}: no learning rate of the grid trains", flush=True)
            return
        _, settings, rate = best
        lines = [self.run("result", contestant, settings, rate, seed) for seed in range(1, self.options.seeds + 1)]
        losses = [line["loss"] for line in lines if line["loss"] is not None]
        mean = sum(losses) / len(losses) if losses else math.nan
        print(f"{contestant.name}: {len(losses)} of {len(lines)} trained, mean select loss {mean:.4f}", flush=True)


def main():
    options = arguments()
    size = size_of(options)
    try:
        contestants = [*optimizers.baselines(), *map(optimizers.exported, options.optimizer)]
        names = [contestant.name for contestant in contestants]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            sys.exit(f"validate: found two optimizers named {twice[0]}; allowed: names of their own")
        unknown = [name for name in options.only if name not in names]
        if unknown:
            sys.exit(f"validate: --only: found {unknown[0]}; allowed: {', '.join(names)}")
        source = data.load(options.task, options.data, size).to(options.device)
        record = results.Results(options.out)
    except (data.DataError, optimizers.OptimizerError, results.ResultsError, OSError) as problem:
        sys.exit(f"validate: {problem}")
    harness = Harness(options, size, source, record)
    for contestant in contestants:
        if options.only and contestant.name not in options.only:
            continue
        harness.contest(contestant)


if __name__ == "__main__":
    main()
