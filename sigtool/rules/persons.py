"""SIG4xx: the people of a SIG."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sigtool.check.passages import Change, fixes, number_of, place_of
from sigtool.check.rule import Finding, once, rule
from sigtool.check.snapshot import Snapshot
from sigtool.facts.pairs import named_again
from sigtool.model import (
    Mention,
    Person,
    Sig,
    Texts,
    account,
    accounts,
    by_language,
    folded_link,
    handles,
    in_language,
    languages_of,
    texts_of,
)
from sigtool.rules.addresses import is_address
from sigtool.rules.cells import is_placeholder, own_placeholders, says_none
from sigtool.rules.groups import only_in_tables
from sigtool.rules.labels import labels
from sigtool.rules.shared_addresses import is_of_many
from sigtool.rules.throughout import gaps
from sigtool.rules.two_names import are_two
from sigtool.tables.headers import bare, names_many
from sigtool.tables.words import LEADS, alone, says_account
from sigtool.text.diagnostic import Location, Related, Severity
from sigtool.text.lazily import lazily
from sigtool.text.records import replace
from sigtool.text.wording import argument, quoted

# Old accounts may end in a hyphen; those that a company manages end in `_` and its short name.
_GITHUB: Final = lazily(r"(?=.{1,39}$)[a-z\d]+(?:-[a-z\d]+)*-?(?:_[a-z\d]+)?", re.I | re.ASCII)
_OTHERS: Final = lazily(r"[\w.-]+", re.ASCII)
_LETTERS: Final = "a handle there has letters, digits, `_`, `-` and `.`"
# What the handles of a host look like, and how to say so.
_HANDLES: Final[Mapping[str, tuple[re.Pattern[str], str]]] = {
    "github.com": (_GITHUB, "a handle there has letters, digits and single hyphens, at most 39"),
    **dict.fromkeys(("gitee.com", "gitcode.com", "atomgit.com", "gitlab.com"), (_OTHERS, _LETTERS)),
}
# What no host takes, but for the slash of a team: `@example/docs-leads`.
_NO_HANDLE: Final = lazily(r"[\s/@\[\](){}<>（）]")
_TEAM: Final = lazily(r"[\w.-]+/[\w.-]+")
# Who made a group, and need not lead it.
_MAKER: Final = "创建人"
# Who does what a row names, rather than lead it: nobody may do it yet.
_OF_TASKS: Final = (
    *("assignee", "author", "contributor", "mentor", "writer", "translator", "team"),
    *("学生", "译者"),
)
_TWO: Final = "correct the account or the address of one, if they are two people; else keep one"
_KEEP_ONE: Final = "keep one of the two"
# A people field of a SIG, which its origin stands for.
_List = tuple[int | None, str]


@rule("SIG401", "no-lead", Severity.WARNING)
def no_lead(snapshot: Snapshot) -> Iterator[Finding]:
    """An active SIG has a lead."""
    named = {origin for origin, field, _ in only_in_tables(snapshot) if field == "leads"}

    def lacks(sig: Sig) -> bool:
        if sig.origin in named:
            return False  # SIG601 tells of whom a table names
        leads = sig.value("leads")
        if isinstance(leads, tuple):
            return False
        texts = [each for each in texts_of(leads) if each and not says_none(each)]
        return not (texts or snapshot.is_faulty(sig))

    for gap in gaps(snapshot, "leads", lacks):
        columns = snapshot.shown.columns_of(gap.lacking[0], "leads")
        if any(alone(bare(column.header)) in _OF_TASKS for column in columns):
            continue
        are_leads = not columns or any(_names_leads(column.header) for column in columns)
        severity = None if are_leads else Severity.NOTE
        if gap.is_wide:
            hint = "name a lead for each: sigtool add-lead SIG @handle"
            yield gap.finding(snapshot, hint, severity)
            continue
        header = snapshot.shown.header(gap.lacking[0], "leads")
        fault = f"has nobody under {header!r}" if columns else "has no lead"
        for sig in gap.lacking:
            yield Finding(
                f"{sig.name} {fault}",
                snapshot.at_sig(sig, "name"),
                hint=f"name one: sigtool add-lead {snapshot.command_name(sig)} @handle",
                severity=severity,
            )


def _names_leads(header: str) -> bool:
    """Whether those below a header surely lead a group; who made it need not."""
    word = alone(bare(header))
    return word in LEADS and word != _MAKER and not names_many(header)


@rule("SIG402", "too-many-leads", Severity.WARNING)
def too_many_leads(snapshot: Snapshot) -> Iterator[Finding]:
    """A SIG has no more leads than `max_leads`."""
    most = snapshot.settings.max_leads
    # A limit that the community did not set is a matter of taste.
    severity = None if snapshot.is_set("max_leads") else Severity.NOTE
    for sig in snapshot.registry.sigs:
        if not sig.is_shown or len(sig.people()) <= most or _are_many(snapshot, sig):
            continue
        pairs = snapshot.once(_repeated).get((sig.origin, "leads"), ())
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
                severity=severity,
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
    lists = list(snapshot.once(_repeated).values())
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
            if _share_a_mailbox(first.person, second.person):
                continue
            place = place_of(snapshot, second)
            # What an alias repeats is mended where it stands.
            owner = snapshot.sig_at(place)
            is_here = owner is not None and owner.origin == second.sig.origin
            yield Finding(
                _twice(snapshot, second.sig, second.person, second.field),
                place,
                [Related("the first is here", place_of(snapshot, first))],
                fix if is_here and second.person.origin in numbers else None,
                _TWO if are_two(first.person, second.person) else _KEEP_ONE,
            )
    yield from _in_tables(snapshot)


def _share_a_mailbox(one: Person, other: Person) -> bool:
    """Whether nothing makes two names one person's but an address that many may have."""
    email = in_language(other.email or "", None)
    return is_of_many(email) and not handles(one) and are_two(one, other)


