"""SIG4xx: the accounts of people, across all SIGs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Final, NamedTuple

from sigtool.check.passages import passages, place_of
from sigtool.check.rule import Finding, once, rule
from sigtool.check.snapshot import Snapshot
from sigtool.errors import BadValue
from sigtool.model import (
    Mention,
    Person,
    Text,
    Texts,
    accounts,
    by_language,
    handles,
    host_of,
    in_language,
    languages_of,
    texts_of,
)
from sigtool.rules.two_names import are_two, part_of
from sigtool.tables.headers import bare
from sigtool.tables.words import says_account
from sigtool.text.diagnostic import Related, Severity
from sigtool.text.records import dataclass
from sigtool.text.wording import argument, quoted

# What is a fact about a person wherever it is said, and what to call it.
_FACTS: Final[Mapping[str, str]] = {
    "handle": "handle",
    "name": "name",
    "email": "e-mail address",
    "affiliation": "affiliation",
}


@dataclass(frozen=True, slots=True)
class _Doubts:
    """Which mentions of an account, by their identity, can hardly be those of the person whom most
    of them name, and the origins of the SIGs that call the account by several names."""

    apart: Mapping[int, Mention]
    divided: Set[int | None]

    @classmethod
    def of(cls, snapshot: Snapshot, mentions: Sequence[Mention]) -> "_Doubts":
        named = [
            (each, name)
            for each in mentions
            if not _is_of_accounts(snapshot, each) and (name := _name(each.person))
        ]
        usual = commonest(name for _, name in named)
        first = next((each for each, name in named if name == usual), None)
        apart = {
            id(each): each for each, _ in named if first and are_two(each.person, first.person)
        }
        names: dict[int | None, set[str]] = {}
        for each, name in named if apart else ():
            names.setdefault(each.sig.origin, set()).add(name)
        return cls(apart, {origin for origin, called in names.items() if len(called) > 1})

    def scope(self, snapshot: Snapshot, mention: Mention) -> str | None:
        """What keeps a command from renaming somebody else; None where nothing does."""
        if mention.sig.origin in self.divided:
            return None
        return f" --sig {snapshot.command_name(mention.sig)}" if self.apart else ""

    def guard(self, mention: Mention, facts: "Mapping[str, _Odd]") -> str:
        """What to settle before a command says the same everywhere."""
        is_two = id(mention) in self.apart
        if is_two or ("name" in facts and are_two(mention.person, facts["name"].usual.person)):
            return "correct the account of one, if they are two people; else "
        if not self.apart:
            return ""
        other = next(iter(self.apart.values()))
        where = f"{_name(other.person)} in {other.sig.name}"
        return f"if {where} is somebody else, correct that account first; then "


class _Odd(NamedTuple):
    """A mention that says what most do, where another does not; in which language, if in one."""

    usual: Mention
    language: str | None


def with_accounts(people: Iterable[Sequence[Mention]]) -> Iterator[Sequence[Mention]]:
    """The mentions of each of these persons with an account; of several in one field (SIG403) the
    first."""
    for mentions in people:
        if any(handles(mention.person) for mention in mentions):
            yield _first_of_each(mentions)


def _first_of_each(mentions: Sequence[Mention]) -> list[Mention]:
    """The first mention in each field."""
    first = {(each.sig.origin, each.field): each for each in reversed(mentions)}
    return list(reversed(first.values()))


@rule("SIG405", "person-conflict", Severity.WARNING)
@once
def person_conflict(snapshot: Snapshot) -> Iterator[Finding]:
    """An account has the same handle, name, e-mail address and affiliation everywhere."""
    for everywhere in filter(_says_more, snapshot.people):
        mentions = _first_of_each(everywhere)
        if len(mentions) < 2 or not any(handles(mention.person) for mention in everywhere):
            continue
        doubts = _Doubts.of(snapshot, everywhere)
        odd_handles = _odd(mentions, "handle")
        for alike in _by_handle(mentions):
            # What stands below `GitHub ID` is an account, and no name.
            named = [each for each in alike if not _is_of_accounts(snapshot, each)]
            odd = {
                "handle": odd_handles,
                "name": _odd(named, "name"),
                "email": _odd(alike, "email"),
                "affiliation": _odd(alike, "affiliation"),
            }
            for mention in alike:
                facts = {key: ids[id(mention)] for key, ids in odd.items() if id(mention) in ids}
                if facts:
                    yield _conflict(snapshot, mention, facts, doubts)


def _says_more(mentions: Sequence[Mention]) -> bool:
    """Whether one mention of a person says something else than another."""
    first = mentions[0].person
    return any(each.person != first for each in mentions[1:])


def _by_handle(mentions: Sequence[Mention]) -> Iterable[Sequence[Mention]]:
    """The mentions of a person, apart by those handles that are another than the account."""
    others = {text for each in mentions for text in texts_of(_fact(each.person, "handle"))}
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        own = map(str.casefold, texts_of(mention.person.handle or ""))
        found.setdefault(next((text for text in own if text in others), ""), []).append(mention)
    return found.values()


def _is_of_accounts(snapshot: Snapshot, mention: Mention) -> bool:
    """Whether a mention stands in a column of accounts."""
    header = bare(snapshot.shown.header(mention.sig, mention.field))
    return says_account(header, of_a_row=snapshot.shown.is_person(mention.sig))


def _name(person: Person) -> str:
    """What a person is called, in every language."""
    return str(getattr(person, part_of(person, "name")) or "")


def _fact(person: Person, key: str) -> Text:
    """What is said of a person; not a handle that is the account, nor case where that is none."""
    value: Text = getattr(person, part_of(person, key)) or ""
    known = {name for _, name in accounts(person)} if key == "handle" else set()
    if key not in ("handle", "email"):
        return value
    if key == "handle" and not known:
        return ""  # without a link, the handle is the account
    folded = {language: text.casefold() for language, text in by_language(value)}
    left = {language: text for language, text in folded.items() if text not in known}
    if isinstance(value, str):
        return left.get((), "")
    return Texts({code: text for (code, *_), text in left.items()})


def _odd(mentions: Sequence[Mention], key: str) -> dict[int, _Odd]:
    """The mentions, by their identity, of which others say something else than they do.

    Each language counts by itself. A text that serves every language is compared in all of them,
    unless it is what one of them says.
    """
    facts = [(mention, fact) for mention in mentions if (fact := _fact(mention.person, key))]
    in_some = {text for _, fact in facts if isinstance(fact, Texts) for text in texts_of(fact)}
    facts = [(mention, fact) for mention, fact in facts if fact not in in_some]
    codes = dict.fromkeys(code for _, fact in facts for code in languages_of(fact))
    found: dict[int, _Odd] = {}
    for code in codes or (None,):
        spoken = [(m, fact, text) for m, fact in facts if (text := in_language(fact, code))]
        usual = commonest(text for _, _, text in spoken)
        first = next(((m, fact) for m, fact, text in spoken if text == usual), None)
        for mention, fact, text in spoken:
            if first and text != usual and not _is_short(key, mention, first[0]):
                is_in_one = languages_of(fact) and languages_of(first[1])
                found.setdefault(id(mention), _Odd(first[0], code if is_in_one else None))
    return found


def _is_short(key: str, mention: Mention, usual: Mention) -> bool:
    """Whether one of two names is a handle, and may be what somebody of the other is called."""
    parts = [part_of(each.person, key) for each in (mention, usual)]
    return "handle" in parts and key == "name" and not are_two(mention.person, usual.person)


def _conflict(
    snapshot: Snapshot, mention: Mention, facts: Mapping[str, _Odd], doubts: _Doubts
) -> Finding:
    parts: list[str] = []
    related: list[Related] = []
    commands: list[str | None] = []
    for key, odd in facts.items():
        texts: list[Text] = [
            getattr(each.person, part_of(each.person, key)) for each in (mention, odd.usual)
        ]
        if odd.language:
            texts = [in_language(text, odd.language) for text in texts]
        own, usual = texts
        who_is = f" of {mention.person}" if not parts else ""
        parts.append(f"the {_FACTS[key]}{who_is} is {quoted(own)}, elsewhere {quoted(usual)}")
        place = place_of(snapshot, odd.usual, part_of(odd.usual.person, key))
        related.append(Related(f"elsewhere it is {quoted(usual)}", place))
        commands.append(None if odd.language else _command(mention.person, key, own, usual))
    hint, scope = "say the same everywhere", doubts.scope(snapshot, mention)
    if all(commands) and scope is not None:
        steps = "; ".join(f"{command}{scope}" for command in commands)
        hint = f"{steps}, or correct the others"
    return Finding(
        f"{mention.sig.name}: {'; '.join(parts)}",
        place_of(snapshot, mention, part_of(mention.person, next(iter(facts)))),
        related,
        hint=f"{doubts.guard(mention, facts)}{hint}",
        # Two handles are two accounts; a name or an employer may be written in several ways.
        severity=Severity.ERROR if "handle" in facts else None,
    )


def _command(person: Person, key: str, own: Text, wanted: Text) -> str | None:
    """The command that says a fact in every mention of a person; None where there is none."""
    from sigtool.people import who

    if isinstance(own, Texts) or isinstance(wanted, Texts):
        return None
    known = person.url or person.email or person.name or ""
    old = f"@{in_language(person.handle, None)}" if person.handle else in_language(known, None)
    new = {"affiliation": f"{old} ({wanted})", "handle": f"@{wanted}"}.get(key, wanted)
    facts: dict[str, Text] = {key: wanted}
    if key == "affiliation" and person.handle:
        facts = {"handle": person.handle, key: wanted}
    try:
        read = dict(who.parse(new).items())
    except BadValue:
        return None
    return f"sigtool rename-lead {argument(old)} {argument(new)}" if read == facts else None


def commonest(texts: Iterable[str]) -> str:
    counts = Counter(texts)
    return max(counts, key=lambda text: counts[text], default="")


@rule("SIG410", "foreign-host", Severity.WARNING)
@once
def foreign_host(snapshot: Snapshot) -> Iterator[Finding]:
    """A profile link opens a page on one of the community's `hosts`."""
    named = [text if "://" in text else f"https://{text}" for text in snapshot.settings.hosts]
    hosts = [host for host in map(host_of, named) if host]
    for passage in passages(snapshot) if hosts else ():
        host = host_of(passage.text) if passage.part == "url" else ""
        if host and not f".{host}".endswith(tuple(f".{known}" for known in hosts)):
            wanted = " or ".join(hosts)
            message = f"{passage.sig.name}: {passage.person} links to {host}, not to {wanted}"
            hint = f"name the account there, or add {host} to `hosts` under `validate:`"
            yield Finding(message, passage.at(snapshot), hint=hint)
