"""Bad input: one clear line on standard error, exit 2, and not one byte changed or left over."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from community import README, REGISTRY
from conftest import Outcome, Run, contents, write_files
from permissions import folder_to_share, ordinary_user

# Imported here: who has no rights may not read the modules either.
from sigtool.community.community import Edited
from sigtool.outside import workspace
from sigtool.report import changes, diagnostics, sigs, terminal  # noqa: F401

CONFLICT = "<<<<<<< HEAD\n{}=======\n{}>>>>>>> theirs\n"
TWO_TABLES = README + README[README.index("## Current") : README.index("## Contact")]
BOMB = (
    "people: &people [" + "{handle: a}, " * 1000 + "]\n"
    "one: &one {name: One, leads: *people}\n"
    "sigs: [" + "*one, " * 600 + "]\n"
)
CANDIDATES = (
    "line 7 (SIG name | Responsibilities | SIG Leads), "
    "line 19 (SIG name | Responsibilities | SIG Leads)"
)

# What a file holds, and what an edit, a rendering and `init` of it say. None: it is a folder.
BROKEN: dict[str, tuple[str, bytes | None, str]] = {
    "registry-is-a-folder": ("sigs.yaml", None, "sigs.yaml: is a folder; name a file in it"),
    "registry-is-empty": (
        "sigs.yaml",
        b"",
        "sigs.yaml:1:1: the registry is empty: 'sigs' is missing; "
        "write one with `sigtool init README.md`",
    ),
    "registry-is-not-yaml": (
        "sigs.yaml",
        b"sigs:\n  - name: [a\n",
        "sigs.yaml:3:1: cannot be read as YAML: while parsing a flow sequence, did not find "
        "expected ',' or ']'; close the bracket, or put the value in quotes",
    ),
    "registry-is-not-utf-8": (
        "sigs.yaml",
        b"sigs:\n  - name: \xc3\xa9\xff\n",
        "sigs.yaml:2:12: is not UTF-8; save it as UTF-8, then run the command again",
    ),
    "registry-has-a-conflict": (
        "sigs.yaml",
        (REGISTRY + CONFLICT.format("  - name: A\n", "  - name: B\n")).encode(),
        "sigs.yaml:35:1: a merge conflict (<<<<<<<) is not resolved; "
        "run `sigtool resolve`, or resolve it by hand, then run the command again",
    ),
    "registry-has-a-wrong-type": (
        "sigs.yaml",
        REGISTRY.replace("name: Docs", "name: [Docs]").encode(),
        "sigs.yaml:23:11: sigs[3]: name has to be a text, not a list; "
        "write one text, in quotes if need be",
    ),
    # What the key says would be lost: the table would be emptied, and then the registry.
    "registry-misspells-a-field": (
        "sigs.yaml",
        REGISTRY.replace("    leads:", "    lead:", 1).encode(),
        f"sigs.yaml:{REGISTRY[: REGISTRY.index('    leads:')].count(chr(10)) + 1}:5: "
        "Compiler: 'lead' is not a known field; did you mean 'leads'?",
    ),
    "readme-is-a-folder": ("README.md", None, "README.md: is a folder; name a file in it"),
    "readme-is-empty": (
        "README.md",
        b"",
        "README.md: no table under the heading 'Current SIGs'; it has no table at all",
    ),
    "readme-is-not-utf-8": (
        "README.md",
        README.encode() + b"\xe6\x96",
        "README.md:17:1: is not UTF-8; save it as UTF-8, then run the command again",
    ),
    "readme-has-a-conflict": (
        "README.md",
        (README + CONFLICT.format("a\n", "b\n")).encode(),
        "README.md:17:1: a merge conflict (<<<<<<<) is not resolved; "
        "run `sigtool resolve`, or resolve it by hand, then run the command again",
    ),
    "readme-has-two-tables": (
        "README.md",
        TWO_TABLES.encode(),
        f"README.md: 2 tables under the heading 'Current SIGs': {CANDIDATES}; "
        "say which with 'index' or a marker",
    ),
    "readme-has-no-table-there": (
        "README.md",
        README.replace("Current SIGs", "Groups").encode(),
        "README.md: no table under the heading 'Current SIGs'; "
        "the document has line 7 (SIG name | Responsibilities | SIG Leads)",
    ),
}


def put(path: Path, content: bytes | None) -> None:
    """Make a file of these bytes, or a folder, of whatever is at `path`."""
    path.unlink(missing_ok=True)
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize(
    "arguments", ["add-sig New", "add-sig New --dry-run", "remove-lead docs ada", "render"]
)
def test_broken_files(community: Path, sigtool: Run, name: str, arguments: str) -> None:
    path, content, message = BROKEN[name]
    put(community / path, content)
    before = contents(community)
    assert sigtool(*arguments.split()) == Outcome(2, "", f"sigtool: {message}\n")
    assert contents(community) == before


@pytest.mark.parametrize("name", [name for name in BROKEN if name.startswith("registry")])
@pytest.mark.parametrize("arguments", ["list", "show docs", "leads", "render --check"])
def test_broken_registry_cannot_be_told(
    community: Path, sigtool: Run, name: str, arguments: str
) -> None:
    path, content, message = BROKEN[name]
    put(community / path, content)
    assert sigtool(*arguments.split()) == Outcome(2, "", f"sigtool: {message}\n")


# What `validate` finds, which goes on where the others stop.
FOUND = {
    "registry-is-empty": "sigs.yaml:1:1: error SIG004",
    "registry-is-not-yaml": "sigs.yaml:3:1: error SIG001",
    "registry-is-not-utf-8": "sigs.yaml:2:12: error SIG008",
    "registry-has-a-conflict": "sigs.yaml:35:1: error SIG106",
    "registry-has-a-wrong-type": "sigs.yaml:23:11: error SIG005",
    "readme-is-empty": "sigs.yaml:3:14: error SIG101",
    "readme-is-not-utf-8": "README.md:17:1: error SIG008",
    "readme-has-a-conflict": "README.md:17:1: error SIG106",
    "readme-has-two-tables": "sigs.yaml:3:14: error SIG102",
    "readme-has-no-table-there": "sigs.yaml:3:14: error SIG101",
    "readme-is-a-folder": "sigs.yaml:2:11: error SIG011",
}


@pytest.mark.parametrize("name", FOUND)
def test_broken_files_are_diagnosed(community: Path, sigtool: Run, name: str) -> None:
    path, content, _ = BROKEN[name]
    put(community / path, content)
    before = contents(community)
    found = sigtool("validate", "--ignore", "SIG404")
    assert found.code == 1
    assert [line.rsplit(" ", line.count(" ") - 2)[0] for line in found.stdout.splitlines()][:1] == [
        FOUND[name]
    ]
    assert contents(community) == before


def test_validate_cannot_go_on(community: Path, sigtool: Run) -> None:
    path, content, message = BROKEN["registry-is-a-folder"]
    put(community / path, content)
    assert sigtool("validate") == Outcome(2, "", f"sigtool: {message}\n")


def test_a_bomb_of_aliases(community: Path, sigtool: Run) -> None:
    write_files(community, {"sigs.yaml": BOMB})
    before = contents(community)
    found = sigtool("add-lead", "one", "@ada")
    assert (found.code, found.stdout, found.stderr.count("\n")) == (2, "", 1)
    assert found.stderr.startswith("sigtool: sigs.yaml:1:3879: cannot be read as YAML: its aliases")
    assert contents(community) == before


NO_REGISTRY = (
    "sigtool: no sigs.yaml here; make one with `sigtool init README.md`, or name one with --file\n"
)


@pytest.mark.parametrize(
    "arguments",
    [
        "list",
        "show x",
        "leads",
        "add-sig New",
        "edit-sig x --name y",
        "remove-sig x",
        "move-sig x --first",
        "add-lead x y",
        "remove-lead x y",
        "rename-lead x y",
        "validate",
        "validate --fix",
        "render",
        "render --check",
    ],
)
def test_no_registry(repository: Path, sigtool: Run, arguments: str) -> None:
    assert sigtool(*arguments.split()) == Outcome(2, "", NO_REGISTRY)
    assert sigtool("--file", "other.yaml", *arguments.split()) == Outcome(
        2, "", "sigtool: other.yaml: there is no such file; check the path\n"
    )
    assert contents(repository) == {}


ONE_LINE = "a name is one line of plain text without | [ ] and control characters"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a|b", f"the name 'a|b' holds '|'; {ONE_LINE}"),
        ("a\nb", f"the name 'a\\nb' holds '\\n'; {ONE_LINE}"),
        ("a\tb", f"the name 'a\\tb' holds '\\t'; {ONE_LINE}"),
        ("[/red]", f"the name '[/red]' holds '['; {ONE_LINE}"),
        ("a\x1b]8;;x\x07", f"the name 'a\\x1b]8;;x\\x07' holds '\\x1b'; {ONE_LINE}"),
        ("](javascript:x)", f"the name '](javascript:x)' holds ']'; {ONE_LINE}"),
        ("x" * 10_000, "the name is 10000 characters long; 200 is the most"),
        ("", None),
        ("DOCS ", "there is a SIG called 'Docs' already; see it with `sigtool show Docs`"),
    ],
    ids=["bar", "newline", "tab", "markup", "escape", "link", "long", "empty", "duplicate"],
)
@pytest.mark.parametrize("command", [["add-sig"], ["add"], ["edit-sig", "compiler", "--name"]])
def test_bad_names(
    community: Path, sigtool: Run, command: list[str], name: str, message: str | None
) -> None:
    before = contents(community)
    if message is None:
        edits = command[0] == "edit-sig"
        advice = "name the SIG: sigtool add-sig NAME"
        message = "--name is empty; give another" if edits else advice
    assert sigtool(*command, name) == Outcome(2, "", f"sigtool: {message}\n")
    assert contents(community) == before


WHO = "write @handle, a name, 'Name <mail>', a link, or [@handle](link)"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "compilr"], "no SIG has the name 'compilr'; did you mean 'Compiler'?"),
        (["remove-sig", "x"], "no SIG has the name 'x'; `sigtool list` shows all"),
        (
            ["add-sig", "New", "--after", "run time"],
            "no SIG has the name 'run time'; did you mean 'Runtime'?",
        ),
        (
            ["remove-lead", "docs", "ava"],
            "nobody in the leads of Docs is 'ava'; did you mean 'ada'?",
        ),
        (["rename-lead", "@turin", "@x"], "nobody is '@turin'; did you mean 'turing'?"),
        (["list", "--lead", "nobody"], "nobody is 'nobody'; `sigtool leads` shows all"),
        (["add-lead", "docs", "@ada"], "Docs: @ada is in leads already"),
        (["add-lead", "docs", "a | b"], f"'a | b' does not name one person; {WHO}"),
        (["add-lead", "docs", "[/red]\n"], f"'[/red]\\n' does not name one person; {WHO}"),
        (
            ["add-sig", "New", "--lead", "@a @b"],
            "'@a @b' does not name one person; it names 2 people; give them one by one",
        ),
        (["rename-lead", "ada", "a | b"], f"'a | b' does not name one person; {WHO}"),
        (
            ["rename-lead", "grace", "https://example.org/turing"],
            "Runtime: @alan would be in leads twice; remove one first",
        ),
        (
            ["move-sig", "docs", "--after", "docs"],
            "Docs cannot be put next to itself; name another SIG",
        ),
        (["edit-sig", "docs"], "nothing to change; name a field, as --responsibilities TEXT"),
        (
            ["edit-sig", "docs", "--responsibilities", " "],
            "--responsibilities is empty; take it away with --unset responsibilities",
        ),
        (
            ["edit-sig", "docs", "--responsibilities", "a\nb"],
            "Docs: responsibilities holds '\\n'; a value is one line of text",
        ),
        (
            ["edit-sig", "docs", "--status", "active", "--set", "status=dormant"],
            "status is given twice; give it once",
        ),
        (
            ["add-sig", "New", "--set", "name=Other"],
            "the name of a new SIG is the argument NAME, not a setting",
        ),
        (
            ["edit-sig", "docs", "--set", "respnsibilities=x"],
            "no field is called 'respnsibilities'; did you mean 'responsibilities'?",
        ),
        (["add-sig", "New", "--section", "x"], "no section is called 'x'; no table has a section"),
        (
            ["add-sig", "New", "--readme", "javascript:alert(1)"],
            "New: readme is 'javascript:alert(1)'; a link begins with https:// or is relative",
        ),
        (["add-sig"], "name the SIG: sigtool add-sig NAME"),
        (
            ["move-sig", "docs"],
            "say where: --after SIG, --before SIG, --first, --last or --section NAME",
        ),
        (
            ["move-sig", "docs", "--first", "--after", "compiler"],
            "--after and --first cannot go together; give one of them",
        ),
        (["show"], "Missing argument 'SIG' (see `sigtool show --help`)"),
        (["frobnicate"], "No such command 'frobnicate' (see `sigtool --help`)"),
        (
            ["edit-sig", "docs", "--status", "x"],
            "Invalid value for '--status': 'x' is not one of 'proposed', 'active', 'dormant', "
            "'archived' (see `sigtool edit-sig --help`)",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_arguments(community: Path, sigtool: Run, arguments: list[str], message: str) -> None:
    before = contents(community)
    assert sigtool(*arguments) == Outcome(2, "", f"sigtool: {message}\n")
    assert contents(community) == before


def test_a_person_that_several_may_be(community: Path, sigtool: Run) -> None:
    other = "      - handle: ada\n        url: https://elsewhere.example/ada\n"
    path = community / "sigs.yaml"
    path.write_text(path.read_text(encoding="utf-8") + other, encoding="utf-8")
    before = contents(community)
    message = (
        "sigtool: '@ada' may be any of: https://example.org/ada, "
        "https://elsewhere.example/ada; name one by those\n"
    )
    for arguments in (["rename-lead", "@ada", "@x"], ["add-lead", "runtime", "@ada"]):
        assert sigtool(*arguments) == Outcome(2, "", message)
    assert contents(community) == before


@pytest.mark.parametrize(
    ("document", "more", "message"),
    [
        (b"Nothing.\n", [], "no Markdown table in it; sigtool starts from a table"),
        (b"", [], "no Markdown table in it; sigtool starts from a table"),
        (
            b"| a | b |\n|---|---|\n\n| c | d |\n|---|---|\n",
            [],
            "which table? 1 (line 1: a | b), 2 (line 4: c | d); "
            "choose with --table N or --heading TEXT, or take all with --all",
        ),
        (b"| a | b |\n|---|---|\n", ["--table", "2"], "no table 2; it has 1 (line 1: a | b)"),
        (b"| a | b |\n|---|---|\n", ["--table", "0"], "no table 0; it has 1 (line 1: a | b)"),
        (
            b"# A\n| a | b |\n|---|---|\n",
            ["--heading", "B"],
            "no table under a heading 'B'; there are tables under 'A'",
        ),
        (b"| a | b |\n|---|---|\n", ["--heading", "B"], "no table under a heading 'B'"),
    ],
)
def test_init_of_bad_documents(
    repository: Path, sigtool: Run, document: bytes, more: list[str], message: str
) -> None:
    write_files(repository, {"D.md": document})
    assert sigtool("init", "D.md", *more) == Outcome(2, "", f"sigtool: D.md: {message}\n")
    assert contents(repository) == {"D.md": document}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["NONE.md"], "NONE.md: there is no such file; check the path"),
        (["."], ".: is a folder; name a file in it"),
        (["README.md", "-o", "folder"], "folder: is a folder; name a file in it"),
        (
            ["README.md", "-o", "none/sigs.yaml"],
            "none/sigs.yaml: cannot be written: its folder does not exist; nothing was changed",
        ),
        (
            ["README.md", "--table", "1", "--heading", "x"],
            "--table and --heading cannot go together; give one of them",
        ),
    ],
)
def test_init_of_bad_paths(
    repository: Path, sigtool: Run, arguments: list[str], message: str
) -> None:
    write_files(repository, {"README.md": README})
    (repository / "folder").mkdir()
    assert sigtool("init", *arguments) == Outcome(2, "", f"sigtool: {message}\n")
    assert contents(repository) == {"README.md": README.encode()}


# What the system refuses


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The community in a folder that an ordinary user owns and, unlike `tmp_path`, can reach."""
    with folder_to_share({"sigs.yaml": REGISTRY, "README.md": README}) as folder:
        monkeypatch.chdir(folder)
        yield folder


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow beyond 100 bytes, which looks the same and needs no disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("name", ["sigs.yaml", "README.md"])
def test_a_file_that_is_read_only(shared: Path, sigtool: Run, name: str) -> None:
    (shared / name).chmod(0o444)
    before = contents(shared)
    with ordinary_user():
        found = sigtool("add-lead", "docs", "grace")
    message = f"sigtool: {name}: cannot be written: the file is read-only; nothing was changed\n"
    assert found == Outcome(2, "", message)
    assert contents(shared) == before


