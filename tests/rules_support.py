"""Registries and documents in memory, and diagnostics as values that a test can write down."""

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from choice import snapshot_after
from hypothesis import strategies as st

from sigtool.check import run
from sigtool.check.snapshot import Snapshot, Undecodable, Unread
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document
from sigtool.model import PERSON_FIELDS
from sigtool.registry import document
from sigtool.rules import RULES
from sigtool.tables.choose import choose, tables_of
from sigtool.text.diagnostic import Diagnostic, Fix
from sigtool.text.source import Source

CODES: Final = ("en", "zh", "ja")
TABLES: Final = """\
tables:
  - path: README.md
    heading: Current SIGs
    columns:
      Name: name
      About: responsibilities
      Leads: leads
"""
# What REGISTRY and README say agrees, and no rule finds anything in them.
REGISTRY: Final = f"""\
{TABLES}sigs:
  - name: Compiler
    responsibilities: Turns text into programs.
    leads:
      - handle: ada
  - name: Runtime
    responsibilities: Runs them.
    leads:
      - handle: grace
"""
README: Final = """\
# Current SIGs

| Name | About | Leads |
| ---- | ----- | ----- |
| Compiler | Turns text into programs. | @ada |
| Runtime | Runs them. | @grace |
"""

# A table in each of three languages, on one line: the SIGs of a registry begin on the second.
SPOKEN: Final = (
    "tables: ["
    + ", ".join(f"{{path: {code}.md, language: {code}, columns: {{Name: name}}}}" for code in CODES)
    + "]\n"
)

# The day that terms are compared with.
TODAY: Final = date(2026, 1, 31)
# What is said of the row that shows what is wrong in the registry.
ROW: Final = ("its row is here", "its cell is here, under ", "in the table it is here, under ")

# What `--check-links` found of the web.
ANSWERS: Final = {"https://example.org/gone": "404 Not Found"}


@dataclass(frozen=True)
class Told:
    """A diagnostic: `at` is where `text` begins, `related` a message and a place each; but for the
    row of the document, which every rule names alike (test_precision_rows.py).

    `fix` is its title, whether it is safe, and the lines that go (`-`) and come (`+`).
    """

    code: str
    name: str
    severity: str
    message: str
    at: str
    text: str
    related: tuple[tuple[str, str], ...] = ()
    fix: tuple[str, bool, tuple[str, ...]] | None = None
    hint: str | None = None


def told(diagnostic: Diagnostic) -> Told:
    location = diagnostic.location
    return Told(
        diagnostic.code,
        diagnostic.name,
        str(diagnostic.severity),
        diagnostic.message,
        str(location),
        location.source[location.span],
        tuple(
            (related.message, str(related.location))
            for related in diagnostic.related
            if not related.message.startswith(ROW)
        ),
        _fix(diagnostic.fix) if diagnostic.fix else None,
        diagnostic.hint,
    )


def _fix(fix: Fix) -> tuple[str, bool, tuple[str, ...]]:
    lines: list[str] = []
    for source in dict.fromkeys(each.source for each in fix.edits):
        after = source.edited(each.edit for each in fix.edits if each.source == source)
        old, new = (each.text.split("\n") for each in (source, after))
        diff = difflib.unified_diff(old, new, n=0, lineterm="")
        lines += [line for line in diff if not line.startswith(("---", "+++", "@@"))]
    return fix.title, fix.safe, tuple(lines)


def snapshot(
    registry: str | bytes,
    documents: Mapping[str, str | bytes | None] | None = None,
    pages: Collection[str] = (),
) -> Snapshot:
    """What is read of a registry's text and of its documents'; None stands for no such file.

    `documents` is README.md alone unless given, `pages` the other files that are there.
    """
    given: Mapping[str, str | bytes | None] = (
        {"README.md": README} if documents is None else documents
    )
    source = _source("sigs.yaml", registry)
    read = source if isinstance(source, Undecodable) else document.read(source)
    tables = () if isinstance(read, Undecodable) else read.registry.tables
    return Snapshot(
        read,
        {path: _document(path, text) for path, text in given.items()},
        lambda path: path in pages or given.get(path) is not None,
        children=lambda folder: _children(folder, {*pages, *given}),
        answers=ANSWERS,
        today=lambda: TODAY,
        unread={
            table.path: Unread("is outside of the repository", "name another", is_outside=True)
            for table in tables
            if table.path.startswith("..") and not table.outside
        },
    )


def checked(
    registry: str | bytes,
    documents: Mapping[str, str | bytes | None] | None = None,
    pages: Collection[str] = (),
) -> list[Told]:
    """All that all rules find."""
    return [told(each) for each in run.check(snapshot(registry, documents, pages), RULES)]


