"""A command that runs over files: what it names, and what it made of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from readings import Entry, Files, TableRow, name_key, plain, squeeze, text_in

from sigtool.cli import main

EVERYTHING: Final = "*"


@dataclass(frozen=True)
class Command:
    """A command line, and what it names: a SIG, fields of it, a language, people."""

    arguments: tuple[str, ...]
    sig: str = ""
    fields: frozenset[str] = frozenset()
    language: str | None = None
    people: frozenset[str] = frozenset()
    new_name: str = ""
    section: str = ""
    moves: bool = False

    @property
    def renames(self) -> bool:
        return self.arguments[0] == "rename-lead"

    def __str__(self) -> str:
        return " ".join(map(repr, self.arguments))


@dataclass(frozen=True)
class Run:
    """What a command made of the files."""

    before: Files
    after: Files
    command: Command
    code: int
    stdout: str
    stderr: str
    others: dict[str, str] = field(default_factory=dict)

    @property
    def printed(self) -> str:
        """All that was printed, as it stands and as a reader of Markdown sees it."""
        text = squeeze(self.stdout + "\n" + self.stderr)
        return f"{text} {plain(text)}"

    @property
    def is_same(self) -> bool:
        return self.before == self.after and not self.others


def run_over(files: Files, command: Command) -> Run:
    """Run a command in a folder that has these files."""
    with TemporaryDirectory() as name, chdir(name):
        folder = Path(name)
        _write(folder / "sigs.yaml", files.registry)
        for path, text in files.documents.items():
            _write(folder / path, text)
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = exit_code(command.arguments)
        found = {path.name: path.read_bytes().decode() for path in folder.iterdir()}
        after = Files(
            found.pop("sigs.yaml", ""),
            {path: found.pop(path) for path in files.documents},
            files.tables,
        )
        return Run(files, after, command, code, out.getvalue(), err.getvalue(), found)


def _write(path: Path, text: str) -> None:
    if text:
        path.write_bytes(text.encode())


def exit_code(arguments: Sequence[str]) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


# --- what a command names ------------------------------------------------------------------------


def named(files: Files, command: Command) -> list[Entry]:
    """The SIGs of the registry that a command names."""
    if command.renames:
        people = command.people
        entries = [each for each in files.items if people & {text for _, text in _facts(each)}]
        return [each for each in entries if not command.sig or _is_called(each, files, command)]
    return [each for each in files.items if _is_called(each, files, command)]


def _is_called(entry: Entry, files: Files, command: Command) -> bool:
    section, slash, name = command.sig.rpartition("/")
    if slash:
        return name_key(name) in entry.names and files.section_of(entry) == section
    return name_key(command.sig) in entry.names


def names_of(files: Files, command: Command) -> frozenset[str]:
    """The keys of all names of the SIG that a command names; a row that links its page, which no
    other SIG has, is its row too."""
    entries = named(files, command)
    names = {name for each in entries for name in each.names}
    names |= {name_key(command.sig.rpartition("/")[2])}
    names |= set() if command.renames else {name_key(command.new_name)}
    pages = Counter(page for each in files.items for page in each.pages)
    own = {("readme", page) for each in entries for page in each.pages if pages[page] == 1}
    names |= {row.name for rows in files.rows for row in rows if own & row.facts}
    return frozenset(names - {""})


def own_names(run: Run) -> frozenset[str]:
    """The keys of the names of the rows that a command names; of a new SIG in each language."""
    is_new = run.command.arguments[0] == "add-sig"
    after = names_of(run.after, run.command) if is_new else frozenset()
    return names_of(run.before, run.command) | after


def is_named(run: Run, at: int, row: TableRow, fact: tuple[str, str]) -> bool:
    """Whether a command names what a row says."""
    command, table = run.command, run.before.tables[at]
    key, text = fact
    sections = {run.before.section_of(each) for each in named(run.before, command)}
    if sections and table.section not in (None, command.section, *sections):
        return False
    if command.language and table.language != command.language:
        return False
    if command.people and not command.fields:
        is_sig = not command.sig or row.name in names_of(run.before, command)
        return is_sig and key == "leads" and text in command.people
    if row.name not in names_of(run.before, command):
        return False
    return EVERYTHING in command.fields or key in command.fields


def is_kept(old: dict[str, Any], new: dict[str, Any], command: Command) -> bool:
    """Whether an item says all that an older one does, but for what a command names."""
    for key, value in old.items():
        if (
            key == "leads"
            and isinstance(value, list)
            and (command.people or "leads" in command.fields)
        ):
            kept = [
                each
                for each in value
                if ("leads" not in command.fields and not _names(each) & command.people)
                or ("leads" in command.fields and _names(each) & command.people)
            ]
            if not all(_is_said(each, value, new.get(key, []), command) for each in kept):
                return False
        elif key not in command.fields:
            if new.get(key) != value:
                return False
        elif command.language and isinstance(value, dict):
            others = [code for code in value if code != command.language]
            if any(text_in(new.get(key, ""), code) != value[code] for code in others):
                return False
    return True


def _is_said(
    person: dict[str, Any],
    before: Sequence[dict[str, Any]],
    after: Sequence[dict[str, Any]],
    command: Command,
) -> bool:
    """Whether a list still has a person. In one that is given anew, one who was in it twice is
    there once, with all that either said."""
    is_twice = sum(bool(_names(each) & _names(person)) for each in before) > 1
    if is_twice and "leads" in command.fields:
        return any(person.items() <= each.items() for each in after)
    return person in after


def _names(person: dict[str, Any]) -> frozenset[str]:
    return frozenset(text for _, text in Entry({"name": "", "leads": [person]}).facts("zh")) | (
        frozenset(text for _, text in Entry({"name": "", "leads": [person]}).facts("en"))
    )


def _facts(entry: Entry) -> Iterator[tuple[str, str]]:
    for code in ("zh", "en"):
        yield from entry.facts(code)
