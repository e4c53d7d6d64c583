"""Where a community still names a SIG, or a person, as they were called before. Pure.

That a word of a text, or a part of a link, means them is a guess: it is listed, never changed.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from sigtool.community.community import Community, Edited
from sigtool.edit import rows
from sigtool.edit.find import names_of_sections, section_before
from sigtool.edit.operations import name_keys
from sigtool.markdown.anchors import slug
from sigtool.markdown.inline import name_key, plain
from sigtool.model import (
    Person,
    Registry,
    Sig,
    Text,
    by_language,
    in_language,
    languages_of,
    texts_of,
)
from sigtool.registry.document import RegistryDocument
from sigtool.text.language import EAST_ASIAN
from sigtool.text.lazily import kept
from sigtool.text.source import Source

# A letter of a script that has blanks around its words: what no name may touch.
_LETTER: Final = rf"(?!{EAST_ASIAN.pattern})\w"


def renamed_keys(edited: Edited) -> list[tuple[int, str, str]]:
    """The names under `per_sig` that an edit changes: the line, the old name, the new one."""
    before, after = edited.registry.before, edited.registry.after
    names = zip(before.registry.settings.per_sig, after.registry.settings.per_sig, strict=True)
    return [(_line_of_key(before, old), old, new) for old, new in names if old != new]


def removed(edited: Edited) -> list[Sig]:
    """The SIGs that an edit takes out."""
    left = {sig.origin for sig in edited.wanted.sigs}
    return [sig for sig in edited.before.registry.sigs if sig.origin not in left]


def new_names(edited: Edited) -> Mapping[str, str]:
    """What each SIG was called, as a whole and in each language, and what it is called after an
    edit; a name of several SIGs is what it was, unless all of them are called alike."""
    return _new_calls(edited, lambda _: "", lambda _: "")


def new_calls(edited: Edited, names: Mapping[str, str]) -> Mapping[str, str]:
    """The same as these new names, of what messages call SIGs: with the section, where several have
    one of a name."""
    before, after = edited.before.registry, edited.wanted
    shared, still = names_of_sections(before), names_of_sections(after)
    if not (shared or still):
        return names
    return _new_calls(
        edited,
        lambda sig: section_before(before, sig, shared),
        lambda sig: section_before(after, sig, still),
    )


def _new_calls(
    edited: Edited, before: Callable[[Sig], str], after: Callable[[Sig], str]
) -> Mapping[str, str]:
    """What stands for each SIG before an edit, and for the same one after it."""
    now = {sig.origin: sig for sig in edited.wanted.sigs}
    names: dict[str, str] = {}
    for sig in edited.before.registry.sigs:
        left = now.get(sig.origin)
        was, is_now = before(sig), after(left) if left else before(sig)
        new = (left or sig).name
        own = {
            text: in_language(new, codes[0] if codes else None)
            for codes, text in by_language(sig.name)
        }
        for old, name in (own | {str(sig.name): str(new)}).items():
            call = is_now + name
            names[was + old] = call if names.get(was + old, call) == call else was + old
    return names


def mentions(edited: Edited, origin: int | None, links: Collection[str] = ()) -> list[str]:
    """The lines, as `README.md:30`, that name the SIG of that origin as it was called before, once
    the edit is made: in the registry, in its documents, and in other texts. What only has one of
    `links` does not name it.

    A name that another SIG has, or the same one in the language of a document, tells nothing.
    """
    old, new = _by_origin(edited.before.registry)[origin], _by_origin(edited.wanted).get(origin)
    after, document = edited.after, edited.registry.after
    gone = name_keys(old) - (name_keys(new) if new else set())
    keys = [key for key in after.registry.settings.per_sig if name_key(key) in gone]
    lines = {_line_of_key(document, key) for key in keys}
    known = _names_of(after.registry)
    every = set().union(*known.values())
    lines |= set(_lines(document.source, _names([old], None), every, links))
    found = [f"{document.source.path}:{line}" for line in sorted(lines)]
    texts = [*_documents(after), *((source, None) for _, source in edited.others)]
    for source, languages in texts:
        left = every if languages is None else set().union(*(known[code] for code in languages))
        lines_of_text = _lines(source, _names([old], languages), left, links)
        found += [f"{source.path}:{line}" for line in lines_of_text]
    return found


def mentions_of_person(edited: Edited, old: Person, new: Person) -> list[str]:
    """The lines, as `README.md:30`, that name a person by an account or a full name that is no more
    theirs, once an edit is made: a picture, an account in a text, a cell that nobody can read.

    What somebody in the registry is still called tells nothing.
    """
    persons = [each.person for each in rows.with_persons(edited.after.registry).mentions()]
    handles = _gone(old.handle, new.handle, (person.handle for person in persons))
    names = _gone(old.name, new.name, (person.name for person in persons))
    known = [
        *(rf"(?:(?<![\w@.-])@|://[^\s/()]+/){re.escape(handle)}(?![\w-])" for handle in handles),
        *(_word(name) for name in names if re.search(rf"\s|{EAST_ASIAN.pattern}.", name)),
    ]
    if not known:
        return []
    named = re.compile("|".join(known), re.IGNORECASE)
    sources = [edited.registry.after.source, *(source for source, _ in _documents(edited.after))]
    return [
        f"{source.path}:{line}"
        for source in sources
        for line, span in enumerate(map(source.line_span, range(len(source.line_starts))), 1)
        if named.search(source[span])
    ]


def _gone(old: Text | None, new: Text | None, others: Iterable[Text | None]) -> set[str]:
    """What somebody was called, in any language, and nobody is any more."""
    left = {text.casefold() for each in (new, *others) if each for text in texts_of(each)}
    return {text for text in texts_of(old) if text.casefold() not in left} if old else set()


def _line_of_key(document: RegistryDocument, key: str) -> int:
    span = document.span(("validate", "per_sig", key))
    return document.source.position(span.start).line


def _documents(community: Community) -> Iterator[tuple[Source, set[str | None]]]:
    """The text of each document, once, and the languages of its tables."""
    languages: dict[int, set[str | None]] = {}
    sources: dict[int, Source] = {}
    for _, table, document in community.tables():
        languages.setdefault(id(document), set()).add(table.language)
        sources[id(document)] = document.source
    return ((sources[at], languages[at]) for at in sources)


def _names(sigs: Iterable[Sig], languages: Collection[str | None] | None) -> set[str]:
    """What SIGs are called in some languages, or in all, as a reader sees it."""
    names: set[str] = set()
    for sig in sigs:
        if languages is None:
            names |= set(map(plain, texts_of(sig.name)))
        else:
            names |= {plain(in_language(sig.name, code)) for code in languages}
    return names - {""}


@kept
def _by_origin(registry: Registry) -> Mapping[int | None, Sig]:
    return {sig.origin: sig for sig in registry.sigs}


@kept
def _names_of(registry: Registry) -> Mapping[str | None, set[str]]:
    """What the SIGs of a registry are called in each language that it has, or a name of one, and
    where there is none."""
    languages = {code for sig in registry.sigs for code in languages_of(sig.name)}
    codes = (None, *languages, *registry.languages)
    return {code: _names(registry.sigs, {code}) for code in codes}


def _lines(source: Source, old: set[str], known: set[str], links: Collection[str]) -> Iterator[int]:
    """The lines of a text, from 1, that have one of the old names and not as a part of a name that
    is known, or a link with a part made from one that is none of `links`."""
    wanted = old - known
    part = "|".join(map(re.escape, wanted))
    longer = re.findall(rf"^.*(?:{part}).*$", "\n".join(known), re.MULTILINE) if wanted else ()
    words = re.compile("|".join(map(_word, sorted(wanted.union(longer), key=len, reverse=True))))
    parts = _link_parts(wanted)
    link = _link_with(parts)
    # A page that is called as the name alone cannot be told from it.
    pages = {each for each in links if re.search(r"[/.#]", each)}
    one_of = "|".join(map(re.escape, pages)) or "(?!)"
    own_links = re.compile(rf"(?<![\w./#-])(?:{one_of})(?![\w/#-])")
    # What stands around a link may be a name without it.
    for line in _lines_with(source, wanted | pages, parts) if wanted else ():
        text = own_links.sub("", source[source.line_span(line)])
        is_named = any(name in text for name in wanted) and any(
            found.group() in wanted for found in words.finditer(text)
        )
        lowered = text.lower()
        if is_named or (any(part in lowered for part in parts) and link.search(lowered)):
            yield line + 1


def _lines_with(source: Source, names: Iterable[str], parts: Iterable[str]) -> Sequence[int]:
    """The lines of a text, from 0, that have a name, or a part of a link in any case."""
    text = source.text
    lowered = text.lower()
    if len(lowered) != len(text):
        return range(len(source.line_starts))
    found: set[int] = set()
    for there, words in ((text, names), (lowered, parts)):
        for word in words:
            at = there.find(word)
            while at >= 0:
                line = source.line_of(at)
                found.add(line)
                at = there.find(word, max(source.line_span(line).end, at + 1))
    return sorted(found)


def _word(name: str) -> str:
    """A pattern of a name that is no part of a longer word."""
    before = rf"(?<!{_LETTER})" if re.match(_LETTER, name[0]) else ""
    behind = rf"(?!{_LETTER})" if re.match(_LETTER, name[-1]) else ""
    return before + re.escape(name) + behind


def _link_parts(names: Iterable[str]) -> set[str]:
    """The parts of links that are made from names: anchors, folders, and names of files."""
    slugs = set(filter(None, map(slug, names)))
    return slugs | {each.replace("-", "_") for each in slugs}


def _link_with(parts: Iterable[str]) -> re.Pattern[str]:
    """A pattern of links with one of these parts: `#part`, `/part/`, `part/README.md`, `part.md`;
    or with `sig-` before it."""
    begins = r"(?:(?<=[/#])|(?<![\w./#-])(?=[^\s/#.]+(?:/|\.md\b|\.html\b)))"
    ends = r"(?=[/#.?)>\]\s\"']|$)"
    return re.compile(rf"{begins}(?:sig[-_])?(?:{'|'.join(map(re.escape, parts))}){ends}")
