"""A `sigs.yaml` that another tool uses: passed over, never written, and told what to do instead."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Outcome, contents, write_files

Run = Callable[..., Outcome]

KUBERNETES_STYLE = """sigs:
  - name: Docs
    dir: sig-docs
    leadership:
      chairs:
        - github: ada
workinggroups: []
"""
README = "# SIGs\n\n| Name | Leads |\n| --- | --- |\n| Docs | @ada |\n"
OURS = """tables:
  - path: README.md
    columns: {Name: name, Leads: leads}
sigs:
  - name: Docs
    leads: ["@ada"]
"""
ANOTHERS = "is another tool's file, no registry of sigtool"
REFUSED = (
    f"sigtool: sigs.yaml: {ANOTHERS}; write beside it: sigtool init README.md -o sigtool.yaml\n"
)
NO_REGISTRY = (
    f"sigtool: sigs.yaml: {ANOTHERS}; make one beside it: sigtool init README.md -o sigtool.yaml\n"
)


@pytest.fixture
def place(repository: Path) -> Path:
    write_files(repository, {"README.md": README, "sigs.yaml": KUBERNETES_STYLE})
    return repository


@pytest.mark.parametrize("more", [(), ("--force",), ("--dry-run",), ("-o", "sigs.yaml")])
def test_init_writes_nothing_over_it_and_says_what_to_type(
    place: Path, sigtool: Run, more: tuple[str, ...]
) -> None:
    before = contents(place)
    assert sigtool("init", "README.md", *more) == Outcome(2, "", REFUSED)
    assert contents(place) == before


@pytest.mark.parametrize(
    "text",
    [
        "- name: Specification SIGs\n  sigs: []\n",
        "groups:\n  - name: Docs\n",
        "sigs:\n  - name: Docs\n  - name: Data\n    charter_link: data.md\n",
        "sigs:\n- name: Docs\n  repositories:\n  - a/b\n",
        "sigs:\n- name: Docs\n  description: x\n  projects: [a]\n  owners: [ada]\n",
        "people: {}\nsigs:\n- name: Docs\n  scope: x\n  tags: []\n  chairs: [ada]\n",
        "sigs: []\nworkinggroups:\n- dir: wg-docs\n",
        "sigs: []\nusergroups: []\n",
    ],
    ids=[
        "a list",
        "another key",
        "one item of several",
        "repositories",
        "projects and owners",
        "chairs",
        "another list",
        "another empty list",
    ],
)
def test_files_of_other_tools_are_known_by_their_shape(
    place: Path, sigtool: Run, text: str
) -> None:
    (place / "sigs.yaml").write_text(text, "utf-8")
    assert sigtool("init", "README.md") == Outcome(2, "", REFUSED)


@pytest.mark.parametrize("command", ["validate", "list"])
def test_a_list_of_repositories_is_no_registry(place: Path, sigtool: Run, command: str) -> None:
    (place / "sigs.yaml").write_text("sigs:\n- name: Docs\n  repositories:\n  - a/b\n", "utf-8")
    assert sigtool(command) == Outcome(2, "", NO_REGISTRY)


@pytest.mark.parametrize("name", ["sigtool.yaml", ".sigs.yaml", "sigs.yml"])
def test_later_commands_find_the_registry_beside_it(place: Path, sigtool: Run, name: str) -> None:
    assert sigtool("init", "README.md", "-o", name).code == 0
    assert sigtool("list") == Outcome(0, "Docs\t\t@ada\n")
    assert sigtool("add-lead", "Docs", "@grace").code == 0
    assert (place / "README.md").read_text("utf-8") == README.replace("@ada", "@ada, @grace")
    assert sigtool("render", "--check").code == 0
    assert sigtool("validate", "--select", "SIG6").code == 0
    assert (place / "sigs.yaml").read_text("utf-8") == KUBERNETES_STYLE


@pytest.mark.parametrize("command", ["list", "validate", "validate --fix", "sync", "remove-sig A"])
def test_a_repository_with_nothing_but_it_has_no_registry(
    place: Path, sigtool: Run, command: str
) -> None:
    before = contents(place)
    assert sigtool(*command.split()) == Outcome(2, "", NO_REGISTRY)
    assert contents(place) == before


def test_the_nearest_registry_of_sigtool_counts_whatever_lies_between(
    place: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(place, {"sigs.yaml": OURS, "docs/sigs.yaml": KUBERNETES_STYLE})
    monkeypatch.chdir(place / "docs")
    assert sigtool("list") == Outcome(0, "Docs\t\t@ada\n")


BROKEN = {
    "empty": ("", "1:1: error SIG004 missing-field: the registry is empty: 'sigs' is missing"),
    "a comment": (
        "# soon\n",
        "1:1: error SIG004 missing-field: the registry is empty: 'sigs' is missing",
    ),
    "no YAML": (
        "sigs:\n  - name: [\n",
        "3:1: error SIG001 yaml-syntax: cannot be read as YAML: while parsing a flow node, "
        "did not find expected node content",
    ),
    "a typing error": (
        "sigs:\n  - name: Docs\n    leadz: []\n",
        "3:5: error SIG003 unknown-field: Docs: 'leadz' is not a known field",
    ),
    "tables beside a key of another tool": (
        "tables: []\nsigs:\n  - name: Docs\n    dir: docs\n",
        "4:5: error SIG003 unknown-field: Docs: 'dir' is not a known field",
    ),
    "leads beside a key of another tool": (
        'sigs:\n  - name: Docs\n    leads: ["@ada"]\n    owners: []\n',
        "4:5: error SIG003 unknown-field: Docs: 'owners' is not a known field",
    ),
    "a typing error above the tables": (
        "tabels:\n  - path: README.md\nsigs: []\n",
        "1:1: error SIG003 unknown-field: the registry: 'tabels' is not a known field",
    ),
}


@pytest.mark.parametrize(("text", "found"), BROKEN.values(), ids=BROKEN)
def test_a_broken_registry_is_still_the_registry(
    place: Path, sigtool: Run, text: str, found: str
) -> None:
    (place / "sigs.yaml").write_text(text, "utf-8")
    assert sigtool("validate", "--ignore", "SIG3,SIG4", "--output-format", "concise") == Outcome(
        1, f"sigs.yaml:{found}\n", "Found 1 error.\n"
    )


def test_a_registry_may_have_fields_called_as_those_of_other_tools(
    place: Path, sigtool: Run
) -> None:
    head = "# SIGs\n\n| Name | Repositories | Owners |\n| --- | --- | --- |\n"
    (place / "README.md").write_text(f"{head}| Docs | a/b | @ada |\n", "utf-8")
    (place / "sigs.yaml").unlink()
    assert sigtool("init", "README.md", "--column", "Owners=owners").code == 0
    assert "    repositories: a/b\n    owners:" in (place / "sigs.yaml").read_text("utf-8")
    assert sigtool("list", "--output-format", "names") == Outcome(0, "Docs\n")
    message = "sigtool: sigs.yaml: exists already; --force writes it anew\n"
    assert sigtool("init", "README.md") == Outcome(2, "", message)


def test_init_names_the_registry_that_is_there_whatever_its_name(place: Path, sigtool: Run) -> None:
    (place / "sigtool.yaml").write_text(OURS, "utf-8")
    message = "sigtool: sigtool.yaml: exists already; --force writes it anew\n"
    assert sigtool("init", "README.md") == Outcome(2, "", message)
