"""The links of a registry: each that a SIG names in whatever field, where it leads, and how to mend
it."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple
from urllib.parse import unquote

from sigtool.check.passages import Change, Passage, fixes, passages
from sigtool.check.snapshot import Snapshot, Undecodable
from sigtool.markdown import blocks
from sigtool.markdown import links as markdown
from sigtool.markdown.blocks import Document
from sigtool.markdown.links import InlineLink
from sigtool.model import Kind, People, Sig, Table
from sigtool.people import cell
from sigtool.registry.document import Path
from sigtool.tables import cells
from sigtool.text.diagnostic import Fix, Location
from sigtool.text.lazily import lazily
from sigtool.text.source import Edit, Span, apply_edits

# The address of a page of the web with which surely nothing is wrong, as most are.
SOUND: Final = lazily(r"https?://(?:[a-z\d-]+\.)+[a-z\d-]+(?:/[\w.~%+@=&-]+)*/?", re.ASCII)


class Link(NamedTuple):
    """A link of a passage: what is seen of it, what it leads to, where that stands in the passage.

    `label` is "" where the whole value is a link, `place` empty where the document defines it. A
    relative one counts from `folder`, which is that of the document, but for the links that tables
    show by the way from them: what a link field says, if it `is_field`. One that begins with `/`
    counts from the repository's root, where it is known: `root` is the way from there to the
    registry's folder.
    """

    passage: Passage
    label: str
    destination: str
    place: Span
    folder: str = ""
    is_field: bool = False
    is_bare: bool = False  # nothing else is seen of it
    is_dead: bool = False  # its blanks make it a text with brackets
    root: str | None = None

    @property
    def sig(self) -> Sig:
        return self.passage.sig

    @property
    def path(self) -> Path:
        return self.passage.path

    @property
    def is_profile(self) -> bool:
        """Whether it opens a person's account."""
        return self.passage.part == "url"

    @property
    def is_certain(self) -> bool:
        """Whether it is a link, and not prose in a field that may hold a link."""
        is_whole = self.is_profile or self.passage.key == "readme"
        return is_whole or len(self.place) < len(self.passage.text)

    @property
    def file(self) -> str:
        """The file that a link names by its way, from the registry's folder; "" for another."""
        if self.root is None and not cells.is_relative(self.destination):
            return ""
        return self.from_registry(unquote(re.split(r"[?#]", self.destination, maxsplit=1)[0]))

    @property
    def called(self) -> str:
        """The file as a message calls it: from the registry's folder, or from the root with `/`."""
        return self.file if self.root is None else self.from_here(self.file)

    def from_registry(self, path: str) -> str:
        """A path from where the link counts, as it is from the registry's folder."""
        if self.root is not None:
            return _below_root(path, self.root)
        if not self.folder:
            return path
        return posixpath.normpath(self.folder + path) + "/" * path.endswith("/")

    def from_here(self, path: str) -> str:
        """A path from the registry's folder, as it is from where the link counts."""
        if self.root is not None:
            inside = posixpath.normpath(posixpath.join(self.root, path))
            return f"/{inside}" + "/" * path.endswith("/")
        if not self.folder:
            return path
        return posixpath.relpath(path, self.folder) + "/" * path.endswith("/")

    def at(self, snapshot: Snapshot) -> Location:
        return self.passage.at(snapshot)

    def leaves_repository(self, snapshot: Snapshot) -> bool:
        """Whether it is of the repository and goes up further than its root."""
        depth = len(_parts(snapshot.folder or ""))
        for part in self.file.split("/"):
            depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
            if depth < 0:
                return True
        return False


def links_of(snapshot: Snapshot) -> Sequence[Link]:
    """The links of each SIG, then of its people, but for those that have no destination."""
    return snapshot.once(_leading)


def _leading(snapshot: Snapshot) -> Sequence[Link]:
    found = (link for link in snapshot.once(_every) if link.destination)
    return sorted(found, key=lambda link: link.is_profile)


