"""What hooks and scripts call says, does and returns the same with Typer and without it."""

import io
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from itertools import chain, combinations, product
from pathlib import Path

import pytest
from shell import ENVIRONMENT

from sigtool.cli import direct, entry, main
from sigtool.outside import glance, workspace

REGISTRY = """\
tables:
  - path: README.md
    columns:
      SIG: name
      Leads: leads
sigs:
  - name: Web
    leads:
      - handle: ada
        url: https://example.org/ada
  - name: AI
    leads:
      - handle: grace
        url: https://example.org/grace
"""
DOCUMENT = """\
# Community

| SIG | Leads |
| --- | --- |
| Web | [@ada](https://example.org/ada) |
| AI | [@grace](https://example.org/grace) |
"""
# Folders by what is in them.
FOLDERS: dict[str, dict[str, str]] = {
    "all agree": {"sigs.yaml": REGISTRY, "README.md": DOCUMENT},
    "another lead": {"sigs.yaml": REGISTRY, "README.md": DOCUMENT.replace("grace", "alan")},
    "no row": {"sigs.yaml": REGISTRY, "README.md": DOCUMENT.rpartition("| AI")[0]},
    "a finding": {
        "sigs.yaml": REGISTRY.replace("example.org/ada", "example.org/eve"),
        "README.md": DOCUMENT.replace("example.org/ada", "example.org/eve"),
    },
    "no YAML": {"sigs.yaml": "sigs: [", "README.md": DOCUMENT},
    "no document": {"sigs.yaml": REGISTRY},
    "no registry": {"README.md": DOCUMENT},
    "another tool's": {"sigs.yaml": "sigs:\n  - dir: sig-web\n    leadership: {}\n"},
}
OPTIONS: dict[str, Sequence[Sequence[str]]] = {
    "validate": (
        ["--strict"],
        ["--exit-zero"],
        ["--statistics"],
        ["--baseline"],
        ["--select", "SIG404"],
        ["--select=SIG4,SIG6", "--select", "SIG1"],
        ["--ignore", "SIG404"],
        ["--ignore", "SIG999"],
        ["--output-format", "json"],
        ["--output-format=concise"],
        ["--today", "2026-01-31"],
        ["--today", "tomorrow"],
        ["--file", "sigs.yaml"],
        ["-f", "other.yaml"],
    ),
    "render": (["--check"], ["--diff"], ["--file", "sigs.yaml"], ["-f", "other.yaml"]),
    "list": (
        ["--output-format", "json"],
        ["--output-format", "names"],
        ["--output-format=csv"],
        ["--output-format=markdown"],
        ["-f", "sigs.yaml"],
    ),
    "sync": (["--check"], ["--all-or-nothing"], ["-f", "sigs.yaml"], ["--file=other.yaml"]),
    "add-lead Web @grace": (
        ["--dry-run"],
        ["--no-render"],
        ["--field", "leads"],
        ["--field=sponsors"],
        ["-f", "sigs.yaml"],
    ),
    "add-lead --field Leads Web --dry-run @eve": (),
    "add-lead Nobody @grace": (),
    "remove-lead Web @ada": (["--dry-run"], ["--no-render"], ["--field", "Leads"]),
    "remove-lead AI @ada": (),
    "rename-lead @ada @lovelace": (
        ["--dry-run"],
        ["--no-render"],
        ["--sig", "Web"],
        ["--sig=AI"],
        ["--language", "zh"],
    ),
    "rename-lead @ada @grace": (),
}


def _calls() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each call with the folder where it is made: every option everywhere, and every two of them
    where there is something to find."""
    for (name, options), folder in product(OPTIONS.items(), FOLDERS):
        for count in (0, 1, 2) if folder == "a finding" else (0, 1):
            for chosen in combinations(options, count):
                names = [option[0].partition("=")[0].replace("--file", "-f") for option in chosen]
                if len(set(names)) == count:
                    yield folder, (*name.split(), *chain.from_iterable(chosen))


Outcome = tuple[int, str, str, dict[str, bytes]]


def _outcome(run: Callable[[], None], folder: Path) -> Outcome:
    """The exit code, what was printed, and what the files of the folder are then."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with (
        chdir(folder),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as end,
    ):
        run()
    texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return int(end.value.code or 0), *texts, files  # type: ignore[return-value]


def _folder(parent: Path, name: str, texts: dict[str, str]) -> Path:
    folder = parent / name
    folder.mkdir()
    for file, text in texts.items():
        (folder / file).write_bytes(text.encode())
    return folder


