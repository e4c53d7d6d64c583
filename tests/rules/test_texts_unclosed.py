"""SIG207: markup that is begun and not ended. GitHub's own parser is asked what a reader sees."""

import json
import re
from html import unescape
from typing import Final

import cmarkgfm
import pytest
from rules_support import README, REGISTRY, Told, findings, snapshot, told

from sigtool.check import run
from sigtool.rules import RULES

ABOUT: Final = "responsibilities: Turns text into programs."


def about(text: str) -> str:
    spelled = json.dumps(text, ensure_ascii=False)
    return REGISTRY.replace(ABOUT, f"responsibilities: {spelled}")


def unclosed(sign: str, rest: str, label: str, at: str, text: str, hint: str) -> Told:
    message = f"{label}: {sign} is not closed: {rest!r}"
    return Told("SIG207", "unclosed-markup", "warning", message, at, text, hint=hint)


# A text, the sign that is not closed, and what is seen from there on.
FOUND: Final = {
    "strong": ("Turns **text into programs.", "**", "**text into programs."),
    "strong behind other": ("**Turns** text **into programs.", "**", "**into programs."),
    "strong behind a parameter": ("Takes **kwargs in **every call.", "**", "**every call."),
    "strong in brackets": ("Compiles (see **the docs).", "**", "**the docs)."),
    "strong twice": ("Turns **text into **programs.", "**", "**text into **programs."),
    "strong before a link": ("**[Turns](a.md) text", "**", "**Turns text"),
    "code": ("Runs `make all", "`", "`make all"),
    "code behind code": ("`make` and `all", "`", "`all"),
    "code of two backticks": ("``make` all", "``", "``make` all"),
    "a bracket": ("Compiles (for every target.", "(", "(for every target."),
    "a bracket around others": ("Compiles (for [all] (targets).", "(", "(for [all] (targets)."),
    "a bracket before a link": ("Compiles ([docs](a.md) / more.", "(", "(docs / more."),
    "a bracket that only code closes": ("Compiles (see `)`", "(", "(see …"),
    "a bracket that only an escape closes": ("Compiles (see \\) there", "(", "(see … there"),
    "a square bracket": ("See [the docs", "[", "[the docs"),
    "brackets of Chinese": ("编译（所有目标。", "（", "（所有目标。"),
    "quotes of Chinese": ("编译「所有目标。", "「", "「所有目标。"),
}
HINTS: Final = {
    "**": "write ** where it ends, or \\*\\* if the sign itself is meant",
    "`": "write ` where it ends, or \\` if the sign itself is meant",
    "``": "write `` where it ends, or \\`\\` if the sign itself is meant",
    "(": "write ) where it ends, or \\( if the sign itself is meant",
    "[": "write ] where it ends, or \\[ if the sign itself is meant",
    "（": "write ） where it ends",
    "「": "write 」 where it ends",
}


def seen_on_github(text: str) -> str:
    html: str = cmarkgfm.github_flavored_markdown_to_html(text)
    return unescape(re.sub(r"<code>.*?</code>|<[^>]*>", "", html)).strip()


@pytest.mark.parametrize(("text", "sign", "rest"), FOUND.values(), ids=FOUND)
def test_what_is_not_closed(text: str, sign: str, rest: str) -> None:
    spelled = json.dumps(text, ensure_ascii=False)
    at = "sigs.yaml:10:23"
    label = "Compiler: responsibilities"
    assert findings("SIG207", about(text)) == [
        unclosed(sign, rest, label, at, spelled, HINTS[sign])
    ]
    assert sign in seen_on_github(text)


CLOSED: Final = {
    "strong": "Turns **text** into __programs__.",
    "code": "Runs `make`, `` `all` `` and `**`.",
    "brackets": "Compiles (for [all] (targets)) and （中文）。",
    "brackets of two kinds, of which SIG206 tells": "编译（所有目标)。",
    "a link": "See [the (docs)](a_(b).md) and ![a(](b.png).",
    "a link with a title": '[a](b.md "c (d")',
    "a reference": "See [the docs][d] and [^1].",
    "behind a backslash": "A \\*\\*b, a \\`c, a \\(d, a \\[e.",
    "a backslash in code": "`a\\` (b)",
    "an address": "See (https://example.org/a_(b)) or https://example.org/a_(b).",
    "an address in brackets": "Chat (www.example.org)",
    "numbers": "1) turns text 2) runs it (later",
    "an interval": "[0, 1)",
    "a face": "Works on Mondays :(",
    "a power and a pattern": "Computes 2**3 for **/*.py and f(**kwargs).",
    "a parameter": "Passes **kwargs to each pass; takes *args and **kwargs.",
    "a parameter of two words": "Set **extra_options or **__private.",
    "parameters of a call": "Calls f(a, **b), and merges {**a, **b}.",
    "a pointer": "Reads char **p and int **rows.",
    "names of a program": "Has __init__, a_b_c, _x and 2 * 3 ** 4.",
    "a note": "Ada**",
    "stars alone": "** and a * b",
    "an apostrophe": "don`t",
    "quotes as TeX has them": "``programs''",
    "a box to tick": "[ ] to do",
    "HTML": "<b>(bold</b>)",
    "what was to be a link, of which SIG205 tells": "[docs](a.md",
    "a link in a link": "[Mondays ([dates](#dates))](https://example.org)",
}


@pytest.mark.parametrize("text", CLOSED.values(), ids=CLOSED)
def test_what_is_closed(text: str) -> None:
    assert findings("SIG207", about(text)) == []


def test_strong_that_ends_beside_a_letter_is_told_as_what_it_is() -> None:
    """GitHub shows the asterisks: the closing ones stand between punctuation and a letter."""
    text = "**重点：**说明。"
    assert seen_on_github(text) == text
    assert findings("SIG207", about(text)) == [
        Told(
            "SIG207", "unclosed-markup", "warning",
            f"Compiler: responsibilities: the ** are shown as they are: {text!r}",
            "sigs.yaml:10:23", f'"{text}"', hint="put a blank behind the ** that is to end it",
        )
    ]  # fmt: skip
    assert findings("SIG207", about("**重点：** 说明。")) == []


def test_of_people_the_cell_is_looked_at() -> None:
    """The registry has the persons, and not what stands between them."""
    readme = README.replace("@ada", "([@ada](https://example.org/ada) / @grace")
    rules = run.selected(RULES, ["SIG207"], [])
    found = run.check(snapshot(REGISTRY, {"README.md": readme}), rules)
    cell = "([@ada](https://example.org/ada) / @grace"
    assert [told(each) for each in found] == [
        unclosed(
            "(", "(@ada / @grace", "Compiler: Leads", "README.md:5:42", cell, HINTS["("],
        )
    ]  # fmt: skip


def test_a_row_that_is_too_short_has_nothing_unclosed() -> None:
    readme = README.replace(" | @ada |", "")
    rules = run.selected(RULES, ["SIG207"], [])
    assert run.check(snapshot(REGISTRY, {"README.md": readme}), rules) == []
