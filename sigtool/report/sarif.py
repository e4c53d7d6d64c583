"""Diagnostics as SARIF 2.1.0 (OASIS, with errata 01), as GitHub's code scanning reads it."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from sigtool.check.rule import Rule
from sigtool.report import terminal
from sigtool.report.pages import page, prose, section, sentence
from sigtool.report.summary import fingerprints
from sigtool.rules import RULES
from sigtool.text.diagnostic import Diagnostic, Fix, Location
from sigtool.version import __version__

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# Every path counts from there; where it is, the reader knows.
_ROOT: Final = "%SRCROOT%"

# What the text of a link in a message has to escape (SARIF 2.1.0, 3.11.6).
_IN_LINK_TEXT: Final = str.maketrans({"\\": "\\\\", "[": "\\[", "]": "\\]"})


def as_sarif(diagnostics: Sequence[Diagnostic], rules: Sequence[Rule] = RULES) -> str:
    """A log with one run; of `rules`, it describes those that found something."""
    names = {each.code: each for each in sorted(diagnostics, key=lambda each: each.code)}
    known = {rule.code: rule for rule in rules}
    indexes = {code: index for index, code in enumerate(names)}
    marked = zip(diagnostics, fingerprints(diagnostics), strict=True)
    run = {
        "tool": {
            "driver": {
                "name": "sigtool",
                "version": __version__,
                "rules": [_descriptor(each, known.get(code)) for code, each in names.items()],
            }
        },
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The folder in which sigtool was run."}}
        },
        "newlineSequences": ["\r\n", "\n", "\r"],
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, indexes[each.code], mark) for each, mark in marked],
    }
    return terminal.json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _descriptor(example: Diagnostic, rule: Rule | None) -> dict[str, object]:
    """A rule as SARIF has it; of one that is not known, what a diagnostic of it says."""
    name = "".join(word.capitalize() for word in example.name.split("-"))
    # The levels of SARIF are called as ours are.
    level = {"level": str(rule.severity if rule else example.severity)}
    described = (
        {
            "shortDescription": {"text": sentence(rule)},
            "fullDescription": {"text": prose(rule)},
            "help": {"text": section(rule), "markdown": page(rule)},
        }
        if rule
        else {}
    )
    return {"id": example.code, "name": name, **described, "defaultConfiguration": level}


def _result(diagnostic: Diagnostic, index: int, fingerprint: str) -> dict[str, object]:
    related = [
        {
            "id": number,
            "message": {"text": terminal.one_line(each.message)},
            "physicalLocation": _place(each.location),
        }
        for number, each in enumerate(diagnostic.related, 1)
    ]
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": str(diagnostic.severity),
        "message": {"text": _message(diagnostic)},
        "locations": [{"physicalLocation": _place(diagnostic.location)}],
        "partialFingerprints": {"ruleFileMessage/v1": fingerprint},
        **({"relatedLocations": related} if related else {}),
        **({"fixes": [_fix(diagnostic.fix)]} if diagnostic.fix else {}),
    }


def _message(diagnostic: Diagnostic) -> str:
    """The message, what to do, and a link to each related place: else GitHub shows none.

    Braces stay as they are: without `arguments`, no reader takes them for placeholders.
    """
    lines = [terminal.one_line(diagnostic.message)]
    if diagnostic.hint:
        lines.append(f"help: {terminal.one_line(diagnostic.hint)}")
    for number, related in enumerate(diagnostic.related, 1):
        text = terminal.one_line(related.message).translate(_IN_LINK_TEXT)
        lines.append(f"[{text}]({number})")
    return "\n".join(lines)


def _fix(fix: Fix) -> dict[str, object]:
    by_path: dict[str, list[dict[str, object]]] = {}
    for each in fix.edits:
        replacement = {
            "deletedRegion": _region(each.location),
            "insertedContent": {"text": each.edit.text},
        }
        by_path.setdefault(each.source.path, []).append(replacement)
    return {
        "description": {"text": terminal.one_line(fix.title)},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": replacements}
            for path, replacements in by_path.items()
        ],
        "properties": {"safe": fix.safe},
    }


def _place(location: Location) -> dict[str, object]:
    return {"artifactLocation": _artifact(location.path), "region": _region(location)}


def _artifact(path: str) -> dict[str, object]:
    """A file; bytes of its name that are no UTF-8 are encoded as they are."""
    uri = quote(path, safe="/", errors="surrogateescape")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": _ROOT}


def _region(location: Location) -> dict[str, object]:
    start, end = location.start, location.end
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
