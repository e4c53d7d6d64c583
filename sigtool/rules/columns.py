"""SIG510 and SIG511: the links of one column, beside one another."""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import unquote

from sigtool.check.links import Link, links_of
from sigtool.check.rule import Finding, rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import inline
from sigtool.model import folded_link
from sigtool.text.diagnostic import Related, Severity
from sigtool.text.lazily import lazily
from sigtool.text.wording import quoted

# Fewer links than these show nothing about a column.
_FEWEST: Final = 6
_CHAT: Final = lazily(
    r"https?://(?:[\w-]+\.)?(?:slack\.com|discord\.(?:gg|com)|gitter\.im|matrix\.to|zulipchat\.com"
    r"|element\.io|t\.me)/.",
    re.IGNORECASE,
)
# What a chat calls a channel that nobody else does: `C01N7PP1THC`.
_NUMBER: Final = lazily(r"[A-Z0-9]{8,}|\d+")
_CHANNEL: Final = lazily(r"#[^\s#]\S*")
_NO_LETTERS: Final = lazily(r"[\W_]+")
# So many of the channels of a column are called as their links, of all that can be compared.
_MOST: Final = 0.8


@rule("SIG510", "copied-link", Severity.NOTE)
def copied_link(snapshot: Snapshot) -> Iterator[Finding]:
    """No two rows link to one channel of a chat, where the links of their column differ."""
    for links in _by_column(snapshot):
        channels: dict[str, list[Link]] = {}
        for link in links:
            if _CHAT.match(link.destination):
                channels.setdefault(folded_link(link.destination), []).append(link)
        again = [same for same in channels.values() if len({link.sig.name for link in same}) > 1]
        are_apart = len(channels) >= _FEWEST and len(again) == 1
        for first, second, *others in again:
            names = [link.label for link in (first, second, *others)]
            is_odd = are_apart and not others and _is_of_one(first, second)
            if is_odd or _are_named_apart(names):
                yield Finding(
                    f"{second.sig.name}: {quoted(second.destination)} is the link of "
                    f"{first.sig.name} too",
                    second.at(snapshot),
                    [
                        Related("the first is here", first.at(snapshot)),
                    ],
                    hint="correct one of the two, unless both are there",
                )


def _is_of_one(first: Link, second: Link) -> bool:
    """Whether a channel that two rows link is that of one of them, as far as its name tells."""
    if first.label == second.label and _CHANNEL.fullmatch(first.label):
        return False
    name = first.destination.rstrip("/").rpartition("/")[2]
    keys = [_key(inline.plain(str(link.sig.name))) for link in (first, second)]
    return bool(_NUMBER.fullmatch(name)) or any(key and key in _key(name) for key in keys)


def _are_named_apart(names: Sequence[str]) -> bool:
    """Whether the labels of links to one channel are names of different ones."""
    return all(map(_CHANNEL.fullmatch, names)) and len(set(names)) == len(names)


@rule("SIG511", "channel-mismatch", Severity.WARNING)
def channel_mismatch(snapshot: Snapshot) -> Iterator[Finding]:
    """A channel is the one that its link opens, where its column shows the names of channels."""
    for links in _by_column(snapshot):
        named = [(link, name) for link in links if (name := _channel(link))]
        agree = sum(_key(link.label) == _key(name) for link, name in named)
        if agree < _FEWEST or agree < _MOST * len(named):
            continue
        for link, name in named:
            shown, opened = _key(link.label), _key(name)
            if shown not in opened and opened not in shown:
                yield Finding(
                    f"{link.sig.name}: {quoted(link.label)} links to the channel {quoted(name)}",
                    link.at(snapshot),
                    hint="correct the label or the link",
                )


def _channel(link: Link) -> str:
    """The name of the channel that a link opens whose label is one; "" where it has none."""
    if not _CHANNEL.fullmatch(link.label) or "://" not in link.destination:
        return ""
    name = unquote(link.destination.rstrip("/").rpartition("/")[2])
    return "" if _NUMBER.fullmatch(name) else name


def _key(name: str) -> str:
    return _NO_LETTERS.sub("", name.casefold())


def _by_column(snapshot: Snapshot) -> list[list[Link]]:
    """The links to the web of each column but that of the pages (SIG302), in each language."""
    found: dict[tuple[str, str | None], list[Link]] = {}
    for link in links_of(snapshot):
        passage = link.passage
        if "://" in link.destination and not passage.part and passage.key != "readme":
            found.setdefault((passage.key, passage.language), []).append(link)
    return list(found.values())
