"""`sigs.yaml` <-> `Registry`: what it says, where it says it, and the edits that make it say more.

Pure. Reading yields what is wrong as a list of problems, each with its place, and reads what can be
read. Whoever wants to go on only with a sound registry calls `require_sound`.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial

from sigtool.errors import RegistryProblem, Remedy
from sigtool.model import (
    PERSON_FIELDS,
    SIG_FIELDS,
    Column,
    Kind,
    Order,
    People,
    Person,
    Registry,
    Sig,
    Table,
    Value,
)
from sigtool.registry.problem import Fault
from sigtool.registry.problem import Path as Path
from sigtool.registry.problem import Problem as Problem
from sigtool.registry.read import OTHER_TOOLS_KEYS, TABLE_KEYS, TOP_KEYS, registry_of
from sigtool.registry.settings import name_edits
from sigtool.registry.values import BLANK
from sigtool.text.diagnostic import Location
from sigtool.text.records import dataclass, field
from sigtool.text.source import Edit, Rewrite, Source, Span
from sigtool.text.wording import is_misspelt
from sigtool.yaml import edit as yamledit
from sigtool.yaml import parse, tree
from sigtool.yaml.parse import spelled
from sigtool.yaml.style import Item, ItemStyle, ListStyle, Tree
from sigtool.yaml.tree import Entry, MappingNode, Node, Scalar, SequenceNode, resolved


@dataclass(frozen=True, slots=True)
class RegistryDocument:
    """A registry as read, its source, and the places of its values."""

    source: Source
    registry: Registry
    problems: tuple[Problem, ...]
    root: Node | None = field(repr=False)

    @property
    def grave_problems(self) -> list[Problem]:
        """Those by which something is left out: a key that is not known is kept and reported."""
        return [problem for problem in self.problems if problem.code != "SIG003"]

    @property
    def misspelt(self) -> list[Problem]:
        """Those that misspell the key of a field that is not there: what it says would be lost."""
        return [
            problem
            for problem in self.problems
            if problem.code == "SIG003"
            and problem.near
            and is_misspelt(problem.value, problem.near)
            and not self._has((*problem.path, problem.near))
        ]

    def _has(self, path: Path) -> bool:
        return sum(1 for _ in self._steps(path)) == len(path)

    def span(self, path: Path) -> Span:
        """Where a value stands, as `("sigs", 3, "leads", 0, "handle")`.

        Where it is not there, the place of the nearest thing around it that is.
        """
        return next((span for _, span in reversed(list(self._steps(path)))), Span(0, 0))

    def texts(self, path: Path) -> dict[int | None, str]:
        """The items of a list that are texts, by their numbers."""
        *_, (node, _) = self._steps(path)
        target = resolved(node)
        items = map(resolved, target.items if isinstance(target, SequenceNode) else ())
        return {
            at: item.value.strip(BLANK) for at, item in enumerate(items) if isinstance(item, Scalar)
        }

    def _steps(self, path: Path) -> Iterator[tuple[Node, Span]]:
        """What stands on the way to a value, and its place, as far as there is anything."""
        node = self.root
        for step in path:
            found = _child(resolved(node), step) if node else None
            if found is None:
                return
            yield found
            node = found[0]


def read(source: Source) -> RegistryDocument:
    """What a registry's text means, and all that is wrong with it."""
    try:
        with _without_collecting():
            root = parse.compose(source)
            registry, problems = registry_of(root, len(source.text))
    except tree.YamlFault as fault:
        problem = Problem(
            Fault.UNREADABLE,
            (),
            Span(fault.offset, fault.offset),
            value=fault.message,
            advice=fault.hint,
            in_brackets=fault.in_brackets,
        )
        return RegistryDocument(source, Registry((), ()), (problem,), None)
    return RegistryDocument(source, registry, problems, root)


def is_anothers(document: RegistryDocument) -> bool:
    """Whether a text is the registry of another tool: it can be read, and is neither a mapping with
    `tables`, nor one with `sigs` that hold none of another tool's keys. An empty one is ours."""
    root = document.root
    if root is None or (isinstance(root, Scalar) and not root.value.strip(BLANK)):
        return False
    if not isinstance(root, MappingNode):
        return True
    found = root.entry("sigs")
    if found is None or root.entry("tables") is not None:
        return not any(map(root.entry, TOP_KEYS))
    sigs = resolved(found.value)
    items = map(resolved, sigs.items if isinstance(sigs, SequenceNode) else ())
    return any(
        item.entry(key) is not None
        for item in items
        if isinstance(item, MappingNode)
        for key in OTHER_TOOLS_KEYS
    )


