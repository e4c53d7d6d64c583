"""What a pull request may bring, or a hand may name: no traceback, and nothing written over."""

import os
from pathlib import Path

import pytest
from conftest import Outcome, Run, contents, write_files

README = "| Name | Leads |\n|---|---|\n| A | @ada |\n"
TABLES = "tables:\n  - {path: %s, columns: {Name: name, Leads: leads}}\n"
REGISTRY = f"{TABLES % 'README.md'}sigs:\n  - name: A\n    leads: ['@ada']\n"


@pytest.fixture
def place(repository: Path) -> Path:
    write_files(repository, {"README.md": README, "sigs.yaml": REGISTRY})
    return repository


@pytest.mark.parametrize("command", ["list", "render", "validate", "add-sig B"])
@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('sigs:\n  - name: "\\U80000000"\n', "2:14: cannot be read as YAML"),
        ('sigs:\n  - name: "\\U00110000"\n', "2:14: cannot be read as YAML"),
        ('sigs:\n  - name: "do\\0es"\n', "2:11: sigs[1]: name holds the character NUL"),
        (
            TABLES % '"a\\0b"' + "sigs: []\n",
            "2:12: tables[1]: path holds the character NUL",
        ),
    ],
)
def test_what_no_text_may_hold(
    place: Path, sigtool: Run, text: str, where: str, command: str
) -> None:
    write_files(place, {"sigs.yaml": text})
    before = contents(place)
    found = sigtool(*command.split())
    line = (found.stdout or found.stderr.removeprefix("sigtool: ")).splitlines()[0]
    assert (
        line.replace("error SIG001 yaml-syntax: ", "")
        .replace("error SIG006 bad-value: ", "")
        .startswith(f"sigs.yaml:{where}")
    )
    assert found.code == (1 if command == "validate" else 2)
    assert contents(place) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("validate", "--write-baseline", "--baseline-file", "sigs.yaml"),
            "sigs.yaml: is no baseline, so it is not written over; name another file",
        ),
        (
            ("validate", "--write-baseline", "--baseline-file", "README.md"),
            "README.md: is no baseline, so it is not written over; name another file",
        ),
        (
            ("init", "README.md", "-o", "README.md", "--force"),
            "README.md: is no registry, so it is not written over; move it away, or name another "
            "file",
        ),
        (
            ("init", "README.md", "-o", "new.yaml", "--schema-modeline", "a\nb"),
            "the schema 'a\\nb' has a character that ends a line; take it out",
        ),
        (
            ("init", "README.md", "-o", "new.yaml", "--schema-modeline", "a\u2028b"),
            "the schema 'a\\u2028b' has a character that ends a line; take it out",
        ),
        (("list", "--file", "/dev/zero"), "/dev/zero: is no regular file; name one"),
        (("init", "/dev/null"), "/dev/null: is no regular file; name one"),
    ],
)
def test_nothing_is_written_over_or_read_without_end(
    place: Path, sigtool: Run, arguments: tuple[str, ...], message: str
) -> None:
    before = contents(place)
    assert sigtool(*arguments) == Outcome(2, "", f"sigtool: {message}\n")
    assert contents(place) == before


@pytest.mark.parametrize("count", ["1e400", "-1e400", "[]", "{}"])
def test_a_baseline_that_is_none(place: Path, sigtool: Run, count: str) -> None:
    entry = f'{{"code": "a", "path": "b", "message": "c", "count": {count}}}'
    text = f'{{"version": 1, "findings": [{entry}]}}'
    write_files(place, {".sigtool-baseline.json": text})
    assert sigtool("validate", "--baseline") == Outcome(
        2,
        "",
        "sigtool: .sigtool-baseline.json: is no baseline; move it away, and write one with "
        "`sigtool validate --write-baseline`\n",
    )


def test_a_baseline_is_written_over(place: Path, sigtool: Run) -> None:
    first = sigtool("validate", "--write-baseline")
    assert (first.code, sigtool("validate", "--write-baseline")) == (0, first)


def test_a_document_that_is_a_device(place: Path, sigtool: Run) -> None:
    (place / "README.md").unlink()
    (place / "README.md").symlink_to("/dev/zero")
    assert sigtool("render") == Outcome(2, "", "sigtool: README.md: is no regular file; name one\n")


OUTSIDE = "is outside of the repository"
ADVICE = "name a file in it, or say `outside: true` beside the path"


