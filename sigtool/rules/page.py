"""The page of a rule: its section of the manual, and how to leave the rule out. Pure."""

import inspect
from functools import cache

from sigtool import manual
from sigtool.check.rule import Rule


def sentence(rule: Rule) -> str:
    """What a rule says, in one sentence without line breaks."""
    return " ".join((inspect.getdoc(rule.find) or "").partition("\n\n")[0].split())


def section(rule: Rule) -> str:
    """What the manual says of a rule: what it checks, why, a bad example and a good one."""
    return _sections()[rule.code]


def prose(rule: Rule) -> str:
    """What the section says before its first example, a paragraph a line."""
    paragraphs = section(rule).partition("\n\nBad")[0].split("\n\n")
    return "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs[2:])


def page(rule: Rule) -> str:
    """The whole page."""
    return (
        f"{section(rule)}\n"
        "To leave it out, with the reason, beside one value:\n\n"
        f"```yaml\n# sigtool: ignore {rule.code}: the reason\n```\n\n"
        f"for one SIG: `validate: {{per_sig: {{NAME: {{{rule.code}: the reason}}}}}}`; everywhere: "
        f"`validate: {{ignore: [{rule.code}]}}`.\n"
    )


@cache
def _sections() -> dict[str, str]:
    return manual.sections("rules", "SIG")
