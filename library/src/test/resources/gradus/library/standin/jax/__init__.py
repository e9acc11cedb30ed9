"""A stand-in for jax, on NumPy."""
import numpy

Array = numpy.ndarray


class config:
    @staticmethod
    def update(key, value):
        assert (key, value) == ("jax_enable_x64", True)


class _Lists:
    """Trees are lists of arrays here."""

    def __init__(self, length):
        self.length = length

    def flatten_up_to(self, tree):
        assert isinstance(tree, list) and len(tree) == self.length
        return tree

    def unflatten(self, leaves):
        leaves = list(leaves)
        assert len(leaves) == self.length
        return leaves


class tree_util:
    @staticmethod
    def tree_map(function, *trees):
        return [function(*leaves) for leaves in zip(*trees)]

    @staticmethod
    def tree_flatten(tree):
        return list(tree), _Lists(len(tree))

    @staticmethod
    def tree_leaves(tree):
        return list(tree)
