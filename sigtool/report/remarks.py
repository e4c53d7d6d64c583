"""What becomes of something that only a table says, as a line for a person."""

from collections.abc import Mapping
from typing import Final

from sigtool.report.terminal import one_line
from sigtool.tables.drift import Fate, Remark
from sigtool.text.wording import argument

_SENTENCES: Final[Mapping[Fate, str]] = {
    Fate.REPLACED: "{sig}: replaced what the table said of {key}: {text}",
    Fate.REWRITTEN: "{sig}: replaced its row, which had more cells than the header row: {text}",
    Fate.REMOVED: "removed the row of {sig}; the registry does not have all that it said: {text}",
    Fate.KEPT: "{sig}: {text} stays; only the table has them, not the {key} of the registry",
    Fate.TWICE: "{sig}: {text} may be {other}, whom the row lacked; if so, run sigtool rename-lead "
    "{arguments}, or take {text} out of the row",
    Fate.RETURNED: "{sig}: the row had no {other} any more; {text} is in it now, as in the {key} "
    "of the registry; if they are to go, remove them there",
    Fate.UNREAD: "{sig}: {key} stays as it is; it cannot be read as persons: {text}",
    Fate.UNSURE: "not changed; several rows have the name {sig}: {text}",
    Fate.TORN: "not changed; a row has the name of one SIG and the page of another, so it is not "
    "known whether this is {sig}: {text}",
    Fate.ILLEGIBLE: "{sig}: not changed, since its row has more cells than the header row: {text}; "
    "write a bar that belongs to a text as \\|",
    Fate.UNSHOWN: "the table has no row of {sig}, so it does not show the change",
    Fate.TRANSLATED: "{sig}: {key} stays, in the language of the table; change it with --language: "
    "{text}",
    Fate.DIFFERENT: "{sig}: {key} stays, and is not that of the registry: {text}",
}


def sentence(remark: Remark) -> str:
    """A remark as one line that begins with the place of the row."""
    text = _SENTENCES[remark.fate].format(
        sig=remark.sig.one_name,
        key=remark.key.replace("_", " "),
        text=one_line(remark.text) or "(empty)",
        other=one_line(remark.other),
        arguments=f"{argument(remark.other)} {argument(remark.text)}",
    )
    return f"{remark.source.path}:{remark.line}: {one_line(text)}"
