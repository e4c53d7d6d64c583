"""SIG501 to SIG504: links, their form, and what the web answers, if somebody asked it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote, urldefrag, urlsplit

from sigtool.check.passages import Change, fixes, passages
from sigtool.check.rule import Finding, rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import blocks
from sigtool.markdown.seen import undefined
from sigtool.model import Kind, Sig, languages_of
from sigtool.people.cell import is_placeholder
from sigtool.registry.document import Path
from sigtool.tables import cells
from sigtool.text.diagnostic import Location, Severity
from sigtool.text.wording import quoted

SCHEMES: Final = ("http", "https", "mailto")
# What RFC 3986 allows nowhere in a link, as far as browsers mind.
_FORBIDDEN: Final = re.compile(r"[\x00-\x20\x7f<>\\]")
# What ends a destination in Markdown, or changes it (GFM 0.29, "Links").
_BREAKING: Final = re.compile(r"[\x00-\x20\x7f()<>\\]")
# The same in a file's name, where it would also end the file's part of the link.
_BREAKING_NAME: Final = re.compile(r"[\x00-\x20\x7f()<>\\#?]")
_BREAKING_URL: Final = re.compile(r"[ ()]")
# A percent sign that encodes nothing.
_BARE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
# The host that a link begins with whose scheme was forgotten: labels and a top-level domain.
_BARE_HOST: Final = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A destination, the SIG that names it, and where: the path of the value in the SIG.

    `before` and `after` are what of the value stands around the destination, without the angle
    brackets that it may have.
    """

    sig: Sig
    path: Path
    before: str
    destination: str
    after: str

    @property
    def is_profile(self) -> bool:
        """Whether it opens a person's account."""
        return len(self.path) > 2

    @property
    def file(self) -> str:
        """The file that a relative link names, from the registry's folder; "" for another link."""
        if not cells.is_relative(self.destination):
            return ""
        return unquote(re.split(r"[?#]", self.destination, maxsplit=1)[0])

    def at(self, snapshot: Snapshot) -> Location:
        return snapshot.at_sig(self.sig, *self.path)

    def leaves_repository(self, snapshot: Snapshot) -> bool:
        """Whether it is relative and goes up further than the repository's root."""
        depth = snapshot.root.split("/").count("..")
        for part in self.file.split("/"):
            depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
            if depth < 0:
                return True
        return False


@rule("SIG501", "broken-link", Severity.ERROR)
def broken_link(snapshot: Snapshot) -> Iterator[Finding]:
    """The page that a relative link names is there."""
    for link in local_links(snapshot):
        if link.leaves_repository(snapshot) or _stored_path(snapshot, link) is not None:
            continue
        hint = "make the page, correct the link, or take it away"
        if _BARE_HOST.match(link.destination):
            hint = f"write https://{link.destination}"
        message = f"{link.sig.name}: there is no {quoted(link.file)}"
        yield Finding(message, link.at(snapshot), hint=hint)
    yield from _undefined_links(snapshot)


def _undefined_links(snapshot: Snapshot) -> Iterator[Finding]:
    """Names that are links whose definitions their documents lack: readers see the brackets."""
    for _, table, document in snapshot.tables():
        for shown in snapshot.registry.shown_in(table):
            for label in undefined(shown.one_name, document.source.text):
                sig = snapshot.by_origin[shown.origin]
                language = [code for code in languages_of(sig.name) if code == table.language]
                yield Finding(
                    f"{sig.name}: {table.path} does not say what the link [{label}] opens",
                    snapshot.at_sig(sig, "name", *language),
                    hint=f"write a line '[{label}]: LINK' there, or the link into the name",
                )


@rule("SIG502", "bad-url", Severity.ERROR)
def bad_url(snapshot: Snapshot) -> Iterator[Finding]:
    """An absolute link is a well-formed `http`, `https` or `mailto` link."""
    for link in links_of(snapshot):
        is_local = cells.is_relative(link.destination) or link.destination.startswith(tuple("/#?"))
        fault = None if is_local or _encoded(snapshot, link) else _fault(link.destination)
        if fault:
            wrong, hint = fault
            message = f"{link.sig.name}: {quoted(link.destination)} is no {wrong} link"
            yield Finding(message, link.at(snapshot), hint=hint)


@rule("SIG503", "unreachable-url", Severity.WARNING)
def unreachable_url(snapshot: Snapshot) -> Iterator[Finding]:
    """A link to the web opens a page; only `validate --check-links` asks."""
    for link in links_of(snapshot) if snapshot.answers else ():
        for url in _shown(snapshot, link):
            if wrong := snapshot.answers.get(url):
                message = f"{link.sig.name}: {quoted(url)} answers {wrong}"
                hint = "correct the link, or take it away"
                yield Finding(message, link.at(snapshot), hint=hint)


@rule("SIG504", "link-encoding", Severity.ERROR)
def link_encoding(snapshot: Snapshot) -> Iterator[Finding]:
    """Blanks and parentheses in a link are percent-encoded."""
    every = ((link, _encoded(snapshot, link)) for link in links_of(snapshot))
    found = [(link, encoded) for link, encoded in every if encoded]
    changes = [
        Change(
            "percent-encode the link",
            link.sig,
            link.path,
            f"{link.before}{encoded}{link.after}",
            # A parenthesis that has no other may have come into a URL by mistake.
            bool(link.file) or link.destination.count("(") == link.destination.count(")"),
        )
        for link, encoded in found
    ]
    for (link, encoded), fix in zip(found, fixes(snapshot, changes), strict=True):
        message = f"{link.sig.name}: {quoted(link.destination)} has to be percent-encoded"
        yield Finding(message, link.at(snapshot), fix=fix, hint=f"write {encoded}")


