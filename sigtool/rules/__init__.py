"""Every rule that `validate` knows, by family. A new rule is one function and one line."""

from typing import Final

from sigtool.rules import cells, drift, groups, links, persons, reading, tables
from sigtool.rules.rule import Rule

RULES: Final[tuple[Rule, ...]] = (
    *reading.RULES,
    *tables.RULES,
    *cells.RULES,
    *groups.RULES,
    *persons.RULES,
    *links.RULES,
    *drift.RULES,
)
