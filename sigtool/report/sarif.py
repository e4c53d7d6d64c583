"""Diagnostics as SARIF 2.1.0 (OASIS, with errata 01), as GitHub's code scanning reads it."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from sigtool.check.rule import Rule
from sigtool.report import terminal
from sigtool.report.fingerprints import fingerprints
from sigtool.report.jsontext import json_text
from sigtool.rules import RULES
from sigtool.rules.page import page, prose, section, sentence
from sigtool.text.diagnostic import Diagnostic, FileEdit, Fix, Location
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
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _descriptor(example: Diagnostic, rule: Rule | None) -> dict[str, object]:
    """A rule as SARIF has it; of one that is not known, what a diagnostic of it says."""
    described: dict[str, object] = {
        "id": example.code,
        "name": "".join(word.capitalize() for word in example.name.split("-")),
    }
    if rule:
        described |= {
            "shortDescription": {"text": sentence(rule)},
            "fullDescription": {"text": prose(rule)},
            "help": {"text": section(rule), "markdown": page(rule)},
        }
    # The levels of SARIF are called as ours are.
    level = str(rule.severity if rule else example.severity)
    return {**described, "defaultConfiguration": {"level": level}}


def _result(diagnostic: Diagnostic, index: int, fingerprint: str) -> dict[str, object]:
    found: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": str(diagnostic.severity),
        "message": {"text": _message(diagnostic)},
        "locations": [{"physicalLocation": _place(diagnostic.location)}],
        "partialFingerprints": {"ruleFileMessage/v1": fingerprint},
    }
    if diagnostic.related:
        found["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": terminal.one_line(related.message)},
                "physicalLocation": _place(related.location),
            }
            for number, related in enumerate(diagnostic.related, 1)
        ]
    if diagnostic.fix:
        found["fixes"] = [_fix(diagnostic.fix)]
    return found


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
    by_path: dict[str, list[FileEdit]] = {}
    for edit in fix.edits:
        by_path.setdefault(edit.source.path, []).append(edit)
    return {
        "description": {"text": terminal.one_line(fix.title)},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": [_replacement(e) for e in edits]}
            for path, edits in by_path.items()
        ],
        "properties": {"safe": fix.safe},
    }


def _replacement(edit: FileEdit) -> dict[str, object]:
    return {
        "deletedRegion": _region(edit.location),
        "insertedContent": {"text": edit.edit.text},
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