def _every(snapshot: Snapshot) -> Sequence[Link]:
    """Each link of each passage once, in their order."""
    found: list[Link] = []
    for passage in passages(snapshot):
        if passage.part == "url" and cells.is_of_the_web(passage.text):
            # Wherever it is shown, it leads to one place.
            found.append(Link(passage, "", passage.text, Span(0, len(passage.text))))
        elif _may_link(passage):
            links = list(_links(snapshot, passage))
            found += dict.fromkeys(links) if len(links) > 1 else links
    return found


def empty_links(snapshot: Snapshot) -> Iterator[Link]:
    """The links in Markdown that have no destination."""
    return (link for link in snapshot.once(_every) if not link.destination)


def odd_links(snapshot: Snapshot) -> Sequence[Link]:
    """The links that are not simply the address of a page of the web, as most are."""
    return snapshot.once(_odd)


def _odd(snapshot: Snapshot) -> Sequence[Link]:
    is_sound = SOUND.fullmatch
    return [link for link in links_of(snapshot) if not is_sound(link.destination)]


def local_links(snapshot: Snapshot) -> Sequence[Link]:
    """The links whose files are to be found from the registry's folder."""
    return snapshot.once(_local)


def _local(snapshot: Snapshot) -> Sequence[Link]:
    elsewhere = are_elsewhere(snapshot)
    every = (link for link in odd_links(snapshot) if not (link.is_field and elsewhere))
    return [link for link in every if link.file]


def are_elsewhere(snapshot: Snapshot) -> bool:
    """Whether the pages of the SIGs are not where the registry is: every table has a base."""
    tables = snapshot.registry.tables
    return bool(tables) and all(table.link_base for table in tables)


def shown_in(snapshot: Snapshot, passage: Passage) -> list[Table]:
    """The tables that show a passage."""
    section = snapshot.registry.section_of(passage.sig)
    return [
        table
        for table in snapshot.tables_with.get(passage.key, ())
        if table.section in (None, section)
        and (passage.language is None or table.language in (None, passage.language))
    ]


def mended(
    snapshot: Snapshot,
    title: str,
    changes: Sequence[tuple[Link, str]],
    *,
    unsure: AbstractSet[Link] = frozenset(),
) -> list[Fix | None]:
    """For each link the fix that gives it another destination, and with it every such link of its
    passage; None where the file does not allow it, or the destination stands in the document. A fix
    with an unsure link is not safe."""
    by_passage: dict[Passage, list[tuple[Link, str]]] = {}
    for link, destination in changes:
        if len(link.place):
            by_passage.setdefault(link.passage, []).append((link, destination))
    made = [
        _rewrite(title, passage, own, safe=all(link not in unsure for link, _ in own))
        for passage, own in by_passage.items()
    ]
    found = dict(zip(by_passage, fixes(snapshot, made), strict=True))
    return [found[link.passage] if len(link.place) else None for link, _ in changes]


def _rewrite(
    title: str, passage: Passage, changes: Sequence[tuple[Link, str]], *, safe: bool
) -> Change:
    edits = {link.place: Edit(link.place, destination) for link, destination in changes}
    whole = apply_edits(passage.text, list(edits.values()))
    if passage.part == "url" and whole.startswith("mailto:"):
        address, person = whole.removeprefix("mailto:"), passage.person
        with_address = person.with_texts({"url": None, "email": address})
        people = tuple(with_address if p is person else p for p in passage.sig.people(passage.key))
        return Change(title, passage.sig, (passage.key,), people, safe and not person.email)
    return Change(title, passage.sig, passage.path, value_of(passage, whole), safe)


def value_of(passage: Passage, text: str) -> str | People:
    """A text in a passage's place; the persons that it names, where it is one of a people field."""
    is_list = passage.kind is Kind.PEOPLE and not passage.part and not passage.language
    found = cell.parse(text) if is_list else None
    return found.persons if found else text


