"""Every rule that `validate` knows, by family. A new rule is one function and one line."""

from typing import Final

from sigtool.rules import cells, drift, groups, links, persons, reading, tables
from sigtool.rules.rule import Rule

_FAMILIES: Final = (reading, tables, cells, groups, persons, links, drift)

RULES: Final[tuple[Rule, ...]] = tuple(
    sorted((rule for family in _FAMILIES for rule in family.RULES), key=lambda rule: rule.code)
)
