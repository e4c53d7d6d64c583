"""What people are called in two mentions, and whether that can be one person."""

from sigtool.model import Person, account, in_language, texts_of
from sigtool.people.words import is_capitalised, may_be_one


def part_of(person: Person, key: str) -> str:
    """The part of a person that says a fact: of `[Ada](https://github.com/ada)` the handle is the
    name, too, since an account is written otherwise."""
    handle = person.handle
    if key != "name" or person.name or not isinstance(handle, str):
        return key
    opened = account(in_language(person.url or "", None))
    is_name = opened and opened[1] == handle.casefold() != handle and is_capitalised(handle)
    return "handle" if is_name else key


def are_two(one: Person, other: Person) -> bool:
    """Whether the names of two mentions can hardly be one person's."""
    left, right = (
        list(filter(None, texts_of(getattr(each, part_of(each, "name")) or "")))
        for each in (one, other)
    )
    are_known = bool(left and right)
    return are_known and not any(may_be_one(a, b) for a in left for b in right)
