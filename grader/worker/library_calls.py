"""Records, in the worker, the calls of library functions that are themselves the answer.

Three views together see every form: the interpreter's profile hook sees calls of Python functions
and builtins by identity, under any name; torch's own hook sees builtins that compiled code calls
(`functools.partial`); its dispatcher sees the operators that run in the end.
A learner's own function with such a name is not recorded.
"""

import sys
import threading
import types
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any

from grader.probe.library import NAMES
from grader.worker.failures import TOUCHED

PACKAGES = {
    "torch/distributions/": "torch.distributions",
    "scipy/stats/": "scipy.stats",
    "sklearn/mixture/": "GaussianMixture",
    # Densities of Gaussians under other names, and posteriors of their components.
    "sklearn/covariance/": "sklearn.covariance",
    "sklearn/decomposition/": "sklearn.decomposition",
    "sklearn/discriminant_analysis.py": "sklearn.discriminant_analysis",
    "sklearn/naive_bayes.py": "sklearn.naive_bayes",
    "sklearn/metrics/": "sklearn.metrics",
    "sklearn/_loss/": "sklearn._loss",
}
"""Packages in which every function is an answer, by a part of their files' paths."""


@contextmanager
def recording(
    names: frozenset[str] = frozenset(), *, trace_compiled: bool = True
) -> Iterator[set[str]]:
    """Collect the names of the library answers that are called inside the block.

    Args:
        names: functions of torch that are answers here, in addition to `NAMES`; or packages and
            modules, whose every function is one, such as `sklearn/` and `torch/nn/init.py`.
        trace_compiled: use torch's two views too, which takes twice as long as everything else.
    """
    used: set[str] = set()
    watch = _watcher(used, NAMES | names)
    views = _views(NAMES | names) if trace_compiled and "torch" in sys.modules else ()
    touched = _alarm()
    threading.setprofile(watch)
    sys.setprofile(watch)
    touched.clear()
    try:
        with ExitStack() as stack:
            for view in views:
                stack.enter_context(view(used))
            yield used
    finally:
        if touched or sys.getprofile() is not watch or threading.getprofile() is not watch:
            used.add(TOUCHED)
        sys.setprofile(None)
        threading.setprofile(None)


@cache
def _alarm() -> list[str]:
    """A list that gets an entry when someone sets a profile function, which only audit hooks see.

    Python itself sets one, that of `threading`, in each thread that starts.
    """
    heard: list[str] = []
    honest = threading.Thread._bootstrap_inner.__code__  # type: ignore[attr-defined]  # private

    def listen(event: str, _: Any) -> None:
        if event == "sys.setprofile" and sys._getframe(1).f_code is not honest:
            heard.append(event)

    sys.addaudithook(listen)
    return heard


def _watcher(used: set[str], names: frozenset[str]) -> Any:
    builtins, innocent = _builtin_answers(names), _innocent(names)

    def watch(frame: types.FrameType, event: str, builtin: Any) -> None:
        if event == "call":
            code = frame.f_code
            place = code.co_name, code.co_firstlineno
            if innocent.get(place) is not code and not _note(frame, used, names):
                innocent[place] = code
        elif event == "c_call" and builtin in builtins:
            used.add(builtin.__name__)

    return watch


@cache
def _innocent(names: frozenset[str]) -> dict[tuple[str, int], types.CodeType]:
    """Code that was looked at and is none of the answers: most calls are of such code.

    By name and line, because the hash of code takes long, and `id` raises an audit event; of two
    that have both in common the last one is kept.
    """
    return {}


def _note(frame: types.FrameType, used: set[str], names: frozenset[str]) -> bool:
    """Record the frame's function if it is an answer; whether it may be one."""
    code = frame.f_code
    if name := _python_answers(names).get(code):
        used.add(name)
    elif package := _package_of(code.co_filename, names):
        if not _importing(frame):
            used.add(package)
    elif (name := code.co_name.removesuffix("_forward")) in names and _is_copy(code):
        used.add(name)
    elif code.co_name == "__call__" and code.co_filename.endswith("_ops.py"):
        _note_operator(str(frame.f_locals.get("self", "")), used, names)
    else:
        return False
    return True


def _importing(frame: types.FrameType | None) -> bool:
    """Whether the frame runs because a module is being imported, which is not a use of it."""
    while frame is not None:
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            return True
        frame = frame.f_back
    return False


def _note_operator(text: str, used: set[str], names: frozenset[str]) -> None:
    name = text.rpartition(".")[0] if text.count(".") > 1 else text
    if (short := name.rpartition(".")[2]) in names:
        used.add(short)


@cache
def _package_of(filename: str, names: frozenset[str]) -> str | None:
    path = filename.replace("\\", "/")
    more = [name for name in names if name.endswith(("/", ".py"))]
    # One that an exercise names comes first: it may be part of another, which is allowed.
    named = {part: part.removesuffix(".py").rstrip("/").replace("/", ".") for part in more}
    parts = named | {part: name for part, name in PACKAGES.items() if part not in named}
    return next((name for part, name in parts.items() if f"/{part}" in path), None)


def _is_copy(code: types.CodeType) -> bool:
    """Whether a function is torch's own Python version of a compiled operator, or SciPy's."""
    path = code.co_filename.replace("\\", "/")
    return any(part in path for part in ("/torch/_refs/", "/torch/_decomp/", "/scipy/special/"))


@cache
def _python_answers(names: frozenset[str]) -> dict[types.CodeType, str]:
    torch = sys.modules.get("torch")
    functions = {name: getattr(torch.nn.functional, name, None) for name in names} if torch else {}
    codes = {name: getattr(function, "__code__", None) for name, function in functions.items()}
    # A wrapper that a decorator puts around several functions does not count.
    found = {code: name for name, code in codes.items() if code and code.co_name == name}
    return found | {threading.setprofile.__code__: TOUCHED}


@cache
def _builtin_answers(names: frozenset[str]) -> frozenset[Any]:
    torch = sys.modules.get("torch")
    spaces = [torch, torch._VF, torch._C._nn, torch.nn.functional] if torch else []
    found = [getattr(space, name, None) for space in spaces for name in names]
    return frozenset(f for f in found if isinstance(f, types.BuiltinFunctionType))


@cache
def _views(names: frozenset[str]) -> tuple[Any, ...]:
    """Modes of torch that record the answers they see in a set."""
    from torch.overrides import TorchFunctionMode
    from torch.utils._python_dispatch import TorchDispatchMode

    builtins = _builtin_answers(names)

    class Functions(TorchFunctionMode):
        def __init__(self, used: set[str]) -> None:
            super().__init__()
            self.used = used

        def __torch_function__(
            self, func: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            if func in builtins:
                self.used.add(func.__name__)
            return func(*args, **(kwargs or {}))

    class Operators(TorchDispatchMode):  # type: ignore[no-untyped-call]  # torch is partly typed
        def __init__(self, used: set[str]) -> None:
            super().__init__()  # type: ignore[no-untyped-call]  # likewise
            self.used = used

        @classmethod
        def _should_skip_dynamo(cls) -> bool:
            return False  # skipping it would import torch._dynamo: more than a second

        def __torch_dispatch__(
            self, func: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            name = func.overloadpacket.__name__.removesuffix("_forward").removesuffix("_backward")
            if name in names:
                self.used.add(name)
            return func(*args, **(kwargs or {}))

    return Functions, Operators
