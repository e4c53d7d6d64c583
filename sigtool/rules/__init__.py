"""Every rule that `validate` knows, by family. A new rule is one function and one line."""

from typing import Final

from sigtool.rules import (
    accounts,
    addresses,
    answers,
    cells,
    drift,
    groups,
    identity,
    languages,
    links,
    markup,
    naming,
    pages,
    persons,
    reading,
    split,
    style,
    suppressions,
    tables,
    texts,
)
from sigtool.rules.rule import Rule

_FAMILIES: Final = (
    reading,
    texts,
    tables,
    split,
    style,
    cells,
    groups,
    identity,
    naming,
    persons,
    accounts,
    addresses,
    links,
    answers,
    pages,
    markup,
    drift,
    languages,
)

_OTHERS: Final = tuple(rule for family in _FAMILIES for rule in family.RULES)

RULES: Final[tuple[Rule, ...]] = tuple(
    sorted((*_OTHERS, *suppressions.rules_with(_OTHERS)), key=lambda rule: rule.code)
)
