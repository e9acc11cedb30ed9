"""A stand-in for optax, on NumPy: trees are lists of arrays."""
from typing import Any, NamedTuple

Updates = Any


class GradientTransformation(NamedTuple):
    init: Any
    update: Any


class EmptyState(NamedTuple):
    pass


def chain(*parts):
    def init(params):
        return tuple(part.init(params) for part in parts)

    def update(updates, states, params=None):
        after = []
        for part, state in zip(parts, states):
            updates, state = part.update(updates, state, params)
            after.append(state)
        return updates, tuple(after)

    return GradientTransformation(init, update)


def _stateless(change):
    return GradientTransformation(
        lambda params: EmptyState(), lambda updates, state, params=None: (change(updates, params), state)
    )


def scale(factor):
    return _stateless(lambda updates, params: [factor * u for u in updates])


def scale_by_learning_rate(learning_rate):
    return scale(-learning_rate)


def add_decayed_weights(weight_decay, mask=None):
    assert mask is None
    return _stateless(lambda updates, params: [u + weight_decay * p for u, p in zip(updates, params)])


def apply_updates(params, updates):
    return [p + u for p, u in zip(params, updates)]
