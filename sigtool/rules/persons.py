"""SIG4xx: the people of a SIG."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sigtool.check.passages import Change, fixes, number_of, place_of
from sigtool.check.rule import Finding, once, rule
from sigtool.check.shown import cells
from sigtool.check.snapshot import Snapshot
from sigtool.facts.pairs import named_again
from sigtool.model import Mention, Sig, account, by_language, folded_link, in_language, languages_of
from sigtool.rules import profiles
from sigtool.rules.addresses import is_address
from sigtool.rules.cells import is_placeholder
from sigtool.tables.headers import names_many
from sigtool.text.diagnostic import Location, Related, Severity
from sigtool.text.wording import argument, quoted

# Old accounts may end in a hyphen; those that a company manages end in `_` and its short name.
_GITHUB: Final = re.compile(r"(?=.{1,39}$)[a-z\d]+(?:-[a-z\d]+)*-?(?:_[a-z\d]+)?", re.I | re.ASCII)
_OTHERS: Final = re.compile(r"[\w.-]+", re.ASCII)
_LETTERS: Final = "a handle there has letters, digits, `_`, `-` and `.`"
# What the handles of a host look like, and how to say so.
_HANDLES: Final[Mapping[str, tuple[re.Pattern[str], str]]] = {
    "github.com": (_GITHUB, "a handle there has letters, digits and single hyphens, at most 39"),
    **dict.fromkeys(("gitee.com", "gitcode.com", "atomgit.com", "gitlab.com"), (_OTHERS, _LETTERS)),
}
# What no host takes, but for the slash of a team: `@example/docs-leads`.
_NO_HANDLE: Final = re.compile(r"[\s/@\[\](){}<>（）]")
_TEAM: Final = re.compile(r"[\w.-]+/[\w.-]+")
_KEEP_ONE: Final = "keep one of the two"
# A people field of a SIG, which its origin stands for.
_List = tuple[int | None, str]


@rule("SIG401", "no-lead", Severity.WARNING)
def no_lead(snapshot: Snapshot) -> Iterator[Finding]:
    """An active SIG has a lead."""
    registry = snapshot.registry
    shown = any(column.field == "leads" for table in registry.tables for column in table.columns)
    if not shown and not any(sig.values.get("leads") for sig in registry.sigs):
        return
    for sig in registry.sigs:
        if sig.is_shown and not sig.values.get("leads") and not snapshot.is_faulty(sig):
            message = f"{sig.name} has no lead"
            hint = f"name one: sigtool add-lead {snapshot.command_name(sig)} @handle"
            yield Finding(message, snapshot.at_sig(sig, "name"), hint=hint)


@rule("SIG402", "too-many-leads", Severity.WARNING)
def too_many_leads(snapshot: Snapshot) -> Iterator[Finding]:
    """A SIG has no more leads than `max_leads`."""
    most, repeated = snapshot.settings.max_leads, _repeated(snapshot)
    for sig in snapshot.registry.sigs:
        if not sig.is_shown or len(sig.people()) <= most or _are_many(snapshot, sig):
            continue
        pairs = repeated.get((sig.origin, "leads"), ())
        again = {mention.person.origin for mention, _ in pairs}
        leads = [person for person in sig.people() if person.origin not in again]
        if len(leads) > most:
            handle = in_language(leads[most].handle or "", None)
            who = argument(f"@{handle}") if handle else "WHO"
            yield Finding(
                f"{sig.name} has {len(leads)} leads, max_leads is {most}",
                snapshot.at_sig(sig, "leads", number_of(leads[most])),
                hint=f"sigtool remove-lead {snapshot.command_name(sig)} {who}, "
                "or raise `max_leads` under `validate:`",
            )


def _are_many(snapshot: Snapshot, sig: Sig) -> bool:
    """Whether every table that shows a SIG's leads calls them what a SIG has many of."""
    registry = snapshot.registry
    headers = [
        column.header
        for table in registry.tables
        if table.section is None or table.section == registry.section_of(sig)
        for column in table.columns
        if column.field == "leads"
    ]
    return bool(headers) and all(map(names_many, headers))


@rule("SIG403", "duplicate-lead", Severity.ERROR)
def duplicate_lead(snapshot: Snapshot) -> Iterator[Finding]:
    """Nobody is twice in one field."""
    lists = list(_repeated(snapshot).values())
    # What is not known of a person (SIG003) would go as well.
    gone = [
        [
            each
            for each, first in pairs
            if _says_all(first, each) and not snapshot.is_faulty(each.sig)
        ]
        for pairs in lists
    ]
    made = fixes(snapshot, [_without(each) if each else None for each in gone])
    for pairs, left_out, fix in zip(lists, gone, made, strict=True):
        numbers = {mention.person.origin for mention in left_out}
        for second, first in pairs:
            place = place_of(snapshot, second)
            # What an alias repeats is mended where it stands.
            owner = snapshot.sig_at(place)
            is_here = owner is not None and owner.origin == second.sig.origin
            yield Finding(
                f"{second.sig.name}: {second.person} is in {second.field} twice",
                place,
                [Related("the first is here", place_of(snapshot, first))],
                fix if is_here and second.person.origin in numbers else None,
                _KEEP_ONE,
            )
    yield from _in_tables(snapshot)


def _in_tables(snapshot: Snapshot) -> Iterator[Finding]:
    """Whom a cell of a table names again, and the registry does not."""
    for known in (snapshot.community.assigned[at] for at in snapshot.plans):
        place = known.place
        for row, shown, owner in known.rows:
            sig = shown if owner is None else known.sigs[owner].wanted
            for bound in place.bound if not place.surplus(row) else ():
                listed = shown.people(bound.field)
                for n in named_again(listed, () if sig is shown else sig.people(bound.field)):
                    yield Finding(
                        f"{sig.name}: {listed[n]} is in {bound.field} twice",
                        Location(place.shown.source, row.cells[bound.at].content),
                        hint=_KEEP_ONE,
                    )


