"""What a worker may read of the Python installation."""

import site
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import grader
from grader.confine import Installation, python_installation, readable_paths


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A site-packages folder, in a virtual environment inside a workspace, with three packages."""
    folder = tmp_path / "workspace" / ".venv" / "lib" / "python" / "site-packages"
    for name in ("first", "second/inner", "third"):
        (folder / name).mkdir(parents=True)
    (folder / "module.py").touch()
    (tmp_path / "workspace" / "exercises").mkdir()
    monkeypatch.setattr(site, "getsitepackages", lambda: [str(folder)])
    python_installation.cache_clear()
    yield folder
    python_installation.cache_clear()


def can_read(installation: Installation, path: Path) -> bool:
    """Whether a path is, or lies beneath, one that may be read."""
    return not {path, *path.parents}.isdisjoint(installation.readable)


def test_python_and_its_packages_are_readable() -> None:
    """The standard library and the packages that submissions use are."""
    import numpy
    import torch

    found = python_installation()
    for module in (sys.modules["site"], torch, numpy):
        assert can_read(found, Path(str(module.__file__)).resolve())


def test_the_grader_is_not_readable() -> None:
    """The grader's own package is left out wherever it is installed."""
    package = Path(grader.__file__).resolve().parent
    for path in (package, package / "mistakes" / "vae" / "kl.py"):
        assert not can_read(python_installation(), path)


def test_a_checkout_below_a_library_folder_is_not_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its solutions, tests and history hold right answers; what lies beside it stays readable."""
    checkout = Path(grader.__file__).resolve().parents[1]
    monkeypatch.setattr(readable_paths, "_SYSTEM", (str(checkout.parent),))
    python_installation.cache_clear()
    found = python_installation()
    python_installation.cache_clear()
    assert (checkout / "solutions").is_dir()
    assert not can_read(found, checkout / "solutions" / "vae" / "kl.py")
    assert not can_read(found, checkout / "tests" / "corpus" / "vae" / "kl.py")


def test_a_copy_of_the_kit_among_the_packages_is_not_readable(packages: Path) -> None:
    """Such as one that an earlier install left, with solutions in it."""
    (packages / "grader" / "solutions").mkdir(parents=True)
    assert not can_read(python_installation(), packages / "grader" / "solutions")
    assert can_read(python_installation(), packages / "first")


def test_a_folder_with_nothing_hidden_is_one_entry(packages: Path) -> None:
    """Nothing is listed one by one that can be allowed as a whole."""
    found = python_installation()
    assert packages in found.readable
    assert packages not in found.listable


def test_what_is_hidden_is_cut_out_of_its_folder(packages: Path) -> None:
    """The neighbours of something hidden stay readable, at every depth, and can be listed."""
    found = python_installation(frozenset({packages / "second" / "inner", packages / "third"}))
    assert not can_read(found, packages / "second" / "inner" / "__init__.py")
    assert not can_read(found, packages / "third" / "__init__.py")
    assert can_read(found, packages / "first" / "__init__.py")
    assert can_read(found, packages / "module.py")
    assert {packages, packages / "second"} <= set(found.listable)


def test_a_link_does_not_lead_to_what_is_hidden(packages: Path) -> None:
    """A package linked into the folder is not readable by the link where something is hidden."""
    hidden = packages.parent / "elsewhere"
    hidden.mkdir()
    (packages / "linked").symlink_to(hidden)
    found = python_installation(frozenset({hidden, packages / "first"}))
    assert packages / "linked" not in found.readable
    assert not can_read(found, hidden)


def test_a_virtual_environment_inside_a_hidden_workspace_is_readable(packages: Path) -> None:
    """Hiding a workspace hides the exercises in it, not the environment that Python runs from."""
    workspace = packages.parents[3]
    found = python_installation(frozenset({workspace}))
    assert can_read(found, packages / "first")
    assert not can_read(found, workspace / "exercises")


def test_devices_of_the_graphics_card_are_added_for_cuda_alone() -> None:
    """A worker that computes on the processor is given the null device and no other."""
    assert python_installation().devices == (Path("/dev/null"),)
    assert Path("/dev/null") in python_installation(device="cuda").devices