def _links(snapshot: Snapshot, passage: Passage) -> Iterator[Link]:
    text, whole = passage.text, Span(0, len(passage.text))
    if passage.part == "url":
        root = _root(snapshot, passage, text)
        for folder in _folders(snapshot, passage):
            yield Link(passage, "", text, whole, folder, root=root)
    elif passage.part not in ("email", "handle"):
        found = list(_written(snapshot, passage)) if "]" in text or "<" in text else []
        yield from found
        if passage.kind is Kind.LINK and not found and _is_way(passage) and not _is_nothing(text):
            is_bracketed = text.startswith("<") and text.endswith(">")
            link = text[1:-1] if is_bracketed else text
            root = _root(snapshot, passage, link) if passage.key == "readme" else None
            yield Link(passage, "", link, whole, is_field=True, root=root)


def _is_way(passage: Passage) -> bool:
    """Whether what stands in a column of links may lead to a page: GitHub makes no such link of an
    address by itself."""
    return passage.key == "readme" or not markdown.is_linked_by_itself(passage.text)


def _is_nothing(text: str) -> bool:
    return not cells.is_of_the_web(text) and cell.is_placeholder(text)


def _may_link(passage: Passage) -> bool:
    """Whether a passage is a link, or may have one in Markdown."""
    text = passage.text
    return passage.part == "url" or passage.kind is Kind.LINK or "]" in text or "<" in text


def _written(snapshot: Snapshot, passage: Passage) -> Iterator[Link]:
    """The links of a passage in Markdown, in each document that shows it."""
    shown, is_whole = shown_in(snapshot, passage), cells.is_relinked(passage.text)
    is_field = passage.kind is Kind.LINK and is_whole
    # Of a name that is a link, where a cell has the name and the page, SIG204 tells.
    is_name = passage.key == "name" and is_whole
    tables = [
        table
        for table in shown
        if not (table.outside or (is_name and all(c.field != "readme" for c in table.columns)))
    ]
    for path in dict.fromkeys(table.path for table in tables) if shown else ("",):
        for link in _inline(passage, snapshot.documents.get(path)):
            if link.is_link or not link.reference:
                is_own = is_field and not link.reference
                is_apart = not is_own and cells.is_relative(link.destination)
                folder = _folder(path) if is_apart else ""
                yield Link(
                    passage, link.label, link.destination, link.place, folder,
                    is_field=is_own, is_bare=link.is_bare, is_dead=not link.is_link,
                    root=_root(snapshot, passage, link.destination),
                )  # fmt: skip


def _inline(passage: Passage, document: Document | Undecodable | None) -> tuple[InlineLink, ...]:
    source = document.source if isinstance(document, Document) else None
    return markdown.links(
        passage.text, source if source and markdown.has_definitions(source) else None
    )


def _folders(snapshot: Snapshot, passage: Passage) -> list[str]:
    """The folders, each with a slash, of the documents that show a passage."""
    if not cells.is_relative(passage.text):
        return [""]
    tables = shown_in(snapshot, passage)
    found = dict.fromkeys(_folder(table.path) for table in tables if not table.outside)
    return list(found) if tables else [""]


def _root(snapshot: Snapshot, passage: Passage, destination: str) -> str | None:
    """The way from the repository's root to the registry's folder, for a link that counts from that
    root; None for any other. On the page of a website, which begins with YAML, it counts from that
    of the site; in a document outside of the repository, from another."""
    if not destination.startswith("/") or destination.startswith("//"):
        return None
    if re.split(r"[?#]", destination, maxsplit=1)[0] == "/":
        return None
    tables = [table for _, table in snapshot.shown.tables_of(passage.sig)]
    documents = [snapshot.documents.get(each.path) for each in tables if not each.outside]
    is_site = any(
        isinstance(each, Document) and blocks.has_front_matter(each.source) for each in documents
    )
    return None if is_site or (tables and not documents) else snapshot.folder


def _below_root(path: str, root: str) -> str:
    """A path from the repository's root, as it is from a folder of it."""
    inside = posixpath.normpath(path.lstrip("/"))
    if inside.startswith("../"):
        way = "../" * len(_parts(root)) + inside
    else:
        way = posixpath.relpath(f"/{inside}", f"/{root}")
    return way + "/" * path.endswith("/")


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part not in ("", ".")]


def _folder(path: str) -> str:
    folder = posixpath.dirname(path)
    return f"{folder}/" if folder else ""
