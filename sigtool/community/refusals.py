"""What of several facts cannot be written: each is told, and all the others are brought together.

A registry may be written so that one SIG cannot change alone (an anchor, an alias, a merge key),
and not every value can be stored, or shown in a cell. That is found out by trying.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping

from sigtool.community.differences import Differences
from sigtool.community.fact import PRESENCE, SECTION, Fact
from sigtool.errors import RegistryProblem, SigtoolError
from sigtool.markdown.inline import name_key
from sigtool.text.records import replace


def refusals(
    found: Differences, together: Callable[[Differences], object]
) -> Mapping[Hashable, str]:
    """The facts that `together` cannot write, by their subject, each with the reason; what several
    tables say of one thing goes with all of them or none.

    Raises what `together` raises where it cannot write anything at all.
    """
    units: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in found.facts:
        if not fact.verdict.is_open:
            units[_unit(found, fact)].append(fact)
    refused = {fact.subject: "" for unit in units.values() for fact in unit}
    together(replace(found, refused=refused))
    waiting = [list(units.values())]
    while waiting:
        tried = waiting.pop()
        subjects = {fact.subject for unit in tried for fact in unit}
        without = {each: refused[each] for each in refused if each not in subjects}
        try:
            together(replace(found, refused=without))
            refused = without
        except SigtoolError as error:
            if len(tried) > 1:
                half = len(tried) // 2
                waiting += [tried[half:], tried[:half]]
                continue
            refused |= {fact.subject: _reason(found, fact, error) for fact in tried[0]}
    return refused


def _unit(found: Differences, fact: Fact) -> Hashable:
    """What tells the facts that only go together."""
    if fact.key not in (PRESENCE, SECTION):
        return found.topic(fact)
    if fact.sig.origin is not None:
        return fact.sig.origin
    return fact.sig.values.get("readme") or name_key(fact.sig.one_name)


def _reason(found: Differences, fact: Fact, error: SigtoolError) -> str:
    """Why a fact cannot be written, with the place in the registry, if that is in the way."""
    why = error.facts.get("why")
    if not isinstance(error, RegistryProblem) or not why:
        return str(error)
    document = found.community.registry_document
    is_known = fact.person is not None and fact.registry is not None
    person = (fact.person.origin,) if fact.person and is_known else ()
    path = ("sigs", fact.sig.origin, fact.key, *person)
    span = document.span(tuple(step for step in path if step is not None and step != PRESENCE))
    return f"{document.source.path}:{document.source.position(span.start).line}: {why}"
