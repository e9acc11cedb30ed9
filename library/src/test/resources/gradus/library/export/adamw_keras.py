"""Adam with decoupled weight decay, as an optimizer of Keras."""

import keras
from keras import ops


def _update(weight, gradient, m, v, lr, step, beta1, beta2, eps, decay):
    """The update of one tensor, and its state."""
    m = (1 - beta1) * gradient + beta1 * m
    v = (1 - beta2) * ops.square(gradient) + beta2 * v
    root = ops.sqrt(1 - beta2 ** step)
    size = lr * root / (1 - beta1 ** step)
    update = size * m / (ops.sqrt(v) + root * eps) + lr * decay * weight
    return update, m, v


@keras.saving.register_keras_serializable(package="gradus")
class AdamW(keras.optimizers.Optimizer):
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
        decay: at least 0
        name, **kwargs: as for every optimizer of Keras
    """

    def __init__(
        self, learning_rate=0.005, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.01, name="adam_w",
        **kwargs
    ):
        for key, value in (("beta1", beta1), ("beta2", beta2)):
            if not 0.0 <= value < 1.0:
                raise ValueError(f"{key}: found {value}; allowed: from 0 to below 1")
        for key, value in (("eps", eps), ("decay", decay)):
            if not value >= 0.0:
                raise ValueError(f"{key}: found {value}; allowed: at least 0")
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.decay = decay

    def build(self, variables):
        """Makes what is remembered of each variable, zero at first."""
        if self.built:
            return
        super().build(variables)
        self._memory = [
            [
                self.add_variable_from_reference(reference_variable=v, name="m"),
                self.add_variable_from_reference(reference_variable=v, name="v"),
            ]
            for v in variables
        ]

    def update_step(self, gradient, variable, learning_rate):
        """One step of one variable."""
        memory = self._memory[self._get_variable_index(variable)]
        update, *after = _update(
            variable, gradient, *memory, ops.cast(learning_rate, variable.dtype),
            ops.cast(self.iterations + 1, variable.dtype), self.beta1, self.beta2, self.eps,
            self.decay
        )
        self.assign_sub(variable, ops.cast(ops.broadcast_to(update, variable.shape), variable.dtype))
        for state, value in zip(memory, after):
            if state is not None:
                self.assign(state, ops.cast(value, state.dtype))

    def get_config(self):
        """What it takes to make the same optimizer again."""
        config = super().get_config()
        config.update(beta1=self.beta1, beta2=self.beta2, eps=self.eps, decay=self.decay)
        return config


def check():
    """Three steps must lead where Gradus comes to in double precision."""
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
    variables = [keras.Variable(x, dtype="float32") for x in start]
    optimizer = AdamW(learning_rate=0.005)
    optimizer.build(variables)
    for gradients in steps:
        gradients = [ops.convert_to_tensor(x, dtype="float32") for x in gradients]
        optimizer.apply(gradients, variables)
    for found, first, right in zip(variables, start, expected):
        first = ops.convert_to_tensor(first, dtype="float32")
        right = ops.convert_to_tensor(right, dtype="float32")
        bound = 2e-6 * ops.maximum(1.0, ops.abs(right)) + 1e-3 * ops.abs(right - first)
        near = ops.abs(found - right) <= bound
        if not ops.all(ops.logical_or(near, ops.isnan(right))):
            raise SystemExit(f"found {found}, expected {right}")
    print("AdamW agrees with Gradus")


if __name__ == "__main__":
    check()
