"""The house: its contract, where a library lives, who touches the world, how long a page is."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from shell import ROOT

PACKAGE = ROOT / "sigtool"
PACKAGES = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
# Each library has one home, and is imported nowhere else.
HOMES = {
    "ruamel": {"yaml"},
    "markdown_it": {"markdown"},
    "rich": {"report", "text"},
    "typer": {"cli"},
}
# Only these may touch files, processes and the network.
WORLDLY = {"__init__", "outside", "report", "cli"}  # the first is the library's face
WORLD = {"os", "pathlib", "subprocess", "sys", "shutil", "tempfile", "socket", "urllib.request"}


@cache
def imports(path: Path) -> frozenset[str]:
    """Every module that a file imports, anywhere in it, by its full name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def users_of(library: str) -> set[str]:
    """The packages that import a library; a module beside them by its name."""
    found = (path.relative_to(PACKAGE).parts[0] for path in _files() if _uses(path, library))
    return {name.removesuffix(".py") for name in found}


def _files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _uses(path: Path, library: str) -> bool:
    return any(name == library or name.startswith(f"{library}.") for name in imports(path))


def test_the_contract_is_kept() -> None:
    """Who may import whom stands in `pyproject.toml`, and import-linter checks it."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_every_package_has_its_floor() -> None:
    contract = (ROOT / "pyproject.toml").read_text("utf-8").partition("layers = [")[2]
    assert [name for name in PACKAGES if f"sigtool.{name}" not in contract] == []


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_says_what_it_may_know(name: str) -> None:
    text = (PACKAGE / name / "__init__.py").read_text("utf-8")
    assert len((ast.get_docstring(ast.parse(text)) or "").splitlines()) >= 3


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_library_has_one_home(library: str) -> None:
    assert users_of(library) == HOMES[library]


@pytest.mark.parametrize("module", sorted(WORLD))
def test_the_pure_packages_do_not_touch_the_world(module: str) -> None:
    assert users_of(module) - WORLDLY == set()


def test_git_is_the_only_subprocess() -> None:
    users = {path.name for path in _files() if _uses(path, "subprocess")}
    assert users <= {"git.py"}


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_and_no_function_is_too_long_to_read(path: Path) -> None:
    text = path.read_text("utf-8")
    long = [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and _length(node) > 40
    ]
    assert (len(text.splitlines()) <= 400, long) == (True, [])


def _length(function: ast.FunctionDef) -> int:
    """The lines of a function without its signature and its docstring."""
    first = function.body[1 if ast.get_docstring(function) and len(function.body) > 1 else 0]
    return (function.end_lineno or 0) - first.lineno + 1
