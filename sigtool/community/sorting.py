"""Where a SIG that is new to a section belongs if its tables are sorted by name. Pure."""

from collections.abc import Iterator, Sequence

from sigtool.community.community import Community
from sigtool.markdown.inline import name_key
from sigtool.model import Order, Registry, Sig, in_language
from sigtool.tables.by_name import is_by_name


def by_name(community: Community, after: Registry, added: Sig) -> Registry:
    """A registry with a SIG that the tables of its section do not show yet where the order of names
    puts it; as it is where no table that may show the SIG is sorted.

    A table is sorted if the SIGs that it shows are, in the registry and as its rows stand. Of
    several that are, as translations may be, the first tells.
    """
    others = [sig for sig in after.sigs if sig is not added]
    for language, shown in _sorted_tables(community, added):
        at = _place(after, added, others, shown, language)
        return after.with_sigs([*others[:at], added, *others[at:]])
    return after


def _sorted_tables(community: Community, sig: Sig) -> Iterator[tuple[str | None, Sequence[Sig]]]:
    """The language of each sorted table that shows `sig` once it is active, and the SIGs there."""
    registry = community.registry
    for at, table in enumerate(registry.tables):
        is_there = table.section in (None, registry.section_of(sig))
        if table.order is Order.OWN or not is_there or not sig.in_language(table.language):
            continue
        shown = [each for each in registry.shown_in(table) if each.origin != sig.origin]
        place = community.sound_places.get(at)
        # Where tables are left as they are, the registry alone tells.
        rows = [each for _, each in place.rows if each] if place else shown
        if is_by_name(shown) and is_by_name(rows):
            yield table.language, shown


def _place(
    registry: Registry, added: Sig, others: Sequence[Sig], shown: Sequence[Sig], code: str | None
) -> int:
    """The number of SIGs that stand before a new one: up to the last lesser name that the table
    shows, then those that it does not show as long as they belong there too."""
    key = name_key(in_language(added.name, code))
    section = registry.section_of(added)
    places = {sig.origin: at for at, sig in enumerate(others)}
    lesser = [places[sig.origin] for sig in shown if name_key(sig.one_name) < key]
    if not lesser:
        return places[shown[0].origin]
    at = lesser[-1] + 1
    hidden = {sig.origin for sig in others} - {sig.origin for sig in shown}
    while at < len(others) and others[at].origin in hidden:
        each = others[at]
        if registry.section_of(each) != section or name_key(in_language(each.name, code)) > key:
            break
        at += 1
    return at