@pytest.fixture
def elsewhere(place: Path) -> Path:
    """A document beside the repository, which the registry shows."""
    path = place.parent / "out" / "x.md"
    path.parent.mkdir()
    path.write_text(README, encoding="utf-8")
    return path


def name_outside(place: Path, elsewhere: Path, way: str) -> str:
    """The path in `tables` by which a document outside of the repository is named."""
    if way == "a link to the file":
        (place / "link.md").symlink_to(elsewhere)
        return "link.md"
    if way == "a link to its folder":
        (place / "docs").symlink_to(elsewhere.parent)
        return "docs/x.md"
    if way == "a link back and forth":
        (place / "docs").symlink_to(elsewhere.parent)
        return "docs/../out/x.md"
    return {"two dots": "../out/x.md", "an absolute path": str(elsewhere)}[way]


WAYS = (
    "two dots",
    "an absolute path",
    "a link to the file",
    "a link to its folder",
    "a link back and forth",
)


@pytest.mark.parametrize("way", WAYS)
def test_no_command_writes_outside_of_the_repository(
    place: Path, elsewhere: Path, sigtool: Run, way: str
) -> None:
    name = name_outside(place, elsewhere, way)
    write_files(place, {"sigs.yaml": REGISTRY.replace("README.md", name)})
    before = contents(place), elsewhere.read_bytes()
    for command in ("add-lead A @grace", "remove-sig A", "render", "render --check"):
        message = f"sigtool: {os.path.normpath(name)}: {OUTSIDE}; {ADVICE}\n"
        assert sigtool(*command.split()) == Outcome(2, "", message)
    found = sigtool("validate", "--fix", "--unsafe-fixes")
    assert found == Outcome(
        1,
        f"sigs.yaml:2:12: error SIG013 document-outside: tables[1]: {name!r} {OUTSIDE}\n"
        f"  help: {ADVICE}\n",
        "Found 1 error.\n",
    )
    assert (contents(place), elsewhere.read_bytes()) == before


@pytest.mark.parametrize("way", WAYS)
def test_what_is_outside_and_meant_is_written(
    place: Path, elsewhere: Path, sigtool: Run, way: str
) -> None:
    name = name_outside(place, elsewhere, way)
    registry = REGISTRY.replace("README.md", f"{name}, outside: true")
    write_files(place, {"sigs.yaml": registry})
    assert sigtool("add-lead", "A", "@grace") == Outcome(0, "Added @grace to the leads of A.\n")
    assert elsewhere.read_text("utf-8") == README.replace("@ada", "@ada, @grace")
    assert sigtool("validate", "--select", "SIG0,SIG6").code == 0


def test_a_link_inside_the_repository_is_followed(place: Path, sigtool: Run) -> None:
    (place / "link.md").symlink_to("README.md")
    write_files(place, {"sigs.yaml": REGISTRY.replace("README.md", "link.md")})
    assert sigtool("add-lead", "A", "@grace").code == 0
    assert (place / "README.md").read_text("utf-8") == README.replace("@ada", "@ada, @grace")


def test_without_git_outside_is_outside_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sigtool: Run
) -> None:
    folder = tmp_path
    monkeypatch.chdir(folder)
    write_files(folder, {"README.md": README})
    (folder / "data").mkdir()
    text = REGISTRY.replace("README.md", "../README.md")
    write_files(folder, {"data/sigs.yaml": text})
    refused = sigtool("render", "-f", "data/sigs.yaml")
    assert refused == Outcome(2, "", f"sigtool: README.md: {OUTSIDE}; {ADVICE}\n")


def test_init_of_what_is_outside_says_so(place: Path, elsewhere: Path, sigtool: Run) -> None:
    done = sigtool("init", "../out/x.md", "-o", "new.yaml")
    assert done == Outcome(
        0,
        "Wrote new.yaml: 1 SIG and 1 lead from the table at ../out/x.md:1.\n"
        "Columns: Name = name, Leads = leads. Next: sigtool validate; sigtool list.\n",
        f"../out/x.md: {OUTSIDE}; `outside: true` says that this is meant\n",
    )
    text = (place / "new.yaml").read_text("utf-8")
    assert text.startswith("tables:\n  - path: ../out/x.md\n    outside: true\n    columns:\n")
    assert sigtool("render", "--check", "-f", "new.yaml").code == 0


