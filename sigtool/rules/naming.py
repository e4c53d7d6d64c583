"""SIG301, SIG303, SIG304 and SIG309: what SIGs are known by: their names, written alike, and `id`.

How names are written the registry itself says: as four of five are, where there are five at least.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from sigtool.check.rule import Finding, once, rule
from sigtool.check.snapshot import Snapshot
from sigtool.markdown import inline, seen
from sigtool.markdown.inline import name_key
from sigtool.model import Sig, by_language
from sigtool.rules.throughout import of_rows
from sigtool.tables.headers import names_groups
from sigtool.text.diagnostic import Location, Related, Severity
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass, replace
from sigtool.text.wording import argument, quoted

# A habit is one of at least so many names.
_FEWEST: Final = 5
# Names that repeat as often as this, and in one row of so many, name no groups.
_MANY: Final = 3
_MANY_OF: Final = 5
_ANOTHER: Final = "bind another column to `name`, one that says something else in each row"
_OR_WORDS: Final = (
    "bind another column to `name`, or write names that say which row is which; "
    "no column says something else in each row"
)
_WHAT: Final = r"(?i:SIG|Special Interest Group)"
# What some put around a name, and what of it is the name.
_DECORATIONS: Final = {
    "ends in 'SIG'": lazily(
        rf"(?P<name>.*[^\s_-])(?:[\s_-]+|(?<=[\u3040-\u9fff\uac00-\ud7af])){_WHAT}"
    ),
    "begins with 'SIG'": lazily(rf"{_WHAT}[\s_-]+(?P<name>[^\s_-].*)"),
    "ends in '/'": lazily(r"(?P<name>[^\s/]+)\s*/+"),
}
# What is in each of those.
_DECORATED: Final = ("/", "sig", "special interest group")
# What is left of `Ruby: SIG` is no name.
_OPEN_END: Final = lazily(r"[\s:;,.?!&/|(（：；，。、–—-]$")
# Words that stay small in a title.
_SMALL: Final = (
    r"(?:a|an|and|as|at|by|for|from|in|into|of|off|on|or|over|per|the|to|up|via|vs|with|[-&+/–])"
)
# Names of programs that are written small, be it at the beginning of a sentence.
_PROGRAMS: Final = (
    r"(?:containerd|curl|etcd|ffmpeg|git|grpc|helm|k[38]s|kubeadm|kubectl|kubelet|lib\w+|npm|nginx"
    r"|numpy|pip|pytest|runc|systemd|vim|vllm|webpack)"
)
# A word that is spelled so wherever it stands: an acronym, a number, a name (`iOS`, `MongoDB`).
_FIXED: Final = (
    rf"(?:[A-Z0-9][A-Z0-9.+#&/'-]*s?|[0-9]\S*|[A-Za-z]*[a-z][A-Z]\S*|{_PROGRAMS}"
    r"|[a-z0-9]+-[a-z0-9-]+)"
)
_CAPITAL: Final = rf"(?:[A-Z]\S*|{_FIXED})"
_LOWER: Final = rf"(?:[a-z][a-z0-9.+#&/'-]*|[0-9]+|{_SMALL})"
# A word that says nothing about the style: it is written so in most of them.
_OPEN: Final = r"(?:(?!.*[a-z][A-Z])[A-Z][^\s_]*|[0-9][^\s_]*)"
_NO_NAME: Final = lazily(r"\[.*|[a-z]+[A-Z]\S*")
_PLAIN_LATIN: Final = lazily(r"(?=.*[A-Za-z])[\x20-\x7e–]+")
_CODED: Final = frozenset(("kebab-case", "snake_case"))
_HUMPED: Final = lazily(r"[A-Z][A-Za-z0-9]*[a-z][A-Z][A-Za-z0-9]*")
_FEWEST_HUMPED: Final = 3
# What has more words is a sentence, not a name.
_MOST_WORDS: Final = 4


def _style(
    one: str, first: str = "", other: str = ""
) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """What names of several words are in a style, by the first word and the others, if they can be,
    and what those of one word are."""
    several = lazily(rf"(?:{first})(?: (?:{other}))+") if first else None
    return several, lazily(one)


# In the order in which a style is named where several fit all names alike.
_STYLES: Final = {
    "Title Case": _style(_OPEN, _CAPITAL, rf"{_SMALL}|{_CAPITAL}"),
    "CamelCase": _style(rf"(?=.*[a-z][A-Z])[A-Z][A-Za-z0-9]*|{_OPEN}"),
    "Sentence case": _style(_OPEN, _CAPITAL, rf"{_LOWER}|{_FIXED}"),
    "kebab-case": _style(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"),
    "snake_case": _style(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"),
    "lower case": _style(_LOWER, _LOWER, _LOWER),
    "UPPER CASE": _style(r"[^a-z]+", r"[^a-z ]+", r"[^a-z ]+"),
}
_OF_SEVERAL: Final = tuple((style, way) for style, (way, _) in _STYLES.items() if way is not None)
_OF_ONE: Final = tuple((style, way) for style, (_, way) in _STYLES.items())


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a SIG, as commands take it, and the key of its language; none for every language.
    `seen` is the name where the document has the links that it refers to."""

    sig: Sig
    text: str
    language: tuple[str, ...]
    seen: str

    @property
    def key(self) -> str:
        """What two names that people take for one have in common."""
        name = self.seen.casefold()
        # A name of nothing else is told apart by what it has.
        return "".join(name.replace("_", " ").replace("-", " ").split()) or name

    def is_beside(self, other: "_Name") -> bool:
        """Whether one table can show both."""
        return not self.language or not other.language or self.language == other.language

    def at(self, snapshot: Snapshot) -> Location:
        return snapshot.at_sig(self.sig, "name", *self.language)

    def finding(self, snapshot: Snapshot, message: str, advice: str, new: str) -> Finding:
        option = "".join(f"--language {code} " for code in self.language)
        is_shared = name_key(self.text) in snapshot.shared_names
        call = snapshot.command_name(self.sig) if is_shared else argument(self.text)
        hint = f"{advice}sigtool edit-sig {call} {option}--name {new}"
        return Finding(f"{self.text}: {message}", self.at(snapshot), hint=hint)


