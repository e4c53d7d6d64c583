"""`sync` where somebody wrote the row of a SIG into the table of one more language."""

from collections.abc import Sequence

import pytest
from syncing import Files, Outcome, bring_together, put, table

TABLES = """\
tables:
  - path: README.md
    language: en
    columns: {Name: name, About: responsibilities, Leads: leads}
  - path: zh/README.md
    language: zh
    columns: {名称: name, 职责: responsibilities, 负责人: leads}
sigs:
"""
DOCS = "  - {name: Docs, responsibilities: {en: Writes., zh: 写。}, leads: ['@cyd']}\n"
DOCS_EN, DOCS_ZH = "| Docs | Writes. | @cyd |\n", "| Docs | 写。 | @cyd |\n"
QUANTUM = """\
  - name: {en: Quantum}  # since 2020
    readme: en/quantum.md
    responsibilities: {en: Qubits.}
    leads: ["@ada", "@grace"]
"""
QUANTUM_EN = "| [Quantum](en/quantum.md) | Qubits. | @ada, @grace |\n"
BOTH, ENGLISH = DOCS + QUANTUM, DOCS_EN + QUANTUM_EN


def files(items: str, english: str, chinese: str) -> Files:
    return Files(
        TABLES + items,
        {
            "README.md": "| Name | About | Leads |\n|---|---|---|\n" + english,
            "zh/README.md": "| 名称 | 职责 | 负责人 |\n|---|---|---|\n" + chinese,
        },
    )


AGREED = files(BOTH, ENGLISH, DOCS_ZH)


def row(name: str, page: str = "", leads: str = "@ada, @grace") -> str:
    return (
        f"| [{name}]({page}) | 量子。 | {leads} |\n" if page else f"| {name} | 量子。 | {leads} |\n"
    )


def is_it(name: str = "量子") -> list[str]:
    return [f"1 {name} row: - | {name} | -: table, translation (Quantum)"]


def maybe(name: str = "量子", sig: str = "Quantum") -> list[str]:
    return [f"1 {name} row: - | {name} | -: both, may_be ({sig})"]


TRANSLATED = put(
    put(BOTH, "{en: Quantum}", "{en: Quantum, zh: 量子}"),
    "{en: Qubits.}",
    "{en: Qubits., zh: 量子。}",
)
WITH_PAGES = put(
    TRANSLATED,
    "readme: en/quantum.md",
    "readme:\n      en: en/quantum.md\n      zh: zh/quantum.md",
)
ROBOTS = "  - {name: {zh: 机器人}, responsibilities: {zh: 动。}, leads: ['%s']}\n"


@pytest.mark.parametrize(
    ("chinese", "facts", "items", "english_after", "chinese_after"),
    [
        pytest.param(
            row("量子", "quantum.md"), is_it(), WITH_PAGES, "", "", id="its page, by the folder"
        ),
        pytest.param(
            row("量子", "../en/quantum.md"), is_it(), TRANSLATED, "", "", id="the same page"
        ),
        pytest.param(
            row("量子", "../en/quantum_zh.md"),
            is_it(),
            put(WITH_PAGES, "zh/quantum.md", "en/quantum_zh.md"),
            "",
            "",
            id="its page, by the suffix",
        ),
        pytest.param(
            row("Quantum"),
            is_it("Quantum"),
            put(TRANSLATED, "zh: 量子}", "zh: Quantum}"),
            "",
            row("Quantum", "../en/quantum.md"),
            id="its name",
        ),
        pytest.param(
            row("量子", "quantum.md", "@ada, @hedy"),
            is_it(),
            put(WITH_PAGES, '"@grace"', '"@grace", "@hedy"'),
            put(ENGLISH, "@ada, @grace", "@ada, @grace, @hedy"),
            row("量子", "quantum.md", "@ada, @grace, @hedy"),
            id="its page, with one lead more and one less",
        ),
        pytest.param(row("量子"), maybe(), None, "", "", id="its leads alone"),
        pytest.param(
            row("量子", "other.md"), maybe(), None, "", "", id="its leads, and a page of its own"
        ),
        pytest.param(
            row("量子", "quantum.md") + row("子", "quantum.md"),
            maybe() + maybe("子"),
            None,
            "",
            "",
            id="two rows that link its page",
        ),
        pytest.param(
            "| 机器人 | 动。 | @hedy |\n",
            ["1 机器人 row: - | 机器人 | -: table"],
            DOCS + ROBOTS % "@hedy" + QUANTUM,
            "",
            "",
            id="nothing in common",
        ),
        pytest.param(
            "| 机器人 | 动。 | @ada |\n",
            ["1 机器人 row: - | 机器人 | -: table"],
            DOCS + ROBOTS % "@ada" + QUANTUM,
            "",
            "",
            id="one of its leads leads this one too",
        ),
    ],
)
def test_a_row_of_a_sig_that_its_language_lacks(
    chinese: str,
    facts: Sequence[str],
    items: str | None,
    english_after: str,
    chinese_after: str,
) -> None:
    now = files(BOTH, ENGLISH, DOCS_ZH + chinese)
    after = files(items or BOTH, english_after or ENGLISH, DOCS_ZH + (chinese_after or chinese))
    assert bring_together(now, AGREED) == Outcome(after, list(facts))


