"""Every rule that `validate` knows, one file an entity. A new rule is one function.

A rule looks at a snapshot and yields findings; its docstring says what it checks in a sentence, and
its page is a section of `sigtool/manual/rules.md`. May not know output formats or files.
"""

from typing import Final

from sigtool.check.rule import Rule
from sigtool.rules import (
    accounts,
    addresses,
    cells,
    drift,
    groups,
    languages,
    links,
    markup,
    naming,
    pages,
    persons,
    reading,
    rows,
    tables,
    texts,
    unused,
)

_FAMILIES: Final = (
    *(accounts, addresses, cells, drift, groups, languages, links, markup),
    *(naming, pages, persons, reading, rows, tables, texts),
)
_OTHERS: Final = tuple(
    each for family in _FAMILIES for each in vars(family).values() if isinstance(each, Rule)
)

RULES: Final[tuple[Rule, ...]] = tuple(
    sorted((*_OTHERS, *unused.rules_with(_OTHERS)), key=lambda rule: rule.code)
)