def test_a_folder_that_is_read_only(shared: Path, sigtool: Run) -> None:
    shared.chmod(0o555)
    before = contents(shared)
    with ordinary_user():
        found = sigtool("add-lead", "docs", "grace")
        # What writes nothing needs no leave to write.
        dry = sigtool("add-lead", "docs", "grace", "--dry-run")
        listed = sigtool("list", "--grep", "文档", "--output-format", "names")
    assert (found.code, found.stdout, found.stderr.count("\n")) == (2, "", 1)
    assert found.stderr.startswith("sigtool: sigs.yaml: ")
    assert found.stderr.endswith("; nothing was changed\n")
    assert (dry.code, dry.stderr, listed) == (0, "", Outcome(0, "Docs\n"))
    assert contents(shared) == before


def test_a_document_in_a_folder_that_is_read_only(shared: Path, sigtool: Run) -> None:
    """The registry could be written; it is not, since the document cannot."""
    folder = shared / "docs"
    folder.mkdir()
    (shared / "README.md").rename(folder / "README.md")
    registry = REGISTRY.replace("path: README.md", "path: docs/README.md")
    write_files(shared, {"sigs.yaml": registry})
    folder.chmod(0o555)
    before = contents(shared)
    with ordinary_user():
        found = sigtool("edit-sig", "docs", "--name", "D")
    assert found == Outcome(
        2,
        "",
        "sigtool: docs/README.md: cannot be written: its folder is read-only; "
        "nothing was changed\n",
    )
    assert contents(shared) == before


