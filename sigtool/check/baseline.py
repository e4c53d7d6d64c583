"""What was found when a community began to validate, so that only what is new counts. Pure.

A finding is known again by its rule, its file and its message, which names the SIG: not by its
line, which moves with every edit.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sigtool.errors import FileProblem, Remedy
from sigtool.text.diagnostic import Diagnostic
from sigtool.text.lazily import lazily

NAME: Final = ".sigtool-baseline.json"
VERSION: Final = 1

# A finding: the code of its rule, its file from the registry's folder, its message.
Known = tuple[str, str, str]
# The path of each file from the registry's folder, by its path as it is shown.
Relative = Mapping[str, str]

# Where messages name SIGs: `Compiler:` and `Compiler has` at the start, `of Compiler`,
# `belongs after Compiler`, and alone in quotes. Elsewhere it may be a word of a text that is shown.
_NAME: Final = "|".join(
    (
        r"(?P<call>^(?:CALL)(?=:? ))",
        r"(?<=^validate: per_sig: )(?:NAME)(?=: )",
        r"(?<=\bof )(?:NAME)(?=$| in | became )",
        r"(?<=: belongs after )(?:NAME)$",
        r"(?<=')(?:NAME)(?=')",
        r'(?<=")(?:NAME)(?=")',
    )
)
_MESSAGE: Final = lazily(r'(?P<key>"message"\s*:\s*)(?P<value>"(?:[^"\\]|\\.)*")')


def spelled(diagnostics: Iterable[Diagnostic], relative: Relative) -> str:
    """The text of a baseline. `relative` has its files' paths from its folder."""
    counts = Counter(_known(diagnostic, relative) for diagnostic in diagnostics)
    findings = [
        {"code": code, "path": path, "message": message, "count": count}
        for (code, path, message), count in sorted(counts.items())
    ]
    whole = {"version": VERSION, "findings": findings}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def read(text: str, path: str) -> Counter[Known]:
    """What a baseline holds. Raises `FileProblem` for a text that is none."""
    try:
        whole = json.loads(text)
        if whole["version"] != VERSION:
            raise FileProblem(f"{path}: is of version {whole['version']}, this sigtool knows 1")
        known: Counter[Known] = Counter()
        for each in whole["findings"]:
            known[str(each["code"]), str(each["path"]), str(each["message"])] += int(each["count"])
        return known
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        OverflowError,
        RecursionError,
    ) as error:
        raise FileProblem(f"{path}: is no baseline", Remedy.WRITE_BASELINE) from error


def renamed(text: str, names: Mapping[str, str], calls: Mapping[str, str]) -> str:
    """The text of a baseline with SIGs as they are called now; `names` has every SIG's former name,
    and `calls` the same with the section, where messages begin with that.

    Only names change: everything else stands as it was written.
    """
    pattern = _NAME.replace("NAME", _any_of(names)).replace("CALL", _any_of(calls))
    name = re.compile(pattern)

    def with_names(found: re.Match[str]) -> str:
        before = json.loads(found["value"])
        after = name.sub(lambda each: (calls if each["call"] else names)[each[0]], before)
        value = found["value"] if after == before else json.dumps(after, ensure_ascii=False)
        return found["key"] + value

    return _MESSAGE.sub(with_names, text)


def _any_of(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


def messages(text: str) -> list[str]:
    """The messages of a baseline, as they stand."""
    return [json.loads(found["value"]) for found in _MESSAGE.finditer(text)]


def is_own(text: str) -> bool:
    """Whether a baseline holds nothing but what is written into one, so that it may be replaced."""
    return not json.loads(text).keys() - {"version", "findings"}


def new(
    diagnostics: Sequence[Diagnostic], known: Counter[Known], relative: Relative
) -> list[Diagnostic]:
    """The diagnostics that a baseline does not hold; of several alike, the last ones."""
    left = Counter(known)
    found: list[Diagnostic] = []
    for diagnostic in diagnostics:
        key = _known(diagnostic, relative)
        if left[key] > 0:
            left[key] -= 1
        else:
            found.append(diagnostic)
    return found


def gone(diagnostics: Iterable[Diagnostic], known: Counter[Known], relative: Relative) -> int:
    """How many of a baseline's findings are no longer there."""
    return (known - Counter(_known(diagnostic, relative) for diagnostic in diagnostics)).total()


def _known(diagnostic: Diagnostic, relative: Relative) -> Known:
    path, message = diagnostic.location.path, diagnostic.known_by
    # Messages name files as they are shown from the current folder.
    if any(shown in message for shown in relative):
        shown = "|".join(map(re.escape, sorted(relative, key=len, reverse=True)))
        named = re.compile(rf"(?<![\w./-])(?:{shown})(?![\w/-])")
        message = named.sub(lambda found: relative[found[0]], message)
    return diagnostic.code, relative.get(path, path), message
