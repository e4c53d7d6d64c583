"""The merge driver as git calls it: three files, the result in the second; whatever goes wrong,
what `git merge-file` gives."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from conftest import Outcome, Run, contents, process
from repositories import commit_all, git, put

from sigtool.cli import merge_driver
from sigtool.community import merging
from sigtool.community.merging_files import Merged, TextMerge, Versions
from sigtool.model import Registry
from sigtool.text.pieces import Markers

Texts = tuple[bytes, bytes, bytes]
NAMES: Final = ("base", "ours", "theirs")
BASE: Final = b"sigs:\n  - name: Compiler\n    meets: weekly\n  - name: Docs\n    meets: never\n"
OURS: Final = BASE.replace(b"weekly", b"daily")
THEIRS: Final = BASE.replace(b"weekly", b"monthly")
APART: Final = BASE.replace(b"never", b"yearly")
CONFLICT: Final = (
    b"sigs:\n  - name: Compiler\n<<<<<<< ours\n    meets: daily\n=======\n    meets: monthly\n"
    b">>>>>>> theirs\n  - name: Docs\n    meets: never\n"
)
WITH_BASE: Final = CONFLICT.replace(b"=======", b"||||||| base\n    meets: weekly\n=======")
KUBERNETES: Final = b"sigs:\n- dir: sig-a\n  name: A\n  leadership: {}\n"
MARKED: Final = b"<<<<<<< ours\nx: 1\n=======\nx: 2\n>>>>>>> theirs\n"


def files(texts: Texts) -> None:
    for name, text in zip(NAMES, texts, strict=True):
        Path(name).write_bytes(text)


def merged(sigtool: Run, texts: Texts, *options: str, path: str = "sigs.yaml") -> Outcome:
    files(texts)
    return sigtool("merge-driver", "--path", path, *options, *NAMES)


def by_git(texts: Texts, *options: str) -> tuple[int, bytes]:
    """How `git merge-file` ends, and what it makes of the texts."""
    files(texts)
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    command = ["git", "merge-file", *options, *labels, "ours", "base", "theirs"]
    done = subprocess.run(command, stderr=subprocess.DEVNULL, check=False)
    return done.returncode, Path("ours").read_bytes()


# --- what it makes of three versions -------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "code", "result"),
    [
        pytest.param((BASE, OURS, BASE), 0, OURS, id="only ours"),
        pytest.param((BASE, BASE, THEIRS), 0, THEIRS, id="only theirs"),
        pytest.param((BASE, OURS, OURS), 0, OURS, id="both the same"),
        pytest.param((b"", OURS, OURS), 0, OURS, id="both added the same"),
        pytest.param((b"\xff", b"\xff\n", b"\xff"), 0, b"\xff\n", id="only ours, no UTF-8"),
        pytest.param((MARKED, MARKED, b"sigs: []\n"), 0, b"sigs: []\n", id="only theirs, markers"),
        pytest.param((BASE, OURS, APART), 0, OURS.replace(b"never", b"yearly"), id="both"),
        pytest.param((BASE, OURS, THEIRS), 1, CONFLICT, id="a conflict"),
        pytest.param(
            tuple(text.replace(b"\n", b"\r\n") for text in (BASE, OURS, THEIRS)),
            1, CONFLICT.replace(b"\n", b"\r\n"), id="CRLF",
        ),
        pytest.param(
            (BASE[:-1], OURS[:-1], THEIRS[:-1]), 1, CONFLICT[:-1], id="no line break at the end"
        ),
        pytest.param(
            tuple(b"\xef\xbb\xbf" + text for text in (BASE, OURS, APART)),
            0, b"\xef\xbb\xbf" + OURS.replace(b"never", b"yearly"), id="BOM",
        ),
        pytest.param(
            (BASE, b"\xef\xbb\xbf" + OURS, APART),
            0, b"\xef\xbb\xbf" + OURS.replace(b"never", b"yearly"), id="ours adds a BOM",
        ),
        pytest.param(
            (b"\xef\xbb\xbf" + BASE, b"\xef\xbb\xbf" + OURS, APART),
            0, OURS.replace(b"never", b"yearly"), id="theirs removes a BOM",
        ),
    ],
)  # fmt: skip
def test_a_registry(repository: Path, sigtool: Run, texts: Texts, code: int, result: bytes) -> None:
    assert merged(sigtool, texts) == Outcome(code)
    base, _, theirs = texts
    assert contents(repository) == {"base": base, "ours": result, "theirs": theirs}


@pytest.mark.parametrize(
    ("options", "result"),
    [
        ((), CONFLICT),
        (("--base-label=%S", "--ours-label=%X", "--theirs-label=%Y"), CONFLICT),
        (("--base-label", "", "--ours-label", "", "--theirs-label", ""), CONFLICT),
        (
            ("--ours-label", "HEAD", "--theirs-label", "a topic"),
            CONFLICT.replace(b"ours", b"HEAD").replace(b"theirs", b"a topic"),
        ),
        (
            ("--marker-size", "9"),
            CONFLICT.replace(b"<" * 7, b"<" * 9).replace(b"=" * 7, b"=" * 9)
            .replace(b">" * 7, b">" * 9),
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("switch", ["", "0"])
def test_markers(
    repository: Path,
    sigtool: Run,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    result: bytes,
    switch: str,
) -> None:
    monkeypatch.setenv("SIGTOOL_MERGE", switch)
    assert merged(sigtool, (BASE, OURS, THEIRS), *options) == Outcome(1)
    assert Path("ours").read_bytes() == result


@pytest.mark.parametrize("style", ["diff3", "zdiff3"])
@pytest.mark.parametrize("switch", ["", "0"])
def test_the_base_is_shown(
    repository: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch, style: str, switch: str
) -> None:
    git("config", "merge.conflictStyle", style)
    monkeypatch.setenv("SIGTOOL_MERGE", switch)
    assert merged(sigtool, (BASE, OURS, THEIRS)) == Outcome(1)
    assert Path("ours").read_bytes() == WITH_BASE


# --- what goes wrong ends as git merges lines ----------------------------------------------------


def swapped(text: bytes) -> Texts:
    """A base, and two sides that change the same in another way."""
    return text, text + b"# ours\n", text + b"# theirs\n"


def apart(text: bytes) -> Texts:
    """A base, and two sides that change something else."""
    text += b"# 1\n# 2\n# 3\n"
    return text, b"# ours\n" + text, text + b"# theirs\n"


AS_LINES: Final = "sigtool: sigs.yaml: merged as lines; "
WRONG: Final = [
    pytest.param(b"sigs: # \xfc\n", AS_LINES + "it is not UTF-8\n", id="not UTF-8"),
    pytest.param(MARKED, AS_LINES + "it has conflict markers\n", id="markers"),
    pytest.param(
        MARKED.replace(b"<" * 7, b"<" * 9), AS_LINES + "it has conflict markers\n", id="wide ones"
    ),
    pytest.param(b">>>>>>> topic\r\n", AS_LINES + "it has conflict markers\n", id="a marker left"),
    pytest.param(
        KUBERNETES,
        AS_LINES + "it is another tool's file, no registry of sigtool\n",
        id="another tool's",
    ),
    pytest.param(
        b'sigs: [{"dir": "sig-a", "name": "A"}]\n',
        AS_LINES + "it is another tool's file, no registry of sigtool\n",
        id="another tool's in brackets",
    ),
    pytest.param(
        b"on: push\njobs: {}\n",
        AS_LINES + "it is another tool's file, no registry of sigtool\n",
        id="no registry",
    ),
]


@pytest.mark.parametrize(("text", "told"), WRONG)
@pytest.mark.parametrize("sides", [swapped, apart])
@pytest.mark.parametrize("size", ["7", "11"])
def test_a_file_that_is_not_read(
    repository: Path,
    sigtool: Run,
    text: bytes,
    told: str,
    sides: Callable[[bytes], Texts],
    size: str,
) -> None:
    texts = sides(text)
    count, result = by_git(texts, f"--marker-size={size}")
    assert merged(sigtool, texts, "--marker-size", size) == Outcome(min(count, 1), "", told)
    assert Path("ours").read_bytes() == result


@pytest.mark.parametrize(
    "text", [b"sigs: [\n", b"sigs:\n\t- name: A\n", b"sigs: *none\n", b"- A\n"]
)
@pytest.mark.parametrize("sides", [swapped, apart])
def test_a_yaml_that_cannot_be_read(
    repository: Path, sigtool: Run, text: bytes, sides: Callable[[bytes], Texts]
) -> None:
    texts = sides(text)
    count, result = by_git(texts)
    assert merged(sigtool, texts).code == min(count, 1)
    assert Path("ours").read_bytes() == result


@pytest.mark.parametrize("at", [0, 1, 2])
def test_one_version_is_enough(repository: Path, sigtool: Run, at: int) -> None:
    texts = [BASE, OURS, THEIRS]
    texts[at] += b"# \xfc\n"
    three = (texts[0], texts[1], texts[2])
    count, result = by_git(three)
    assert merged(sigtool, three) == Outcome(min(count, 1), "", AS_LINES + "it is not UTF-8\n")
    assert Path("ours").read_bytes() == result


@pytest.mark.parametrize(
    "error",
    [ValueError("[/foo]\n@ada"), RecursionError("too deep"), MemoryError(), OSError(28, "x")],
)
@pytest.mark.parametrize("path", ["sigs.yaml", "README.md"])
@pytest.mark.parametrize("sides", [swapped, apart])
def test_a_fault_of_ours(
    repository: Path,
    sigtool: Run,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    path: str,
    sides: Callable[[bytes], Texts],
) -> None:
    def fail(*_: object) -> Merged:
        raise error

    monkeypatch.setattr(merging, "merged_registry", fail)
    monkeypatch.setattr(merging, "merged_document", fail)
    texts = sides(BASE)
    count, result = by_git(texts)
    said = f"{type(error).__name__}: {error}".replace("\n", " ")
    told = f"sigtool: {path}: merged as lines; sigtool failed on it: {said}\n"
    assert merged(sigtool, texts, path=path) == Outcome(min(count, 1), "", told)
    assert Path("ours").read_bytes() == result


def test_the_result_cannot_be_written(
    repository: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    told = "sigtool failed on it: OSError: [Errno 28] No space left on device\n"
    assert merged(sigtool, (BASE, OURS, APART)) == Outcome(0, "", AS_LINES + told)
    result = OURS.replace(b"never", b"yearly")
    assert contents(repository) == {"base": BASE, "ours": result, "theirs": APART}


def test_what_git_cannot_merge_either(repository: Path, sigtool: Run) -> None:
    """The line in git's settings takes 255 for a failure, and git says what it says."""
    texts = swapped(b"sigs: \0\n")
    assert by_git(texts)[0] == 255
    told = "sigtool: sigs.yaml: git cannot merge it: error: Cannot merge binary files: ours\n"
    outcome = merged(sigtool, texts)
    assert (outcome.code, outcome.stderr.endswith(told)) == (255, True)
    assert Path("ours").read_bytes() == texts[1]


