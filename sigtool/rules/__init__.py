"""Every rule that `validate` knows, one file an entity. A new rule is one function and one line.

A rule looks at a snapshot and yields findings; its docstring says what it checks in a sentence, and
its page is a section of `sigtool/manual/rules.md`. May not know output formats or files.
"""

from typing import Final

from sigtool.check.rule import Rule
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
    tables,
    texts,
    unused,
)

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
    sorted((*_OTHERS, *unused.rules_with(_OTHERS)), key=lambda rule: rule.code)
)
