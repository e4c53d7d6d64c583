"""Registries and documents in memory, and diagnostics as values that a test can write down."""

import inspect
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from sigtool import markdown, validate, yamldoc
from sigtool.diagnostic import Diagnostic, Fix
from sigtool.markdown import Document
from sigtool.snapshot import Snapshot, Undecodable
from sigtool.source import Source

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


@dataclass(frozen=True)
class Told:
    """A diagnostic: `at` is where `text` begins, `related` a message and a place each.

    `fix` is its title, whether it is safe, and its edits: where, what goes, what comes.
    """

    code: str
    name: str
    severity: str
    message: str
    at: str
    text: str
    related: tuple[tuple[str, str], ...] = ()
    fix: tuple[str, bool, tuple[tuple[str, str, str], ...]] | None = None
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
        tuple((related.message, str(related.location)) for related in diagnostic.related),
        _fix(diagnostic.fix) if diagnostic.fix else None,
        diagnostic.hint,
    )


def _fix(fix: Fix) -> tuple[str, bool, tuple[tuple[str, str, str], ...]]:
    edits = tuple(
        (str(each.location), each.source[each.edit.span], each.edit.text) for each in fix.edits
    )
    return fix.title, fix.safe, edits


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
    return Snapshot(
        source if isinstance(source, Undecodable) else yamldoc.read(source),
        {path: _document(path, text) for path, text in given.items()},
        lambda path: path in pages or given.get(path) is not None,
    )


def checked(
    registry: str | bytes,
    documents: Mapping[str, str | bytes | None] | None = None,
    pages: Collection[str] = (),
) -> list[Told]:
    """All that all rules find."""
    return [told(each) for each in validate.check(snapshot(registry, documents, pages))]


def _document(path: str, text: str | bytes | None) -> Document | Undecodable | None:
    if text is None:
        return None
    source = _source(path, text)
    return source if isinstance(source, Undecodable) else markdown.read(source)


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
    """The examples of a page: `Bad` or `Good`, perhaps a note in brackets, then indented lines."""
    parts = re.split(r"^(Bad|Good)(?: \(.*\))?:\n", page, flags=re.MULTILINE)
    return [
        (title, inspect.cleandoc(text))
        for title, text in zip(parts[1::2], parts[2::2], strict=True)
    ]


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