def test_a_file_is_missing(repository: Path, sigtool: Run) -> None:
    assert sigtool("merge-driver", *NAMES).code == 255
    assert contents(repository) == {}


# --- what it hands on ----------------------------------------------------------------------------


def test_notes_and_markers(repository: Path, sigtool: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def merge(versions: Versions, markers: Markers, text_merge: TextMerge) -> Merged:
        asked.extend((versions, markers))
        return Merged("all\r\nof it", 2, ("Both moved Docs: ours counts.",))

    git("config", "merge.conflictStyle", "zdiff3")
    monkeypatch.setattr(merging, "merged_registry", merge)
    outcome = merged(sigtool, (b"a: 1\n", OURS, THEIRS), "--marker-size=8", "--ours-label=HEAD")
    assert outcome == Outcome(1, "", "sigtool: sigs.yaml: merged as lines; it is another tool's "
                              "file, no registry of sigtool\n")  # fmt: skip
    outcome = merged(sigtool, (b"", OURS, THEIRS), "--marker-size=8", "--ours-label=HEAD")
    assert outcome == Outcome(1, "", "Both moved Docs: ours counts.\n")
    assert Path("ours").read_bytes() == b"all\r\nof it"
    assert [each.path for each in asked[0]] == ["sigs.yaml"] * 3
    assert [each.text.encode() for each in asked[0]] == [b"", OURS, THEIRS]
    assert asked[1] == Markers("HEAD", "base", "theirs", 8, has_base=True)


TABLES: Final = "tables:\n  - {path: %s, columns: {Name: name}}\nsigs: []\n"


@pytest.mark.parametrize(
    ("registries", "path", "seen"),
    [
        ({"sigs.yaml": TABLES % "./a.md"}, "a.md", ("a.md", ["a.md"])),
        ({"docs/.sigs.yaml": TABLES % "../a.md"}, "a.md", ("a.md", None)),
        ({"docs/sigtool.yaml": TABLES % "x/a.md"}, "docs/x/a.md", ("x/a.md", ["x/a.md"])),
        ({"sigs.yml": TABLES % "docs/a.md"}, "docs/a.md", ("docs/a.md", ["docs/a.md"])),
        ({"sigs.yml": TABLES % "Ü b.md"}, "Ü b.md", ("Ü b.md", ["Ü b.md"])),
        ({"sigs.yaml": TABLES % "b.md"}, "docs/a.md", ("docs/a.md", ["b.md"])),
        (
            {"docs/sigs.yaml": KUBERNETES.decode(), "sigs.yaml": TABLES % "docs/a.md"},
            "docs/a.md",
            ("docs/a.md", ["docs/a.md"]),
        ),
        ({"sigs.yaml": "sigs: ["}, "a.md", ("a.md", None)),
        ({}, "a.md", ("a.md", None)),
    ],
)
def test_the_registry_of_a_document(
    repository: Path,
    sigtool: Run,
    monkeypatch: pytest.MonkeyPatch,
    registries: dict[str, str],
    path: str,
    seen: tuple[str, list[str] | None],
) -> None:
    """It is that of HEAD, whatever the files say."""
    asked: list[tuple[str, list[str] | None]] = []

    def merge(
        versions: Versions, registry: Registry | None, markers: Markers, text_merge: TextMerge
    ) -> Merged:
        tables = None if registry is None else [table.path for table in registry.tables]
        asked.append((versions.ours.path, tables))
        return Merged("")

    for name, text in registries.items():
        put(name, text)
    commit_all()
    for name in registries:
        put(name, MARKED.decode())
    monkeypatch.setattr(merging, "merged_document", merge)
    assert merged(sigtool, (b"", b"1\n", b"2\n"), path=path) == Outcome(0)
    assert asked == [seen]


def test_without_a_commit(repository: Path, sigtool: Run) -> None:
    assert merged(sigtool, (b"", b"1\n", b"2\n"), path="a.md") == Outcome(1)
    assert Path("ours").read_bytes() == b"<<<<<<< ours\n1\n=======\n2\n>>>>>>> theirs\n"


# --- the command line ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "is_gits"),
    [
        (("merge-driver", "a", "b", "c"), True),
        (("merge-driver", "--path", "-x", "--marker-size=7", "--", "a", "-b", "c"), True),
        (("merge-driver", "--base-label", "--help", "a", "b", "c"), True),
        (("merge-driver", "a", "b"), False),
        (("merge-driver", "a", "b", "c", "d"), False),
        (("merge-driver", "a", "b", "c", "--help"), False),
        (("merge-driver", "--path", "a", "--path", "b", "a", "b", "c"), False),
        (("merge-driver", "--marker-size", "x", "a", "b", "c"), False),
        (("merge-driver", "a", "b", "c", "--path"), False),
        (("render", "a", "b", "c"), False),
        ((), False),
    ],
)
def test_what_git_asks(words: tuple[str, ...], *, is_gits: bool) -> None:
    assert (merge_driver.called(words) is not None) == is_gits


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("a", "b"), "give BASE, OURS and THEIRS, or one of --install, --status and --uninstall"
                     " (see `sigtool merge-driver --help`)"),
        (("--marker-size", "x", *NAMES), "--marker-size is a number, as 7, not 'x'"),
        (("--marker-size", "0", *NAMES), "--marker-size is a number, as 7, not '0'"),
        (("--dry-run", *NAMES), "--dry-run goes with --install or --uninstall"),
        (("--install", *NAMES), "files are merged without --install, --status and --uninstall"),
        (("--install", "--status"), "--install and --status cannot go together; give one of them"),
    ],
)  # fmt: skip
def test_what_nobody_means(
    repository: Path, sigtool: Run, words: tuple[str, ...], told: str
) -> None:
    """Exit 2, and a file that is as it was: the line in git's settings merges it then."""
    files((BASE, OURS, THEIRS))
    assert sigtool("merge-driver", *words) == Outcome(2, "", f"sigtool: {told}\n")
    assert contents(repository) == dict(zip(NAMES, (BASE, OURS, THEIRS), strict=True))


