"""Whether a way of writing can show a person at all, told without reading the text in every way.

Pure. Asked only of those whom the first way does not show.
"""

from collections.abc import Sequence

from sigtool.model import Person
from sigtool.people.conventions import Conventions
from sigtool.people.matching import matches
from sigtool.people.reading import Reading, is_plausible, may_belong, with_part
from sigtool.people.shape import Shape


def may_show(text: str, shape: Shape, person: Person, conventions: Sequence[Conventions]) -> bool:
    """Whether the templates of a shape, one behind the other, read `person` in a text and nothing
    else, by any of these conventions."""
    found = core = Reading(Shape(), {}, 0)
    for part, template in zip(Shape._fields, shape, strict=True):
        if part in ("before", "after"):
            if not text.startswith(template, found.end):
                return False
            found = found._replace(end=found.end + len(template))
        elif template:
            match = next(matches((template,), text, found.end), None)
            if match is None:
                return False
            found = with_part(found, part, *match)
            core = found if part == "core" else core
    if found.end < len(text) or Person().with_texts(dict(found.values)) != person:
        return False
    written = text[: core.end]
    return any(
        is_plausible(shape.core, core.values, written, each)
        and (not shape.affiliation or may_belong(found.shape, found.values, each))
        for each in conventions
    )