@contextmanager
def _without_collecting() -> Iterator[None]:
    """For what makes many objects and no garbage: to look for it takes half of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def require_sound(document: RegistryDocument) -> Registry:
    """The registry, or `RegistryProblem` if any of it could not be read."""
    grave = [*document.grave_problems, *document.misspelt]
    if not grave:
        return document.registry
    first, others = grave[0], len(grave) - 1
    advice = first.hint or "mend it, then run the command again"
    whole = f"{Location(document.source, first.span)}: {first.message}; {advice}"
    if others:
        raise RegistryProblem(whole, Remedy.SEE_OTHERS, count=str(others))
    raise RegistryProblem(whole)


def rewrite(
    document: RegistryDocument, wanted: Registry, placing: yamledit.Placing = yamledit.ANYWHERE
) -> Rewrite[RegistryDocument]:
    """The edits after which the text says `wanted`, made, read again and found to say that.

    `placing` says which SIG moves, and where to. The tables must be those that it has. Raises
    `RegistryProblem` where the registry is not sound, since what could not be read would be lost,
    and where the text cannot be changed without changing more than was asked.
    """
    # What a merge key brings in is changed for all who share it, if that is what is wanted.
    if "<<" in document.source.text:
        with suppress(RegistryProblem):
            return _rewritten(document, wanted, placing, follows=True)
    return _rewritten(document, wanted, placing, follows=False)


def _rewritten(
    document: RegistryDocument, wanted: Registry, placing: yamledit.Placing, *, follows: bool
) -> Rewrite[RegistryDocument]:
    made = _edits(document, wanted, placing, follows=follows)
    made += name_edits(document.root, document.registry.settings, wanted.settings)
    try:
        source = document.source.edited(made)
    except ValueError:
        # They overlap: an alias is to change while its anchor is to move.
        raise _refusal(document, wanted) from None
    after = read(source) if made else document
    is_wanted = after.registry == wanted and after.registry.settings == wanted.settings
    if not is_wanted or len(after.problems) > len(document.problems):
        raise _refusal(document, wanted)
    return Rewrite(document, tuple(made), after)


def spell(registry: Registry) -> str:
    """A registry as a new file's text. Raises `RegistryProblem` if YAML cannot say it."""
    text = spell_tables(registry.tables) if registry.tables else ""
    text += "sigs:" + (_spell_sigs(registry, "\n") or " []") + "\n"
    if read(Source("sigs.yaml", text)).registry != registry:
        raise RegistryProblem("sigs.yaml: these values cannot be written as a registry")
    return text


def _child(node: Node, step: str | int) -> tuple[Node, Span] | None:
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
        return node.items[step], node.items[step].span
    entry = node.find(str(step)) if isinstance(node, MappingNode) else None
    if entry is None:
        return None
    is_block = isinstance(entry.value, SequenceNode | MappingNode) and not entry.value.is_flow
    return entry.value, entry.key.span if is_block else entry.value.span


# --- changing ----------------------------------------------------------------------------------


def _edits(
    document: RegistryDocument, wanted: Registry, placing: yamledit.Placing, *, follows: bool
) -> list[Edit]:
    source, root, fields = document.source, document.root, wanted.fields
    owner = root.entry("sigs") if isinstance(root, MappingNode) else None
    if owner is None:
        return _first_list(document, wanted)
    require_sound(document)
    at_node = {sig.origin: sig for sig in document.registry.sigs}
    if [(sig.origin, sig) for sig in wanted.sigs] == [*at_node.items()]:
        return []
    items = [_item(document, at_node.get(sig.origin), sig, fields) for sig in wanted.sigs]
    items = [item.following for item in items] if follows else items
    if _unfolds(document, owner):
        return yamledit.new_list(source, owner, items, _style(fields))
    made = yamledit.list_edits(source, owner, items, partial(_style, fields), placing)
    # What several aliases share is changed once.
    return [edit for edit in dict.fromkeys(made) if len(edit.span) or edit.text]


def _style(fields: Sequence[str]) -> ListStyle:
    """How SIGs are written where there is nothing to follow."""
    persons = ListStyle(item=ItemStyle(keys=PERSON_FIELDS))
    return ListStyle(item=ItemStyle(keys=tuple(fields), lists={"": persons}))


def _item(document: RegistryDocument, before: Sig | None, sig: Sig, fields: Sequence[str]) -> Item:
    """A SIG as an item of the list: what changes of the one that it was, or all of a new one."""
    if before is None or before is sig:
        return Item(sig.origin, {}) if before else Item(None, _values(sig, fields))
    for key in sig.values:
        if key not in fields:
            raise RegistryProblem(f"{sig.name}: {key!r} is not a field that a table binds")
    changes: dict[str, Tree | None] = {"name": sig.name} if before.name != sig.name else {}
    for key in fields:
        old, new = before.values.get(key), sig.values.get(key)
        if key == "name" or old == new:
            continue
        if isinstance(old, tuple) and (new is None or isinstance(new, tuple)):
            texts = document.texts(("sigs", before.origin or 0, key))
            changes[key] = _persons(new or (), old, texts)
        else:
            changes[key] = _tree(new) if new else None
    return Item(sig.origin, changes)


