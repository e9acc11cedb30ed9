"""Runs exported files of Optax or Keras against the stand-ins beside this file, and looks at what is in them.

usage: run.py FOLDER     prints what is wrong, a line for each file
"""

import ast
import contextlib
import io
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))

try:
    import numpy  # noqa: F401
except Exception as problem:
    sys.exit(f"no numpy: {problem!r}")

METHODS = {"__init__", "build", "update_step", "get_config"}


def structure(tree, name):
    """What is missing of the usual parts."""
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    imports = {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
    documented = functions | {node.name for node in classes if not ast.get_docstring(node)}
    if not ast.get_docstring(tree):
        yield "no documentation"
    if "keras" in imports:
        methods = {part.name for part in classes[-1].body if isinstance(part, ast.FunctionDef)}
        if not METHODS <= methods:
            yield f"methods {METHODS - methods} are missing"
        if not ast.get_docstring(classes[-1]):
            yield "the class is not documented"
    else:
        if not {name, "scale_by_" + name, "check"} <= functions:
            yield f"found {documented}"
        transformation = next(node for node in tree.body if getattr(node, "name", "") == "scale_by_" + name)
        inner = [part.name for part in transformation.body if isinstance(part, ast.FunctionDef)]
        if inner != ["init_fn", "update_fn"]:
            yield f"found {inner}"


class Traced(numpy.ndarray):
    """What jax.jit and inject_hyperparams put in the place of numbers: nothing that Python could decide by."""

    def _unknown(self, *others):
        raise TypeError("a traced array is no number of Python")

    __bool__ = __float__ = __int__ = __index__ = _unknown


def traced(make):
    """Updates with all numbers traced. They have a dimension: NumPy looks into the others before it raises to a power."""
    names = make.__code__.co_varnames[: make.__code__.co_argcount]
    values = dict(zip(reversed(names), reversed(make.__defaults__ or ())))
    numbers = {name: numpy.array([value]).view(Traced) for name, value in values.items() if isinstance(value, float)}
    numbers.setdefault("learning_rate", 0.1)
    optimizer = make(**numbers)
    params = [numpy.ones((2, 3)), numpy.ones(3)]
    state = optimizer.init(params)
    for _ in range(2):
        updates, state = optimizer.update([0.5 * p for p in params], state, params)


for path in sorted(Path(sys.argv[1]).glob("*.py")):
    text = path.read_text()
    try:
        wrong = list(structure(ast.parse(text), path.stem))
        names = {"__name__": path.stem}
        exec(compile(text, str(path), "exec"), names)
        with contextlib.redirect_stdout(io.StringIO()) as said:
            names["check"]()
        if not said.getvalue().endswith(" agrees with Gradus\n"):
            wrong.append("its check says nothing")
        if "keras" in names:
            kind = next(value for value in names.values() if isinstance(value, type))
            config = kind(learning_rate=0.25).get_config()
            if kind(**config).get_config() != config or config["learning_rate"] != 0.25:
                wrong.append("its configuration does not make the same again")
        else:
            traced(names[path.stem])
    except BaseException as problem:
        wrong = [repr(problem)]
    for problem in wrong:
        print(f"{path.name}: {problem}")