@rule("SIG301", "duplicate-name", Severity.ERROR)
def duplicate_name(snapshot: Snapshot) -> Iterator[Finding]:
    """In one section, names differ by more than case, blanks, `-` and `_`."""
    registry = snapshot.registry
    sections: dict[str | None, list[Sig]] = {}
    for sig in registry.sigs:
        if not snapshot.shown.is_person(sig):
            section = registry.section_of(sig) if registry.are_apart else None
            sections.setdefault(section, []).append(sig)
    for sigs in sections.values():
        pairs = list(_repeats(snapshot, sigs))
        beside = [pair for pair in pairs if pair[0].is_beside(pair[1])]
        are_many = len(beside) >= _MANY and _MANY_OF * len(beside) >= len(sigs)
        if are_many or (beside and _are_facts(snapshot, sigs, beside)):
            yield _no_groups(snapshot, sigs, beside, _ANOTHER if are_many else _OR_WORDS)
        else:
            yield from (_duplicate(snapshot, name, first) for name, first in pairs)


def _repeats(snapshot: Snapshot, sigs: Sequence[Sig]) -> Iterator[tuple[_Name, _Name]]:
    """Each name that an earlier SIG has, and that one's, once for two SIGs."""
    known: dict[str, dict[tuple[str, ...], _Name]] = {}
    names_of = snapshot.once(_names_of)
    every = [name.key for sig in sigs for name in names_of[sig.origin]]  # most are there once
    for sig in sigs if len(set(every)) < len(every) else ():
        names = [(name, name.key) for name in names_of[sig.origin]]
        found: dict[int | None, tuple[_Name, _Name]] = {}
        for name, key in names:
            if key not in known:
                continue
            firsts = list(known[key].values())
            beside = [first for first in firsts if name.is_beside(first)]
            for first in (beside or firsts)[:1]:
                pair = found.setdefault(first.sig.origin, (name, first))
                if beside and not pair[0].is_beside(pair[1]):
                    found[first.sig.origin] = (name, first)
        yield from found.values()
        for name, key in names:
            known.setdefault(key, {}).setdefault(name.language, name)