def _repeated(snapshot: Snapshot) -> dict[_List, list[tuple[Mention, Mention]]]:
    """Who is in a list twice: each further mention, and the first in that list."""
    found: dict[_List, list[tuple[Mention, Mention]]] = {}
    for mentions in snapshot.people:
        first: dict[_List, Mention] = {}
        for mention in mentions:
            place = (mention.sig.origin, mention.field)
            if first.setdefault(place, mention) is not mention:
                found.setdefault(place, []).append((mention, first[place]))
    return found


def _says_all(first: Mention, second: Mention) -> bool:
    """Whether the first mention of a person says all that the second does, in its languages."""
    values = dict(first.person.items())
    for part, text in second.person.items():
        whole, folded = values.get(part, ""), folded_link if part == "url" else str.casefold
        if isinstance(text, str) and not isinstance(whole, str):
            return False
        for code, each in by_language(text):
            if folded(in_language(whole, code[0] if code else None)) != folded(each):
                return False
    return True


def _without(gone: Sequence[Mention]) -> Change:
    """What takes mentions away, all of them from one list."""
    (sig, key, person), *others = gone
    which = f"the further mentions in {key}" if others else f"the second mention of {person}"
    numbers = {mention.person.origin for mention in gone}
    left = tuple(each for each in sig.people(key) if each.origin not in numbers)
    return Change(f"take {which} away", sig, (key,), left)


@rule("SIG404", "handle-mismatch", Severity.WARNING)
def handle_mismatch(snapshot: Snapshot) -> Iterator[Finding]:
    """A handle is the account that its link opens."""
    seen: set[tuple[int, str, str]] = set()
    for mention, code, handle, url in _handles(snapshot):
        opened = account(url)
        if not opened or _is_alike(handle, opened[1]):
            continue
        if (wrong := (id(mention), handle, opened[1])) not in seen:
            seen.add(wrong)
            old, new = argument(f"@{handle}"), argument(f"@{opened[1]}")
            link = place_of(snapshot, mention, *_path(mention, "url", code))
            yield Finding(
                f"{mention.sig.name}: @{handle} links to the account {opened[1]!r}",
                place_of(snapshot, mention, *_path(mention, "handle", code)),
                [
                    Related("the link is here", link),
                    *cells(snapshot, mention.sig, mention.field, code),
                ],
                hint=f"sigtool rename-lead {old} {new}, or correct the link",
            )
    yield from profiles.labels(snapshot)


@rule("SIG407", "invalid-handle", Severity.ERROR)
@once
def invalid_handle(snapshot: Snapshot) -> Iterator[Finding]:
    """A handle is one that its host would accept."""
    for mention, code, handle, url in _handles(snapshot):
        fault = _handle_fault(handle, url)
        # SIG202 tells of a word for nobody.
        if fault and not is_placeholder(snapshot, handle):
            where, hint = fault
            yield Finding(
                f"{mention.sig.name}: {quoted(handle)} is no handle{where}",
                place_of(snapshot, mention, *_path(mention, "handle", code)),
                hint=hint,
            )


def _handles(snapshot: Snapshot) -> Iterator[tuple[Mention, str | None, str, str]]:
    """Each mention with a handle, its link or "", in each language that one of them has, if any."""
    for mention in list(snapshot.registry.mentions()):
        handles, urls = mention.person.handle or "", mention.person.url or ""
        codes = dict.fromkeys((*languages_of(handles), *languages_of(urls)))
        for code in codes or (None,):
            if handle := in_language(handles, code):
                yield mention, code, handle, in_language(urls, code)


def _path(mention: Mention, part: str, code: str | None) -> tuple[str, ...]:
    """Where in a person a part stands that says a text in a language."""
    languages = languages_of(getattr(mention.person, part) or "")
    return (part, code) if code and code in languages else (part,)


def _is_alike(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _handle_fault(handle: str, url: str) -> tuple[str, str] | None:
    """Where a handle cannot be one, as " on github.com", and what to do; None where it can."""
    found = account(url)
    host = found[0].removeprefix("www.") if found else ""
    if found and not _is_alike(found[1], handle):
        return None
    if host in _HANDLES:
        pattern, hint = _HANDLES[host]
        return None if pattern.fullmatch(handle) else (f" on {host}", hint)
    if not _NO_HANDLE.search(handle) or _TEAM.fullmatch(handle):
        return None
    if "://" in handle:
        return "", "a link goes under `url`"
    if is_address(handle):
        return "", "an e-mail address goes under `email`"
    return "", "write the account alone, as ada; what somebody is called goes under `name`"


@rule("SIG411", "no-account", Severity.NOTE)
@once
def no_account(snapshot: Snapshot) -> Iterator[Finding]:
    """A lead can be reached: by a link, a handle or an e-mail address."""
    registry = snapshot.registry
    if not any(person.handle or person.url for _, _, person in registry.mentions()):
        return
    for sig, field, person in registry.mentions():
        is_reached = person.handle or person.url or person.email
        # With a typing error in a key, the account may be there: SIG003 tells of that.
        if field != "leads" or not sig.is_shown or is_reached or snapshot.is_faulty(sig):
            continue
        for _, name in by_language(person.name or ""):
            if name and not is_placeholder(snapshot, name):
                yield Finding(
                    f"{sig.name}: {person.name} has no link, no handle and no e-mail address",
                    place_of(snapshot, Mention(sig, field, person), "name"),
                    hint=f"name an account: sigtool rename-lead {argument(name)} @handle",
                )
                break
