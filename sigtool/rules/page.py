"""The page of a rule, as Markdown: what it checks, why, a bad example, a good one. Pure."""

import inspect
import re
import textwrap
from typing import Final

from sigtool.check.rule import Rule

# `Bad:` or `Good:`, perhaps with a note in brackets, and the lines below that are indented.
_EXAMPLE: Final = re.compile(r"^(Bad|Good)((?: \(.*\))?):\n\n((?:(?:    .*)?\n?)*)", re.MULTILINE)


def sentence(rule: Rule) -> str:
    """What a rule says, in one sentence without Markdown's line breaks."""
    first = (inspect.getdoc(rule.find) or "").partition("\n\n")[0]
    return " ".join(first.split())


def page(rule: Rule) -> str:
    """The whole page."""
    text = inspect.getdoc(rule.find) or ""
    body = _EXAMPLE.sub(_example, text + "\n").rstrip()
    return (
        f"# {rule.code} {rule.name}\n\nSeverity: {rule.severity}.\n\n{body}\n\n"
        "To leave it out, with the reason, beside one value:\n\n"
        f"```yaml\n# sigtool: ignore {rule.code}: the reason\n```\n\n"
        f"for one SIG: `validate: {{per_sig: {{NAME: {{{rule.code}: the reason}}}}}}`; everywhere: "
        f"`validate: {{ignore: [{rule.code}]}}`.\n"
    )


def _example(found: re.Match[str]) -> str:
    title, note, lines = found.groups()
    text = textwrap.dedent(lines).strip("\n")
    language = "markdown" if text.startswith(("|", "#")) else "yaml"
    if text.startswith("<"):
        language = "markdown" if text.startswith("<!--") else "text"
    return f"{title}{note}:\n\n```{language}\n{text}\n```\n\n"