def links_of(snapshot: Snapshot) -> list[Link]:
    """The links of each SIG, then of its people, but for those that have no destination."""
    found = [
        Link(text.sig, text.path, *(("", text.text, "") if text.part else _parts(text.text)))
        for text in passages(snapshot)
        if (text.kind is Kind.LINK and not is_placeholder(text.text)) or text.part == "url"
    ]
    return sorted((link for link in found if link.destination), key=lambda link: link.is_profile)


def local_links(snapshot: Snapshot) -> Iterator[Link]:
    """The relative links whose files are to be found from the registry's folder."""
    elsewhere = are_elsewhere(snapshot)
    for link in links_of(snapshot):
        if link.file and (link.is_profile or not elsewhere):
            yield link


def urls_of(snapshot: Snapshot) -> list[str]:
    """Every URL of the web that a table shows, each once, without its fragment."""
    found = (url for link in links_of(snapshot) for url in _shown(snapshot, link))
    return list(dict.fromkeys(found))


def are_elsewhere(snapshot: Snapshot) -> bool:
    """Whether the pages of the SIGs are not where the registry is: every table has a base."""
    tables = snapshot.registry.tables
    return bool(tables) and all(table.link_base for table in tables)


def link_to(path: str) -> str:
    """The relative link that leads to a file; what is no ASCII stays as it is."""
    return _escaped(path.replace("%", "%25"), _BREAKING_NAME)


def _shown(snapshot: Snapshot, link: Link) -> list[str]:
    """The URLs that a link is: its own, or one on the `link_base` of each table that shows it."""
    destinations, language = [link.destination], link.path[1:2]
    if not link.is_profile and cells.is_relative(link.destination):
        destinations = [
            cells.shown_link(link.destination, table)
            for table in snapshot.registry.tables
            if table.link_base and (not language or table.language in (None, *language))
        ]
    return list(dict.fromkeys(url for each in destinations if (url := _web(each))))


def _parts(text: str) -> tuple[str, str, str]:
    """What stands before the destination of a link field's text, the destination, and the rest."""
    if text.startswith("<") and text.endswith(">"):
        return "", text[1:-1], ""
    link = blocks.parse_link(text)
    if link:
        start = text.index(link.destination, len(link.label) + len("[]("))
        end = start + len(link.destination)
        bracketed = text[start - 1] == "<"
        return text[: start - bracketed], link.destination, text[end + bracketed :]
    # A blank in a destination makes it none, and of the link nothing but text.
    whole = re.fullmatch(r"(\[[^\[\]]*\]\()([^<>]+)(\))", text)
    return (whole[1], whole[2], whole[3]) if whole else ("", text, "")


def _stored_path(snapshot: Snapshot, link: Link) -> str | None:
    """The file that a relative link means, as it is called on the disk; None where it is not."""
    # A name may hold what ends the file's part of a link: `C# SIG/README.md`.
    names = dict.fromkeys((link.file, unquote(link.destination)))
    return next((name for name in names if snapshot.exists(name)), None)


def _encoded(snapshot: Snapshot, link: Link) -> str:
    """The destination as a link can hold it; "" where it can as it is, or where it is no link."""
    destination = link.destination
    if not _BREAKING_NAME.search(destination):
        return ""
    # Whether a text is a link for certain, and not prose in a field that may hold a link.
    is_written = link.is_profile or link.path[0] == "readme" or bool(link.before)
    if link.file:
        return _encoded_file(snapshot, link, is_written=is_written)
    if not is_written or not _BREAKING_URL.search(destination):
        return ""
    encoded = _escaped(destination, _BREAKING_URL)
    if destination.startswith("/"):
        return encoded
    written = blocks.parse_link(f"[a]({destination})")
    stands = written and written.destination == destination and not written.has_title
    return "" if stands or not _web(encoded) else encoded


def _encoded_file(snapshot: Snapshot, link: Link, *, is_written: bool) -> str:
    pattern = _BREAKING
    if link.is_profile or not are_elsewhere(snapshot):
        stored = None if link.leaves_repository(snapshot) else _stored_path(snapshot, link)
        if stored is None:
            return ""
        pattern = _BREAKING if stored == link.file else _BREAKING_NAME
    elif not is_written:
        return ""
    if not pattern.search(link.destination):
        return ""
    return _escaped(_BARE_PERCENT.sub("%25", link.destination), pattern)


def _escaped(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: quote(found.group(), safe=""), text)


def _web(destination: str) -> str:
    """A well-formed `http` or `https` link, without its fragment; "" for any other."""
    if not re.match("https?:", destination, re.IGNORECASE) or _fault(destination):
        return ""
    return urldefrag(destination).url


def _fault(link: str) -> tuple[str, str | None] | None:
    """What an absolute link is not, and what to do; None where nothing is wrong with it."""
    try:
        parts = urlsplit(link)
        _ = parts.port  # it is looked at only when asked for
    except ValueError:
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
