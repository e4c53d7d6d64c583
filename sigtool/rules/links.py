"""SIG501 to SIG504 and SIG509: where links lead, their form, and what the web answers, if asked."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Final
from urllib.parse import quote, unquote

from sigtool.check.links import Link, are_elsewhere, links_of, local_links, mended, odd_links
from sigtool.check.references import undefined
from sigtool.check.rule import Finding, rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import inline
from sigtool.rules import urls
from sigtool.tables import cells
from sigtool.text.diagnostic import Severity
from sigtool.text.lazily import lazily
from sigtool.text.wording import quoted

# What ends a destination in Markdown, or changes it (GFM 0.29, "Links").
_BREAKING: Final = lazily(r"[\x00-\x20\x7f()<>\\]")
# The same in a file's name, where it would also end the file's part of the link.
_BREAKING_NAME: Final = lazily(r"[\x00-\x20\x7f()<>\\#?]")
_BREAKING_URL: Final = lazily(r"[ ()]")
# Where a blank came into a URL by mistake: beside a slash, and in the name of a host.
_BESIDE_SLASH: Final = lazily(r"(?<=/) {1,9}| {1,9}(?=/)")
_HOST: Final = lazily(r"(?<=//)[^/?#]*")
# What comes before the path of a link, or before what is said of a mail.
_HEAD: Final = lazily(r"(?i)https?://[^/?#]*|mailto:[^?]*")
# A percent sign that encodes nothing.
_BARE_PERCENT: Final = lazily(r"%(?![0-9A-Fa-f]{2})")
# The host that a link begins with whose scheme was forgotten: labels and a top-level domain.
_BARE_HOST: Final = lazily(r"(?:[\w-]+\.)+[a-z]{2,}/", re.IGNORECASE)
# What two names of a file may differ in, and yet be one to most people.
_JOINTS: Final = lazily(r"[\s_-]+")


@rule("SIG501", "broken-link", Severity.ERROR)
def broken_link(snapshot: Snapshot) -> Iterator[Finding]:
    """The page that a relative link names is there."""
    found = [link for link in local_links(snapshot) if _is_broken(snapshot, link)]
    names_of = cache(partial(_names, snapshot))
    near = [_near(snapshot, link, names_of) for link in found]
    sure = [each for each in zip(found, near, strict=True) if _differ_in_case(*each)]
    made = dict(zip(sure, mended(snapshot, "name the page as it is called", sure), strict=True))
    for link, other in zip(found, near, strict=True):
        hint = "make the page, correct the link, or take it away"
        if link.root is not None:
            hint += "; a link that begins with / counts from the root of the repository"
        if cells.is_nothing(link.destination):
            hint = "say where it leads, or write the text without a link"
        elif other or _BARE_HOST.match(link.destination):
            hint = f"write {other or f'https://{link.destination}'}"
        message = f"{link.sig.name}: there is no {quoted(link.called)}"
        fix = made.get((link, other))
        yield Finding(message, link.at(snapshot), fix=fix, hint=hint)
    for passage, table, label in undefined(snapshot):
        is_note = label.startswith("^")
        what = f"the note [{label}] says" if is_note else f"the link [{label}] opens"
        value, else_ = ("NOTE", "take it out of") if is_note else ("LINK", "the link into")
        yield Finding(
            f"{passage.sig.name}: {table.path} does not say what {what}",
            passage.at(snapshot),
            hint=f"write a line '[{label}]: {value}' there, or {else_} the {passage.key}",
        )


def _is_broken(snapshot: Snapshot, link: Link) -> bool:
    if link.leaves_repository(snapshot) or _stored_path(snapshot, link) is not None:
        return False
    # Of a link that is none, SIG205 tells.
    is_prose = not link.is_certain and bool(re.search(r"[\s\[\]]", link.destination))
    return not is_prose and not _with_scheme(snapshot, link)


def _near(
    snapshot: Snapshot, link: Link, names_of: Callable[[str], Mapping[str, Sequence[str]]]
) -> str:
    """The link to the one page that is called like this, but for case, blanks, `-` and `_`; "" for
    none."""
    parts: list[str] = []
    for part in link.file.split("/"):
        known = names_of(posixpath.normpath("/".join(parts) or "."))
        alike = known.get(_key(part), ()) if part not in ("", ".", "..") else [part]
        if len(alike) != 1 and part not in alike:
            return ""
        parts.append(part if part in alike else alike[0])
    path = "/".join(parts)
    if not snapshot.exists(path):
        return ""
    rest = re.search(r"[?#].*", link.destination)
    return link_to(link.from_here(path)) + (rest[0] if rest else "")


def _names(snapshot: Snapshot, folder: str) -> Mapping[str, Sequence[str]]:
    """The names in a folder, by what those that are alike have in common."""
    found: dict[str, list[str]] = {}
    for name in dict.fromkeys(child.removesuffix("/") for child in snapshot.children(folder)):
        found.setdefault(_key(name), []).append(name)
    return found


def _key(name: str) -> str:
    return _JOINTS.sub("", name.casefold())


def _differ_in_case(link: Link, other: str) -> bool:
    return unquote(link.destination).casefold() == unquote(other).casefold()


@rule("SIG502", "bad-url", Severity.ERROR)
def bad_url(snapshot: Snapshot) -> Iterator[Finding]:
    """An absolute link is a well-formed `http`, `https` or `mailto` link."""
    found = [(link, wrong) for link in odd_links(snapshot) if (wrong := _fault(snapshot, link))]
    meant = [(link, wrong.meant) for link, wrong in found if wrong.meant]
    made = mended(snapshot, "write the link as it is meant", meant)
    fixes = dict(zip(meant, made, strict=True))
    for link, wrong in found:
        message = f"{link.sig.name}: {quoted(link.destination)} is no {wrong.what} link"
        fix = fixes.get((link, wrong.meant))
        severity = Severity.WARNING if wrong.is_harmless else None
        yield Finding(message, link.at(snapshot), fix=fix, hint=wrong.hint, severity=severity)


def _fault(snapshot: Snapshot, link: Link) -> urls.Fault | None:
    destination = link.destination
    is_local = destination.startswith(("/", "#", "?")) or cells.is_relative(destination)
    if is_local:
        return None
    scheme = destination.partition(":")[0].lower()
    if scheme not in urls.SCHEMES:
        is_page = link.is_profile or link.passage.key == "readme"
        is_prose = link.is_bare and not link.is_field
        if not is_page and (is_prose or scheme in urls.HARMLESS):
            return None
    wrong = urls.fault(_without_allowed_blanks(link))
    return wrong if wrong and not _encoded(snapshot, link) else None


def _without_allowed_blanks(link: Link) -> str:
    """The destination of a link; behind the host with its blanks encoded, where it stands in the
    angle brackets that allow them (GFM 0.29, "Links")."""
    whole = link.destination
    if not link.passage.text.startswith("<", link.place.start) or not link.is_certain:
        return whole
    head = _HEAD.match(whole)
    start = head.end() if head else len(whole)
    return whole[:start] + re.sub(r"[ \t]", "%20", whole[start:])


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
    every = ((link, _encoded(snapshot, link)) for link in odd_links(snapshot))
    found = [(link, encoded) for link, encoded in every if encoded]
    # A parenthesis that has no other may have come into a URL by mistake.
    unsure = {
        link
        for link, _ in found
        if not link.file
        and (
            link.destination.count("(") != link.destination.count(")")
            or _without_strays(link.destination) != link.destination
        )
    }
    made = mended(snapshot, "percent-encode the link", found, unsure=unsure)
    for (link, encoded), fix in zip(found, made, strict=True):
        is_stray = not link.file and _without_strays(link.destination) != link.destination
        what = "has a blank in it" if is_stray else "has to be percent-encoded"
        message = f"{link.sig.name}: {quoted(link.destination)} {what}"
        hint = f"write {encoded}"
        yield Finding(message, link.at(snapshot), fix=fix, hint=hint)


@rule("SIG509", "bare-address", Severity.ERROR)
def bare_address(snapshot: Snapshot) -> Iterator[Finding]:
    """A link to the web or to a mailbox begins with `https://` or `mailto:`."""
    every = ((link, _with_scheme(snapshot, link)) for link in odd_links(snapshot))
    found = [(link, meant) for link, meant in every if meant]
    made = mended(snapshot, "say what kind of link it is", found)
    for (link, meant), fix in zip(found, made, strict=True):
        opened = f"a page of this repository, not {_what(meant)}"
        message = f"{link.sig.name}: the link {quoted(link.destination)} opens {opened}"
        hint = f"write {meant}"
        yield Finding(message, link.at(snapshot), fix=fix, hint=hint)


def _what(meant: str) -> str:
    scheme = meant.partition(":")[0]
    known = {"mailto": "a mailbox", "http": "a website", "https": "a website"}
    return known.get(scheme, f"a {scheme}: link")


def _with_scheme(snapshot: Snapshot, link: Link) -> str:
    """What a link has to be that lacks its scheme; "" for any other."""
    if not cells.is_relative(link.destination) or not link.is_certain:
        return ""
    if link.is_field and are_elsewhere(snapshot):
        return ""
    return "" if _stored_path(snapshot, link) else urls.with_scheme(link.destination)


def urls_of(snapshot: Snapshot) -> list[str]:
    """Every URL of the web that a table shows, each once, without its fragment."""
    found = (url for link in links_of(snapshot) for url in _shown(snapshot, link))
    return list(dict.fromkeys(found))


def link_to(path: str) -> str:
    """The relative link that leads to a file; what is no ASCII stays as it is."""
    return _escaped(path.replace("%", "%25"), _BREAKING_NAME)


def _shown(snapshot: Snapshot, link: Link) -> list[str]:
    """The URLs that a link is: its own, or one on the `link_base` of each table that shows it."""
    destinations, language = [link.destination], link.path[1:2]
    if link.is_field and cells.is_relative(link.destination):
        destinations = [
            cells.shown_link(link.destination, table)
            for table in snapshot.registry.tables
            if table.link_base and (not language or table.language in (None, *language))
        ]
    return list(dict.fromkeys(url for each in destinations if (url := urls.web(each))))


def _stored_path(snapshot: Snapshot, link: Link) -> str | None:
    """The file that a relative link means, as it is called on the disk; None where it is not."""
    # A name may hold what ends the file's part of a link: `C# SIG/README.md`.
    names = dict.fromkeys((link.file, link.from_registry(unquote(link.destination))))
    return next((name for name in names if snapshot.exists(name)), None)


def _encoded(snapshot: Snapshot, link: Link) -> str:
    """The destination as a link can hold it; "" where it can as it is, or where it is no link."""
    destination = link.destination
    if not _BREAKING_NAME.search(destination):
        return ""
    # What a text has in angle brackets, or in pairs of brackets, is a link as it is.
    is_strict = link.passage.is_link or link.is_dead
    if link.file:
        return _encoded_file(snapshot, link, is_strict=is_strict)
    if not (is_strict and link.is_certain and _BREAKING_URL.search(destination)):
        return ""
    if urls.has_stray_bracket(destination):
        return ""
    encoded = _escaped(_without_strays(destination), _BREAKING_URL)
    if destination.startswith("/"):
        return encoded
    written = inline.parse_link(f"[a]({destination})")
    stands = written and written.destination == destination and not written.has_title
    return "" if stands or not urls.web(encoded) else encoded


def _without_strays(url: str) -> str:
    """A URL without the blanks that no encoding would make right."""
    whole = _BESIDE_SLASH.sub("", url)
    return _HOST.sub(lambda host: host.group().replace(" ", ""), whole, count=1)


def _encoded_file(snapshot: Snapshot, link: Link, *, is_strict: bool) -> str:
    pattern = _BREAKING
    if not (link.is_field and are_elsewhere(snapshot)):
        stored = None if link.leaves_repository(snapshot) else _stored_path(snapshot, link)
        if stored is None or (stored == link.file and not is_strict):
            return ""
        pattern = _BREAKING if stored == link.file else _BREAKING_NAME
    elif not link.is_certain:
        return ""
    if not pattern.search(link.destination):
        return ""
    return _escaped(_BARE_PERCENT.sub("%25", link.destination), pattern)


def _escaped(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: quote(found.group(), safe=""), text)