@pytest.mark.parametrize("name", ["sigs.yaml", "README.md"])
def test_a_file_that_may_not_be_read(shared: Path, sigtool: Run, name: str) -> None:
    (shared / name).chmod(0o000)
    message = f"sigtool: {name}: cannot be read: permission denied; check the file\n"
    with ordinary_user():
        assert sigtool("add-lead", "docs", "grace") == Outcome(2, "", message)
        found = sigtool("validate", "--select", "SIG011")
    finding = (
        "sigs.yaml:2:11: error SIG011 document-missing: tables[1]: 'README.md' cannot be read: "
    )
    assert (
        found
        == {
            "sigs.yaml": Outcome(2, "", message),
            "README.md": Outcome(
                1, f"{finding}permission denied\n  help: check the file\n", "Found 1 error.\n"
            ),
        }[name]
    )


def test_a_folder_that_may_not_be_entered(shared: Path, sigtool: Run) -> None:
    """`validate` said that there is no such file."""
    (shared / "docs").mkdir()
    (shared / "README.md").rename(shared / "docs/README.md")
    registry = (shared / "sigs.yaml").read_text("utf-8")
    text = registry.replace("path: README.md", "path: docs/README.md")
    write_files(shared, {"sigs.yaml": text})
    (shared / "docs").chmod(0o000)
    with ordinary_user():
        found = sigtool("validate", "--select", "SIG011")
        written = sigtool("render")
    (shared / "docs").chmod(0o755)
    assert found == Outcome(
        1,
        "sigs.yaml:2:11: error SIG011 document-missing: tables[1]: 'docs/README.md' cannot be read"
        ": permission denied\n  help: check the file\n",
        "Found 1 error.\n",
    )
    message = "sigtool: docs/README.md: cannot be read: permission denied; check the file\n"
    assert written == Outcome(2, "", message)


