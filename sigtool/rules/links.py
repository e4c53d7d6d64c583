"""SIG5xx: links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from sigtool import columns, markdown
from sigtool.diagnostic import Location, Severity
from sigtool.model import Kind
from sigtool.rules.rule import Finding, Rule
from sigtool.rules.words import brief, by_language
from sigtool.snapshot import Snapshot

SCHEMES: Final = ("http", "https", "mailto")
# What RFC 3986 allows nowhere in a link, as far as browsers mind.
_FORBIDDEN: Final = re.compile(r"[\x00-\x20\x7f<>\\]")
# The host that a link begins with whose scheme was forgotten: labels and a top-level domain.
_BARE_HOST: Final = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Link:
    """A destination: the SIG that names it, where, and whether it opens a person's account."""

    sig: str
    destination: str
    location: Location
    is_profile: bool = False


def broken_link(snapshot: Snapshot) -> Iterator[Finding]:
    """The page that a relative link names is there.

    Relative links count from the folder of the registry. Where every table has a `link_base`, the
    pages of the SIGs live elsewhere and are not checked.

    Bad (there is no folder `compilers`):

        sigs:
          - name: Compiler
            readme: compilers/README.md

    Good:

        sigs:
          - name: Compiler
            readme: compiler/README.md
    """
    tables = snapshot.registry.tables
    elsewhere = bool(tables) and all(table.link_base for table in tables)
    for link in _links(snapshot):
        path = _path(link.destination)
        if not path or snapshot.exists(path) or (elsewhere and not link.is_profile):
            continue
        hint = "make the page, correct the link, or take it away"
        if _BARE_HOST.match(link.destination):
            hint = f"write https://{link.destination}"
        yield Finding(f"{link.sig}: there is no {brief(path)}", link.location, hint=hint)


def bad_url(snapshot: Snapshot) -> Iterator[Finding]:
    """An absolute link is a well-formed `http`, `https` or `mailto` link.

    A browser does as it is told by any other, `javascript:` among them.

    Bad:

        sigs:
          - name: Compiler
            readme: http:/example.org/compiler

    Good:

        sigs:
          - name: Compiler
            readme: http://example.org/compiler
    """
    for link in _links(snapshot):
        if columns.is_relative(link.destination) or link.destination.startswith(("/", "#", "?")):
            continue
        if fault := _fault(link.destination):
            wrong, hint = fault
            message = f"{link.sig}: {brief(link.destination)} is no {wrong} link"
            yield Finding(message, link.location, hint=hint)


def _path(destination: str) -> str:
    """The file that a relative link names, from the registry's folder; "" for any other link."""
    if not columns.is_relative(destination):
        return ""
    return unquote(re.split(r"[?#]", destination, maxsplit=1)[0])


def _fault(link: str) -> tuple[str, str | None] | None:
    """What an absolute link is not, and what to do; None where nothing is wrong with it."""
    parts = _split(link)
    if parts is None:
        return "well-formed", None
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES:
        host_and_port = re.match(r"[\w.-]+\.[a-z]{2,}:\d+(?:/|$)", link, re.IGNORECASE)
        return "http, https or mailto", f"write https://{link}" if host_and_port else None
    if found := _FORBIDDEN.search(link):
        return "well-formed", f"it cannot hold {found.group()!r}"
    if scheme == "mailto":
        mailbox = re.search(r"[^@,]@[^@,]", parts.path)
        return None if mailbox else ("well-formed", "write mailto:ada@example.org")
    if not parts.hostname or ".." in parts.hostname or parts.hostname in SCHEMES:
        rest = re.sub(r"^(?:[a-z]+:/*)+", "", link, flags=re.IGNORECASE)
        mended = f"{scheme}://{rest}"
        return "well-formed", f"write {mended}" if rest and mended != link else None
    return None


def _split(link: str) -> SplitResult | None:
    """The parts of a link; None where it has none that make sense."""
    try:
        parts = urlsplit(link)
        _ = parts.port  # it is looked at only when asked for
    except ValueError:
        return None
    return parts


def _links(snapshot: Snapshot) -> Iterator[_Link]:
    """The links of each SIG and of its people."""
    registry = snapshot.registry
    fields = [key for key, kind in registry.kinds.items() if kind is Kind.LINK]
    for sig in registry.sigs:
        for key in fields:
            for language, text in by_language(sig.text(key)):
                found = markdown.parse_link(text)
                destination = found.destination if found else re.sub(r"^<(.*)>$", r"\1", text)
                yield _Link(sig.name, destination, snapshot.at_sig(sig, key, *language))
    for sig, key, person in registry.persons():
        if person.url:
            place = snapshot.at_sig(sig, key, person.origin or 0, "url")
            yield _Link(sig.name, person.url, place, is_profile=True)


RULES: Final = (
    Rule("SIG501", "broken-link", Severity.ERROR, broken_link),
    Rule("SIG502", "bad-url", Severity.ERROR, bad_url),
)
