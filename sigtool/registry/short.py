"""Persons that an item of a people list names by a text: `@ada`, `Ada Lovelace`. Pure."""

from collections.abc import Iterator

from sigtool.model import Person
from sigtool.people import cell as people


def short_person(text: str) -> Person | None:
    """The person that a text names; a single word is a handle where it can be one.

    None where it names nobody, or several persons, or is not understood whole.
    """
    if _is_word(text):
        named = _one_person(f"@{text}")
        if named == Person(handle=text):
            return named
    return _one_person(text)


def is_several(text: str) -> bool:
    """Whether a text names more than one person."""
    cell = people.parse(text)
    return cell is not None and len(cell.items) > 1


def short_text(person: Person, like: str = "") -> str | None:
    """The text that names a person and says all that is known of them; None if there is none.

    It is written as `like` is, the text of another person, where that shows the same fields.
    """
    texts = (text for text in _candidates(person, like) if short_person(text) == person)
    return next(texts, None)


def _candidates(person: Person, like: str) -> Iterator[str]:
    texts = {key: text for key, text in person.items() if isinstance(text, str)}
    if texts != dict(person.items()):
        return  # a text has one language
    if like and _is_word(like) and texts.keys() == {"handle"}:
        yield texts["handle"]
    cell = people.parse(like) if like else None
    if cell and cell.items[0].shape.fields == texts.keys():
        yield cell.items[0].shape.write(person)
    if len(texts) == 1 or texts.keys() == {"name", "email"}:
        yield people.write((person,), people.Way()) or ""


def _is_word(text: str) -> bool:
    return not text.startswith("@") and not any(map(str.isspace, text))


def _one_person(text: str) -> Person | None:
    cell = people.parse(text)
    if cell is None or len(cell.items) != 1 or cell.opening or cell.closing:
        return None
    return cell.items[0].person