def test_a_disk_that_is_full(shared: Path, sigtool: Run) -> None:
    before = contents(shared)
    with full_disk():
        found = sigtool("add-lead", "docs", "grace")
    message = "sigtool: sigs.yaml: cannot be written: File too large; nothing was changed\n"
    assert found == Outcome(2, "", message)
    assert contents(shared) == before


# Files that change meanwhile


@pytest.mark.parametrize("name", ["sigs.yaml", "README.md"])
@pytest.mark.parametrize("arguments", ["add-lead docs grace", "render"])
def test_a_file_that_changes_on_disk(
    community: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch, name: str, arguments: str
) -> None:
    drifted = README.replace("Loads data.", "Saves data.")
    write_files(community, {"README.md": drifted})
    path = community / name
    write = workspace.Workspace.write

    def late(space: workspace.Workspace, edited: Edited) -> None:
        path.write_bytes(path.read_bytes() + b"\n# An editor saved this.\n")
        write(space, edited)

    monkeypatch.setattr(workspace.Workspace, "write", late)
    after = {**contents(community), name: path.read_bytes() + b"\n# An editor saved this.\n"}
    assert sigtool(*arguments.split()) == Outcome(
        2, "", f"sigtool: {name}: changed on disk since it was read; run the command again\n"
    )
    assert contents(community) == after


