"""SIG505 to SIG508: where links lead, and the pages of the SIGs."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import product
from typing import Final
from urllib.parse import unquote

from sigtool.check.links import (
    Link,
    are_elsewhere,
    empty_links,
    links_of,
    local_links,
    odd_links,
    shown_in,
)
from sigtool.check.rule import Finding, rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import inline
from sigtool.markdown.anchors import anchors, slug
from sigtool.markdown.blocks import Document
from sigtool.markdown.inline import name_key
from sigtool.markdown.rows import unescape
from sigtool.model import texts_of
from sigtool.rules.links import link_to
from sigtool.text.diagnostic import Location, Severity
from sigtool.text.lazily import lazily
from sigtool.text.wording import argument, nearest, quoted

_MARKDOWN: Final = (".md", ".markdown")
# What a host of code makes of a line's number, and a browser of a page: no heading has to be there.
_MADE: Final = lazily(r"top|L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?", re.IGNORECASE)
# Among more names than these, none is looked for that is near.
_FEW: Final = 200
# GitHub puts this before every name; a link may have it too.
_PREFIX: Final = "user-content-"
# Folders that many share, whoever they are for.
_SHARED: Final = lazily(
    r"[._].*|assets?|images?|imgs?|figures?|pictures?|media|static|docs?|documents?|template.*"
    r"|scripts?|tools?|tests?|src|lib|examples?|samples?|common|shared|misc|archived?|node_modules"
    r"|website|site|build|dist|logos?|icons?|badges?|art(?:work)?|diagrams?|design.*|proposals?"
    r"|rfcs?|meetings?|minutes|agendas?|events?|elections?|blogs?|talks?|reports?|.*template",
    re.IGNORECASE,
)
_SOMEWHERE: Final = "say where it leads, or write the text without a link"
_README: Final = lazily(r"readme.*\.(?:md|markdown)", re.IGNORECASE)
# GitHub shows a page at `OWNER/NAME/blob/BRANCH/`: two folders up from the root are its own pages.
_OF_GITHUB: Final = lazily(
    r"(?:\.\./)+(?:issues|pulls?|wiki|projects|discussions|releases|tags|actions|milestones?|labels"
    r"|graphs|network|security|compare|commits?|tree|blob|edit|new|settings)(?:[/?].*)?"
)


@rule("SIG505", "empty-link", Severity.WARNING)
def empty_link(snapshot: Snapshot) -> Iterator[Finding]:
    """A link in Markdown leads somewhere."""
    for link in empty_links(snapshot):
        passage = link.passage
        where = f"{passage.sig.name}: {passage.key}"
        yield Finding(
            f"{where} has a link that leads nowhere: {quoted(link.label)}",
            passage.at(snapshot),
            hint=_SOMEWHERE,
        )
    yield from _empty_in_names(snapshot)


def _empty_in_names(snapshot: Snapshot) -> Iterator[Finding]:
    """The links to nowhere that are read as the name that they show, unless the registry holds
    them, too."""
    for place in snapshot.places.values():
        names = [bound for bound in place.bound if bound.field == "name" and place.linked]
        for (row, sig), bound in product(place.rows, names):
            if sig is None or sig.value("readme"):
                continue
            text = unescape(place.shown.text(row, bound.at))
            if text == sig.one_name:
                continue
            held = snapshot.by_name.get(name_key(sig.one_name))
            if held is None or text not in texts_of(held.name):
                at = Location(place.shown.source, row.cells[bound.at].content)
                message = f"{sig.one_name}: {bound.header} has a link that leads nowhere"
                yield Finding(f"{message}: {quoted(sig.one_name)}", at, hint=_SOMEWHERE)


@rule("SIG506", "outside-repository", Severity.ERROR)
def outside_repository(snapshot: Snapshot) -> Iterator[Finding]:
    """A relative link stays inside the repository."""
    for link in local_links(snapshot):
        if link.leaves_repository(snapshot) and not _OF_GITHUB.fullmatch(link.file):
            message = f"{link.sig.name}: {quoted(link.called)} is outside of the repository"
            hint = "write the way from the folder of the registry, or the whole URL"
            yield Finding(message, link.at(snapshot), hint=hint)


@rule("SIG507", "missing-anchor", Severity.WARNING)
def missing_anchor(snapshot: Snapshot) -> Iterator[Finding]:
    """The part of a page that a link names is there."""
    names_of = cache(partial(_names, snapshot))
    for link, page in _parts_of_pages(snapshot):
        part = unquote(link.destination.partition("#")[2]).removeprefix(_PREFIX)
        names = names_of(page) if part and not _MADE.fullmatch(part) else None
        if names is not None and part.casefold() not in names:
            near = names.get(slug(part))
            if near is None and len(names) <= _FEW:
                near = nearest(part, names.values())
            called = link.called if page == link.file else page
            message = f"{link.sig.name}: {quoted(called)} has no part {quoted(part)}"
            hint = f"did you mean #{near}?" if near else "name a heading of the page"
            yield Finding(message, link.at(snapshot), hint=hint)


def _parts_of_pages(snapshot: Snapshot) -> Iterator[tuple[Link, str]]:
    """The links to a part of a page, and the page: one with a part alone means its document."""
    for link in local_links(snapshot):
        if "#" in link.destination and not link.leaves_repository(snapshot):
            yield link, link.file
    for link in odd_links(snapshot):
        if link.destination.startswith("#"):
            shown = shown_in(snapshot, link.passage)
            yield from ((link, path) for path in dict.fromkeys(table.path for table in shown))


def _names(snapshot: Snapshot, path: str) -> Mapping[str, str] | None:
    """The places of a page by their names, case ignored; None where nobody can know them."""
    if not path.lower().endswith(_MARKDOWN) or not snapshot.exists(path):
        return None
    document = snapshot.documents.get(path)
    text = document.source.text if isinstance(document, Document) else snapshot.page(path)
    return None if text is None else {name.casefold(): name for name in anchors(text)}


@rule("SIG508", "folder-without-sig", Severity.NOTE)
def folder_without_sig(snapshot: Snapshot) -> Iterator[Finding]:
    """A folder with a README, beside the folders of the SIGs, belongs to a SIG."""
    # A SIG may have a folder that nobody can see here.
    is_uncertain = (
        not snapshot.is_sound
        or snapshot.has_faulty_tables
        or are_elsewhere(snapshot)
        or any(snapshot.is_faulty(sig) for sig in snapshot.registry.sigs)
    )
    parents = {} if is_uncertain else _parents(snapshot)
    if not parents:
        return
    claimed, names = _claimed(snapshot), _names_of_others(snapshot)
    for parent, link in parents.items():
        children = [each for each in snapshot.children(parent or ".") if each.endswith("/")]
        folders = {posixpath.join(parent, each[:-1]): each[:-1] for each in children}
        heads = _heads([name for folder, name in folders.items() if folder.casefold() in claimed])
        for folder, name in folders.items():
            is_other = _SHARED.fullmatch(name) or (heads and _head(name) not in heads)
            if is_other or folder.casefold() in claimed or _key(name) in names:
                continue
            pages = [each for each in snapshot.children(folder) if _README.fullmatch(each)]
            if pages:
                # Of several, the plainest.
                target = argument(link_to(f"{folder}/{min(pages, key=len)}"))
                yield Finding(
                    f"{folder}: this folder has a README, and belongs to no SIG",
                    _table_of(snapshot, link),
                    hint=f"sigtool add-sig {argument(name)} --readme {target}, "
                    "with --status archived if it is no more",
                )


def _head(name: str) -> str:
    """What folders of one kind begin with: `sig-` of `sig-docs`; "" where nothing tells."""
    found = re.match(r"[^\W_]+[-_]", name)
    return found[0].casefold() if found else ""


def _heads(names: Sequence[str]) -> frozenset[str]:
    """What the folders of SIGs begin with, where it tells them from others: most begin with what
    others do, too."""
    counts = Counter(map(_head, names))
    heads = frozenset(head for head, count in counts.items() if head and count > 1)
    is_habit = 2 * sum(counts[head] for head in heads) > len(names)
    return frozenset(filter(None, counts)) if heads and is_habit else frozenset()


def _table_of(snapshot: Snapshot, link: Link) -> Location:
    """The table that lacks the row of a folder: that of the SIG whose folder is beside it."""
    tables = snapshot.shown.tables_of(link.sig)
    return snapshot.at("tables", tables[0][0], "path") if tables else link.at(snapshot)


def _parents(snapshot: Snapshot) -> dict[str, Link]:
    """The folders in which two SIGs at least have one of their own, and the first one's link."""
    pages: dict[str, list[Link]] = {}
    for link in local_links(snapshot):
        if link.path[0] == "readme" and not link.leaves_repository(snapshot):
            # A link may name the folder itself.
            is_folder = link.file.endswith("/") or "." not in posixpath.basename(link.file)
            page = posixpath.normpath(link.file)
            pages.setdefault(page if is_folder else posixpath.dirname(page), []).append(link)
    parents: dict[str, list[Link]] = {}
    for folder, links in pages.items():
        is_own = len({link.sig.origin for link in links}) == 1
        if is_own and posixpath.basename(folder) not in ("", ".", ".."):
            parents.setdefault(posixpath.dirname(folder), []).append(links[0])
    return {parent: links[0] for parent, links in parents.items() if len(links) > 1}


def _claimed(snapshot: Snapshot) -> set[str]:
    """Every folder that something of a SIG, or a table, is in, without case: of a link that is
    spelled like the folder, SIG501 tells."""
    paths = [link.file for link in odd_links(snapshot) if link.file]
    paths += [table.path for table in snapshot.registry.tables]
    claimed: set[str] = set()
    for path in map(posixpath.normpath, paths):
        path = unquote(path).casefold()
        while path and path not in claimed:
            claimed.add(path)
            path = posixpath.dirname(path)
    return claimed


def _names_of_others(snapshot: Snapshot) -> set[str]:
    """What a folder may be called that is a SIG's, though no link says so: the names of SIGs, of
    whose links SIG205 and SIG501 tell, and the parts of whole URLs."""
    names = {_key(name) for sig in snapshot.registry.sigs for name in texts_of(sig.name)}
    for link in links_of(snapshot):
        if not link.file and link.is_field:
            names.update(_key(part) for part in unquote(link.destination).split("/"))
    return names


def _key(name: str) -> str:
    """What makes the names of a SIG and of its folder the same."""
    folded = re.sub(r"[\W_]+", "-", inline.plain(name).casefold()).strip("-")
    return folded.removeprefix("sig-").removesuffix("-sig").replace("-", "")
