"""The operations of the editing commands: a community in, what becomes of its registry out."""

import re
from collections.abc import Iterator, Mapping, Sequence

from sigtool.cli.run import Outcome
from sigtool.community import sorting, taking, uniting
from sigtool.community.community import Community
from sigtool.edit import checks, fields, operations, query
from sigtool.edit.operations import Spot
from sigtool.errors import BadValue, Remedy
from sigtool.markdown import naming
from sigtool.markdown.seen import bare_name
from sigtool.model import (
    PERSON_FIELDS,
    Kind,
    Person,
    Registry,
    Sig,
    Text,
    Texts,
    Value,
    account,
    accounts,
    by_language,
    in_language,
    same_person,
    texts_left,
)
from sigtool.people import who
from sigtool.tables import pages
from sigtool.text.records import dataclass, field, replace
from sigtool.text.wording import argument


@dataclass(frozen=True, slots=True)
class NewSig:
    """A SIG that is to be added: what is said of it, and where it goes."""

    name: Text
    values: Mapping[str, Text | None]
    leads: Sequence[str] = ()
    settings: Sequence[str] = ()
    spot: Spot = field(default_factory=Spot)
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What a SIG is to say: fields with options of their own, `--set`, and `--unset`."""

    values: Mapping[str, Text | None]
    settings: Sequence[str] = ()
    removed: Sequence[str] = ()
    language: str | None = None


def add_sig(community: Community, new: NewSig) -> Outcome:
    """Add a SIG. A row that somebody wrote for it by hand is taken over, with all that it says, and
    stays where it is; else a SIG with no place given goes where a table sorted by name has it.
    Where the SIG is there already, the error has the command that changes it."""
    try:
        return _added(community, new)
    except BadValue as error:
        command = _instead(error.facts["known"], new) if error.remedy is Remedy.EDIT_SIG else ""
        if command:
            raise BadValue(f"{error}; change it: {command}") from error
        raise


def _instead(known: str, new: NewSig) -> str:
    """The commands that give a SIG that is there what a new one was to have; "" for nothing."""
    options = [
        ("--status " if key == "status" else query.option(key)) + argument(str(value))
        for key, value in new.values.items()
        if value and key != "section"
    ]
    options += [f"--set {argument(setting)}" for setting in new.settings]
    options += [f"--language {argument(new.language)}"] if options and new.language else []
    edits = [" ".join(["sigtool edit-sig", known, *options])] if options else []
    return " && ".join(
        [*edits, *(f"sigtool add-lead {known} {argument(lead)}" for lead in new.leads)]
    )


def _added(community: Community, new: NewSig) -> Outcome:
    registry = community.registry
    language = query.language_called(registry, new.language)
    sig = new_sig(registry, new)
    given = dict(sig.values)
    taking.check_section(community, sig, language)
    rows = taking.hand_written(community, sig, None, language)
    taking.check_kinds(rows)
    sig = taking.taken_over(sig, rows, registry.languages, language)
    if not (sig.word("section") or new.spot.neighbour):
        fields.check_default(registry)
    for key, value in given.items():
        _check_shown(community, sig, key, value, language)
    if new.leads:
        _check_shown(community, sig, "leads", ",".join(new.leads))
    spot = taking.spot_of(registry, rows[0]) if rows and new.spot == Spot() else new.spot
    sig = sig if rows else _named_alike(registry, sig, language)
    added = operations.add_sig(registry, sig, spot, None if rows else language)
    is_by_name = not rows and spot == Spot()
    if is_by_name:
        added = sorting.by_name(community, added, _own(added, sig))
    for lead in new.leads:
        added = _with_lead(added, lead)
    notes = [f"{row.place.where(row.row)}: took over this row." for row in rows]
    message, is_above = f"Added {_called(sig)}.", spot.before is not None
    return Outcome(added, message, notes=tuple(notes), is_above=is_above, by_name=is_by_name)


def new_sig(registry: Registry, new: NewSig) -> Sig:
    """A SIG as the options give it: in the section that they name, else in its neighbour's."""
    section = new.values.get("section")
    if section is None and new.spot.neighbour:
        section = operations.find_sig(registry, new.spot.neighbour).word("section")
    name = new.name.strip() if isinstance(new.name, str) else new.name
    sig = fields.in_section(registry, Sig(name), str(section or ""))
    given = _given(registry, Changes(new.values, new.settings), sig)
    if "name" in given:
        raise BadValue("the name of a new SIG is the argument NAME, not a setting")
    sig = Sig(name, {**sig.values, **{key: value for key, value in given.items() if value}})
    return fields.in_section(registry, sig, sig.word("section"))


