"""The worker: imports one submission, calls it as the judge asks, and sends back the results.

Everything here runs next to hostile code. Nothing here decides anything.
"""

import bdb
import faulthandler
import importlib
import inspect
import linecache
import os
import signal
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from grader.confine.report import ConfinementError
from grader.probe.drivers import without_unchanged
from grader.probe.probe import Probe, probes_of
from grader.probe.tensors import seed_all, to_tensors
from grader.probe.values import SUBMISSION, Opaque, Raised
from grader.worker.captured_output import MARK
from grader.worker.codec import ANSWER, REQUEST, TooLarge, decode, encode

_IMPORTS_LATE = frozenset({"_refs", "checkpoint", "func", "functorch", "optim"})
"""Parts of torch whose first call imports its compiler, which can exceed the limit of a call. The
import takes a second: only code that uses one of them waits for it."""


def main(channel: Connection, output: Connection, scratch: str, settings: dict[str, Any]) -> None:
    """Serve requests until the judge closes the channel.

    Args:
        channel: where requests arrive and answers leave.
        output: replaces standard output and standard error.
        scratch: an empty folder to work in.
        settings: `device`, `isolation` (require, auto or off) and, from the judge, the
            `installation` that may be read.
    """
    os.dup2(output.fileno(), 1)
    os.dup2(output.fileno(), 2)
    output.close()
    sys.stdout = os.fdopen(1, "w", buffering=1, errors="backslashreplace", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace", closefd=False)
    if hasattr(faulthandler, "register"):
        faulthandler.register(signal.SIGUSR1, file=2, all_threads=False)
    sys.breakpointhook = _undebugged

    def isolate(device: str) -> str:
        return _isolated(channel, Path(scratch), device, settings)

    serve(channel, settings["device"], isolate)


def serve(channel: Connection, device: str, isolate: Callable[[str], str]) -> None:
    """Answer requests in order: one `prepare`, one `load`, then any number of `run` and `define`.

    Args:
        channel: where requests arrive.
        device: the device that the user asked for.
        isolate: confines this process for a device, before it gets anything to run.
    """
    submission = types.ModuleType(SUBMISSION)
    probes: dict[str, Probe] = {}
    watched = True
    while True:
        try:
            request = decode(channel.recv_bytes(REQUEST.length), REQUEST)
        except EOFError:
            return
        token = request["token"]
        answer: dict[str, Any]
        match request["do"]:
            case "prepare":
                probes = drivers(request["checks"])
                import_for(probes.values())
                device = _available(device)
                answer = {"device": device, "isolation": "", "refused": None}
                try:
                    answer["isolation"] = isolate(device)
                except ConfinementError as error:
                    answer["refused"] = str(error)
                channel.send_bytes(encode({"token": token, "answer": answer}))
            case "load":
                watched = request["watched"]
                answer = load(submission, request["text"], request["path"], request["names"])
                _send(channel, token, answer)
            case "define":
                _send(channel, token, define(submission, request["text"]))
            case "run":
                probe = probes[request["probe"]]
                for index, inputs in enumerate(request["cases"]):
                    answer = run(
                        probe,
                        submission,
                        inputs,
                        request["seed"] + index,
                        device,
                        watched=watched,
                        trace_compiled=index < request["trace_compiled"],
                    )
                    _send(channel, token, answer)


def drivers(checks: str) -> dict[str, Probe]:
    """The probes of a module of checks by name, with their drivers alone.

    Judgements are removed from the module, and so is its source, which hypothesis reads: a
    submission that searches for what will be compared does not find it. Known mistakes, some of
    which are nearly right, are in modules that no worker imports. A library answer of one probe
    is one for the whole exercise.
    """
    module = importlib.import_module(checks)
    probes = probes_of(module)
    for name, value in list(vars(module).items()):
        held = value if isinstance(value, list) else [value]
        if any(isinstance(item, Probe) for item in held):
            delattr(module, name)
    linecache.clearcache()
    library = frozenset[str]().union(*(probe.library for probe in probes))
    hidden: dict[str, Any] = {"checks": (), "as_code": None, "draw": None}
    return {probe.name: replace(probe, **hidden, library=library) for probe in probes}


def import_for(probes: Iterable[Probe]) -> None:
    """Import what probes need while the kit can be read: the forkserver may not have done it.

    It imports what the first exercise of its judge uses, and the next may use more.
    """
    importlib.import_module("grader.worker.library_calls")
    if any(probe.fake_device for probe in probes):
        importlib.import_module("grader.worker.fake_device")
    if torch := sys.modules.get("torch"):
        torch.set_num_threads(1)
        vars(torch)["compile"] = _uncompiled


def load(
    module: types.ModuleType, text: str, path: str, names: Mapping[str, int]
) -> dict[str, Any]:
    """Import the submission and describe what it defines.

    Args:
        module: the empty module to fill.
        text: its source.
        path: its name in tracebacks.
        names: the public names of the contract (`f` or `Class.method`), each with the number of
            positional arguments that it must take.

    Returns:
        `error` (a `Raised`, or None), `names` (for each name: `missing`, `ok`, or its signature as
        text if it cannot be called as the contract says), and `defined`.
    """
    linecache.cache[path] = (len(text), None, [f"{line}\n" for line in text.split("\n")], path)
    sys.modules[SUBMISSION] = module
    module.__file__ = path
    try:
        code = compile(text, path, "exec")
        if "torch" in sys.modules and not _IMPORTS_LATE.isdisjoint(_names(code)):
            importlib.import_module("torch._dynamo")
        exec(code, vars(module))
    except BaseException as error:
        return {"error": Raised.from_exception(error), "names": {}, "defined": []}
    defined = [str(name)[:100] for name, value in list(vars(module).items()) if callable(value)]
    return {
        "error": None,
        "names": {name: _fit(module, name, count) for name, count in names.items()},
        "defined": defined[:200],
    }


def define(module: types.ModuleType, text: str) -> dict[str, Any]:
    """Run a changed text in the submission's module; return its `error`, or None."""
    try:
        exec(compile(text, "<changed>", "exec"), vars(module))
    except BaseException as error:
        return {"error": Raised.from_exception(error)}
    return {"error": None}


def _names(code: types.CodeType) -> Iterator[str]:
    """Each part of every name that code uses."""
    for name in code.co_names:
        yield from name.split(".")
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _names(constant)


def run(
    probe: Probe,
    submission: types.ModuleType,
    inputs: Mapping[str, Any],
    seed: int,
    device: str,
    *,
    watched: bool = True,
    trace_compiled: bool = True,
) -> dict[str, Any]:
    """Run the submission once; return its result (`got`) and the library answers that it `used`.

    Those are looked for if it is `watched`, and in compiled code too with `trace_compiled`.
    """
    seed_all(seed, device)
    used: set[str] = set()
    if probe.fake_device:  # outside of what follows: what fails here is not the submission's
        from grader.worker.fake_device import as_arrays, faking_device
    try:
        with ExitStack() as stack:
            if probe.fake_device:
                stack.enter_context(faking_device())
                device = "meta"
            arguments = {name: to_tensors(value, device) for name, value in inputs.items()}
            if probe.forbid_library and watched:
                from grader.worker.library_calls import recording

                used = stack.enter_context(recording(probe.library, trace_compiled=trace_compiled))
            got = probe.drive(submission, **arguments)
        got = as_arrays(got) if probe.fake_device else without_unchanged(got, inputs)
    except BaseException as error:
        got = Raised.from_exception(error)
    return {"got": got, "used": sorted(used)}


def _available(device: str) -> str:
    """The device that the user asked for. MPS has no float64, so `auto` does not choose it."""
    torch = sys.modules.get("torch")
    if device != "auto" or torch is None:
        return "cpu" if torch is None else device
    return "cuda" if torch.cuda.is_available() else "cpu"


def _isolated(channel: Connection, scratch: Path, device: str, settings: Mapping[str, Any]) -> str:
    """Confine this process; return `complete`, `partial` or `off`."""
    from grader.confine import confine

    mode = settings["isolation"]
    # Nothing is writable, not even its current folder: a limit on the size of a file does not
    # limit the number of files.
    confinement = confine(
        installation=settings["installation"],
        keep_fds={channel.fileno()},
        mode=mode,
        device=device,
    )
    os.chdir(scratch)
    if mode == "off":
        return "off"
    return "complete" if confinement.complete else "partial"


def _uncompiled(model: Any = None, **_: Any) -> Any:
    """Replaces `torch.compile`: a confined process cannot start a compiler, and needs none."""
    return (lambda function: function) if model is None else model


def _undebugged(*_: Any, **__: Any) -> None:
    """Replaces a debugger, which nobody could use here."""
    raise bdb.BdbQuit


def _fit(module: types.ModuleType, name: str, count: int) -> str:
    target: Any = module
    for part in name.split("."):
        target = inspect.getattr_static(target, part, None)
        if target is None:
            return "missing"
    if isinstance(target, (staticmethod, classmethod)):
        return "ok"
    if not callable(target):
        return "not callable"
    try:
        signature = inspect.signature(target)
        try:
            signature.bind(*range(count))
        except TypeError:
            return str(signature)[:200]
    except Exception:  # without a readable signature, the calls will show whether it fits
        return "ok"
    return "ok"


def _send(channel: Connection, token: str, answer: dict[str, Any]) -> None:
    """Send an answer, and mark in the output where the output for it ends."""
    message = encoded(token, answer)
    for flush in (sys.stdout.flush, sys.stderr.flush, lambda: os.write(1, MARK)):
        with suppress(BaseException):  # the submission may have replaced them with anything
            flush()
    channel.send_bytes(message)


def encoded(token: str, answer: dict[str, Any]) -> bytes:
    """An answer as bytes; a value that cannot be sent is replaced with the reason."""
    try:
        return encode({"token": token, "answer": answer}, ANSWER)
    except BaseException as error:  # reading objects of the submission can raise anything
        found = Opaque(str(error)) if isinstance(error, TooLarge) else Raised.from_exception(error)
        said = {**answer, "error" if "error" in answer else "got": found}
        return encode({"token": token, "answer": said}, ANSWER)
