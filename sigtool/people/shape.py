"""A person as written in a cell: in which way, and what that shows of them. Pure."""

from itertools import chain
from typing import Final, NamedTuple

from sigtool.model import People, Person, in_language
from sigtool.people import grammar
from sigtool.people.conventions import Comma, Conventions
from sigtool.people.grammar import Stands
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass

# What `Shape.barred` has for a name that nothing stands beside, which may be an employer.
PLAIN: Final = "a mere name"

_NAMES = frozenset(
    grammar.squeezed(core) for core in grammar.EVERY_CORE if core.startswith(("{name}", "{login}"))
)
_MAILS = frozenset(grammar.CORES) & {"<{email}>", "{email}", "[{email}](mailto:{email})"}
# What stands behind the address in a link: a title, and blanks.
_TITLE: Final = lazily(
    r"(?<=\]\(\{url\})(?:[ \t]+(?:\"(?P<title>[^\"]*)\"|'(?P<other>[^']*)'))?[ \t]*(?=\))"
)
# Where the text of a link ends and its address begins, a blank between them or not.
_BRACKETS: Final = lazily(r"\][ \t]*\((?=\{url\}|mailto:)")


class Shape(NamedTuple):
    """The way one person is written: the templates that were used, "" where none was.

    `before` and `after` are what decorates the core: images, marks, code, `<kbd>**`.
    """

    leading_role: str = ""
    before: str = ""
    core: str = ""
    after: str = ""
    email: str = ""
    affiliation: str = ""
    role: str = ""

    @property
    def kind(self) -> str:
        """The core, whichever of the signs that are read the same it has, and blanks."""
        return grammar.squeezed(self.core)

    @property
    def is_linked(self) -> bool:
        """Whether the core shows a link, so that it is plain where who it names ends."""
        return bool(_BRACKETS.search(self.core))

    @property
    def is_plain(self) -> bool:
        """Whether it is a name and nothing beside it."""
        suffixes = self.leading_role or self.email or self.affiliation or self.role
        return self.core == "{name}" and not suffixes

    @property
    def has_employer(self) -> bool:
        """Whether an affiliation stands behind a comma or a dash, with nothing around it."""
        return "{employer}" in self.affiliation

    @property
    def has_bracket(self) -> bool:
        """Whether an affiliation stands in brackets of its own."""
        return "({affiliation})" in self.kind or self.affiliation.strip()[:1] in ("(", "（")

    @property
    def fields(self) -> frozenset[str]:
        """The fields of a person that this way of writing shows."""
        return frozenset(chain.from_iterable(map(grammar.fields, self)))

    @property
    def title(self) -> str:
        """What the link shows to a pointer; "" without one."""
        found = _TITLE.search(self.core)
        return (found["title"] or found["other"] or "") if found else ""

    @property
    def for_anybody(self) -> "Shape":
        """This way of writing without what is of one person alone: their picture, a title, and a
        blank that breaks the link."""
        before = "".join(grammar.WRAPPINGS.findall(self.before))
        after = "".join(grammar.WRAPPINGS.findall(self.after))
        core = _BRACKETS.sub("](", _TITLE.sub("", self.core))
        return self._replace(before=before, core=core, after=after)

    def barred(self, stands: Stands, conventions: Conventions) -> frozenset[str] | None:
        """The cores that cannot follow on such a separator, since they would be part of this
        person; None where it cannot stand behind a person written so."""
        if stands is Stands.ANYWHERE:
            return frozenset()
        ends_in_name = "".join(self).endswith(("{name}", "{login}"))
        if self.has_employer or (stands is Stands.BLANK and ends_in_name):
            return None
        if stands is Stands.BLANK:
            return _NAMES if "email" in self.fields else _NAMES | _MAILS
        if stands is Stands.WORD or conventions.comma is Comma.PERSONS:
            return frozenset()
        if self.is_plain:
            return None
        is_open = self.is_linked and "affiliation" not in self.fields
        return frozenset({PLAIN, "{name}"} if is_open else {PLAIN})

    def write(self, person: Person) -> str:
        """`person` written in this way. Raises `KeyError` if a field is missing."""
        values = {key: in_language(text, None) for key, text in person.items()}
        values |= {piece: values[key] for piece, key in grammar.FIELD_OF.items() if key in values}
        return "".join(self).format_map(values)


@dataclass(frozen=True, slots=True)
class Item:
    """A person as written in a cell."""

    person: Person
    shape: Shape
    text: str


@dataclass(frozen=True, slots=True)
class PeopleCell:
    """A cell read whole: `opening`, items with `separators` between them, `closing`."""

    items: tuple[Item, ...]
    separators: tuple[str, ...] = ()
    opening: str = ""
    closing: str = ""

    @property
    def persons(self) -> People:
        return tuple(item.person for item in self.items)
