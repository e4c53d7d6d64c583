"""Which SIG a name names, and what a command calls it. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from sigtool.errors import Remedy, UnknownName, unknown
from sigtool.markdown.inline import name_key, plain
from sigtool.markdown.seen import bare_name
from sigtool.model import Registry, Sig, Text, texts_of
from sigtool.text.lazily import kept
from sigtool.text.wording import argument, closest, quoted

if TYPE_CHECKING:
    from sigtool.facts.pairs import Finder


def name_keys(sig: Sig) -> frozenset[str]:
    """What the names of a SIG are compared by: without case, Markdown and blanks around."""
    return _keys(sig.name)


@lru_cache(maxsize=16384)  # for each name, those of all SIGs are looked at
def _keys(name: Text) -> frozenset[str]:
    return frozenset(name_key(text) for text in texts_of(name))


def find_sig(registry: Registry, name: str) -> Sig:
    """The SIG with a name; case, Markdown and blanks around do not count, nor what is no name to
    readers, unless it tells two apart. Where several sections have one of that name, `SECTION/NAME`
    is the name of each."""
    wanted = name_key(name)
    found = called(registry.sigs, wanted) or [
        sig
        for sig in registry.sigs
        if wanted in {f"{registry.section_of(sig)}/{key}".casefold() for key in _calls(sig)}
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownName(_several(registry, name, found))
    known = [text for sig in registry.sigs for text in texts_of(sig.name)]
    names = {name_key(text): plain(text) for text in known}
    near = [names[key] for key in closest(wanted, names, cutoff=0.5)]
    raise unknown(f"no SIG has the name {quoted(name)}", near, Remedy.SEE_SIGS, sig=name)


def _calls(sig: Sig) -> frozenset[str]:
    """Whatever a SIG may be called: its name whole, and what is a name of it to readers."""
    return _called_so(sig.name, sig.text("readme"))


@lru_cache(maxsize=16384)
def _called_so(name: Text, page: Text) -> frozenset[str]:
    from sigtool.edit.rows import person_in

    person = person_in(name, page)
    is_sure = person and (person.handle or person.url or person.email)
    names = texts_of(person.name) if is_sure and person and person.name else ()
    bare = {bare_name(text).casefold() for text in texts_of(name)}
    return _keys(name) | bare | {each.casefold() for each in names}


def called(sigs: Iterable[Sig], key: str) -> list[Sig]:
    """The SIGs that are called so: by their whole names, or else as readers call them."""
    sigs = list(sigs)
    return [s for s in sigs if key in name_keys(s)] or [s for s in sigs if key in _calls(s)]


@kept
def by_call(registry: Registry) -> Mapping[str, Sequence[Sig]]:
    """The SIGs of a registry by whatever each may be called."""
    found: dict[str, list[Sig]] = {}
    for sig in registry.sigs:
        for call in _calls(sig):
            found.setdefault(call, []).append(sig)
    return found


def _several(registry: Registry, name: str, found: Sequence[Sig]) -> str:
    """That several SIGs have a name, and how to name each."""
    count = f"{len(found)} SIGs have the name {quoted(name)}"
    sections = [registry.section_of(sig) for sig in found]
    for call in (bare_name, plain):
        calls = [call(sig.one_name) for sig in found]
        if len(set(sections)) > 1:
            calls = [f"{section}/{each}" for section, each in zip(sections, calls, strict=True)]
        if len(set(map(str.casefold, calls))) == len(calls):
            return f"{count}; name one as {' or '.join(map(repr, calls))}"
    places = [str(n) for n, sig in enumerate(registry.sigs, 1) if any(sig is s for s in found)]
    return f"{count}: numbers {' and '.join(places)} of the registry; rename one there"


@kept
def shared_names(registry: Registry) -> frozenset[str]:
    """The names, without case and Markdown, that more than one SIG has."""
    keys = Counter(key for sig in registry.sigs for key in name_keys(sig))
    return frozenset(key for key, count in keys.items() if count > 1)


@kept
def registered(registry: Registry) -> "Finder":
    """What finds the SIGs of a registry."""
    from sigtool.facts.pairs import Finder

    return Finder.of(registry.sigs, name_key)


def command_name(registry: Registry, sig: Sig, shared: Collection[str]) -> str:
    """What a command calls a SIG, as one argument: its name as readers see it, where that names it
    as surely; with its section if the name is shared."""
    name = sig.one_name
    if name_key(name) not in shared:
        seen = plain(name)
        # What is seen may be Markdown itself, as behind backslashes: `\*A\*`.
        return argument(seen if seen and name_key(seen) == name_key(name) else name)
    at, sigs = sig.origin, registry.sigs
    # Most often a SIG stands where it stood; to look through all for each takes long.
    likely = sigs[at : at + 1] if at is not None else ()
    own = next((each for each in chain(likely, sigs) if each.origin == at), sig)
    section = registry.section_of(own)
    return argument(f"{section}/{plain(name)}" if section else name)


def names_of_sections(registry: Registry) -> frozenset[str]:
    """The names, without case and Markdown, that SIGs of more than one section have."""
    sections: dict[str, set[str | None]] = {}
    # Most registries have one section: their names are not looked at.
    is_one = not any("section" in sig.values for sig in registry.sigs)
    for sig in () if is_one else registry.sigs:
        for key in name_keys(sig):
            sections.setdefault(key, set()).add(registry.section_of(sig))
    return frozenset(key for key, found in sections.items() if len(found) > 1)


def section_before(registry: Registry, sig: Sig, shared: frozenset[str]) -> str:
    """What a message puts before the name of a SIG, so that no other is meant: `SECTION/` where its
    name is one of those that sections share."""
    section = registry.section_of(sig) if name_keys(sig) & shared else None
    return f"{section}/" if section else ""


def keys_with_section(registry: Registry, sig: Sig) -> frozenset[str]:
    """What the names of a SIG are compared by, and the same with its section: `section/name`."""
    keys, section = name_keys(sig), registry.section_of(sig)
    return keys | {f"{section}/{key}".casefold() for key in keys} if section else keys
