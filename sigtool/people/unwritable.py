"""Why no way of writing shows a person: the fields that no cell reads back, and what to do.

Pure. Found by writing the person with plain texts in the place of their own.
"""

from functools import lru_cache
from typing import Final

from sigtool.model import Person, in_language
from sigtool.people import cell, grammar
from sigtool.text.records import dataclass
from sigtool.text.wording import quoted

# What every way of writing shows, whichever of these somebody has.
_PLAIN: Final = {
    "handle": "ada",
    "name": "Ada Lovelace",
    "url": "https://example.org/people/1",  # no account that a name may be like
    "email": "ada@example.org",
    "affiliation": "ACME",
    "role": "chair",
}
_ADVICE: Final = {
    "handle": "write the handle as an account is written, in letters, digits, '-', '_' and '.'",
    "name": "write the name in words that begin with a capital letter, without signs and brackets",
    "url": "write the link from https:// on, without blanks and brackets",
    "email": "write the address alone, as ada@example.org",
    "affiliation": "write the affiliation without brackets, bars and other markup",
    "role": "write one of the words for roles, as chair, or take the role away",
}


@dataclass(frozen=True, slots=True)
class Unwritable:
    """A person whom no cell shows, and the fields that are the cause, each alone or together."""

    person: Person
    fields: tuple[str, ...]
    are_together: bool = False

    @property
    def cause(self) -> str:
        """The fields and what they say, as `name 'R&D' and affiliation 'chair'`."""
        *others, last = (f"{key} {quoted(self._text(key))}" for key in self.fields)
        return f"{', '.join(others)} and {last}" if others else last

    @property
    def advice(self) -> tuple[str, ...]:
        """What to do about each of the fields."""
        if self.are_together:
            return ("together they read as something else; write one of them differently",)
        return tuple(map(self._advice_on, self.fields))

    def _advice_on(self, key: str) -> str:
        text = self._text(key)
        if key == "affiliation" and grammar.pattern("({role})").fullmatch(f"({text})"):
            return f"write {quoted(text)} as a role (`role`), since it reads as one"
        linked = Person(name=text, url=_PLAIN["url"])
        if key == "name" and not self.person.handle and is_writable(linked):
            return f"{_ADVICE[key]}, or give it a link (`url`)"
        return _ADVICE[key]

    def _text(self, key: str) -> str:
        return in_language(getattr(self.person, key), None)


def unwritable(person: Person) -> Unwritable | None:
    """Why no cell shows a person, as they are in one language; None where a cell does."""
    if is_writable(person):
        return None
    keys = [key for key, _ in person.items()]
    alone = [key for key in keys if not is_writable(_alone(person, key))]
    if alone:
        return Unwritable(person, tuple(alone))
    plain = {key: person.with_texts({key: _PLAIN[key]}) for key in keys}
    causes = [key for key in keys if is_writable(plain[key])]
    return Unwritable(person, tuple(causes or keys), are_together=True)


# A rule asks it, and so does each fact that cannot be written; many have one employer amiss.
@lru_cache(maxsize=1024)
def is_writable(person: Person) -> bool:
    """Whether some way of writing shows a person."""
    return cell.write((person,), cell.Way()) is not None


def _alone(person: Person, key: str) -> Person:
    """A person with a field as it is and plain texts in the others: of an account, those that say
    who it is, since each further one multiplies the ways of writing them."""
    keys = {key for key, _ in person.items()}
    if keys & {"handle", "url"}:
        keys &= {"handle", "url", "name", key}
    return Person().with_texts({each: _PLAIN[each] for each in keys} | {key: getattr(person, key)})
