"""New items, entries and lists as text, in a style that was read off their neighbours. Pure.

A `margin` is what a line of block style begins with: the line break, and the blanks of its indent.
"""

from collections.abc import Sequence

from sigtool.model import Texts
from sigtool.yaml.parse import spelled
from sigtool.yaml.style import PLAIN_ITEM, QUOTES, Item, ItemStyle, ListStyle, Tree


def spell_list(items: Sequence[Item], margin: str, style: ListStyle) -> str:
    """A new list in brackets, or its items on lines of their own; `margin` is that of its key."""
    if style.is_flow:
        return style.spacing.around("[]", [spell_item(item, margin, style) for item in items])
    margin += " " * style.dash
    return "".join(margin + spell_item(item, margin, style) for item in items)


def spell_item(item: Item, margin: str, style: ListStyle) -> str:
    """A new item of a list: a text or a mapping, of a block list with its dash."""
    text = style.spelled(item)
    if style.is_flow:
        return text or spell_mapping(item, margin, style.item.in_flow())
    gap = " " * style.gap
    if text or style.item.is_flow:
        return "-" + gap + (text or spell_mapping(item, margin, style.item))
    inner = margin + " " + gap
    return "-" + (inner if style.breaks else gap) + spell_mapping(item, inner, style.item)


def spell_mapping(item: Item, margin: str, style: ItemStyle) -> str:
    """A new mapping, from its brace or its first key."""
    # In the order of the style; unknown keys last.
    rank = {key: at for at, key in enumerate(style.keys)}
    given = sorted(item.values.items(), key=lambda entry: rank.get(entry[0], len(rank)))
    entries = [spell_entry(key, value, margin, style) for key, value in given if value is not None]
    return style.spacing.around("{}", entries) if style.is_flow else margin.join(entries)


def spell_entry(key: str, value: Tree, margin: str, style: ItemStyle) -> str:
    """A new key and its value."""
    name = spelled(key, quote=style.key_quote, in_flow=style.is_flow)
    colon = style.colon(key)
    inner = style.list_style(key)
    if isinstance(value, Texts) and not style.is_flow:
        return name + colon.rstrip() + spell_texts(value, margin)
    if not isinstance(value, str | Texts) and not inner.is_flow:
        return name + colon.rstrip() + spell_list(value, margin, inner)
    if colon.rstrip() == colon and not (style.is_flow and name.startswith(QUOTES)):
        colon += " "
    if isinstance(value, str):
        return name + colon + style.spelled(key, value)
    if isinstance(value, Texts):
        return name + colon + spell_texts(value)
    return name + colon + spell_list(value, margin, inner)


def spell_texts(value: Texts, margin: str = "") -> str:
    """A text in several languages: each on a line of its own, or in braces where no margin is."""
    item, inner = Item(None, value.by_language), margin + "  "
    if not margin:
        return spell_mapping(item, "", PLAIN_ITEM.in_flow())
    return inner + spell_mapping(item, inner, PLAIN_ITEM)