def test_two_at_once(community: Path) -> None:
    names = [f"Group {number}" for number in range(6)]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "sigtool", "add-sig", name],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    for each, name in zip(running, names, strict=True):
        out, _ = each.communicate(timeout=60)
        assert (each.returncode, out) == (0, f"Added {name}.\n")
    registry = workspace.open_registry(None).registry
    assert sorted(str(sig.name) for sig in registry.sigs) == sorted(
        ["Compiler", "Runtime", "Docs", "Data Sets", *names]
    )
    readme = (community / "README.md").read_text(encoding="utf-8")
    assert [name for name in names if f"| {name} | | |\n" in readme] == names
    assert sorted(contents(community)) == sorted(
        ["README.md", "compiler/README.md", "data/README.md", "runtime/README.md", "sigs.yaml"]
    )


def test_a_registry_that_cannot_be_changed_in_place(community: Path, sigtool: Run) -> None:
    """Two SIGs share a list of leads: changing one would change the other."""
    registry = REGISTRY.replace(
        "    responsibilities: 文档与教程。\n    leads:\n      - handle: ada\n"
        "        url: https://example.org/ada\n",
        "    leads: *people\n",
    ).replace("Compiles graphs.\n    leads:\n", "Compiles graphs.\n    leads: &people\n")
    path = community / "sigs.yaml"
    path.write_text(registry, encoding="utf-8")
    assert workspace.open_registry(None).document.problems == ()
    found = sigtool("add-lead", "compiler", "grace", "--no-render")
    assert (found.code, found.stdout, found.stderr.count("\n")) == (2, "", 1)
    assert path.read_text(encoding="utf-8") == registry


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("list -f sigs.yaml --file sigs.yaml", "--file"),
        ("add-sig New --section a --section b", "--section"),
        ("init README.md -o a.yaml -o b.yaml", "--output"),
        ("edit-sig AI --status active --status archived", "--status"),
    ],
)
def test_an_option_of_one_value_that_is_given_twice_is_an_error(
    community: Path, sigtool: Run, command: str, option: str
) -> None:
    before = contents(community)
    words = command.split()
    assert sigtool(*words) == Outcome(
        2,
        "",
        f"sigtool: {option} is given 2 times; give it once (see `sigtool {words[0]} --help`)\n",
    )
    assert contents(community) == before