def _are_facts(
    snapshot: Snapshot, sigs: Sequence[Sig], pairs: Sequence[tuple[_Name, _Name]]
) -> bool:
    """Whether rows are told apart by several columns together: the header of the names may as well
    be of something else, no column has another value in each row, and those of one name say
    different things in a column of texts, as a copied row does not."""
    columns = snapshot.shown.columns_of(sigs[0], "name")
    if not columns or any(names_groups(column.header) for column in columns):
        return False
    tables = (table for _, table in snapshot.shown.tables_of(sigs[0]))
    fields = {column.field for table in tables for column in table.columns} - {"name"}
    texts = [field for field in fields if any(sig.text(field) for sig in sigs)]
    is_told = any(len({str(sig.value(field)) for sig in sigs}) == len(sigs) for field in fields)
    return not is_told and all(
        any("" != a.sig.text(key) != b.sig.text(key) != "" for key in texts) for a, b in pairs
    )


def _no_groups(
    snapshot: Snapshot, sigs: Sequence[Sig], pairs: Sequence[tuple[_Name, _Name]], advice: str
) -> Finding:
    """What to say where names repeat throughout: whatever the rows are, these do not name them."""
    name, first = pairs[0]
    header = snapshot.shown.header(sigs[0], "name")
    many = "many " if len(pairs) >= _MANY else ""
    return Finding(
        f"{many}names under {header!r} repeat: they do not tell the rows apart",
        name.at(snapshot),
        [Related("the first is here", first.at(snapshot))],
        hint=f"{of_rows(len(pairs), len(sigs), name.sig)}: {advice}",
        severity=Severity.WARNING,
    )


def _duplicate(snapshot: Snapshot, name: _Name, first: _Name) -> Finding:
    place, earlier = name.at(snapshot), first.at(snapshot)
    # Of an alias, the name stands where the first one's does.
    place = place if place != earlier else snapshot.at_sig(name.sig)
    related = [Related("the first is here", earlier)]
    if name.is_beside(first):
        message = f"{name.sig.name}: there is a SIG called {first.text!r} already"
        return Finding(message, place, related, hint="merge the two, or rename one")
    return Finding(
        f"{name.sig.name}: its name in {name.language[0]} is that of {first.sig.name} "
        f"in {first.language[0]}, {first.text!r}",
        place,
        related,
        hint="rename one, so that commands know which is meant",
        severity=Severity.WARNING,
    )


def are_namesakes(one: Sig, other: Sig) -> bool:
    """Whether two SIGs have a name in common, of which SIG301 tells in one section, or are one."""
    if one is other:
        return True
    keys, others = ({name.key for name in _names(sig)} for sig in (one, other))
    return bool(keys & others)


@rule("SIG303", "decorated-name", Severity.NOTE)
@once
def decorated_name(snapshot: Snapshot) -> Iterator[Finding]:
    """A name has no `SIG` around it, and no `/` behind it, that the others lack."""
    for names in snapshot.once(_by_language):
        texts = [(name, name.text.casefold()) for name in names]
        likely = [name for name, text in texts if any(each in text for each in _DECORATED)]
        for what, pattern in _DECORATIONS.items():
            found = [(name, match) for name in likely if (match := pattern.fullmatch(name.text))]
            if _is_habit(len(names) - len(found), len(names)):
                for name, match in found:
                    if not _OPEN_END.search(match["name"].strip()):
                        yield _decorated(snapshot, name, what, match["name"].strip())


def _decorated(snapshot: Snapshot, name: _Name, what: str, bare: str) -> Finding:
    own = replace(name, text=bare, seen=bare)
    others = (each for sig in snapshot.registry.sigs if sig is not name.sig for each in _names(sig))
    message = f"the name {what}, the others do not"
    if other := next((each for each in others if each.key == own.key), None):
        return Finding(
            f"{name.text}: {message}; without that it is the name of another SIG, {other.text!r}",
            name.at(snapshot),
            [Related("the other one is here", other.at(snapshot))],
            hint="merge the two, or give one of them a name that says how they differ",
        )
    return name.finding(snapshot, message, "", argument(bare))