def test_a_registry_that_is_a_link_is_not_followed_out_of_the_repository(
    place: Path, elsewhere: Path, sigtool: Run
) -> None:
    other = elsewhere.parent / "other.yaml"
    (place / "sigs.yaml").rename(other)
    (place / "sigs.yaml").symlink_to(other)
    before = contents(place), other.read_bytes()
    message = (
        "sigtool: sigs.yaml: is a link that leads out of the repository; "
        "name the file that is meant with --file\n"
    )
    for command in ("list", "add-lead A @grace", "validate --fix", "init README.md --force"):
        assert sigtool(*command.split()) == Outcome(2, "", message)
    assert (contents(place), other.read_bytes()) == before
    assert sigtool("list", "-f", "sigs.yaml") == Outcome(0, "A\t\t@ada\n")


def test_a_registry_that_is_a_link_inside_the_repository(place: Path, sigtool: Run) -> None:
    (place / "sigs.yaml").rename(place / "data.yaml")
    (place / "sigs.yaml").symlink_to("data.yaml")
    assert sigtool("add-lead", "A", "@grace").code == 0
    assert (place / "README.md").read_text("utf-8") == README.replace("@ada", "@ada, @grace")


def test_a_baseline_that_is_a_link_is_not_written_out_of_the_repository(
    place: Path, elsewhere: Path, sigtool: Run
) -> None:
    other = elsewhere.parent / "b.json"
    other.write_text('{"version": 1, "findings": []}', encoding="utf-8")
    (place / ".sigtool-baseline.json").symlink_to(other)
    message = (
        "sigtool: .sigtool-baseline.json: is a link that leads out of the repository; "
        "name the file with --baseline-file\n"
    )
    for option in ("--write-baseline", "--baseline"):
        assert sigtool("validate", option) == Outcome(2, "", message)
    assert other.read_text("utf-8") == '{"version": 1, "findings": []}'


def test_a_baseline_with_keys_of_somebody_else_is_not_written_over(
    place: Path, sigtool: Run
) -> None:
    text = '{"version": 1, "findings": [], "extra": 1}'
    (place / "b.json").write_text(text, encoding="utf-8")
    done = sigtool("validate", "--write-baseline", "--baseline-file", "b.json")
    message = "b.json: is no baseline, so it is not written over; name another file"
    assert done == Outcome(2, "", f"sigtool: {message}\n")
    assert (place / "b.json").read_text("utf-8") == text


def test_init_follows_no_link_out_of_the_repository(
    place: Path, elsewhere: Path, sigtool: Run
) -> None:
    (place / "docs").symlink_to(elsewhere.parent)
    before = contents(place)
    message = "docs/x.md: is a link that leads out of the repository; name the file it leads to"
    done = sigtool("init", "docs/x.md", "--force")
    assert done == Outcome(2, "", f"sigtool: {message}\n")
    assert contents(place) == before


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (".git/x.md", f".git/x.md: {OUTSIDE}; {ADVICE}"),
        ("README.md/", "README.md/: is the path of a folder; name a file"),
    ],
)
def test_paths_of_no_document(place: Path, sigtool: Run, path: str, message: str) -> None:
    (place / ".git/x.md").write_text(README, encoding="utf-8")
    (place / "sigs.yaml").write_text(REGISTRY.replace("README.md", path), encoding="utf-8")
    assert sigtool("render") == Outcome(2, "", f"sigtool: {message}\n")


@pytest.mark.parametrize(
    "escape", ["\\e", "\\a", "\\x7f", "\\x9b", "\\N", "\\L", "\\P", "\\v", "\\r"]
)
def test_no_control_character_is_written_into_a_table(
    place: Path, sigtool: Run, escape: str
) -> None:
    text = REGISTRY.replace("name: A", f'name: "A{escape}B"')
    (place / "sigs.yaml").write_text(text, encoding="utf-8")
    before = contents(place)
    assert sigtool("render").code == 2
    found = sigtool("validate", "--select", "SIG204")
    assert (found.code, found.stdout.startswith("sigs.yaml:4:11: error SIG204")) == (1, True)
    assert contents(place) == before


@pytest.mark.parametrize("character", ["\x1b", "\x7f", "\x85", "\u2028", "\x0b"])
def test_a_control_character_that_a_table_has_stays(
    place: Path, sigtool: Run, character: str
) -> None:
    text = README.replace("| A |", f"| A{character}B |")
    (place / "README.md").write_bytes(text.encode())
    assert sigtool("init", "README.md", "-o", "new.yaml").code == 0
    assert sigtool("add-lead", f"A{character}B", "@grace", "-f", "new.yaml").code == 0
    after = (place / "README.md").read_bytes().decode()
    assert after == text.replace("@ada", "@ada, @grace")
