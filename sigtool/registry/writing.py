"""`Registry` -> `sigs.yaml`: the edits that make a text say more, and the text of a new file. Pure.

What was written is read again before anybody gets it.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial

from sigtool.errors import RegistryProblem
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
from sigtool.registry.document import RegistryDocument, read, require_sound
from sigtool.registry.read import TABLE_KEYS
from sigtool.registry.settings import name_edits
from sigtool.text.source import Edit, Rewrite, Source, Span
from sigtool.yaml import edit as yamledit
from sigtool.yaml.parse import spelled
from sigtool.yaml.style import Item, ItemStyle, ListStyle, Tree
from sigtool.yaml.tree import Entry, MappingNode


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


def spell(registry: Registry, *, below: Source | None = None) -> str:
    """A registry as a new file's text, `below` the comments that the file has already, with their
    line breaks. Raises `RegistryProblem` if YAML cannot say it."""
    text = spell_tables(registry.tables) if registry.tables else ""
    text += "sigs:" + (_spell_sigs(registry, "\n") or " []") + "\n"
    if below and below.text.strip():
        is_ended = below.text.endswith(("\n", "\r"))
        text = below.text + ("" if is_ended else below.newline) + text.replace("\n", below.newline)
    if read(Source("sigs.yaml", text)).registry != registry:
        raise RegistryProblem("sigs.yaml: these values cannot be written as a registry")
    return text


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