def _twice(snapshot: Snapshot, sig: Sig, person: Person, key: str) -> str:
    is_shown = snapshot.shown.columns_of(sig, key)
    where = f"twice under {snapshot.shown.header(sig, key)!r}" if is_shown else f"in {key} twice"
    return f"{sig.name}: {person} is {where}"


def _in_tables(snapshot: Snapshot) -> Iterator[Finding]:
    """Whom a cell of a table names again, and the registry does not."""
    for known in (snapshot.community.assigned[at] for at in snapshot.plans):
        place = known.place
        columns = [bound for bound in place.bound if bound.holds_people]
        for row, shown, owner in known.rows:
            sig = shown if owner is None else known.sigs[owner].wanted
            # Of what the registry says itself, it has been told.
            is_told = owner is not None and sig.values == shown.values
            for bound in () if is_told or place.surplus(row) else columns:
                listed = shown.people(bound.field)
                held = () if owner is None else sig.people(bound.field)
                for n in named_again(listed, held) if listed != held else ():
                    yield Finding(
                        _twice(snapshot, sig, listed[n], bound.field),
                        Location(place.shown.source, row.cells[bound.at].content),
                        hint=_KEEP_ONE,
                    )


def _repeated(snapshot: Snapshot) -> dict[_List, list[tuple[Mention, Mention]]]:
    """Who is in a list twice: each further mention, and the first in that list."""
    found: dict[_List, list[tuple[Mention, Mention]]] = {}
    for mentions in snapshot.people:
        if len(mentions) < 2:
            continue
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
    for mention, code, handle, url in snapshot.once(_handles):
        opened = account(url)
        if not opened or _is_alike(handle, opened[1]):
            continue
        if (wrong := (id(mention), handle, opened[1])) not in seen:
            seen.add(wrong)
            old, new = argument(f"@{handle}"), argument(f"@{opened[1]}")
            hint = f"sigtool rename-lead {old} {new}, or correct the link"
            if opened[1].startswith("@"):
                hint = f"write {url.replace('/@', '/', 1)}"
            if isinstance(mention.person.url, Texts):  # a command changes one language of it
                hint = "correct the handle or the link"
            # Whoever has that account elsewhere would be renamed as well.
            own = opened[0].casefold().removeprefix("www."), handle.casefold()
            known = snapshot.once(_with_account)
            if known[own] > (own in accounts(mention.person)):
                hint = f"correct the handle or the link; elsewhere a link opens @{handle}"
            link = place_of(snapshot, mention, *_path(mention, "url", code))
            yield Finding(
                f"{mention.sig.name}: @{handle} links to the account {opened[1]!r}",
                place_of(snapshot, mention, *_path(mention, "handle", code)),
                [Related("the link is here", link)],
                hint=hint,
            )
    yield from labels(snapshot)


