"""What the columns of tables that become one registry are bound to, together.

Pure. What somebody says of a header holds wherever that header is. Tables that translate each other
have one field for columns that stand in one place between columns that agree, and a field is of one
kind in all tables.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise, zip_longest

from sigtool.errors import BadValue, Remedy, UnknownName
from sigtool.model import SIG_FIELDS, Column, Kind
from sigtool.tables.headers import field_name, near_miss, normalised
from sigtool.text.records import dataclass, replace
from sigtool.text.wording import suggestion

Columns = tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """The columns of a table; `by_position` has the headers whose meaning only their place tells,
    each with the header that stands there in another language, and `near_misses` those that are
    spelt unlike the word that they are taken for, each with that."""

    columns: Columns
    by_position: tuple[tuple[str, str], ...] = ()

    @property
    def near_misses(self) -> tuple[tuple[str, str], ...]:
        found = ((column, near_miss(column.header)) for column in self.columns)
        return tuple(
            (column.header, word) for column, word in found if word and column.field in SIG_FIELDS
        )


def bound(
    groups: Sequence[Sequence[Sequence[Column]]], overrides: Sequence[Column] = ()
) -> list[list[Binding]]:
    """The columns of each table, in groups of tables that translate each other, the original first;
    given what each header means by itself, and what somebody says of some."""
    made = [
        _translated([_overridden(own, overrides) for own in each], overrides) for each in groups
    ]
    kinds = _kinds(chain.from_iterable(made))
    return [[_of_kinds(each, kinds) for each in group] for group in made]


def bound_beside(
    tables: Sequence[Columns],
    originals: Sequence[Columns],
    known: Mapping[str, Kind],
    overrides: Sequence[Column] = (),
) -> list[Binding]:
    """The columns of tables that come into a registry, whose fields stay of the kind `known` of
    them; `originals` has the columns of the registry's tables that they translate, if they do."""
    said = {normalised(column.header) for column in overrides}
    made = []
    for table, original in zip_longest(tables, originals, fillvalue=()):
        own = _overridden(table, overrides)
        made.append(_taken(own, _alike(own, original, said)))
    kinds = {**_kinds(made), **known}
    return [_of_kinds(each, kinds) for each in made]


def require_headers(
    overrides: Sequence[Column], headers: Sequence[str], paths: Sequence[str], tables: int
) -> None:
    """Raise `UnknownName` for an override of a header that none of the tables has."""
    known = set(map(normalised, headers))
    for column in overrides:
        if normalised(column.header) not in known:
            where = "the table has" if tables == 1 else f"no table of {', '.join(paths)} has"
            article = "no" if tables == 1 else "a"
            near = suggestion(column.header, headers)
            listed = near or f"there are: {', '.join(dict.fromkeys(headers))}"
            raise UnknownName(f"{where} {article} header {column.header!r}; {listed}")


def _overridden(own: Sequence[Column], overrides: Sequence[Column]) -> Columns:
    """What headers mean, with what was said of some of them. Raises `BadValue` where no column is
    left for the names."""
    given = {normalised(column.header): column for column in overrides}
    headers = {normalised(column.header) for column in own}
    fields = {column.field for header, column in given.items() if header in headers}
    columns: list[Column] = []
    used = set(fields)
    for column in own:
        if wanted := given.get(normalised(column.header)):
            columns.append(replace(wanted, header=column.header))
        elif column.field in fields:
            columns.append(Column(column.header, field_name(column.header, used)))
        else:
            columns.append(column)
        used.add(columns[-1].field)
    if all(column.field != "name" for column in columns):
        raise BadValue("no column holds the names of the SIGs", Remedy.BIND_NAMES)
    return tuple(columns)


def _translated(group: Sequence[Columns], overrides: Sequence[Column]) -> list[Binding]:
    """The columns of tables that translate each other. What only the place of a column tells is
    taken from the original, or for the original from the first that knows it."""
    original, *others = group
    said = {normalised(column.header) for column in overrides}
    by_position: dict[int, Column] = {}
    for other in others:
        by_position = _alike(original, other, said, sure=True) | by_position
    first = _taken(original, by_position)
    return [first, *(_taken(own, _alike(own, first.columns, said)) for own in others)]


def _taken(own: Columns, found: Mapping[int, Column]) -> Binding:
    """Columns of which some are those of another table."""
    columns = (replace(found.get(at, each), header=each.header) for at, each in enumerate(own))
    return Binding(
        tuple(columns), tuple((own[at].header, each.header) for at, each in sorted(found.items()))
    )


def _alike(
    own: Columns, other: Columns, said: set[str], *, sure: bool = False
) -> dict[int, Column]:
    """Which columns that are named after their headers are which of another table, by their place
    between columns that agree; if `sure`, only where that one is known by its header."""
    at_field = {column.field: at for at, column in enumerate(other)}
    agreeing = [(at, at_field[each.field]) for at, each in enumerate(own) if each.field in at_field]
    if len(own) == len(other):  # then the ends tell, too
        agreeing += [(-1, -1), (len(own), len(other))]
    fields = {column.field for column in own}
    return {
        at: other[there]
        for at, there in chain.from_iterable(between(agreeing))
        if normalised(own[at].header) not in said
        and own[at].field not in SIG_FIELDS
        and (other[there].field in SIG_FIELDS or not sure)
        and other[there].field not in fields
    }


def between(sure: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The runs between two sure pairs that follow each other on both sides, equally long on both:
    their pairs by position."""
    pairs = sorted(sure)
    following = dict(pairwise(sorted(other for _, other in pairs)))
    for (at, other), (next_at, next_other) in pairwise(pairs):
        if following.get(other) == next_other and next_other - other == next_at - at:
            yield [(at + n, other + n) for n in range(1, next_at - at)]


def _kinds(bindings: Iterable[Binding]) -> dict[str, Kind]:
    """The kind of each field: people where any table has people, and else text where not all have
    links."""
    kinds: dict[str, Kind] = {}
    for column in chain.from_iterable(binding.columns for binding in bindings):
        one = kinds.setdefault(column.field, column.kind)
        if one is not column.kind:
            kinds[column.field] = Kind.PEOPLE if Kind.PEOPLE in (one, column.kind) else Kind.TEXT
    return kinds


def _of_kinds(binding: Binding, kinds: Mapping[str, Kind]) -> Binding:
    columns = (replace(column, kind=kinds[column.field]) for column in binding.columns)
    return replace(binding, columns=tuple(columns))
