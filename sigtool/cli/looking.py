"""What `init` does where no document is named: it finds the tables of groups or people in the
Markdown files of a folder, and names for each the command that reads it. Nothing is written."""

import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import typer

from sigtool.cli.adoption import Choice
from sigtool.errors import FileProblem, SigtoolError, TableProblem
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document
from sigtool.outside import documents, files, workspace
from sigtool.outside.workspace import shown
from sigtool.report import adoption as report
from sigtool.report import terminal
from sigtool.report.forms import InitFormat
from sigtool.tables.choose import Candidate, likeliest, ranked, tables_of
from sigtool.tables.judge import Rows
from sigtool.text import language
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, replace
from sigtool.text.wording import amount, argument, quoted

# How many commands are listed.
_LISTED: Final = 12
# What the delimiter row of a table consists of, also in a quotation or a list.
_DELIMITERS: Final = b" \t\r>|:-*+"
_DATE: Final = lazily(r"(?<!\d)20\d\d([-_./]?)[01]\d\1[0-3]\d(?!\d)")
# What communities translate from and into.
_LANGUAGES: Final = ("en", "zh", "ja", "ko", "de", "fr", "es", "pt", "ru", "uk", "vi")
_WHICH: Final = "which one is meant? type one of the commands"
_DATED: Final = (
    "the only one is in a file with a date in its path, as minutes have; type the command if it is "
    "the list of the community"
)
# The tables of groups or people of each document that has any.
_Read = Mapping[Path, tuple[Candidate, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """What one command reads: documents, each after the one that it translates; which of their
    tables are meant; and those tables of the first document."""

    paths: tuple[Path, ...]
    number: int | None
    tables: tuple[Candidate, ...]

    @property
    def everything(self) -> bool:
        """Whether all tables of the documents are meant."""
        return len(self.tables) > 1

    @property
    def numbers(self) -> tuple[range, ...]:
        return () if self.number is None else (range(self.number, self.number + 1),)

    @property
    def command(self) -> str:
        which = ["--table", str(self.number)] if self.number is not None else []
        which += ["--all"] if self.everything else []
        return shlex.join(["sigtool", "init", *map(os.fspath, self.paths), *which])

    @property
    def rank(self) -> tuple[int, bool, int]:
        """What sorts them, the likeliest meant first; what is of one day, as minutes, late."""
        certainty, rows = self.tables[0].judgement.rank
        return certainty, self.is_dated, rows

    @property
    def is_dated(self) -> bool:
        """Whether the path has a date in it."""
        return bool(_DATE.search(self.paths[0].as_posix()))

    @property
    def is_clear(self) -> bool:
        return self.tables[0].judgement.is_clear and not self.is_dated

    def __str__(self) -> str:
        first, *others = self.tables
        path, rows = shown(self.paths[0]), first.judgement.rows
        if others:
            return f"{path}: all {len(self.tables)} tables of {rows}"
        table = first.table
        under = f" under {quoted(table.heading)}" if table.heading else ""
        nouns = ("person", "people") if rows is Rows.PEOPLE else ("group", "groups")
        count = amount(len(table.rows), *nouns)
        headers = ", ".join(header or "(empty)" for header in table.headers)
        return f"{path}:{table.line_number}: table {first.number}{under}, {count}: {headers}"


def looked_for(
    choice: Choice, output: Path | None, *, force: bool, form: InitFormat
) -> tuple[dict[Path, Document], Choice]:
    """The documents and tables that somebody chooses at a terminal, elsewhere those clearly meant;
    prints what was found. Where somebody says which tables, the only document that has any.

    Raises `TableProblem` where nothing is found, or none is clearly meant.
    """
    target = output or workspace.new_registry(Path("README.md"))
    _refuse_existing(target, force=force)
    paths = documents.markdown_files(Path())
    pages = _pages(paths)
    found = _found(pages)
    if not found:
        raise TableProblem(
            f"no table of groups or people in {amount(len(paths), 'Markdown file')} here; name its "
            "document: sigtool init DOC; or start one: sigtool init --empty --heading 'SIGs'"
        )
    if choice.everything or choice.numbers or choice.headings:
        only = _only(found, target, form)
        return {only: pages[only]}, choice
    one = _chosen(found, target, form)
    which = replace(choice, numbers=one.numbers, everything=one.everything)
    return {path: pages[path] for path in one.paths}, which


def _only(found: Sequence[Found], target: Path, form: InitFormat) -> Path:
    """The one document that has tables. Raises `TableProblem` where several have."""
    first, *others = dict.fromkeys(path for each in found for path in each.paths)
    if others:
        _print(found, form, workspace.beside_anothers(target))
        raise TableProblem("which document is meant? name it, or type one of the commands")
    return first


def _chosen(found: Sequence[Found], target: Path, form: InitFormat) -> Found:
    if beside := workspace.beside_anothers(target):
        _print(found, form, beside)
        workspace.refuse_anothers(target, found[0].paths)
    first, *others = found
    rivals = [each for each in others if each.rank == first.rank and not each.everything]
    is_clear = not rivals and (first.is_clear or not (others or first.is_dated))
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if is_terminal and form is InitFormat.TEXT and (others or not is_clear):
        _tell(found, terminal.say)
        return _asked(found[:_LISTED])
    if not is_clear:
        _print(found, form)
        raise TableProblem(_WHICH if others else _DATED)
    _tell(found, terminal.warn)
    return first


def _refuse_existing(target: Path, *, force: bool) -> None:
    """Raises `FileProblem` before anything is asked that would come to nothing."""
    if not force and workspace.is_taken(target):
        raise FileProblem(
            f"{shown(target)}: exists already; one more table comes in with: sigtool init --add "
            "DOC; --force writes it anew"
        )


def _pages(paths: Sequence[Path]) -> dict[Path, Document]:
    """The documents that may have a table. One that cannot be read is told of where it is named."""
    found = {}
    for path in paths:
        try:
            content = files.read(path, shown=shown(path))
            if _may_have_table(content):
                found[path] = blocks.read(workspace.settled(path, content).source)
        except SigtoolError as error:
            terminal.warn(terminal.one_line(f"passed over: {error}"))
    return found


def _may_have_table(content: bytes) -> bool:
    """Whether a line could be the delimiter row of a table: a quick look before the real one."""
    lines = content.replace(b"\r", b"\n").split(b"\n")
    return any(b"-" in line and b"|" in line and not line.strip(_DELIMITERS) for line in lines)


def _found(pages: Mapping[Path, Document]) -> list[Found]:
    """What can be chosen among documents, the likeliest meant first."""
    ones = {
        path: tuple(each for each in tables_of(document) if each.is_one)
        for path, document in pages.items()
    }
    read = {path: tables for path, tables in ones.items() if tables}
    found = [each for paths in _translations(read) for each in _of(paths, read)]
    return sorted(found, key=lambda each: each.rank)


def _translations(read: _Read) -> list[list[Path]]:
    """Documents whose paths differ by a language, the original first: the one whose path names
    none, else the English one."""
    together: dict[str, list[tuple[bool, bool, Path]]] = {}
    for path in read:
        own = path.as_posix()
        originals = language.originals_of(own, _LANGUAGES)
        plain = next((each for each in originals if Path(each) in read), originals[0])
        is_english = language.without_language(own, ["en"]) != own
        together.setdefault(plain, []).append((plain != own, not is_english, path))
    return [[path for *_, path in sorted(each)] for each in together.values()]


def _of(paths: Sequence[Path], read: _Read) -> Iterator[Found]:
    """What can be chosen in documents that translate the first: a table, or all of one kind."""
    if not paths:
        return
    tables = {path: _kinds(read[path]) for path in paths}
    first = paths[0]
    alone = [path for path in paths[1:] if not _are_alike(tables[path], tables[first])]
    rest = [path for path in paths if path not in alone]
    for kind, originals in tables[first].items():
        groups = list(zip(*(tables[path][kind] for path in rest), strict=True))
        for group in groups:
            yield from _table(rest, group, read)
        if len(originals) > 1 and ranked(read[first])[0].judgement.rows is kind:
            yield Found(tuple(rest), None, originals)
    yield from _of(alone, read)


def _kinds(tables: Sequence[Candidate]) -> dict[Rows, tuple[Candidate, ...]]:
    kinds = dict.fromkeys(each.judgement.rows for each in tables)
    return {kind: tuple(each for each in tables if each.judgement.rows is kind) for kind in kinds}


def _are_alike(
    some: Mapping[Rows, Sequence[Candidate]], others: Mapping[Rows, Sequence[Candidate]]
) -> bool:
    """Whether two documents have equally many tables of each kind."""
    return {kind: len(each) for kind, each in some.items()} == {
        kind: len(each) for kind, each in others.items()
    }


def _table(paths: Sequence[Path], group: Sequence[Candidate], read: _Read) -> Iterator[Found]:
    """A table with its translations where one choice means it in each document; else each alone."""
    if all(likeliest(read[path]) is each for path, each in zip(paths, group, strict=True)):
        yield Found(tuple(paths), None, tuple(group[:1]))
    elif len({each.number for each in group}) == 1:
        yield Found(tuple(paths), group[0].number, tuple(group[:1]))
    else:
        for path, each in zip(paths, group, strict=True):
            yield from _table([path], [each], read)


def _asked(found: Sequence[Found]) -> Found:
    def numbered(answer: str) -> Found:
        number = int(answer) if answer.strip().isdecimal() else 0
        if not 1 <= number <= len(found):
            raise typer.BadParameter(f"type a number from 1 to {len(found)}")
        return found[number - 1]

    answer: Found = typer.prompt("Which one?", default="1", value_proc=numbered, prompt_suffix=" ")
    return answer


def _print(found: Sequence[Found], form: InitFormat, beside: Path | None = None) -> None:
    """Print what can be chosen, with the commands that read it, into a file `beside` another."""
    options = f" -o {argument(shown(beside))}" if beside else ""
    if form is InitFormat.TEXT:
        _tell(found, terminal.say, options)
        return
    choices = [
        (each.command + options, list(map(shown, each.paths)), each.tables) for each in found
    ]
    terminal.write(report.choices_as_json(choices))


def _tell(found: Sequence[Found], out: Callable[[str], None], options: str = "") -> None:
    for number, each in enumerate(found[:_LISTED], 1):
        out(f"{number}. {terminal.one_line(str(each))}\n   {each.command}{options}")
    if len(found) > _LISTED:
        more = amount(len(found) - _LISTED, "choice")
        out(
            f"And {more} less likely; `sigtool init DOC --dry-run` shows every table of a document."
        )