def test_as_a_command_of_the_program(repository: Path, sigtool: Run) -> None:
    """With an option before it, Typer reads the command line."""
    files((BASE, OURS, THEIRS))
    assert sigtool("--file", "x.yaml", "merge-driver", "--path", "sigs.yaml", *NAMES) == Outcome(1)
    assert Path("ours").read_bytes() == CONFLICT


def test_a_process(repository: Path) -> None:
    files((BASE, OURS, THEIRS))
    assert process("merge-driver", "--path=sigs.yaml", *NAMES) == Outcome(1)
    assert Path("ours").read_bytes() == CONFLICT


@pytest.mark.parametrize(
    ("texts", "path", "unused"),
    [
        ((BASE, OURS, THEIRS), "sigs.yaml", {"typer", "click", "rich", "markdown_it"}),
        ((b"1\n", b"2\n", b"3\n"), "README.md", {"typer", "click", "rich"}),
        ((BASE, OURS, BASE), "sigs.yaml", {"typer", "click", "rich", "markdown_it", "ruamel"}),
        ((b"1\n", b"1\n", b"3\n"), "a.md", {"typer", "click", "rich", "markdown_it", "ruamel"}),
    ],
)
def test_it_answers_before_typer_loads(
    repository: Path, texts: Texts, path: str, unused: set[str]
) -> None:
    files(texts)
    code = (
        "import sys\n"
        "from sigtool.cli import main\n"
        "try:\n"
        "    main(sys.argv[1:])\n"
        "finally:\n"
        "    print('\\n'.join(sys.modules))\n"
    )
    command = [sys.executable, "-c", code, "merge-driver", "--path", path, *NAMES]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    loaded = set(done.stdout.split())
    assert ("sigtool.cli.merge_driver" in loaded, loaded & unused) == (True, set())