@pytest.mark.parametrize("environment", [None, "none.yaml"])
@pytest.mark.parametrize(
    ("before", "command", "after", "times"),
    [
        ("-f other.yaml", "list", "-f sigs.yaml", 2),
        ("--file=sigs.yaml", "validate", "--file sigs.yaml", 2),
        ("-f sigs.yaml", "sync", "--check -f sigs.yaml -f other.yaml", 3),
        ("-f sigs.yaml", "add-lead", "Docs @grace --file=sigs.yaml", 2),
        ("-f sigs.yaml", "show", "Docs --file sigs.yaml", 2),
    ],
)
def test_a_registry_that_is_named_before_a_command_and_after_it_is_an_error(
    community: Path,
    sigtool: Run,
    monkeypatch: pytest.MonkeyPatch,
    environment: str | None,
    before: str,
    command: str,
    after: str,
    times: int,
) -> None:
    if environment:
        monkeypatch.setenv("SIGTOOL_FILE", environment)
    files = contents(community)
    assert sigtool(*before.split(), command, *after.split()) == Outcome(
        2,
        "",
        f"sigtool: --file is given {times} times; give it once (see `sigtool {command} --help`)\n",
    )
    assert contents(community) == files


@pytest.mark.parametrize(
    ("words", "option", "asked"),
    [
        (["list", "-f", ""], "--file", "sigtool list"),
        (["list", "--file="], "--file", "sigtool list"),
        (["validate", "--file", ""], "--file", "sigtool validate"),
        (["-f", "", "list"], "--file", "sigtool"),
        (["sync", "--check", "-f", ""], "--file", "sigtool sync"),
        (["add-lead", "Docs", "@grace", "-f", ""], "--file", "sigtool add-lead"),
        (["init", "README.md", "-o", ""], "--output", "sigtool init"),
        (["validate", "--baseline-file="], "--baseline-file", "sigtool validate"),
    ],
)
def test_an_option_of_a_file_needs_its_name(
    community: Path, sigtool: Run, words: list[str], option: str, asked: str
) -> None:
    files = contents(community)
    assert sigtool(*words) == Outcome(
        2, "", f"sigtool: {option} needs the name of a file (see `{asked} --help`)\n"
    )
    assert contents(community) == files


def test_options_of_several_values_and_flags_may_be_given_twice(
    community: Path, sigtool: Run
) -> None:
    once = sigtool("add-sig", "New", "--lead", "@ada", "--lead", "@grace", "--dry-run", "--last")
    again = sigtool(
        "add-sig", "New", "--lead", "@ada", "--lead", "@grace", "--dry-run", "--last", "--last"
    )
    assert (once.code, again) == (0, once)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["list", "--lead"], "Option '--lead' requires an argument (see `sigtool list --help`)"),
        (
            ["edit-sig", "--set", "meets=/weekly"],
            "Missing argument 'SIG' (see `sigtool edit-sig --help`)",
        ),
        (
            ["rename-lead", "@ada", "Ada", "--language"],
            "Option '--language' requires an argument (see `sigtool rename-lead --help`)",
        ),
        (["show"], "Missing argument 'SIG' (see `sigtool show --help`)"),
        (["--file"], "Option '--file' requires an argument (see `sigtool --help`)"),
    ],
)
def test_the_help_to_read(community: Path, sigtool: Run, command: list[str], message: str) -> None:
    assert sigtool(*command) == Outcome(2, "", f"sigtool: {message}\n")
