"""What a confinement says about itself."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import fields
from functools import partial

import pytest
from trial import attempt, make_do_with_landlock, make_do_without_seccomp, on_linux

from grader.confine import Confinement, ConfinementError, available


def test_each_missing_layer_is_a_sentence() -> None:
    """Where nothing is in force, there is a sentence for each layer; where all is, none."""
    names = [field.name for field in fields(Confinement)]
    nothing = Confinement().missing
    assert len(set(nothing)) == len(names)
    assert all(sentence.endswith(".") for sentence in nothing)
    assert Confinement(**dict.fromkeys(names, "there")).missing == []


def test_files_and_system_calls_are_essential() -> None:
    """Only where both are guarded is a confinement complete."""
    assert Confinement(files="Landlock", system_calls="seccomp").complete
    assert not Confinement(files="Landlock").complete
    assert not Confinement(system_calls="seccomp").complete


@on_linux
def test_what_is_available_is_found_by_trying() -> None:
    """On this system a worker is confined in every respect, and the caller is left alone."""
    found = available()
    assert found.missing == []
    assert str(found.files).startswith("Landlock")
    assert available() == found


def test_a_failed_trial_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a worker cannot be confined at all, the reason is told without a traceback."""
    monkeypatch.setattr(sys, "executable", "false")
    with pytest.raises(ConfinementError, match="trial worker could not be confined"):
        available()


def _open_socket() -> None:
    socket.socket()


@on_linux
def test_a_required_confinement_that_cannot_be_had_is_refused() -> None:
    """Where the kernel has no Landlock, `require` runs nothing."""
    outcome = attempt(_open_socket, mode="require", before=partial(make_do_with_landlock, 0))
    assert outcome.error == "ConfinementError"


@on_linux
def test_auto_guards_what_can_be_guarded() -> None:
    """Where the kernel has no Landlock, `auto` still filters system calls."""
    assert (
        attempt(_open_socket, mode="auto", before=partial(make_do_with_landlock, 0)).error
        == "PermissionError"
    )


def _probe_the_parent() -> None:
    os.kill(os.getppid(), 0)


def _connect() -> None:
    socket.create_connection(("127.0.0.1", 9), timeout=1)


@on_linux
@pytest.mark.parametrize("action", [_probe_the_parent, _connect])
def test_landlock_alone_keeps_from_signals_and_tcp(action: Callable[[], None]) -> None:
    """Where system calls cannot be filtered, Landlock's own means are in force."""
    outcome = attempt(action, mode="auto", before=make_do_without_seccomp)
    assert outcome.error == "PermissionError"
    assert attempt(action, before=make_do_without_seccomp).error == "ConfinementError"


@on_linux
def test_off_keeps_to_limits() -> None:
    """Without isolation a worker is limited, but not guarded."""
    assert attempt(_open_socket, mode="off").error is None


def _start_a_thread() -> None:
    threading.Thread(target=signal.pause, daemon=True).start()


@on_linux
def test_a_process_of_several_threads_is_refused() -> None:
    """A thread started earlier would stay free, so the worker is not believed to be confined."""
    assert attempt(_open_socket, before=_start_a_thread).error == "ConfinementError"