@pytest.mark.parametrize(
    ("folder", "call"),
    list(_calls()),
    ids=lambda each: each if isinstance(each, str) else " ".join(each),
)
def test_a_hook_gets_the_same_without_typer(
    folder: str, call: Sequence[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = FOLDERS[folder]
    without = _outcome(lambda: main(call), _folder(tmp_path, "without", texts))
    assert direct.called(call)
    # The parsers are to say it, also where all agree at a glance.
    monkeypatch.setattr(glance, "all_agree", lambda: False)
    assert without == _outcome(lambda: entry.run(call), _folder(tmp_path, "with", texts))


@pytest.mark.parametrize(
    "call",
    [
        "",
        "list --lead @ada",
        "list --output-format xml",
        "list --raw",
        "list Web",
        "lists",
        "--version",
        "--file sigs.yaml validate",
        "validate --help",
        "validate README.md",
        "validate --strict --strict=1",
        "validate --output-format xml",
        "validate --output-format json --output-format text",
        "validate --output-format",
        "validate --select",
        "validate --select --strict",
        "validate --select=",
        "validate --fix",
        "validate --check-links",
        "validate -f=sigs.yaml",
        "validate --file a --file b",
        "validate --file a -f b",
        "-f a validate -f b",
        "list --file=",
        "render --overwrite",
        "render --check=yes",
        "sync Web",
        "sync --diff",
        "sync --prefer table",
        "sync --",
        "add-lead",
        "add-lead Web",
        "add-lead Web @ada @grace",
        "add-lead Web @ada --field",
        "add-lead Web @ada --lead @grace",
        "add-lead -- Web @ada",
        "add-lead Web -@ada",
        "remove-lead Web",
        "rename-lead @ada @lovelace Web",
        "rename-lead @ada @lovelace --sig Web --sig AI",
    ],
)
def test_what_is_unusual_is_left_to_typer(call: str) -> None:
    assert direct.called(call.split()) is None


@pytest.mark.parametrize("name", direct._OPTIONS)
def test_options_are_those_that_typer_knows(name: str, tmp_path: Path) -> None:
    shown = _outcome(lambda: main([name, "--help"]), tmp_path)[1].replace(",", " ").split()
    assert set(direct._OPTIONS[name]) < set(shown)


def test_the_registry_of_a_glance_is_the_first_that_is_looked_for() -> None:
    assert workspace.REGISTRY_NAMES[0] == glance._REGISTRY


@pytest.mark.parametrize("name", ["SIGTOOL_FILE", "_SIGTOOL_COMPLETE"])
def test_what_the_environment_asks_is_left_to_typer(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "other/sigs.yaml")
    assert [direct.called(command.split()) for command in OPTIONS] == [None] * len(OPTIONS)


@pytest.mark.parametrize(
    "command", ["validate", "list", "sync", "render", "add-lead Web @ada", "rename-lead @ada @eve"]
)
def test_nothing_of_a_command_is_loaded_before_it_runs(command: str) -> None:
    """A Ctrl-C while a command is loaded ends as one later does: only `ending` knows how."""
    code = (
        "import sys; from sigtool.cli import direct; "
        f"assert direct.called({command.split()!r}); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    loaded = {name for name in done.stdout.split() if name.startswith("sigtool.")}
    assert loaded == {"sigtool.cli", "sigtool.cli.direct", "sigtool.version"}


def _linked(folder: Path, name: str) -> None:
    (folder / name).rename(folder / f"other-{name}")
    (folder / name).symlink_to(f"other-{name}")


def _document_as_folder(folder: Path) -> None:
    (folder / "README.md").unlink()
    (folder / "README.md").mkdir()


PLACES: dict[str, tuple[bool, Callable[[Path], object]]] = {
    "as it is": (True, lambda _: None),
    "beside other files": (True, lambda folder: (folder / "sigs.yml").write_text("sigs: []\n")),
    "a linked registry": (False, lambda folder: _linked(folder, "sigs.yaml")),
    "a linked document": (False, lambda folder: _linked(folder, "README.md")),
    "a folder for a document": (
        False,
        _document_as_folder,
    ),
    "no registry": (False, lambda folder: (folder / "sigs.yaml").unlink()),
    "no UTF-8": (
        False,
        lambda folder: (folder / "README.md").write_bytes(DOCUMENT.encode() + b"\xff\n"),
    ),
    "other line ends": (
        False,
        lambda folder: (folder / "README.md").write_bytes(DOCUMENT.replace("\n", "\r\n").encode()),
    ),
    "another registry name": (
        False,
        lambda folder: (folder / "sigs.yaml").rename(folder / "sigs.yml"),
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_glance_looks_at_plain_files_alone(place: str, tmp_path: Path) -> None:
    folder = _folder(tmp_path, "community", FOLDERS["all agree"])
    expected, change = PLACES[place]
    change(folder)
    with chdir(folder):
        assert glance.all_agree() is expected


def test_a_glance_is_not_for_what_is_gits(tmp_path: Path) -> None:
    folder = _folder(tmp_path, ".git", FOLDERS["all agree"])
    with chdir(folder):
        assert not glance.all_agree()
