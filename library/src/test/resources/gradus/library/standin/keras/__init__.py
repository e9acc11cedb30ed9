"""A stand-in for Keras 3, on NumPy."""
import types

import numpy

from . import ops


class Variable(numpy.lib.mixins.NDArrayOperatorsMixin):
    def __init__(self, value, dtype="float32", name=None):
        # Twice as precise as what it stands for, so that a wrong formula cannot hide in rounding.
        self.value = numpy.array(value, dtype="float64")
        self.name = name

    shape = property(lambda self: self.value.shape)
    dtype = property(lambda self: self.value.dtype)

    def __array__(self, dtype=None, copy=None):
        return self.value if dtype is None else self.value.astype(dtype)

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        inputs = [x.value if isinstance(x, Variable) else x for x in inputs]
        return getattr(ufunc, method)(*inputs, **kwargs)


class Optimizer:
    def __init__(self, learning_rate=None, name=None, **kwargs):
        assert not kwargs
        self._learning_rate, self.name, self.built, self.iterations = learning_rate, name, False, 0

    def build(self, variables):
        self._variables, self.built = list(variables), True

    def add_variable(self, shape, initializer="zeros", dtype=None, name=None):
        return Variable(numpy.zeros(shape), dtype, name)

    def add_variable_from_reference(self, reference_variable, name=None, initializer="zeros"):
        return Variable(numpy.zeros(reference_variable.shape), None, name)

    def _get_variable_index(self, variable):
        return [v is variable for v in self._variables].index(True)

    def assign(self, variable, value):
        assert numpy.shape(value) == variable.shape, (variable.name, variable.shape, numpy.shape(value))
        variable.value[...] = value

    def assign_sub(self, variable, value):
        self.assign(variable, variable.value - value)

    def apply(self, gradients, variables):
        for gradient, variable in zip(gradients, variables):
            self.update_step(gradient, variable, self._learning_rate)
        self.iterations += 1

    def get_config(self):
        return {"learning_rate": self._learning_rate, "name": self.name}


optimizers = types.SimpleNamespace(Optimizer=Optimizer)
saving = types.SimpleNamespace(register_keras_serializable=lambda package: lambda kind: kind)
