"""Every rule that `validate` knows, one file an entity. A new rule is one function in one of them.

A rule looks at a snapshot and yields findings; its docstring says what it checks in a sentence, and
its page is a section of `sigtool/manual/rules.md`. May not know output formats or files.
"""

from importlib import import_module
from typing import Final

from sigtool.check.rule import Rule
from sigtool.rules.unused import rules_with

# The files of this folder; to look for them takes longer than to load some.
_NAMES: Final = (
    "accounts",
    "addresses",
    "cells",
    "columns",
    "drift",
    "empty",
    "groups",
    "labels",
    "languages",
    "links",
    "look_alikes",
    "markup",
    "naming",
    "pages",
    "past",
    "persons",
    "profiles",
    "reading",
    "rows",
    "scalars",
    "shared_addresses",
    "tables",
    "terms",
    "texts",
    "throughout",
    "two_names",
    "unclosed",
    "untranslated",
    "unused",
    "urls",
)
_FAMILIES: Final = [import_module(f"{__name__}.{name}") for name in _NAMES]
_OTHERS: Final = tuple(
    each for family in _FAMILIES for each in vars(family).values() if isinstance(each, Rule)
)

RULES: Final[tuple[Rule, ...]] = tuple(
    sorted((*_OTHERS, *rules_with(_OTHERS)), key=lambda rule: rule.code)
)
