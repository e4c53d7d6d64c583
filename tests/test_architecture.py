"""The house: which module may import which, where a library lives, and what a start-up loads."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "sigtool"

# From the ground up. A module may import from its own floor's earlier modules and from any floor
# below; a folder counts as one module.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("__init__", "source", "errors", "sequence", "language", "width"),
    ("diagnostic", "model", "facts", "conflicts"),
    (
        "markdown",
        "broken",
        "spacing",
        "alignment",
        "layout",
        "people_grammar",
        "people",
        "aliases",
        "columns",
        "anchors",
    ),
    (
        "yamltree",
        "yamlnodes",
        "yamlblock",
        "yamlflow",
        "yamlstyle",
        "yamlspell",
        "yamledit",
        "yamlvalues",
        "yamlsettings",
        "yamlwording",
        "yamlperson",
        "yamlread",
        "yamldoc",
    ),
    ("locate", "drift", "tables", "importer", "translate", "who", "edit", "query", "community"),
    ("snapshot", "rules", "validate", "baseline"),
    ("files", "locking", "git", "probe", "workspace"),
    ("report",),
    ("commands", "adopt", "checking", "cli", "__main__"),
)

# Packages that may know less than their floor would let them: all that each may import.
KNOWN = {
    "model": set[str](),
    "facts": {"model"},
    "tables": {
        "columns",
        "drift",
        "errors",
        "facts",
        "layout",
        "locate",
        "markdown",
        "model",
        "people",
        "sequence",
        "source",
    },
    "community": {
        "columns",
        "drift",
        "errors",
        "facts",
        "locate",
        "markdown",
        "model",
        "people",
        "source",
        "tables",
        "yamldoc",
        "yamltree",
    },
}

# A library is imported by one module or folder alone.
HOMES = {
    "markdown_it": "markdown",
    "ruamel": "yamlnodes",
    "rich": "report",
    "typer": "cli",
}

# Nothing of the pure floors may touch the world.
OUTSIDE = {"os", "pathlib", "subprocess", "sys", "shutil", "tempfile", "socket", "urllib.request"}
PURE_FLOORS = 6


def _modules() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        relative = path.relative_to(PACKAGE)
        name = relative.parts[0] if len(relative.parts) > 1 else relative.stem
        found.setdefault(name, []).append(path)
    return found


def _imports(path: Path) -> set[str]:
    """Every module that a file imports, anywhere in it, by its full name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _own(imported: str) -> str | None:
    """The module of this package that an import names."""
    parts = imported.split(".")
    if parts[0] != "sigtool":
        return None
    return parts[1] if len(parts) > 1 and parts[1] in _modules() else "__init__"


MODULES = _modules()
RANK = {name: (floor, at) for floor, names in enumerate(FLOORS) for at, name in enumerate(names)}


def _used(name: str) -> set[str]:
    """The other modules that one imports."""
    used = {_own(imported) for path in MODULES[name] for imported in _imports(path)}
    return {other for other in used if other is not None} - {name}


def test_every_module_has_its_floor() -> None:
    assert sorted(MODULES) == sorted(RANK)


@pytest.mark.parametrize("name", sorted(MODULES))
def test_imports_point_down(name: str) -> None:
    assert sorted(other for other in _used(name) if RANK[other] > RANK[name]) == []


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_a_package_knows_what_it_may(name: str) -> None:
    assert sorted(_used(name) - KNOWN[name]) == []


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_library_has_one_home(library: str) -> None:
    homes = {
        name
        for name, paths in MODULES.items()
        if any(i.split(".")[0] == library for path in paths for i in _imports(path))
    }
    assert homes == {HOMES[library]}


@pytest.mark.parametrize("name", [name for names in FLOORS[:PURE_FLOORS] for name in names])
def test_the_pure_floors_do_not_touch_the_world(name: str) -> None:
    used = {i for path in MODULES[name] for i in _imports(path)}
    assert sorted(i for i in used if i in OUTSIDE or i.split(".")[0] in OUTSIDE) == []


def test_git_is_the_only_subprocess() -> None:
    users = {
        name
        for name, paths in MODULES.items()
        if any(i.split(".")[0] == "subprocess" for path in paths for i in _imports(path))
    }
    assert users <= {"git"}


# What a command must not load, since it has no use for it and every start would pay.
LAZY = {
    "--version": {"rich", "ruamel", "markdown_it", "pydantic", "sigtool.commands"},
    "--help": {"rich", "ruamel", "markdown_it", "pydantic", "sigtool.commands"},
    "schema": {"rich", "ruamel", "markdown_it", "pydantic"},
}


@pytest.mark.parametrize("argument", sorted(LAZY))
def test_a_start_loads_only_what_it_needs(argument: str) -> None:
    code = (
        "import sys\n"
        f"sys.argv = ['sigtool', {argument!r}]\n"
        "from sigtool.cli import main\n"
        "try:\n"
        "    main()\n"
        "except SystemExit:\n"
        "    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert sorted(loaded & LAZY[argument]) == []


def test_a_pipe_gets_its_list_without_rich(tmp_path: Path) -> None:
    (tmp_path / "sigs.yaml").write_bytes(b"sigs:\n  - name: FrontEnd\n")
    code = (
        "import sys\n"
        "sys.argv = ['sigtool', 'list']\n"
        "from sigtool.cli import main\n"
        "try:\n"
        "    main()\n"
        "except SystemExit:\n"
        "    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout == "FrontEnd\t\t\n"
    assert "rich" not in done.stderr.split()