@rule("SIG407", "invalid-handle", Severity.ERROR)
@once
def invalid_handle(snapshot: Snapshot) -> Iterator[Finding]:
    """A handle is one that its host would accept."""
    for mention, code, handle, url in snapshot.once(_handles):
        fault = _handle_fault(handle, url)
        # SIG202 tells of a word for nobody.
        if fault and not is_placeholder(handle, own_placeholders(snapshot)):
            where, hint = fault
            yield Finding(
                f"{mention.sig.name}: {quoted(handle)} is no handle{where}",
                place_of(snapshot, mention, *_path(mention, "handle", code)),
                hint=hint,
            )


def _handles(snapshot: Snapshot) -> list[tuple[Mention, str | None, str, str]]:
    """Each mention with a handle, its link or "", in each language that one of them has, if any."""
    found: list[tuple[Mention, str | None, str, str]] = []
    for mention in snapshot.mentions:
        handles, urls = mention.person.handle or "", mention.person.url or ""
        if isinstance(handles, str) and isinstance(urls, str):
            found += [(mention, None, handles, urls)] if handles else []
            continue
        for code in dict.fromkeys((*languages_of(handles), *languages_of(urls))):
            if handle := in_language(handles, code):
                found.append((mention, code, handle, in_language(urls, code)))
    return found


def _with_account(snapshot: Snapshot) -> Counter[tuple[str, str]]:
    """How many mentions have each account."""
    return Counter(each for one in snapshot.mentions for each in accounts(one.person))


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
    registry, sections = snapshot.registry, dict[str | None, list[Mention]]()
    is_lacking = not all(_is_reached(each.person) for each in snapshot.mentions)
    for mention in snapshot.mentions if is_lacking else ():
        if mention.field == "leads" and mention.sig.is_shown:
            sections.setdefault(registry.section_of(mention.sig), []).append(mention)
    for mentions in sections.values():
        lacking = [each for each in mentions if not _is_reached(each.person)]
        has_accounts = any(each.person.handle or each.person.url for each in mentions)
        # Where few have one, the column shows names.
        for mention in lacking if has_accounts and 2 * len(lacking) <= len(mentions) else ():
            if not _has_account_beside(snapshot, mention.sig):
                yield from _without_account(snapshot, mention)


def _is_reached(person: Person) -> bool:
    return bool(person.handle or person.url or person.email)


def _has_account_beside(snapshot: Snapshot, sig: Sig) -> bool:
    """Whether another column shows accounts, and has one for the leads of a SIG."""
    return any(
        says_account(bare(column.header), of_a_row=True) and sig.values.get(column.field)
        for _, table in snapshot.shown.tables_of(sig)
        for column in table.columns
        if column.field not in ("name", "leads")
    )


def _without_account(snapshot: Snapshot, mention: Mention) -> Iterator[Finding]:
    from sigtool.people.unwritable import is_writable

    # With a typing error in a key, the account may be there: SIG003 tells of that.
    names = () if snapshot.is_faulty(mention.sig) else by_language(mention.person.name or "")
    for codes, name in names:
        # Of whom no table can show beside an account, SIG204 tells where it can show none at all.
        person = replace(mention.person.in_language(next(iter(codes), None)), handle="handle")
        is_name = name and not is_placeholder(name, own_placeholders(snapshot))
        if is_name and is_writable(person):
            yield Finding(
                f"{mention.sig.name}: {mention.person.name} has no link, no handle and no e-mail "
                "address",
                place_of(snapshot, mention, "name"),
                hint=f"name an account: sigtool rename-lead {argument(name)} @handle "
                f"--sig {snapshot.command_name(mention.sig)}",
            )
            break