def _values(sig: Sig, fields: Sequence[str]) -> dict[str, Tree | None]:
    values = {key: _tree(sig.values[key]) for key in fields if key in sig.values}
    return {"name": sig.name, **values}


def _tree(value: Value) -> Tree:
    return _persons(value, (), {}) if isinstance(value, tuple) else value


def _persons(new: People, old: People, texts: Mapping[int | None, str]) -> list[Item]:
    """The items of a people list as it is to be; `texts` are those of the old that are texts."""
    by_origin: dict[int | None, Person] = {
        person.origin: person for person in old if person.origin is not None
    }
    like = next(iter(texts.values()), "")
    items: list[Item] = []
    for person in new:
        before = by_origin.get(person.origin)
        origin = person.origin if before else None
        there = dict(before.items()) if before else {}
        whole: dict[str, Tree | None] = dict(person.items())
        changes = {key: whole.get(key) for key in PERSON_FIELDS if whole.get(key) != there.get(key)}
        if before and origin not in texts:
            items.append(Item(origin, changes))
            continue
        from sigtool.registry.short import short_text

        like = texts.get(origin, like)
        items.append(Item(origin, whole if changes else {}, short_text(person, like)))
    return items


def _unfolds(document: RegistryDocument, owner: Entry) -> bool:
    """Whether `sigs: []` may become a block list, and be given back by the way back."""
    root, node = document.root, owner.value
    before = document.source[Span(owner.key.end, node.end)]
    return isinstance(root, MappingNode) and not root.is_flow and before == ": []"


def _first_list(document: RegistryDocument, wanted: Registry) -> list[Edit]:
    """The edit that adds `sigs` to a file that has none."""
    source, root = document.source, document.root
    if document.registry.sigs:
        raise _refusal(document, wanted)  # they come from a merge key
    is_blank = root is None and not any(each.code == "SIG001" for each in document.problems)
    if not is_blank and (not isinstance(root, MappingNode) or root.is_flow):
        require_sound(document)
    end, column = len(source.text), 0
    if isinstance(root, MappingNode):
        end, column = source.line_end(root.end), source.column(root.entries[0].start)
    text = " " * column + "sigs:" + _spell_sigs(wanted, source.newline + " " * column)
    if not source.text[:end] or source.text[end - 1] in "\r\n":
        return [Edit(Span(end, end), text + source.newline)]
    return [Edit(Span(end, end), source.newline + text)]


def _refusal(document: RegistryDocument, wanted: Registry) -> RegistryProblem:
    """Why a text does not say what is wanted after it was changed."""
    path = document.source.path
    before = {sig.origin: sig for sig in document.registry.sigs}
    for sig in wanted.sigs:
        if before.get(sig.origin) != sig and not _is_sayable(sig, wanted):
            return RegistryProblem(
                f"{path}: a value of {str(sig.name)!r} cannot be stored; none may be empty, "
                "or begin or end with a blank"
            )
    why = (
        "cannot be changed here without changing more than was asked "
        "(an anchor, a tag or an unusual layout is in the way); edit it by hand"
    )
    return RegistryProblem(f"{path}: {why}", why=why)


def _is_sayable(sig: Sig, wanted: Registry) -> bool:
    try:
        spell(wanted.with_sigs([sig]))
    except RegistryProblem:
        return False
    return True


# --- spelling ----------------------------------------------------------------------------------


def _spell_sigs(registry: Registry, margin: str) -> str:
    items = [Item(None, _values(sig, registry.fields)) for sig in registry.sigs]
    return _style(registry.fields).spell(items, margin)


def spell_tables(tables: Sequence[Table]) -> str:
    lines = ["tables:"]
    for table in tables:
        values = {key: getattr(table, key) for key in TABLE_KEYS if key != "columns"}
        entries = [
            f"{key}: {str(value).lower() if isinstance(value, int) else spelled(value)}"
            for key, value in values.items()
            if value not in (None, False, Order.REGISTRY)
        ]
        lines.append("  - " + "\n    ".join(entries))
        lines += _spell_columns(table.columns)
    return "\n".join(lines) + "\n"


def _spell_columns(columns: Sequence[Column]) -> Iterator[str]:
    """The columns by header, or as a list where headers do not tell them apart."""
    if columns:
        yield "    columns:"
    headers = [column.header for column in columns]
    tells = all(headers) and len(set(headers)) == len(headers)
    for column in columns:
        header, field = spelled(column.header), spelled(column.field)
        is_usual = column.kind is SIG_FIELDS.get(column.field, Kind.TEXT)
        if tells and not is_usual:
            field = f"{{field: {spelled(column.field, in_flow=True)}, kind: {column.kind}}}"
        if tells:
            yield f"      {header}: {field}"
            continue
        yield f"      - header: {header}"
        yield f"        field: {field}"
        if not is_usual:
            yield f"        kind: {column.kind}"