def _named_alike(registry: Registry, sig: Sig, language: str | None) -> Sig:
    """A new SIG with its name in bold, or as the other names are that are shown beside it."""

    def alike(name: str, code: str | None) -> str:
        tables = [
            t
            for t in fields.tables_of(registry, registry.section_of(sig))
            if code is None or t.language in (None, code)
        ]
        names = [each.one_name for table in tables for each in registry.shown_in(table)]
        return naming.emphasised_as(names, name)

    if isinstance(sig.name, str):
        return sig.with_value("name", alike(sig.name, language))
    texts = {code: alike(text, code) for code, text in sig.name.by_language.items()}
    return sig.with_value("name", Texts(texts))


def _with_lead(registry: Registry, lead: str) -> Registry:
    """The registry with one more lead of its new SIG, unless its row named that person already."""
    sig = next(each for each in registry.sigs if each.origin is None)
    wanted = who.known(registry, lead, section=registry.section_of(sig))
    if any(same_person(person, wanted) for person in sig.people()):
        return registry
    return operations.add_person(registry, sig, "leads", lead)[0]


def _check_shown(
    community: Community,
    sig: Sig,
    key: str,
    value: Value | str,
    language: str | None = None,
    advice: Remedy = Remedy.SET_SHOWN,
) -> None:
    """Raises `BadValue` for a field that is to be shown, and that no table would show."""
    if community.documents:
        text = ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
        fields.check_shown(community.registry, sig, key, text, language, advice)


def edit_sig(community: Community, called: str, changes: Changes) -> Outcome:
    """Change fields of a SIG. One that gets, in a language that it lacks, the name of a SIG that
    has no other is that SIG: the two become one."""
    registry = community.registry
    language = query.language_called(registry, changes.language)
    sig = operations.find_sig(registry, called)
    wanted = _given(registry, replace(changes, language=language), sig)
    name = str(wanted.get("name") or "")
    if twin := uniting.twin(registry, sig, name, language):
        return _united(community, sig, twin, wanted)
    if isinstance(wanted.get("name"), str):
        taking.refuse_second_row(community, sig, str(wanted["name"]), language)
    if not wanted:
        raise BadValue("nothing to change; name a field, as --responsibilities TEXT")
    after = _with_page(community, sig, wanted, language)
    changed = _own(after, sig)
    for key, value in wanted.items():
        if value is not None:
            _check_shown(community, changed, key, value, language)
    whole = frozenset((sig.origin, key) for key in (*wanted, *_of_name(sig, changed)))
    message = f"Changed {_called(sig)}: {', '.join(wanted)}."
    notes = tuple(_lost(sig, changed)) if "name" in wanted else ()
    if registry.section_of(sig) == after.section_of(changed):
        return Outcome(after, message, whole, notes)
    after = _in_new_section(community, after, changed)
    return Outcome(after, message, whole, notes, moved=sig.origin, by_name=True)


def _in_new_section(community: Community, registry: Registry, sig: Sig) -> Registry:
    """The registry with a SIG that has come to a section where the order of names puts it there,
    else last."""
    return sorting.by_name(community, operations.move_sig(registry, sig, Spot()), sig)


def _with_page(
    community: Community, sig: Sig, wanted: Mapping[str, Value | None], language: str | None
) -> Registry:
    """The registry with fields of a SIG changed; where its name links its page, in the name."""
    others = {key: value for key, value in wanted.items() if key != "readme"}
    after = operations.edit_sig(community.registry, sig, others, language)
    changed = _own(after, sig)
    if "readme" not in wanted:
        return after
    page = None if wanted["readme"] is None else str(wanted["readme"])
    linking = pages.linking(after, community.documents, changed, page, language)
    if linking is None:
        return operations.edit_sig(after, changed, {"readme": page}, language)
    checks.check_values(after, Sig(sig.name, {"readme": page or ""}), ["readme"])
    return after.with_sigs(linking if each is changed else each for each in after.sigs)


