"""Tables of one document that say the same SIGs in two languages: `init --all` makes sections of
them, two commands make them one."""

import os
import shlex
from collections.abc import Collection, Hashable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from sigtool.edit import query
from sigtool.facts.pairs import by_key
from sigtool.markdown.inline import name_key
from sigtool.model import People, Registry, Sig, handles, languages_of
from sigtool.outside.workspace import shown
from sigtool.tables.adopt import Imported
from sigtool.tables.choose import Candidate
from sigtool.text import language


def notes(path: Path, tables: Sequence[tuple[Candidate, Imported]]) -> Iterator[str]:
    """For each two such tables of a document, the commands that pair them."""
    for (one, part), (other, its) in combinations(tables, 2):
        codes = [language.of_text(each.table.texts) for each in (one, other)]
        sigs, others = part.registry.sigs, its.registry.sigs
        pairs = by_key(sigs, others, _values)
        if codes[0] != codes[1] and 2 * len(pairs) > max(len(sigs), len(others)):
            first, second = (
                shlex.join([os.fspath(path), "--table", str(each.number), "--language"])
                + f" {code}={shlex.quote(os.fspath(path))}"
                for each, code in zip((one, other), codes, strict=True)
            )
            yield (
                f"{shown(path)}: tables {one.number} and {other.number} seem to say the same in "
                f"two languages; to make each SIG one: sigtool init {first}, then "
                f"sigtool init --add {second}"
            )


def advice(registry: Registry) -> Iterator[str]:
    """The command that makes two SIGs one that translations name apart, for the first that may be
    one of such two."""
    shared = query.shared_names(registry)
    ones = (sig for sig in registry.sigs if len(languages_of(sig.name)) == 1)
    apart = [sig for sig in ones if name_key(sig.one_name) not in shared]
    codes = list(dict.fromkeys(code for sig in apart for code in languages_of(sig.name)))
    if len(codes) > 1:
        name = query.command_name(registry, apart[0], shared)
        other = next(code for code in codes if code not in languages_of(apart[0].name))
        yield (
            "two SIGs that are the same one become one if you give the one the name of the other: "
            f"sigtool edit-sig {name} --language {other} --name ..."
        )


def _values(sig: Sig) -> Collection[Hashable]:
    """What a row says in any language: links and accounts, and whatever else is alike."""
    values = (value for key, value in sig.values.items() if value and key != "name")
    return {_accounts(each) if isinstance(each, tuple) else str(each) for each in values} - {
        frozenset()
    }


def _accounts(people: People) -> frozenset[str]:
    return frozenset(name for each in people for name in handles(each))
