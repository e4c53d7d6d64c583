"""One registry -> another: what each editing command does, without files, tables or YAML.

Pure. Whoever is meant is found here, by any of the ways in which people write a name.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from sigtool import markdown, people
from sigtool.errors import BadValue, UnknownName
from sigtool.model import Kind, People, Person, Registry, Sig, Status, Value
from sigtool.render import name_key

MAX_NAME_LENGTH: Final = 200
_CONTROL: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
_TOKEN: Final = re.compile(r"[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a SIG is put: right after or before another, first, or (with nothing said) last."""

    after: str | None = None
    before: str | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Renamed:
    """A person's new self, and where it was put."""

    old: Person
    new: Person
    places: tuple[tuple[Sig, str], ...]


def find_sig(registry: Registry, name: str) -> Sig:
    """The SIG with a name; case, Markdown and blanks around do not count. Raises `UnknownName`."""
    found = [sig for sig in registry.sigs if name_key(sig.name) == name_key(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownName(f"{len(found)} SIGs have the name {name!r}; rename one in the registry")
    names = {name_key(sig.name): markdown.plain(sig.name) for sig in registry.sigs}
    near = [names[key] for key in get_close_matches(name_key(name), names, n=3, cutoff=0.5)]
    raise UnknownName(f"no SIG has the name {name!r}" + _or_list(near, "`sigtool list` shows all"))


def find_person(registry: Registry, who: str, sig: Sig | None = None) -> Person:
    """The person that `who` names: a handle, an account, a link, an e-mail address, or a name.

    Raises `UnknownName` if nobody, or more than one, is meant; `sig` narrows the search.
    """
    persons = [person for in_sig, _, person in registry.persons() if sig in (None, in_sig)]
    found = matching(persons, who)
    if not found:
        where = f" in {sig.name}" if sig else ""
        known = {text: None for person in persons for text in _names(person)}
        folded = {text.casefold(): text for text in known}
        near = [folded[key] for key in get_close_matches(who.lstrip("@").casefold(), folded, n=3)]
        raise UnknownName(f"nobody{where} is {who!r}" + _or_list(near, "`sigtool leads` shows all"))
    selves = {_identity(person): person for person in found}
    if len(selves) > 1:
        ways = ", ".join(person.url or str(person) for person in selves.values())
        raise UnknownName(f"{who!r} may be any of: {ways}; name one by link")
    return found[0]


def matching(persons: Iterable[Person], who: str) -> list[Person]:
    """The persons that `who` may mean: those of the first of its readings that finds any."""
    persons = list(persons)
    wanted = parse_person(who)
    bare = who.strip().removeprefix("@").casefold()
    readings: tuple[Callable[[Person], bool], ...] = (
        lambda person: bool(wanted.url) and _same_url(person.url, wanted.url),
        lambda person: _same(person.handle, bare),
        lambda person: _same(_account(person), bare),
        lambda person: _same(person.email, (wanted.email or bare).casefold()),
        lambda person: _same(person.handle, (wanted.handle or "").casefold()),
        lambda person: _same(person.name, (wanted.name or bare).casefold()),
    )
    for reading in readings:
        found = [person for person in persons if reading(person)]
        if found:
            return found
    return []


def parse_person(who: str) -> Person:
    """A person as written on a command line. Raises `BadValue` for what names nobody."""
    text = who.strip()
    if _TOKEN.fullmatch(text.removeprefix("@")):
        return Person(handle=text.removeprefix("@"))
    cell = people.parse(text)
    if cell is None or len(cell.items) != 1:
        advice = "write @handle, a name, 'Name <mail>', a link, or [@handle](link)"
        raise BadValue(f"{who!r} does not name one person; {advice}")
    return cell.items[0].person


def add_sig(registry: Registry, sig: Sig, spot: Spot) -> Registry:
    """The registry with one more SIG. Raises `BadValue` if it has one of that name."""
    _check_name(registry, sig.name, None)
    _check_values(sig)
    return _inserted(registry, sig, spot)


def edit_sig(registry: Registry, sig: Sig, values: Mapping[str, Value | None]) -> Registry:
    """The registry with some fields of a SIG changed; None takes a field away."""
    if isinstance(name := values.get("name"), str):
        _check_name(registry, name, sig)
    changed = sig
    for key, value in values.items():
        changed = changed.with_value(key, value)
    _check_values(changed)
    return _replaced(registry, sig, changed)


def remove_sig(registry: Registry, sig: Sig) -> Registry:
    return registry.with_sigs(other for other in registry.sigs if other is not sig)


def move_sig(registry: Registry, sig: Sig, spot: Spot) -> Registry:
    """The registry with a SIG at another place."""
    for other in (spot.after, spot.before):
        if other is not None and find_sig(registry, other) is sig:
            raise BadValue(f"{sig.name} cannot be put next to itself")
    return _inserted(remove_sig(registry, sig), sig, spot)


def add_person(registry: Registry, sig: Sig, key: str, who: str) -> tuple[Registry, Person]:
    """The registry with one more person in a field of a SIG, and that person."""
    value = sig.values.get(key, ())
    if isinstance(value, str):
        raise BadValue(
            f"{sig.name}: {key} is the text {value!r}, which was not read into persons; "
            f"take it away first: sigtool edit-sig {sig.name!r} --unset {key}"
        )
    person = known_person(registry, who)
    if matching_self(value, person):
        raise BadValue(f"{sig.name}: {person} is in {key} already")
    return _replaced(registry, sig, sig.with_value(key, (*value, person))), person


def remove_person(registry: Registry, sig: Sig, key: str, who: str) -> tuple[Registry, Person]:
    """The registry without a person in a field of a SIG, and that person."""
    value = sig.people(key)
    person = find_person(registry.with_sigs([sig.with_value(key, value)]), who)
    left = tuple(other for other in value if other.origin != person.origin)
    if len(left) == len(value):
        raise UnknownName(f"{sig.name}: {person} is not in {key}")
    return _replaced(registry, sig, sig.with_value(key, left)), person


def rename_person(
    registry: Registry, old: str, new: str, only: Sig | None = None
) -> tuple[Registry, Renamed]:
    """The registry with one person renamed wherever it is named, or in one SIG alone.

    What `new` does not name is kept, but a link made from the old handle follows the new one.
    """
    target = find_person(registry, old, only)
    identity = _identity(target)
    wanted = parse_person(new)
    people_fields = [key for key, kind in registry.kinds.items() if kind is Kind.PEOPLE]
    places: list[tuple[Sig, str]] = []
    sigs: list[Sig] = []
    for sig in registry.sigs:
        changed = sig
        for key in people_fields:
            before = sig.people(key)
            after = tuple(
                _renamed(person, wanted) if _identity(person) == identity else person
                for person in before
            )
            if after == before or (only is not None and sig is not only):
                continue
            _check_single(sig, key, after)
            changed = changed.with_value(key, after)
            places.append((sig, key))
        sigs.append(changed)
    return registry.with_sigs(sigs), Renamed(target, _renamed(target, wanted), tuple(places))


def known_person(registry: Registry, who: str) -> Person:
    """The person that `who` names, as the registry knows it, else as `who` says.

    A handle that is new gets a link on the host that the registry's people use, if they use one.
    """
    wanted = parse_person(who)
    _check_person(wanted)
    everybody = [person for _, _, person in registry.persons()]
    if matching(everybody, who):
        known = find_person(registry, who)
        return replace(known, role=wanted.role, origin=None)
    base = people.profile_host(everybody)
    if wanted.handle and not wanted.url and base and _TOKEN.fullmatch(wanted.handle):
        return replace(wanted, url=base + wanted.handle)
    by_link = wanted.url and not (wanted.handle or wanted.name)
    with_handles = not everybody or any(person.handle for person in everybody)
    if by_link and with_handles and (found := people.account(wanted.url or "")):
        return replace(wanted, handle=found[1])
    return wanted


def matching_self(persons: People, person: Person) -> list[Person]:
    """Those of `persons` who are this person."""
    return [other for other in persons if _identity(other) == _identity(person)]


def field_values(
    registry: Registry, settings: Sequence[str], removed: Sequence[str] = ()
) -> dict[str, Value | None]:
    """The values of `FIELD=VALUE` settings, and None for each field to take away.

    Several persons are separated by commas. Raises `BadValue` or `UnknownName`.
    """
    values: dict[str, Value | None] = {}
    for setting in settings:
        key, equals, text = setting.partition("=")
        if not equals:
            raise BadValue(f"{setting!r} is not FIELD=VALUE")
        kind = _kind(registry, key.strip())
        if kind is Kind.PEOPLE:
            names = [part for part in text.split(",") if part.strip()]
            values[key.strip()] = tuple(known_person(registry, name) for name in names)
        else:
            values[key.strip()] = text.strip()
    for key in removed:
        _kind(registry, key)
        if key == "name":
            raise BadValue("a SIG has to have a name")
        values[key] = None
    return values


def _kind(registry: Registry, key: str) -> Kind:
    if key in registry.kinds:
        return registry.kinds[key]
    near = get_close_matches(key, registry.fields, n=3)
    raise UnknownName(f"no field is called {key!r}" + _or_list(near, "bind it in 'columns' first"))


def _inserted(registry: Registry, sig: Sig, spot: Spot) -> Registry:
    others = list(registry.sigs)
    at = len(others)
    if spot.first:
        at = 0
    elif spot.after is not None:
        at = others.index(find_sig(registry, spot.after)) + 1
    elif spot.before is not None:
        at = others.index(find_sig(registry, spot.before))
    return registry.with_sigs([*others[:at], sig, *others[at:]])


def _replaced(registry: Registry, old: Sig, new: Sig) -> Registry:
    return registry.with_sigs(new if sig is old else sig for sig in registry.sigs)


def _renamed(person: Person, wanted: Person) -> Person:
    """A person with what `wanted` names; a handle and the link made from it follow each other."""
    handle, name, url = wanted.handle, wanted.name, wanted.url
    if handle and not url and not person.handle and person.name:
        handle, name = None, handle  # one word for somebody who is known by name alone
    follows = bool(person.handle) and _same(_account(person), (person.handle or "").casefold())
    if handle and not url and follows and person.url and (found := people.account(person.url)):
        url = person.url.rstrip("/").removesuffix(found[1]) + handle
    if url and not handle and follows and (found := people.account(url)):
        handle = found[1]
    return replace(
        person,
        handle=handle or person.handle,
        name=name or person.name,
        url=url or person.url,
        email=wanted.email or person.email,
        affiliation=wanted.affiliation or person.affiliation,
    )


def _check_name(registry: Registry, name: str, own: Sig | None) -> None:
    """Raises `BadValue` unless `name` can be a new SIG's name: plain words on one line."""
    if not name.strip():
        raise BadValue("a SIG has to have a name")
    if len(name) > MAX_NAME_LENGTH:
        raise BadValue(f"the name is {len(name)} characters long; {MAX_NAME_LENGTH} is the most")
    found = re.search(r"[|\[\]\t]", name) or _CONTROL.search(name)
    if found:
        raise BadValue(
            f"the name {name!r} holds {found.group()!r}; a name is one line of plain text "
            "without | [ ] and control characters"
        )
    for sig in registry.sigs:
        if sig is not own and name_key(sig.name) == name_key(name):
            raise BadValue(f"there is a SIG called {sig.name!r} already; see `sigtool show`")


def _check_values(sig: Sig) -> None:
    """Raises `BadValue` for a value that no cell of a table can hold."""
    for key, value in sig.values.items():
        if isinstance(value, str) and (found := _CONTROL.search(value)):
            raise BadValue(
                f"{sig.name}: {key} holds {found.group()!r}; a value is one line of text"
            )
    if (status := sig.text("status")) and status not in list(Status):
        raise BadValue(f"the status {status!r} is none of {', '.join(Status)}")


def _check_person(person: Person) -> None:
    for key, value in person.items():
        if found := _CONTROL.search(value):
            raise BadValue(f"{key} holds {found.group()!r}; a person is one line of text")


def _check_single(sig: Sig, key: str, persons: People) -> None:
    for person in persons:
        if len(matching_self(persons, person)) > 1:
            raise BadValue(f"{sig.name}: {person} would be in {key} twice; remove one first")


def _identity(person: Person) -> tuple[str, str]:
    """What makes two mentions one person: the link, else the handle, the e-mail, the name."""
    for key in ("url", "handle", "email", "name"):
        value: str | None = getattr(person, key)
        if value:
            return key, value.rstrip("/").casefold()
    return "", ""


def _account(person: Person) -> str | None:
    found = people.account(person.url) if person.url else None
    return found[1] if found else None


def _same(value: str | None, folded: str) -> bool:
    return bool(value) and value is not None and value.casefold() == folded


def _same_url(value: str | None, other: str | None) -> bool:
    return bool(value and other) and _fold_url(value or "") == _fold_url(other or "")


def _fold_url(url: str) -> str:
    return url.rstrip("/").casefold()


def _names(person: Person) -> list[str]:
    return [text for text in (person.handle, person.name, _account(person)) if text]


def _or_list(near: Sequence[str], advice: str) -> str:
    if not near:
        return f"; {advice}"
    return "; did you mean " + " or ".join(repr(text) for text in near) + "?"
