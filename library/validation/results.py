"""Results as JSON lines, one for each training, of one schema that 'gradus results import' reads."""

import json
import os
from pathlib import Path

SCHEMA = 1

#: What decides the outcome of a training: two lines that agree here are the same training.
KEY = ("purpose", "task", "size", "data", "steps", "batch", "precision", "optimizer", "source", "settings",
       "learning_rate", "seed")


class ResultsError(Exception):
    """A file that cannot be gone on with; the message is one line."""


class Results:
    """A file that only grows. A line that was being written when the process died is cut off."""

    def __init__(self, path):
        self.path = Path(path)
        self.known = {}
        whole = b""
        if self.path.exists():
            data = self.path.read_bytes()
            whole = data[: data.rfind(b"\n") + 1]
            for number, line in enumerate(whole.splitlines(), 1):
                self.take(number, line)
            if whole != data:
                os.truncate(self.path, len(whole))
        self.file = open(self.path, "ab")

    def take(self, number, line):
        try:
            entry = json.loads(line)
            schema = entry["schema"]
            if schema == SCHEMA:
                self.known[self.key(entry)] = entry
        except (ValueError, KeyError, TypeError) as problem:
            raise ResultsError(f"{self.path}:{number}: found no result of this harness ({problem!r})") from problem
        if schema != SCHEMA:
            raise ResultsError(f"{self.path}:{number}: found schema {schema}; allowed: {SCHEMA}")

    @staticmethod
    def key(entry):
        return json.dumps([entry[name] for name in KEY], sort_keys=True)

    def find(self, entry):
        return self.known.get(self.key(entry))

    def add(self, entry):
        entry = {"schema": SCHEMA, **entry}
        self.file.write(json.dumps(entry, allow_nan=False).encode() + b"\n")
        self.file.flush()
        os.fsync(self.file.fileno())
        self.known[self.key(entry)] = entry
        return entry