def found_after_init(codes: str, headers: str, *rows: str) -> list[str]:
    """What some rules find in a table right after `init`, where no page is there: the code, what is
    wrong, what to do."""
    lines = [f"| {headers} |", "|---" * (headers.count("|") + 1) + "|"]
    lines += [f"| {row} |" for row in rows]
    read = blocks.read(Source("README.md", "\n".join(lines) + "\n"))
    before = replace(snapshot_after(read, [choose(read, tables_of(read))]), exists=lambda _: False)
    return [
        f"{each.code} {each.message}: {each.hint}"
        for each in run.check(before, run.selected(RULES, codes.split(), []))
    ]


def findings(codes: str, registry: str, pages: Collection[str] = ()) -> list[Told]:
    """What the rules with these codes, with blanks between, find in a registry alone."""
    rules = run.selected(RULES, codes.split(), [])
    return [told(each) for each in run.check(snapshot(registry, {}, pages), rules)]


def _children(folder: str, files: Collection[str]) -> list[str]:
    """The names in a folder, that of a folder with a slash, as a snapshot has them."""
    way = "" if folder == "." else f"{folder}/"
    rests = (path.removeprefix(way) for path in files if path.startswith(way))
    return sorted({re.sub("/.*", "/", rest) for rest in rests if rest})


def _document(path: str, text: str | bytes | None) -> Document | Undecodable | None:
    if text is None:
        return None
    source = _source(path, text)
    return source if isinstance(source, Undecodable) else blocks.read(source)


def _source(path: str, text: str | bytes) -> Source | Undecodable:
    content = text.encode() if isinstance(text, str) else text
    try:
        return Source.decoded(path, content)
    except UnicodeDecodeError as error:
        return Undecodable(Source.decoded(path, content[: error.start]))


# The registry that the Markdown of a page's example belongs to.
PAGE_TABLES: Final = """\
tables:
  - path: README.md
    {naming}
    columns:
      Name: name
      Leads: leads
"""
PAGE_SIGS: Final = "sigs: [{name: Compiler, leads: [{handle: ada}]}]\n"


def examples(page: str) -> list[tuple[str, str]]:
    """The examples of a page: `Bad` or `Good`, perhaps a note in brackets, then a fenced block."""
    return re.findall(
        r"^(Bad|Good)(?: \([^\n]*\))?:\n\n```\w+\n(.*?)\n```$", page, re.MULTILINE | re.DOTALL
    )


def files_of(text: str) -> tuple[bytes, Mapping[str, bytes]]:
    """The registry and the documents that an example is a part of."""
    content = re.sub(
        rb"<([0-9A-F]{2})>", lambda byte: bytes.fromhex(byte[1].decode()), text.encode()
    )
    if not re.match(r"[|#<]", text):
        tables = b"" if b"tables:" in content else TABLES.encode()
        sigs = b"" if b"sigs:" in content else b"sigs: []\n"
        return tables + content + b"\n" + sigs, {"README.md": README.encode()}
    naming = "marker: sigs" if "sigtool:" in text else "heading: Current SIGs"
    title = b"" if b"#" in content else b"# Current SIGs\n\n"
    registry = PAGE_TABLES.format(naming=naming) + PAGE_SIGS
    return registry.encode(), {"README.md": title + content + b"\n"}


# Registries of every kind of wrong, as JSON, which is YAML too.
ANY_VALUE: Final = st.sampled_from(
    ["a", "", " ", "\t", "null", "name", "leads", "chat", "people", "active", 0, 3, 1.5, True, None]
)
ANY_SCALAR: Final = ANY_VALUE | st.sampled_from(
    [[], {}, ["a"], {"handle": "a"}, {"zh": "a"}, {"zh": None}, [{"handle": "a"}], [None]]
)
ANY_PERSON: Final = st.dictionaries(
    st.sampled_from([*PERSON_FIELDS, "mail"]), ANY_SCALAR, max_size=3
)
ANY_SIG: Final = st.fixed_dictionaries(
    {"name": ANY_SCALAR},
    optional={
        "readme": ANY_SCALAR,
        "status": ANY_SCALAR,
        "leads": ANY_SCALAR | st.lists(ANY_PERSON, max_size=2),
        "chat": ANY_VALUE,
    },
)
ANY_COLUMN: Final = st.fixed_dictionaries(
    {"field": ANY_VALUE}, optional={"header": ANY_VALUE, "kind": ANY_VALUE, "x": ANY_VALUE}
)
ANY_TABLE: Final = st.fixed_dictionaries(
    {"path": ANY_VALUE},
    optional={
        "heading": ANY_SCALAR,
        "columns": ANY_SCALAR
        | st.dictionaries(st.sampled_from(["A", "B"]), ANY_VALUE | ANY_COLUMN, max_size=2)
        | st.lists(ANY_COLUMN, max_size=2),
        "language": st.just("zh"),
        "headng": ANY_VALUE,
    },
)
ANY_REGISTRY: Final = st.fixed_dictionaries(
    {"sigs": st.lists(ANY_SIG, max_size=2) | ANY_SCALAR},
    optional={"tables": st.lists(ANY_TABLE, max_size=2) | ANY_SCALAR, "x": ANY_VALUE},
)