@pytest.mark.parametrize(
    ("page", "shown", "own"),
    [
        ("en/quantum/", "../en/quantum", "en/quantum"),
        ("en/quantum", "../en/quantum/", "en/quantum/"),
    ],
)
def test_one_folder_with_and_without_a_slash_was_two_sigs(page: str, shown: str, own: str) -> None:
    items, english = (put(each, "en/quantum.md", page) for each in (BOTH, ENGLISH))
    pages = f"readme:\n      en: {page}\n      zh: {own}"
    after = put(put(TRANSLATED, "en/quantum.md", page), f"readme: {page}", pages)
    chinese = DOCS_ZH + row("量子", shown)
    agreed = files(items, english, DOCS_ZH)
    assert bring_together(files(items, english, chinese), agreed) == Outcome(
        files(after, english, chinese), is_it()
    )


def test_the_row_is_a_sig_of_its_own_if_somebody_says_so() -> None:
    now = files(BOTH, ENGLISH, DOCS_ZH + row("量子"))
    own = put(ROBOTS, "'%s'", "'@ada', '@grace'").replace("机器人", "量子").replace("动", "量子")
    assert bring_together(now, AGREED, choice=table) == Outcome(
        files(DOCS + own + QUANTUM, ENGLISH, DOCS_ZH + row("量子")),
        ["1 量子 row: - | 量子 | -: table, chosen (Quantum)"],
    )


def test_without_a_base_nothing_is_written() -> None:
    now = files(BOTH, ENGLISH, DOCS_ZH + row("量子", "quantum.md"))
    assert bring_together(now) == Outcome(
        now, ["1 量子 row: - | 量子 | ?: unknown, translation (Quantum)"]
    )
    assert bring_together(now, choice=table) == Outcome(
        files(WITH_PAGES, ENGLISH, DOCS_ZH + row("量子", "quantum.md")),
        ["1 量子 row: - | 量子 | ?: table, chosen (Quantum)"],
    )


def test_a_sig_that_goes_from_one_language_and_comes_to_another() -> None:
    """It is written in the other one, and whether it goes from the first is for somebody to say."""
    now = files(BOTH, DOCS_EN, DOCS_ZH + row("量子", "quantum.md"))
    assert bring_together(now, AGREED) == Outcome(
        files(
            WITH_PAGES, DOCS_EN, now.documents["zh/README.md"].partition("|\n|---|---|---|\n")[2]
        ),
        ["0 Quantum row: Quantum | - | there: both, one_table", *is_it()],
    )


def test_a_language_taken_from_a_name_is_no_row_that_is_new() -> None:
    now = files(BOTH, ENGLISH, DOCS_ZH + row("量子", "quantum.md"))
    then = files(WITH_PAGES, ENGLISH, DOCS_ZH + row("量子", "quantum.md"))
    assert bring_together(now, then) == Outcome(
        files(BOTH, ENGLISH, DOCS_ZH), ["1 量子 row: - | 量子 | there: registry"]
    )


def test_the_row_of_a_translation_that_stood_elsewhere_moved_its_sig_in_every_language() -> None:
    """It says nothing of the order: its row is put where the registry has the SIG."""
    agreed = files(QUANTUM + DOCS, QUANTUM_EN + DOCS_EN, DOCS_ZH)
    now = files(
        QUANTUM + DOCS, QUANTUM_EN + DOCS_EN, DOCS_ZH + row("量子", "quantum.md", "@ada, @hedy")
    )
    assert bring_together(now, agreed) == Outcome(
        files(
            put(WITH_PAGES.removeprefix(DOCS), '"@grace"', '"@grace", "@hedy"') + DOCS,
            put(QUANTUM_EN, "@grace", "@grace, @hedy") + DOCS_EN,
            row("量子", "quantum.md", "@ada, @grace, @hedy") + DOCS_ZH,
        ),
        is_it(),
    )


def test_the_row_of_a_translation_stays_in_a_table_with_an_order_of_its_own() -> None:
    def own(found: Files) -> Files:
        return Files(put(found.registry, "zh\n", "zh\n    order: own\n"), found.documents)

    agreed = own(files(QUANTUM + DOCS, QUANTUM_EN + DOCS_EN, DOCS_ZH))
    chinese = DOCS_ZH + row("量子", "quantum.md")
    now = own(files(QUANTUM + DOCS, QUANTUM_EN + DOCS_EN, chinese))
    after = own(files(WITH_PAGES.removeprefix(DOCS) + DOCS, QUANTUM_EN + DOCS_EN, chinese))
    assert bring_together(now, agreed) == Outcome(after, is_it())


def test_a_new_sig_whose_rows_stand_elsewhere_in_another_language_moved_at_the_second_sync() -> (
    None
):
    robots_en, robots_zh = "| Robots | Moves. | @hedy |\n", "| Robots | 动。 | @hedy |\n"
    agreed = files(DOCS, DOCS_EN, DOCS_ZH)
    now = files(DOCS, robots_en + DOCS_EN, DOCS_ZH + robots_zh)
    items = (
        "  - {name: Robots, responsibilities: {en: Moves., zh: 动。}, leads: ['@hedy']}\n" + DOCS
    )
    assert bring_together(now, agreed) == Outcome(
        files(items, robots_en + DOCS_EN, robots_zh + DOCS_ZH),
        ["0 Robots row: - | Robots | -: table", "1 Robots row: - | Robots | -: table"],
    )
