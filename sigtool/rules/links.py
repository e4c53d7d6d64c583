"""SIG5xx: links."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from sigtool import columns, markdown
from sigtool.diagnostic import Location, Severity
from sigtool.model import Kind
from sigtool.rules.rule import Finding, Rule
from sigtool.snapshot import Snapshot

SCHEMES: Final = ("http", "https", "mailto")


def broken_link(snapshot: Snapshot) -> Iterator[Finding]:
    """The page that a relative link names is there.

    Relative links count from the registry's folder. Where every table has a `link_base`, the pages
    live elsewhere, and nothing is checked.
    """
    tables = snapshot.registry.tables
    if tables and all(table.link_base for table in tables):
        return
    for name, link, location in _links(snapshot):
        path = unquote(re.split(r"[?#]", link, maxsplit=1)[0])
        if columns.is_relative(link) and path and not snapshot.exists(path):
            yield Finding(
                f"{name}: there is no {path!r}",
                location,
                hint="make the page, correct the link, or take it away",
            )


def bad_url(snapshot: Snapshot) -> Iterator[Finding]:
    """An absolute link is a well-formed `http`, `https` or `mailto` link.

    A browser does as it is told by any other, `javascript:` among them.
    """
    for name, link, location in _links(snapshot):
        if not columns.is_relative(link) and not link.startswith(("/", "#", "?")):
            yield from _judged(name, link, location)
    for sig, key, person in snapshot.registry.persons():
        if person.url:
            place = snapshot.at_sig(sig, key, person.origin or 0, "url")
            yield from _judged(sig.name, person.url, place)


def _judged(name: str, link: str, location: Location) -> Iterator[Finding]:
    try:
        parts = urlsplit(link)
        host = parts.hostname
    except ValueError:
        yield Finding(f"{name}: {link!r} is no well-formed link", location)
        return
    if parts.scheme.lower() not in SCHEMES:
        hint = f"write https://{link}" if re.match(r"[\w-]+(\.[\w-]+)+/", link) else None
        yield Finding(f"{name}: {link!r} is no http, https or mailto link", location, hint=hint)
    elif re.search(r"[\s<>]", link) or (parts.scheme.lower() != "mailto" and not host):
        yield Finding(f"{name}: {link!r} is no well-formed link", location)


def _links(snapshot: Snapshot) -> Iterator[tuple[str, str, Location]]:
    """The links of each SIG: the name of the SIG, the destination, and where it stands."""
    fields = [key for key, kind in snapshot.registry.kinds.items() if kind is Kind.LINK]
    for sig in snapshot.registry.sigs:
        for key in fields:
            if text := sig.text(key):
                found = markdown.parse_link(text)
                link = found.destination if found else text
                yield sig.name, link, snapshot.at_sig(sig, key)


RULES = (
    Rule("SIG501", "broken-link", Severity.ERROR, broken_link),
    Rule("SIG502", "bad-url", Severity.ERROR, bad_url),
)
