"""On what a table and the registry disagree, and what becomes of it when an edit meets it."""

from collections.abc import Sequence
from enum import Enum, StrEnum

from sigtool.markdown.blocks import Row
from sigtool.model import Person, Sig, Value, as_people, in_language
from sigtool.text.records import dataclass
from sigtool.text.source import Source
from sigtool.text.wording import cut_beside


class Difference(Enum):
    """In what way a table does not say what the registry says."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Drift:
    """One fact on which a table and the registry disagree; not sure where the row is a guess."""

    kind: Difference
    sig: Sig
    row: Row | None = None
    column: int | None = None
    message: str = ""
    is_sure: bool = True


class Fate(StrEnum):
    """What becomes of it."""

    REPLACED = "replaced"
    REWRITTEN = "rewritten"
    REMOVED = "removed"
    KEPT = "kept"
    TWICE = "twice"
    RETURNED = "returned"
    UNREAD = "unread"
    UNSURE = "unsure"
    TORN = "torn"
    UNSHOWN = "unshown"
    TRANSLATED = "translated"
    DIFFERENT = "different"
    ILLEGIBLE = "illegible"


@dataclass(frozen=True, slots=True)
class Remark:
    """A row, or what a cell of it says, as it is written there, and its fate.

    `key` is the field of the SIG, "" for the row as a whole. REPLACED and REMOVED are gone after
    the edit. REWRITTEN: so is the row, which had more cells than the table has columns; another one
    is there. KEPT is a person whom the table alone names, TWICE one who may be the `other` person,
    RETURNED one who was in the row no more, as the `other` person;
    UNREAD a cell that is not read as persons, TRANSLATED a text in the language of the table,
    DIFFERENT what the edit is not about: these are left as they are. UNSURE: which row the SIG has
    is a guess, so none changed. TORN: so it is, since its row has the page of another SIG.
    ILLEGIBLE: so it is, since its row has more cells than the table has columns. UNSHOWN: the SIG
    has no row; `row` is the header row.
    """

    fate: Fate
    sig: Sig
    source: Source
    row: Row
    key: str
    text: str
    other: str = ""

    @property
    def line(self) -> int:
        """The line of the row, from 1."""
        return self.source.position(self.row.line.start).line


def difference(sig: Sig, shown: Sig, keys: Sequence[str]) -> str:
    """What a row says and the registry does not; of people, those whom only one of them has."""
    parts: list[str] = []
    for key in keys:
        there, here = shown.value(key), sig.value(key)
        if there == here:
            continue
        word = key.replace("_", " ")
        plural = word.endswith("s") and not word.endswith(("ss", "us", "is"))
        listed, known = as_people(there), as_people(here)
        if (listed or known) and bool(listed) == bool(there) and bool(known) == bool(here):
            left = tuple(person for person in listed if person not in known)
            right = tuple(person for person in known if person not in listed)
            odd = left or right
            one_sided = bool(odd and listed and known) and not (left and right)
            there, here = (left, right) if odd else (listed, known)
            if plural and len(odd if one_sided else there) < 2:
                word, plural = word[:-1], False
            if one_sided:
                verb, place = "are" if len(odd) > 1 else "is", "registry" if left else "table"
                parts.append(f"{word} {_phrase(odd, '')} {verb} not in the {place}")
                continue
        verb = "are" if plural else "is"
        parts.append(f"{word} {verb} {_phrase(there, here)}, registry has {_phrase(here, there)}")
    return f"{sig.name}: {'; '.join(parts)}"


def _phrase(value: Value, other: Value) -> str:
    """A value in a sentence; a long text is cut to where it begins to differ from the other."""
    if isinstance(value, tuple):
        return ", ".join(_person(person, as_people(other)) for person in value) or "nobody"
    if not value:
        return "nobody" if isinstance(other, tuple) else "nothing"
    text, another = in_language(value, None), "" if isinstance(other, tuple) else str(other)
    return repr(cut_beside(text, another))


def _person(person: Person, others: Sequence[Person]) -> str:
    """A person in a sentence, with what tells them from another one of the same name, if any."""
    twin = next((each for each in others if str(each) == str(person)), None)
    own, its = dict(person.items()), dict(twin.items()) if twin else {}
    telling = [
        str(own.get(key, f"no {key}")) for key in {**own, **its} if own.get(key) != its.get(key)
    ]
    return f"{person} ({', '.join(telling)})" if twin and telling else str(person)
