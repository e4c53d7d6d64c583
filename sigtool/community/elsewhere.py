"""Names that the registry does not know, and a table does: where they stand."""

from collections.abc import Iterator

from sigtool.community.community import Community
from sigtool.markdown.blocks import Row, name_key
from sigtool.model import Sig
from sigtool.people import who as people_named
from sigtool.tables.locate import Place


def row_of(community: Community, name: str) -> str | None:
    """The place of a row that has a name, as `README.md:7`; None where no table has one."""
    wanted = name_key(name)
    return next(
        (
            _place(place, row)
            for place, row, sig in _rows(community)
            if name_key(sig.one_name) == wanted
        ),
        None,
    )


def row_naming(community: Community, who: str) -> str | None:
    """The place of a row that names a person, as `README.md:7`; None where no table does."""
    for place, row, sig in _rows(community):
        for key in place.fields:
            if people_named.matching(sig.people(key), who):
                return _place(place, row)
    return None


def _rows(community: Community) -> Iterator[tuple[Place, Row, Sig]]:
    for place in community.places.values():
        yield from ((place, row, sig) for row, sig in place.rows if sig)


def _place(place: Place, row: Row) -> str:
    source = place.shown.source
    return f"{source.path}:{source.position(row.line.start).line}"