@rule("SIG304", "name-style", Severity.NOTE)
@once
def name_style(snapshot: Snapshot) -> Iterator[Finding]:
    """Names are written in one style: `CamelCase`, `Title Case`, `kebab-case`."""
    for names in snapshot.once(_by_language):
        styled = [(name, styles) for name in names if (styles := _styles(name.text))]
        counts = Counter(chain.from_iterable(fits for _, fits in styled))
        habits = {style for style in _STYLES if _is_habit(counts[style], len(styled))}
        if sum(1 for name, _ in styled if _HUMPED.fullmatch(name.text)) < _FEWEST_HUMPED:
            habits.discard("CamelCase")  # names of one word fit that, too
        usual = max(filter(habits.__contains__, _STYLES), key=counts.__getitem__, default="")
        coded = [name for name, fits in styled if _CODED & fits]
        for name in [name for name, fits in styled if usual and not fits & habits]:
            is_open = re.fullmatch(_OPEN, name.text) or not re.search(r"[\s_-]", name.text)
            # Several of `ks-installer`, `csi-driver` are a kind of their own: programs.
            is_open = is_open or (len(coded) > 1 and name in coded and usual not in _CODED)
            if not is_open:
                message = f"the name is not in {usual}, most others are"
                advice = "write it as the others are written: "
                yield name.finding(snapshot, message, advice, "...")


@rule("SIG309", "duplicate-id", Severity.ERROR)
def duplicate_id(snapshot: Snapshot) -> Iterator[Finding]:
    """No two SIGs have the same `id`."""
    first: dict[str, Sig] = {}
    for sig in snapshot.registry.sigs:
        mark = sig.word("id")
        owner = first.setdefault(mark, sig)
        if mark and owner is not sig:
            yield Finding(
                f"{sig.name} has the id {quoted(mark)}, which is that of {owner.name}",
                snapshot.at_sig(sig, "id"),
                [Related("the first is here", snapshot.at_sig(owner, "id"))],
                hint="give it an id of its own, or take the id away",
            )


def _names_of(snapshot: Snapshot) -> Mapping[int | None, Sequence[_Name]]:
    """The names of each SIG, by its origin."""
    return {sig.origin: list(_names(sig)) for sig in snapshot.registry.sigs}


def _names(sig: Sig) -> Iterator[_Name]:
    for language, text in by_language(sig.name):
        plain = inline.plain(text)
        yield _Name(sig, plain, language, plain if inline.is_mere_text(text) else seen.text(text))


def _by_language(snapshot: Snapshot) -> list[Sequence[_Name]]:
    """The names that are shown to readers of each language; a plain one is among those of all."""
    sigs = (sig for sig in snapshot.registry.sigs if sig.is_shown and snapshot.shown.is_group(sig))
    names_of = snapshot.once(_names_of)
    names = [name for sig in sigs for name in names_of[sig.origin]]
    languages = dict.fromkeys(name.language for name in names if name.language)
    return [
        [name for name in names if name.language in ((), language)]
        for language in languages or [()]
    ]


def _is_habit(count: int, total: int) -> bool:
    return total >= _FEWEST and 5 * count >= 4 * total


def _styles(name: str) -> frozenset[str]:
    """The styles in which a name may be meant to be; none where that is not to be told."""
    if not _PLAIN_LATIN.fullmatch(name) or _NO_NAME.fullmatch(name):
        return frozenset()
    words = [word for each in name.split() if (word := each.strip("()[]{},.:;\"'"))]
    if not 0 < len(words) <= _MOST_WORDS:
        return frozenset()
    text, ways = " ".join(words), _OF_ONE if len(words) == 1 else _OF_SEVERAL
    return frozenset([style for style, way in ways if way.fullmatch(text)])
