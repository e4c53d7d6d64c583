"""What is built and installed: the wheel, the source archive, and how the program starts."""

import email
import tarfile
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from shell import ROOT, run

from sigtool.version import __version__

RUNTIME = ["markdown-it-py", "rich", "ruamel-yaml[oldlibyaml]", "typer"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel and the source archive of this repository."""
    folder = tmp_path_factory.mktemp("built")
    code, output = run(ROOT, "python", "-m", "hatchling", "build", "--directory", str(folder))
    assert code == 0, output
    return folder


def source_files(pattern: str) -> set[str]:
    """The package's files in this repository."""
    found = (ROOT / "sigtool").rglob(pattern)
    return {path.relative_to(ROOT).as_posix() for path in found if "__pycache__" not in path.parts}


def test_wheel(built: Path) -> None:
    (path,) = built.glob("*.whl")
    assert path.name == f"sig_table-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(path) as wheel:
        names = set(wheel.namelist())
        entry_points = wheel.read(f"sig_table-{__version__}.dist-info/entry_points.txt").decode()
        described = email.message_from_bytes(
            wheel.read(f"sig_table-{__version__}.dist-info/METADATA")
        )
    beside = {f"sig_table-{__version__}.dist-info/{name}" for name in (
        "METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE",
    )}  # fmt: skip
    more = {"sigtool/py.typed", "sigtool/schema.json", "sigtool/diagnostics.schema.json"}
    assert names == source_files("*.py") | source_files("*.md") | more | beside
    assert entry_points == "[console_scripts]\nsigtool = sigtool.cli:main\n"
    assert described["Requires-Python"] == ">=3.11"
    assert described["License-Expression"] == "Apache-2.0"
    required = [each for each in described.get_all("Requires-Dist", []) if "extra ==" not in each]
    assert sorted(each.split(">")[0].split("<")[0] for each in required) == RUNTIME


def test_source_archive(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert source_files("*.py") | {"README.md", "LICENSE", "pyproject.toml", "PKG-INFO"} <= names
    top = {name.partition("/")[0] for name in names if not name.startswith(".")}
    assert top == {
        "CHANGELOG.md", "LICENSE", "PKG-INFO", "README.md", "pyproject.toml", "sigs.yaml",
        "sigtool", "tests",
    }  # fmt: skip


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("sigtool",), id="the program"),
        pytest.param(("python", "-m", "sigtool"), id="the module"),
    ],
)
def test_version(tmp_path: Path, command: tuple[str, ...]) -> None:
    assert run(tmp_path, *command, "--version") == (0, f"sigtool {__version__}\n")


def test_installed_metadata() -> None:
    assert metadata.version("sig-table") == __version__
    (entry,) = metadata.entry_points(group="console_scripts", name="sigtool")
    assert entry.value == "sigtool.cli:main"
