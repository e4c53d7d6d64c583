"""A registry and its tables, each edited apart -> both together: a three-way merge of facts.

What one side changed goes to the other. What is open is left as it is on both sides, and told
(design laws L9 to L11).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sigtool.community import taking, translations
from sigtool.community.community import Community, Edited
from sigtool.community.differences import Choice, Differences
from sigtool.community.fact import PRESENCE, SECTION, Fact, Verdict, with_their_sigs
from sigtool.community.past import Past
from sigtool.community.refusals import refusals
from sigtool.community.surplus import is_legible
from sigtool.edit import checks, operations
from sigtool.edit.find import called
from sigtool.edit.operations import Spot
from sigtool.errors import BadValue, SigtoolError
from sigtool.facts.merge import Merging, Sides, merged_people
from sigtool.facts.pairs import new_persons, same_persons
from sigtool.markdown.inline import name_key
from sigtool.model import (
    ACCOUNT_FIELDS,
    PERSON_FIELDS,
    People,
    Person,
    Registry,
    Sig,
    Text,
    Texts,
    Value,
    as_people,
    as_text,
    by_account,
    in_language,
    languages_of,
    texts_of,
    with_text,
)
from sigtool.registry import writing
from sigtool.tables.match import Assigned, By, Known
from sigtool.text.records import dataclass, replace
from sigtool.text.sequence import placed


@dataclass(frozen=True, slots=True)
class Synced:
    """A community with what one side changed on the other side too, and all that differed; `end`
    says where the past was not looked at to its beginning."""

    edited: Edited
    facts: tuple[Fact, ...]
    end: str = ""


def synced(
    community: Community,
    past: Past,
    choice: Choice = lambda fact: fact.verdict,
    is_meant: Callable[[Fact], bool] = lambda _: True,
) -> Synced:
    """The community, brought together as far as its past, or `choice`, settles what differs.

    Raises `TableProblem` unless each table is found, and what stops all of it: a fact that cannot
    be written is told, and left as it is.
    """
    community.all_places()
    found = Differences(community, past, choice, is_meant)
    try:
        edited = _together(found)
    except SigtoolError:
        found = replace(found, refused=refusals(found, _together))
        edited = _together(found)
    return Synced(edited, with_their_sigs(found.facts), past.end)


def _together(found: Differences) -> Edited:
    """The community with what differs and is settled on both sides."""
    registry = _with_cells(found, _without_gone(found))
    added: dict[int, Sig] = {}
    registry = _with_sections(found, _with_order(found, registry), added)
    registry = _with_translations(found, registry, added)
    after = _with_rows(found, registry, added)
    rewrite = writing.rewrite(found.community.registry_document, after)
    new = {id(sig): -1 - n for n, sig in enumerate(after.sigs) if sig.origin is None}
    rows = {at: new[id(sig)] for at, sig in added.items() if id(sig) in new}
    after = after.with_sigs(replace(sig, origin=new.get(id(sig), sig.origin)) for sig in after.sigs)
    return found.community.following(rewrite, after, assigned=_before(found, rows))


# --- the registry --------------------------------------------------------------------------------


def _without_gone(found: Differences) -> Registry:
    gone = {fact.sig.origin for fact in found.presence if _is_gone(fact, Verdict.TO_REGISTRY)}
    registry = found.community.registry
    return registry.with_sigs(sig for sig in registry.sigs if sig.origin not in gone)


def _is_gone(fact: Fact, verdict: Verdict) -> bool:
    return fact.key == PRESENCE and fact.row is None and fact.verdict is verdict


def _is_new(fact: Fact, verdict: Verdict) -> bool:
    return fact.key == PRESENCE and fact.row is not None and fact.verdict is verdict


def _with_cells(found: Differences, registry: Registry) -> Registry:
    """The registry with what the cells of the tables changed, and with what follows from names."""
    sigs = {sig.origin: sig for sig in registry.sigs}
    names: dict[str, str] = {}
    for (at, origin), cells in found.cells.items():
        shown = found.known[at, origin].wanted
        for key, cell in cells.items():
            old = shown.value(key)
            if origin in sigs and cell.wanted != old:
                language = found.table(at).language
                value = _in_registry(registry, sigs[origin].value(key), old, cell.wanted, language)
                if key == "readme" and isinstance(sigs[origin].value(key), str):
                    value = cell.wanted
                sigs[origin] = sigs[origin].with_value(key, value)
                if key == "name":
                    former, name = (in_language(as_text(v), None) for v in (old, cell.wanted))
                    names |= operations.names_followed(registry, shown, [former], name)
    changed = [sig for sig in registry.sigs if sigs[sig.origin] is not sig]
    for before in changed:
        for key, value in sigs[before.origin].items():
            one = _one_again(registry, before.value(key), value)
            sigs[before.origin] = sigs[before.origin].with_value(key, one)
    after = registry.with_sigs(sigs.values())
    for before in changed:
        checks.check_sig(after, before, sigs[before.origin])
    return operations.with_names_followed(after, names)


def _one_again(registry: Registry, before: Value, value: Value) -> Value:
    """A value with one text for every language where there was one, and each table says the same of
    it now."""
    if isinstance(value, tuple):
        known = {person.origin: person for person in as_people(before)}
        people = (
            person.with_texts(
                {
                    part: as_text(_one_again(registry, getattr(was, part) or "", text))
                    for part, text in person.items()
                }
            )
            if (was := known.get(person.origin)) and person != was
            else person
            for person in value
        )
        return tuple(people)
    texts = set(texts_of(value))
    is_one = len(texts) == 1 and set(registry.languages) <= set(languages_of(value))
    is_split = isinstance(before, str) and isinstance(value, Texts) and len(registry.languages) > 1
    return texts.pop() if is_one and is_split else value


def _in_registry(
    registry: Registry, own: Value, old: Value, new: Value, language: str | None
) -> Value:
    """A value of the registry that shows `new` in a language where it showed `old`."""
    if isinstance(new, tuple) or (isinstance(own, tuple) and not new):
        if as_text(own):
            return taking.list_of_texts(registry, as_text(own), as_people(new), language)
        return _with_people(registry, as_people(own), as_people(old), as_people(new), language)
    return _with_text(registry, as_text(own), in_language(as_text(new), None), language)


def _with_text(registry: Registry, own: Text, new: str, language: str | None) -> Text:
    is_one = isinstance(own, str) and len(registry.languages) < 2
    return with_text(own, new, None if is_one else language, registry.languages)


def _with_people(
    registry: Registry, own: People, old: People, new: People, language: str | None
) -> People:
    was, now, whole = map(_by_origin, (old, new, own))
    # Whom the table of another language added as well.
    both = {
        n: own[at]
        for n, at in same_persons(new, own).items()
        if new[n].origin is None and own[at].origin is None
    }
    both |= {n: own[at] for n, at in (new_persons(new, own) or {}).items()}
    # First who is there, and in which order; then what is said of each.
    ours = tuple(was.get(each.origin) or both.get(n, each) for n, each in enumerate(new))
    theirs = tuple(was.get(each.origin, each) for each in own)
    people = [
        _with_parts(registry, whole[each.origin], was[each.origin], now[each.origin], language)
        if each.origin in whole and each.origin in now
        else each
        for each in merged_people(Sides(old, ours, theirs), Merging())
    ]
    for n, each in both.items():
        spot = same_persons((each,), tuple(people)).get(0)
        if spot is not None:
            shown = people[spot].in_language(language)
            more = new[n].completed([shown])
            people[spot] = _with_parts(registry, people[spot], shown, more, language)
    return tuple(people)


def _by_origin(people: People) -> dict[int | None, Person]:
    return {each.origin: each for each in people if each.origin is not None}


def _with_parts(
    registry: Registry, own: Person, old: Person, new: Person, language: str | None
) -> Person:
    texts: dict[str, Text | None] = {}
    for part in PERSON_FIELDS:
        was, now = (in_language(getattr(each, part) or "", language) for each in (old, new))
        if was != now:
            text = getattr(own, part) or ""
            # Another account is that of every language; the table of one may show less of it.
            is_shared = now and isinstance(text, str) and part in ACCOUNT_FIELDS
            texts[part] = now if is_shared else _with_text(registry, text, now, language)
    person = own.with_texts({part: text or None for part, text in texts.items()})
    return by_account(person) if "url" in texts else person


def _with_order(found: Differences, registry: Registry) -> Registry:
    sigs = {sig.origin: sig for sig in registry.sigs}
    return registry.with_sigs(sigs[each.origin] for each in found.ordered if each.origin in sigs)


def _with_sections(found: Differences, registry: Registry, added: dict[int, Sig]) -> Registry:
    """The registry with the SIGs whose row somebody put into the table of another section; each is
    put into `added`, by its row."""
    for fact in found.presence:
        if fact.key == SECTION and fact.verdict is Verdict.TO_REGISTRY:
            sig = next(each for each in registry.sigs if each.origin == fact.sig.origin)
            moved = {"section": found.table(fact.at).section}
            registry = operations.edit_sig(registry, sig, moved)
            sig = next(each for each in registry.sigs if each.origin == fact.sig.origin)
            added[id(fact.row)] = sig
            registry = _beside(registry, sig, found.community.assigned[fact.at], added)
    return registry


def _with_translations(found: Differences, registry: Registry, added: dict[int, Sig]) -> Registry:
    """The registry with the SIGs that somebody wrote into the table of one more language; each is
    put into `added`, by its row."""
    for fact in found.presence:
        sigs = {sig.origin: sig for sig in registry.sigs}
        if _is_new(fact, Verdict.TO_REGISTRY) and fact.sig.origin in sigs:
            own, code = sigs[fact.sig.origin], found.table(fact.at).language or ""
            sig = translations.translated(registry, own, fact.sig, code)
            added[id(fact.row)] = sig
            registry = registry.with_sigs(sig if s is own else s for s in registry.sigs)
    return registry


def _with_rows(found: Differences, registry: Registry, added: dict[int, Sig]) -> Registry:
    """The registry with the SIGs that somebody wrote into tables. `added` are SIGs that have such a
    row already, by it."""
    facts = [fact for fact in found.presence if _is_new(fact, Verdict.TO_REGISTRY)]
    wanted = {id(fact.row): fact for fact in facts if id(fact.row) not in added}
    languages = found.community.registry.languages
    while wanted:
        fact = next(iter(wanted.values()))
        language = found.table(fact.at).language if len(languages) > 1 else None
        page = fact.sig.values.get("readme")
        sig = Sig(fact.sig.one_name, {"readme": page} if page else {})
        rows = taking.hand_written(found.community, sig)
        rows = [row for row in rows if id(row.row) in wanted]
        if fact.row not in [row.row for row in rows]:
            raise BadValue("several rows have that name")
        # In another section, too: a row may have been copied there, or moved in two steps.
        if taken := called(registry.sigs, name_key(fact.sig.one_name)):
            raise BadValue(f"there is a SIG called {str(taken[0].name)!r} already")
        taking.check_people(rows)
        new = taking.taken_over(Sig(sig.name), rows, languages, language)
        is_translated = {row.place.table.language for row in rows} == {language}
        known = {id(each) for each in registry.sigs}
        registry = operations.add_sig(registry, new, Spot(), language if is_translated else None)
        sig = next(each for each in registry.sigs if id(each) not in known)
        for row in rows:
            del wanted[id(row.row)]
            added[id(row.row)] = sig
        registry = _beside(registry, sig, found.community.assigned[fact.at], added)
    return registry


def _beside(registry: Registry, sig: Sig, known: Assigned, added: Mapping[int, Sig]) -> Registry:
    """The registry with a SIG behind the one whose row stands above its own; where there is none,
    before the one whose row stands below."""
    owners = [
        added.get(id(row)) if owner is None else _sure(known.sigs[owner])
        for row, _, owner in known.rows
    ]
    at = next(n for n, owner in enumerate(owners) if owner is sig)
    others = [each for each in registry.sigs if each is not sig]
    for near, step in ((reversed(owners[:at]), 1), (owners[at + 1 :], 0)):
        for owner in near:
            spot = next((n for n, each in enumerate(others) if _is_one(each, owner)), None)
            if spot is not None:
                return registry.with_sigs([*others[: spot + step], sig, *others[spot + step :]])
    return registry


def _sure(known: Known) -> Sig | None:
    """A SIG of which nobody doubts that the row is its own."""
    return known.sig if known.is_sure else None


def _is_one(sig: Sig, other: Sig | None) -> bool:
    """Whether two states of a SIG are of one: those that are new have no origin."""
    if other is None or other.origin is None:
        return sig is other
    return sig.origin == other.origin


# --- the tables ----------------------------------------------------------------------------------


def _before(found: Differences, added: Mapping[int, int]) -> dict[int, Assigned]:
    """The tables as an edit of the registry is to find them: so that it gives them what the
    registry changed, and leaves what is open. `added` has the origin of each new SIG, by its row.
    """
    going = {id(fact.row) for fact in found.presence if _is_new(fact, Verdict.TO_TABLE)}
    coming = set(_coming(found))
    moved = {fact.at for fact in found.order if fact.verdict is Verdict.TO_TABLE}
    before: dict[int, Assigned] = {}
    gone = min(added.values(), default=0) - 1
    for at, known in found.community.assigned.items():
        sigs = [
            _known(found, at, each) for each in known.sigs if (at, each.sig.origin) not in coming
        ]
        if at in moved:
            sigs += [
                Known(
                    known.place,
                    replace(shown, origin=added[id(row)]),
                    Sig(""),
                    row,
                    shown,
                    By.WHOLE,
                )
                for row, shown in known.strangers
                if id(row) in added
            ]
            sigs = placed(sigs, [each.row.line.start if each.row else None for each in sigs])
        sigs = _with_moved(found, at, sigs)
        sigs += [
            Known(known.place, replace(shown, origin=gone - n), shown, row, shown, By.WHOLE)
            for n, (row, shown) in enumerate(known.strangers)
            if id(row) in going
        ]
        owners = {id(each.row): n for n, each in enumerate(sigs) if each.row}
        rows = tuple((row, shown, owners.get(id(row))) for row, shown, _ in known.rows)
        before[at] = Assigned(known.place, tuple(sigs), rows, known.again)
    return before


def _coming(found: Differences) -> Iterator[tuple[int, int | None]]:
    """The tables that get the row of a SIG, with the origin of the SIG: also where it was moved to
    another section by hand, and goes back."""
    for fact in found.presence:
        if _is_gone(fact, Verdict.TO_TABLE):
            yield fact.at, fact.sig.origin
        elif fact.key == SECTION and fact.verdict is Verdict.TO_TABLE:
            for at, known in found.community.assigned.items():
                if known.place.table.language == found.table(fact.at).language:
                    yield from (
                        (at, o) for each in known.sigs if (o := each.sig.origin) == fact.sig.origin
                    )


def _with_moved(found: Differences, at: int, sigs: Sequence[Known]) -> list[Known]:
    """The SIGs of a table and those whose row was moved there, each behind the one above it."""
    rows = {id(each.row): each for each in sigs if each.row}
    moved = {
        id(each.row): _known(found, at, each)
        for (n, _), each in found.known.items()
        if n == at and id(each.row) not in rows
    }
    result, above = list(sigs), None
    for row, _, _ in found.community.assigned[at].rows if moved else ():
        each = rows.get(id(row)) or moved.get(id(row))
        if id(row) in moved and each:
            place = next((n + 1 for n, known in enumerate(result) if known is above), 0)
            result.insert(place, each)
        above = each or above
    return result


def _known(found: Differences, at: int, each: Known) -> Known:
    wanted = each.wanted
    for key, cell in found.cells.get((at, each.sig.origin), {}).items():
        wanted = wanted.with_value(key, cell.before)
    is_old = is_legible(found.community, found.past, at, each.sig, each.row)
    own = found.known.get((at, each.sig.origin))
    shown = own.shown if own and own.row is each.row else each.shown
    return replace(each, wanted=wanted, shown=shown, has_old_surplus=is_old)
