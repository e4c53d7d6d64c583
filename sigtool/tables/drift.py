"""On what a table and the registry disagree, as facts that can be told in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from sigtool.markdown.blocks import Row
from sigtool.model import Person, Sig, Value, in_language


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


def difference(sig: Sig, shown: Sig, keys: Sequence[str]) -> str:
    """What a row says and the registry does not; of people, those whom only one of them has."""
    parts: list[str] = []
    for key in keys:
        there, here = shown.value(key), sig.value(key)
        if there == here:
            continue
        word = key.replace("_", " ")
        plural = word.endswith("s") and not word.endswith(("ss", "us", "is"))
        listed = there if isinstance(there, tuple) else ()
        known = here if isinstance(here, tuple) else ()
        if (listed or known) and not (there and not listed) and not (here and not known):
            left = tuple(person for person in listed if person not in known)
            right = tuple(person for person in known if person not in listed)
            odd = left or right
            one_sided = bool(odd and listed and known) and not (left and right)
            there, here = (left, right) if odd else (listed, known)
            if plural and len(odd if one_sided else there) < 2:
                word, plural = word[:-1], False
            if one_sided:
                verb, place = "are" if len(odd) > 1 else "is", "registry" if left else "table"
                parts.append(f"{word} {_told(odd, '')} {verb} not in the {place}")
                continue
        verb = "are" if plural else "is"
        parts.append(f"{word} {verb} {_told(there, here)}, registry has {_told(here, there)}")
    return f"{sig.name}: {'; '.join(parts)}"


def _told(value: Value, other: Value) -> str:
    """A value in a sentence; a long text is cut to where it begins to differ from the other."""
    if isinstance(value, tuple):
        return ", ".join(_person(person, other) for person in value) or "nobody"
    if not value:
        return "nobody" if isinstance(other, tuple) else "nothing"
    text, another = in_language(value, None), "" if isinstance(other, tuple) else str(other)
    pairs = enumerate(zip(text, another, strict=False))
    alike = next((at for at, (one, two) in pairs if one != two), min(len(text), len(another)))
    start = max(min(alike - 20, len(text) - 60), 0)
    cut = text[start : start + 60]
    return repr("…" * (start > 0) + cut + "…" * (start + len(cut) < len(text)))


def _person(person: Person, others: Value) -> str:
    """A person in a sentence, with what tells them from another one of the same name, if any."""
    listed = others if isinstance(others, tuple) else ()
    twin = next((each for each in listed if str(each) == str(person)), None)
    if twin is None:
        return str(person)
    own, its = dict(person.items()), dict(twin.items())
    telling = [
        str(own.get(key, f"no {key}")) for key in {**own, **its} if own.get(key) != its.get(key)
    ]
    return f"{person} ({', '.join(telling)})" if telling else str(person)
