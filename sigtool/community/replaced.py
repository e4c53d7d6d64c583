"""A registry that is to be written anew: whether it may be, and what of it would be gone.

Pure. Only what a table can say may go, since it is told then; what no table says would be lost.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from sigtool.errors import FileProblem
from sigtool.facts.pairs import same_persons, same_sigs
from sigtool.markdown.inline import name_key
from sigtool.model import Order, Registry, Table, Value, as_people, as_text, texts_left, texts_of
from sigtool.registry import document as yamldoc
from sigtool.registry.document import RegistryDocument
from sigtool.text.lazily import lazily
from sigtool.text.pieces import lines
from sigtool.text.records import dataclass, replace
from sigtool.text.source import Source
from sigtool.yaml.comments import comments
from sigtool.yaml.tree import MappingNode

_MODELINE: Final = lazily(r"#[ \t]*yaml-language-server:")
# What is wrong with a value that is not there: with it, nothing goes.
_EMPTY: Final = ("EMPTY", "NOTHING_AT_ALL")
_PLACE_KEYS: Final = ("heading", "marker", "index", "section", "language", "link_base", "order")
# So many lines are named; more are hinted at.
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Replaced:
    """A registry that another one may take the place of, its line for editors, or "", and where it
    says nothing the comments that stay."""

    registry: Registry
    modeline: str = ""
    comments: Source | None = None


def registry_in(path: str, content: bytes) -> RegistryDocument:
    """The registry that a file holds, if only an empty one. Raises `FileProblem` for a file that is
    no registry."""
    no_registry = FileProblem(
        f"{path}: is no registry, so it is not written over; move it away, or name another file"
    )
    try:
        document = yamldoc.read(Source.decoded(path, content))
    except UnicodeDecodeError as error:
        raise no_registry from error
    root = document.root
    if document.is_blank:
        return document
    if not isinstance(root, MappingNode) or not (root.entry("tables") or root.entry("sigs")):
        raise no_registry
    return document


def replaceable(document: RegistryDocument) -> Replaced:
    """What a registry holds that is to be written anew.

    Raises `FileProblem` for one that holds what no table could give back: comments, settings, keys
    that sigtool does not know, values that it cannot read.
    """
    root = document.root
    if not isinstance(root, MappingNode):
        return _blank(document)
    found = list(comments(document.source, root))
    modelines = [span for span in found if _MODELINE.match(document.source[span])]
    own = [span.start for span in found if span not in modelines]
    if kept := list(_irreplaceable(document, root, own)):
        raise FileProblem(
            f"{document.source.path}: writing it anew would lose {'; '.join(kept)}; move the file "
            "away first, or edit it by hand"
        )
    return Replaced(document.registry, document.source[modelines[0]] if modelines else "")


def _blank(document: RegistryDocument) -> Replaced:
    """What stays of a file that says nothing; a line for editors goes on top, or gives way."""
    kept = lines(document.source.text)
    at = next((at for at, line in enumerate(kept) if _MODELINE.match(line)), None)
    modeline = "" if at is None else kept.pop(at).rstrip("\r\n")
    return Replaced(document.registry, modeline, replace(document.source, text="".join(kept)))


def _irreplaceable(
    document: RegistryDocument, root: MappingNode, own: Sequence[int]
) -> Iterator[str]:
    """What a registry holds that no table says, with its lines; `own` is where comments stand."""
    source = document.source
    if own:
        yield f"the {'comment' if len(own) == 1 else 'comments'} at {_lines(source, own)}"
    if entry := root.entry("validate"):
        yield f"the settings at {_lines(source, [entry.start])}"
    unread: list[int] = []
    for problem in document.problems:
        start = problem.span.start
        is_absent = problem.fault.name == "MISSING" and problem.path == ()
        if problem.code == "SIG003":
            yield f"the key {source[problem.span]!r} at {_lines(source, [start])}"
        elif problem.fault.name not in _EMPTY and not is_absent:
            unread.append(start)
    if unread:
        yield f"what cannot be read at {_lines(source, unread)}"


def _lines(source: Source, offsets: Sequence[int]) -> str:
    lines = list(dict.fromkeys(source.position(at).line for at in offsets))
    noun = "line" if len(lines) == 1 else "lines"
    more = ", …" if len(lines) > _SHOWN else ""
    return f"{noun} {', '.join(map(str, lines[:_SHOWN]))}{more}"


def facts_that_go(old: Registry, new: Registry) -> Iterator[str]:
    """What a registry said and another one does not, each fact as a line for a person."""
    paths = {table.path for table in new.tables}
    known = {(table.path, *fact) for table in new.tables for fact in _table_facts(table)}
    for table in old.tables:
        if table.path not in paths:
            yield f"the table in {table.path}"
        for key, text in _table_facts(table):
            if (table.path, key, text) not in known:
                yield f"the table in {table.path}: {key}: {text}"
    pairs = same_sigs(old.sigs, new.sigs, name_key)
    for at, sig in enumerate(old.sigs):
        after = new.sigs[pairs[at]] if at in pairs else None
        if after is None:
            yield f"{sig.name}"
        for key, value in sig.items() if after else sig.values.items():
            for text in _left(value, after.value(key) if after else ""):
                yield f"{sig.name}: {key}{text}"


def _table_facts(table: Table) -> list[tuple[str, str]]:
    facts = [(key, getattr(table, key)) for key in _PLACE_KEYS]
    return [(key, str(value)) for key, value in facts if value not in (None, Order.REGISTRY)] + [
        (f"column {each.header}", f"{each.field} ({each.kind})") for each in table.columns
    ]


def _left(before: Value, now: Value) -> Iterator[str]:
    """What of a value is not said now, each as it follows the name of the field."""
    others, same = as_people(now), same_persons(as_people(before), as_people(now))
    for codes, text in texts_left(as_text(before), as_text(now)):
        yield f"{_tag(codes)}: {text}"
    for at, person in enumerate(as_people(before)):
        if at not in same:
            yield f": {', '.join(each for _, text in person.items() for each in texts_of(text))}"
            continue
        after = dict(others[same[at]].items())
        for part, whole in person.items():
            for codes, text in texts_left(whole, after.get(part, "")):
                yield f": {person}: {part}{_tag(codes)} {text}"


def _tag(codes: tuple[str, ...]) -> str:
    return "".join(f" ({code})" for code in codes)
