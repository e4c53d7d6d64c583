"""Every rule that `validate` knows, one file an entity. A new rule is one function in one of them.

A rule looks at a snapshot and yields findings; its docstring says what it checks in a sentence, and
its page is a section of `sigtool/manual/rules.md`. May not know output formats or files.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from sigtool.check.rule import Rule
from sigtool.rules.unused import rules_with

_FAMILIES: Final = [import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__)]
_OTHERS: Final = tuple(
    each for family in _FAMILIES for each in vars(family).values() if isinstance(each, Rule)
)

RULES: Final[tuple[Rule, ...]] = tuple(
    sorted((*_OTHERS, *rules_with(_OTHERS)), key=lambda rule: rule.code)
)
