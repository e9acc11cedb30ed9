"""Adam with decoupled weight decay, as a gradient transformation of Optax."""

from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import optax


def _update(gradient, m, v, step, beta1, beta2, eps):
    """The update of one tensor, and its state."""
    m = (1 - beta1) * gradient + beta1 * m
    v = (1 - beta2) * jnp.square(gradient) + beta2 * v
    root = jnp.sqrt(1 - beta2 ** step)
    size = root / (1 - beta1 ** step)
    update = size * m / (jnp.sqrt(v) + root * eps)
    return update, m, v


class ScaleByAdamWState(NamedTuple):
    """What is remembered between steps."""

    count: jax.Array
    m: Any
    v: Any


def scale_by_adam_w(beta1=0.9, beta2=0.999, eps=1e-8):
    """Makes the direction of AdamW, before decay and learning rate."""
    for key, value in (("beta1", beta1), ("beta2", beta2)):
        if isinstance(value, (int, float)) and not 0.0 <= value < 1.0:
            raise ValueError(f"{key}: found {value}; allowed: from 0 to below 1")
    if isinstance(eps, (int, float)) and not eps >= 0.0:
        raise ValueError(f"eps: found {eps}; allowed: at least 0")

    def init_fn(params):
        return ScaleByAdamWState(
            count=jnp.zeros([], jnp.int32), m=jax.tree_util.tree_map(jnp.zeros_like, params),
            v=jax.tree_util.tree_map(jnp.zeros_like, params)
        )

    def update_fn(updates, state, params=None):
        del params
        count = state.count + 1
        gradients, treedef = jax.tree_util.tree_flatten(updates)
        results = [
            _update(g, s1, s2, count, beta1, beta2, eps)
            for g, s1, s2 in zip(
                gradients, treedef.flatten_up_to(state.m), treedef.flatten_up_to(state.v)
            )
        ]
        updates, *memory = zip(*results)
        return treedef.unflatten(updates), ScaleByAdamWState(
            count=count, m=treedef.unflatten(memory[0]), v=treedef.unflatten(memory[1])
        )

    return optax.GradientTransformation(init_fn, update_fn)


def adam_w(learning_rate=0.005, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01, mask=None):
    """Adam with decoupled weight decay.

    One step, for all tensors:

        m = (1 - beta1) * gradient + beta1 * m
        v = (1 - beta2) * gradient ** 2 + beta2 * v
        root = sqrt(1 - beta2 ** step)
        size = lr * root / (1 - beta1 ** step)
        update = size * m / (sqrt(v) + root * eps) + lr * decay * weight
        weight = weight - update

    The default learning rate, 0.005, is the one that Gradus trains AdamW with: begin with a rate
    that suits AdamW.

    Source: Loshchilov and Hutter, 2019, arXiv 1711.05101; torch.optim.AdamW

    Args:
        learning_rate: a number, or a schedule
        beta1: from 0 to below 1
        beta2: from 0 to below 1
        eps: at least 0
        decay: what the weights shrink by, times the learning rate
        mask: a tree of booleans, or a function of the parameters: which of them decay
    """
    return optax.chain(
        scale_by_adam_w(beta1, beta2, eps),
        optax.add_decayed_weights(decay, mask),
        optax.scale_by_learning_rate(learning_rate),
    )


def check():
    """Three steps must lead where Gradus comes to in double precision."""
    jax.config.update("jax_enable_x64", True)
    start = [[[-0.22, -0.966, 0.802], [0.166, -0.095, -0.501]], [-0.064, -0.344, -0.731]]
    steps = [
        [[[-0.174, -0.793, 0.92], [0.836, 0.743, 0.728]], [0.097, 0.759, -0.347]],
        [[[0.238, 0.515, 0.349], [-0.787, -0.311, -0.152]], [0.805, 0.921, -0.847]],
        [[[-0.186, 0.804, -0.17], [0.942, -0.892, -0.234]], [-0.435, 0.115, 0.214]]
    ]
    expected = [
        [
            [-0.21496139540875855, -0.9616831378588614, 0.7895807016495824],
            [0.15912787508379916, -0.10012253207398174, -0.5093404304095724]
        ],
        [-0.07436246618093312, -0.3581048177276903, -0.7183586747039831]
    ]
    params = [jnp.asarray(x, dtype=jnp.float64) for x in start]
    optimizer = adam_w(0.005)
    state = optimizer.init(params)
    for gradients in steps:
        gradients = [jnp.asarray(x, dtype=jnp.float64) for x in gradients]
        updates, state = optimizer.update(gradients, state, params)
        params = optax.apply_updates(params, updates)
    for found, right in zip(params, expected):
        right = jnp.asarray(right, dtype=jnp.float64)
        if not jnp.allclose(found, right, rtol=1e-6, atol=1e-9, equal_nan=True):
            raise SystemExit(f"found {found}, expected {right}")
    print("AdamW agrees with Gradus")


if __name__ == "__main__":
    check()
