"""New items, entries and lists as text, in a style that was read off their neighbours. Pure."""

from collections.abc import Mapping, Sequence

from sigtool.model import Text, Texts
from sigtool.yaml.flow import Spacing
from sigtool.yaml.parse import spelled
from sigtool.yaml.style import QUOTES, Item, ItemStyle, ListStyle, Tree


def block_list(newline: str, items: Sequence[Item], column: int, style: ListStyle) -> str:
    """The items of a new block list, each on lines of its own; `column` is that of its key."""
    dash = column + style.dash
    return "".join(newline + " " * dash + block_item(newline, item, dash, style) for item in items)


def block_item(newline: str, item: Item, dash: int, style: ListStyle) -> str:
    """A new item of a block list, from its dash, at column `dash`, to its last character."""
    gap = " " * style.gap
    if text := style.spelled(item, in_flow=False):
        return "-" + gap + text
    if style.item.is_flow:
        return "-" + gap + flow_mapping(item, style.item)
    column = dash + 1 + style.gap
    above = newline + " " * column if style.breaks else gap
    return "-" + above + block_mapping(newline, item, column, style.item)


def block_mapping(newline: str, item: Item, column: int, style: ItemStyle) -> str:
    """A new mapping whose keys stand at `column`, from the first of them."""
    entries = [
        block_entry(newline, key, value, column, style)
        for key, value in _ordered(item.values, style)
    ]
    return (newline + " " * column).join(entries)


def block_entry(newline: str, key: str, value: Tree, column: int, style: ItemStyle) -> str:
    """A key and its value as a block mapping at `column` holds them."""
    inner = style.list_style(key)
    if isinstance(value, Texts) and not style.is_flow:
        name = spelled(key, quote=style.key_quote)
        return name + style.colon(key).rstrip() + block_texts(newline, value, column)
    if isinstance(value, Text) or inner.is_flow:
        return flow_entry(key, value, style)
    name = spelled(key, quote=style.key_quote)
    return name + style.colon(key).rstrip() + block_list(newline, value, column, inner)


def block_texts(newline: str, value: Texts, column: int) -> str:
    """A text in several languages, each on a line of its own, below a key at `column`."""
    line_break = newline + " " * (column + 2)
    return "".join(
        f"{line_break}{spelled(language)}: {spelled(text)}"
        for language, text in value.by_language.items()
    )


def flow_texts(value: Texts) -> str:
    """A text in several languages, in braces."""
    texts = (
        f"{spelled(language, in_flow=True)}: {spelled(text, in_flow=True)}"
        for language, text in value.by_language.items()
    )
    return "{" + ", ".join(texts) + "}"


def flow_list(items: Sequence[Item], style: ListStyle) -> str:
    """A new list in brackets."""
    return "[" + _joined([flow_item(item, style) for item in items], style.spacing) + "]"


def flow_item(item: Item, style: ListStyle) -> str:
    """A new item of a list in brackets: in braces, or a text."""
    return style.spelled(item, in_flow=True) or flow_mapping(item, style.item)


def flow_mapping(item: Item, style: ItemStyle) -> str:
    """A new mapping in braces."""
    style = style.in_flow()
    entries = [flow_entry(key, value, style) for key, value in _ordered(item.values, style)]
    return "{" + _joined(entries, style.spacing) + "}"


def flow_entry(key: str, value: Tree, style: ItemStyle) -> str:
    """A key and its value on one line."""
    name = spelled(key, quote=style.key_quote, in_flow=style.is_flow)
    colon = style.colon(key)
    if colon.rstrip() == colon and not (style.is_flow and name.startswith(QUOTES)):
        colon += " "
    if isinstance(value, Texts):
        return name + colon + flow_texts(value)
    if isinstance(value, str):
        return name + colon + style.spelled(key, value)
    return name + colon + flow_list(value, style.list_style(key))


def _joined(parts: Sequence[str], spacing: Spacing) -> str:
    return spacing.opening + spacing.between.join(parts) + spacing.closing


def _ordered(values: Mapping[str, Tree | None], style: ItemStyle) -> list[tuple[str, Tree]]:
    """The values that there are, in the order of the style; unknown keys last."""
    rank = {key: at for at, key in enumerate(style.keys)}
    given = sorted(values, key=lambda key: rank.get(key, len(rank)))
    return [(key, value) for key in given if (value := values[key]) is not None]
