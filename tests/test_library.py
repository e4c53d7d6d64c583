"""`import sigtool`: what programs may rely on."""

import subprocess
import sys
from pathlib import Path

import pytest
from community import README, REGISTRY

import sigtool

PUBLIC = [
    "Mention",
    "Person",
    "Registry",
    "RegistryProblem",
    "Sig",
    "SigtoolError",
    "TableProblem",
    "Texts",
    "__version__",
    "in_language",
    "read",
    "render",
]


def test_these_names_stay() -> None:
    assert sorted(sigtool.__all__) == PUBLIC
    assert [name for name in PUBLIC if not hasattr(sigtool, name)] == []
    assert not hasattr(sigtool, "Manager")


def test_importing_it_loads_nothing() -> None:
    code = "import sys, sigtool; print([m for m in sys.modules if m.startswith('sigtool.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['sigtool.version']\n"


def test_read(tmp_path: Path) -> None:
    path = tmp_path / "sigs.yaml"
    path.write_text(REGISTRY, encoding="utf-8")
    registry = sigtool.read(path)
    assert [sig.name for sig in registry.sigs] == ["Compiler", "Runtime", "Docs", "Data Sets"]
    runtime = registry.sigs[1]
    assert runtime.text("responsibilities") == "Runs `a|b` graphs."
    assert [str(person) for person in runtime.people()] == ["@grace", "@alan"]
    assert sigtool.read(str(path)) == registry


def test_read_what_is_no_registry(tmp_path: Path) -> None:
    path = tmp_path / "sigs.yaml"
    path.write_text("sigs: [{}]\n", encoding="utf-8")
    with pytest.raises(sigtool.RegistryProblem):
        sigtool.read(path)
    with pytest.raises(sigtool.SigtoolError):
        sigtool.read(tmp_path / "none.yaml")


def test_render() -> None:
    assert sigtool.render(REGISTRY, README) == README
    assert sigtool.render(REGISTRY, README.replace("Loads data.", "x")) == README
    assert sigtool.render(REGISTRY, "\ufeff" + README) == "\ufeff" + README
    assert sigtool.render(REGISTRY, README.replace("\n", "\r\n")) == README.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("registry", "document", "error"),
    [
        ("sigs: [", README, sigtool.RegistryProblem),
        (REGISTRY, "# Nothing here\n", sigtool.TableProblem),
        ("sigs: []\n", README, sigtool.TableProblem),
    ],
)
def test_render_what_cannot_be(registry: str, document: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        sigtool.render(registry, document)


def test_render_one_document_of_several() -> None:
    table = "  - {path: other.md, columns: {Name: name}}\n"
    registry = REGISTRY.replace("sigs:\n", f"{table}sigs:\n", 1)
    with pytest.raises(sigtool.TableProblem):
        sigtool.render(registry, README)
    assert sigtool.render(registry, README, "README.md") == README
