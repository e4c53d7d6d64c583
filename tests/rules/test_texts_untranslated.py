"""SIG705: a text that is the same in two languages, where the others are translated."""

from typing import Final

import pytest
from rules_support import Told, findings

TABLES: Final = (
    "tables:\n"
    "  - {path: a.md, language: en, columns: {Name: name, About: about}}\n"
    "  - {path: b.md, language: LL, columns: {Name: name, X: about}}\n"
    "sigs:\n"
)
OTHERS: Final = (
    "  - {name: Data, about: {en: Loads data., LL: Lädt Daten.}}\n"
    "  - {name: Web, about: {en: Builds pages., LL: Baut Seiten.}}\n"
)


def registry(about: str, *, code: str = "de", others: str = OTHERS) -> str:
    """The SIG Docs, on the fifth line, that says `about`; and the others."""
    return (TABLES + f"  - {{name: Docs, about: {about}}}\n" + others).replace("LL", code)


def same(text: str, at: str, code: str = "de", told_in: str = "") -> Told:
    told_in = told_in or code
    return Told(
        "SIG705", "untranslated", "note", f"Docs: about is the same in en and {code}: {text!r}",
        at, text,
        hint=f"say it in {told_in}: sigtool edit-sig Docs --language {told_in} --set about=...",
    )  # fmt: skip


FOUND: Final = {
    "a text that stands there twice": (
        registry("{en: Explains it all., de: Explains it all.}"),
        [same("Explains it all.", "sigs.yaml:5:52")],
    ),
    "one text for all languages": (
        registry("Explains it all."), [same("Explains it all.", "sigs.yaml:5:25")],
    ),
    "three English words in Chinese, too few for SIG703": (
        registry("{en: Explains it all., zh: Explains it all.}", code="zh"),
        [same("Explains it all.", "sigs.yaml:5:52", "zh")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_what_is_not_translated(text: str, expected: list[Told]) -> None:
    assert findings("SIG705", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(registry("{en: Explains it all., de: Erklärt alles.}"), id="translated"),
        pytest.param(registry("{en: Explains it all.}"), id="missing, which is SIG701"),
        pytest.param(registry("Kubernetes Web API"), id="a name"),
        pytest.param(registry("'C++, Python, Go'"), id="codes"),
        pytest.param(registry("'[it is all here](a.md)'"), id="a link"),
        pytest.param(registry("https://example.org/it/is/all/here"), id="an address"),
        pytest.param(registry("'`make all the docs`'"), id="code"),
        pytest.param(registry("'24/7, 10:30'"), id="numbers"),
        pytest.param(registry("'张三，李四，王五'", code="zh"), id="names in Chinese"),
        pytest.param(registry("Explains it all.", others=""), id="one SIG alone"),
        pytest.param(
            registry("Explains it all.", others=OTHERS.replace("Lädt Daten", "Loads data")),
            id="a field that nobody translates",
        ),
        pytest.param(
            registry("Explains it all.").replace("X: about", "X: other"),
            id="a field of one language's table alone",
        ),
        pytest.param(
            registry("Explains it all.").replace("name: Docs", "name: {en: Docs}"),
            id="a SIG of one language alone",
        ),
        pytest.param(
            registry("{en: Explains it all at once., zh: Explains it all at once.}", code="zh"),
            id="what SIG703 tells",
        ),
        pytest.param(
            registry("{en: 负责文档的编写, zh: 负责文档的编写}", code="zh"),
            id="what SIG703 tells of Chinese",
        ),
        pytest.param(registry("{en: 负责文档, zh: 负责文档}", code="zh"), id="a word or two"),
    ],
)
def test_what_is_the_same_for_a_reason(text: str) -> None:
    assert findings("SIG705", text) == []