def _of_name(before: Sig, after: Sig) -> Iterator[str]:
    """The fields of a name cell that changed, whichever was named."""
    return (key for key in ("name", "readme") if before.value(key) != after.value(key))


def _lost(before: Sig, after: Sig) -> Iterator[str]:
    """What stood around the names that a SIG had, and is gone."""
    for codes, old in by_language(before.name):
        new = in_language(after.name, codes[0] if codes else None)
        if new and not naming.is_around(old, new):
            yield f"{bare_name(new)}: the name takes the place of: {old}"


def _own(registry: Registry, sig: Sig) -> Sig:
    return next(each for each in registry.sigs if each.origin == sig.origin)


def _united(
    community: Community, sig: Sig, twin: Sig, wanted: Mapping[str, Value | None]
) -> Outcome:
    if others := [key for key in wanted if key != "name"]:
        raise BadValue(
            f"{_called(sig)} and {_called(twin)} become one SIG by this name; give the name alone "
            f"first, then {', '.join(others)}"
        )
    found = uniting.united(community.registry_document, sig, twin)
    message = f"{_called(sig)} and {_called(twin)} are one SIG now: {_called(found.sig)}."
    return Outcome(found.registry, message, notes=found.notes)


def rename_sig(community: Community, name: str, new: str, language: str | None = None) -> Outcome:
    """Give a SIG a new name, here and where exactly the old one stands under `per_sig`."""
    registry, new = community.registry, new.strip()
    language = query.language_called(registry, language)
    sig = operations.find_sig(registry, name)
    if not new:
        raise BadValue("the new name is empty; give another")
    taking.refuse_second_row(community, sig, new, language)
    after = operations.rename_sig(registry, sig, new, language)
    old = in_language(sig.name, language) if language is not None else str(sig.name)
    return Outcome(
        after,
        f"Renamed {bare_name(old) or _called(sig)} to {bare_name(new)}.",
        frozenset([(sig.origin, "name")]),
        tuple(_lost(sig, _own(after, sig))),
        renamed=sig.origin,
    )


def remove_sig(community: Community, name: str) -> Outcome:
    """Take a SIG out."""
    sig = operations.find_sig(community.registry, name)
    return Outcome(operations.remove_sig(community.registry, sig), f"Removed {_called(sig)}.")


def move_sig(community: Community, name: str, spot: Spot, section: str | None = None) -> Outcome:
    """Put a SIG at another place, or into another section."""
    registry = community.registry
    sig = operations.find_sig(registry, name)
    if section is not None:
        registry = operations.edit_sig(registry, sig, {"section": section})
        sig = _own(registry, sig)
    is_by_name = section is not None and spot == Spot()
    if is_by_name:
        after = _in_new_section(community, registry, sig)
    else:
        after = operations.move_sig(registry, sig, spot)
    is_above = spot.before is not None
    message = f"Moved {_called(sig)}."
    return Outcome(after, message, moved=sig.origin, is_above=is_above, by_name=is_by_name)


def add_lead(community: Community, name: str, who: str, field: str | None = None) -> Outcome:
    """Add one lead to one SIG."""
    sig = operations.find_sig(community.registry, name)
    key = fields.people_field(community.registry, sig, field)
    _check_shown(community, sig, key, who, advice=Remedy.NAME_SHOWN)
    taking.check_listed(community, sig, key)
    shown = taking.person_of_rows(community, sig, key, who)
    after, person = operations.add_person(community.registry, sig, key, who, shown)
    return Outcome(after, f"Added {person} to {_people(key)} of {_called(sig)}.")


def remove_lead(community: Community, name: str, who: str, field: str | None = None) -> Outcome:
    """Take one lead from one SIG."""
    sig = operations.find_sig(community.registry, name)
    key = fields.people_field(community.registry, sig, field)
    if field is None:
        fields.check_leads(sig, who)
    taking.check_listed(community, sig, key)
    after, person = operations.remove_person(community.registry, sig, key, who)
    return Outcome(after, f"Removed {person} from {_people(key)} of {_called(sig)}.")


def _people(key: str) -> str:
    return "the leads" if key == "leads" else key


def rename_lead(
    community: Community, old: str, new: str, only: str | None, language: str | None = None
) -> Outcome:
    """Rename a person in every SIG and every people field, or in one SIG alone."""
    registry = community.registry
    language = query.language_called(registry, language)
    sig = operations.find_sig(registry, only) if only is not None else None
    after, renamed = operations.rename_person(registry, old, new, sig, language)
    before = {each.origin: each for each in registry.sigs}
    shared = query.shared_calls(registry)
    called: list[tuple[Text, str]] = []
    for own, key in ((before[each.origin], key) for each, key in renamed.places):
        taking.check_renamed(community, own, key, new, renamed.new)
        is_shared = query.section_if_shared(registry, own, shared)
        called.append((query.called(registry, own, shared) if is_shared else own.name, key))
    names = ", ".join(str(name) if key == "leads" else f"{name} ({key})" for name, key in called)
    message, person = f"Renamed {_selves(renamed)} in {names}.", (renamed.old, renamed.new)
    notes = dict.fromkeys(_replaced(renamed, message))
    return Outcome(after, message, notes=tuple(notes), person=None if sig else person)


def _replaced(renamed: operations.Renamed, message: str) -> Iterator[str]:
    """What mentions of a person said and say no more, but for what the message has: there is the
    account that a link opened, too, where another one on its host takes its place."""
    for old, new in renamed.mentions:
        for key, text in old.items():
            now: Text = getattr(new, key) or ""
            hosts = {host for host, _ in accounts(new)}
            for _, gone in texts_left(text, now):
                found = account(gone) if key == "url" else None
                calls = [f"@{gone}" if key == "handle" else gone]
                calls += [f"@{found[1]}"] if found and found[0].casefold() in hosts else []
                told = "|".join(map(re.escape, calls))
                if not re.search(rf"(?<!\w)(?:{told})(?!\w)", message, re.IGNORECASE):
                    yield f"{old}: replaced the {key.replace('url', 'link')}: {gone}"


def _selves(renamed: operations.Renamed) -> str:
    """Who was renamed to whom; where the person is called so already, which mentions were not."""
    if renamed.old != renamed.new or not renamed.mentions:
        return _both_selves(renamed.old, renamed.new)
    return ", ".join(dict.fromkeys(_both_selves(old, new) for old, new in renamed.mentions))


def _both_selves(old: Person, new: Person) -> str:
    if str(old) != str(new):
        return f"{old} to {new}"
    differing = [
        f"{key} {getattr(old, key) or 'none'} to {getattr(new, key) or ''}"
        for key in PERSON_FIELDS
        if key != "role" and str(getattr(old, key) or "") != str(getattr(new, key) or "")
    ]
    return f"{old} ({', '.join(differing)})" if differing else str(old)


def _given(registry: Registry, changes: Changes, sig: Sig | None = None) -> dict[str, Value | None]:
    """What options say of the fields: those of their own, --set and --unset."""
    given: dict[str, Value | None] = {}
    for key, text in changes.values.items():
        if isinstance(text, str) and not text.strip():
            advice = "give another" if key == "name" else f"take it away with --unset {key}"
            raise BadValue(f"--{key} is empty; {advice}")
        if text is not None:
            given[key] = text.strip() if isinstance(text, str) else text
    more = operations.field_values(
        registry, changes.settings, changes.removed, sig, changes.language
    )
    if twice := sorted(given.keys() & more.keys()):
        raise BadValue(f"{twice[0]} is given twice; give it once")
    kinds = registry.kinds
    return {
        key: fields.as_link(value)
        if kinds.get(key) is Kind.LINK and isinstance(value, str)
        else value
        for key, value in (given | more).items()
    }


def _called(sig: Sig) -> str:
    """What a reader calls a SIG, in every language."""
    return bare_name(str(sig.name))
