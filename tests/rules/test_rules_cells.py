"""SIG2xx and SIG3xx: what cells would have to hold, and the names of SIGs."""

from collections.abc import Mapping
from typing import Final

import pytest
from rules_support import README, REGISTRY, SPOKEN, Told, checked, findings


def as_text(message: str, at: str, text: str) -> Told:
    hint = (
        "in the table, write each as [@ada](https://github.com/ada), with commas between them; "
        "in the registry, as `- handle: ada`"
    )
    return Told("SIG201", "unstructured-people", "note", message, at, text, hint=hint)


def unshowable(message: str, at: str, text: str, hint: str) -> Told:
    return Told("SIG204", "line-break", "error", message, at, text, hint=hint)


def several(text: str) -> Told:
    return unshowable(
        "Runtime: responsibilities has several lines, a cell of a table has one",
        "sigs.yaml:14:23", text, "put it on one line; <br> begins another one in the cell",
    )  # fmt: skip


def about(text: str) -> str:
    return REGISTRY.replace("responsibilities: Runs them.", f"responsibilities: {text}")


CASES: Final = {
    # --- SIG201
    "people that are not read, at length": (
        f"sigs: [{{name: Runtime, leads: {'待定 ' * 40}}}]\n",
        README.partition("#")[0],
        [
            as_text(
                "Runtime: cannot tell who is named under 'leads': '" + ("待定 " * 20)[:59] + "…'",
                "sigs.yaml:1:31", ("待定 " * 40).strip(),
            )
        ],
    ),
    # --- SIG204
    "a numbered list cannot be joined": (
        about("|\n      Runs\n      1. them."), README, [several("|\n      Runs\n      1. them.")],
    ),
    "a hard line break cannot be joined": (
        about("|\n      Runs\\\n      them."), README, [several("|\n      Runs\\\n      them.")],
    ),
    "several lines that no table shows": (
        "sigs:\n  - name: A\n    responsibilities: |\n      a\n      b\n    leads: [{url: '/'}]\n",
        "", [],
    ),
    "a name that would read as a link": (
        REGISTRY.replace("name: Runtime", "name: '[Run](time)'"),
        README.replace("Runtime", "\\[Run](time)"),
        [
            Told(
                "SIG601", "out-of-date", "error",
                "[Run](time): is in the registry, not in the table", "README.md:3:1",
                "| Name | About | Leads |", (("the registry says so here", "sigs.yaml:13:11"),),
                hint="first mend what cannot be shown (SIG204), then look again: sigtool validate",
            ),
            Told(
                "SIG601", "out-of-date", "error",
                "\\[Run](time): is in the table, not in the registry", "README.md:6:1",
                "| \\[Run](time) | Runs them. | @grace |",
                hint="first mend what cannot be shown (SIG204), then look again: sigtool validate",
            ),
            unshowable(
                "Run: name would read differently in a table", "sigs.yaml:13:11",
                "'[Run](time)'",
                "write it without the characters that Markdown takes for markup",
            )
        ],
    ),
    # --- SIG301
    "names that differ": ("sigs: [{name: Front End}, {name: Front Ends}]\n", "", []),
    "names of nothing but marks that differ": ("sigs: [{name: '-'}, {name: _}]\n", "", []),
    "names that people take for one": (
        "sigs:\n  - name: Front End\n  - name: front-end\n  - name: '`Front_End`'\n",
        "",
        [
            Told(
                "SIG301", "duplicate-name", "error",
                f"{name.strip('`' + chr(39))}: there is a SIG called 'Front End' already", at, name,
                (("the first is here", "sigs.yaml:2:11"),),
                hint="merge the two, or rename one",
            )
            for at, name in (
                ("sigs.yaml:3:11", "front-end"), ("sigs.yaml:4:11", "'`Front_End`'"),
            )
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "readme", "expected"), CASES.values(), ids=CASES)
def test_what_is_told_of_values_and_names(registry: str, readme: str, expected: list[Told]) -> None:
    assert checked(registry, {"README.md": readme}) == expected


def test_what_two_tables_cannot_show_is_told_once() -> None:
    columns = "{Name: name, About: responsibilities, Leads: leads}"
    second = f"  - path: other.md\n    heading: Current SIGs\n    columns: {columns}\nsigs:\n"
    registry = about("|\n      Runs\n      them.").replace("sigs:\n", second)
    assert [each.code for each in checked(registry, {"README.md": README, "other.md": README})] == [
        "SIG204"
    ]


# --- SIG202 to SIG206 --------------------------------------------------------------------------


def says(*texts: str, key: str = "responsibilities") -> str:
    """SIGs called A, B, C … that say these, one each."""
    names = "ABCDEFGH"
    items = (f"  - name: {names[at]}\n    {key}: {text}\n" for at, text in enumerate(texts))
    return "sigs:\n" + "".join(items)


def stands_for_nothing(what: str, at: str, text: str) -> Told:
    message = f"{what} is a placeholder: '{text.strip(chr(39))}'"
    hint = "give it a value, or take it away"
    return Told("SIG202", "placeholder", "warning", message, at, text, hint=hint)


def in_html(found: str, text: str, hint: str) -> Told:
    message = f"A: responsibilities has HTML where Markdown would do: {found}"
    return Told(
        "SIG203", "html-in-cell", "note", message, "sigs.yaml:3:23", text, hint=f"write {hint}"
    )


def no_link(what: str, at: str, value: str, found: str, mended: str, *lines: str) -> Told:
    return Told(
        "SIG205", "malformed-link", "error", f"{what} has a link that is none: '{found}'", at,
        value, (), ("mend the links of A", False, lines) if lines else None, f"write {mended}",
    )  # fmt: skip


def odd_bracket(what: str, found: str, at: str, value: str, old: str, new: str) -> Told:
    has, most = ("()", "（）") if "(" in found else ("（）", "()")
    return Told(
        "SIG206", "bracket-style", "note", f"{what} has {has} where most have {most}: '{found}'",
        at, value, (),
        (f"write the brackets of {what.partition(':')[0]} as elsewhere", True, (old, new)),
        f"write {most}",
    )  # fmt: skip


def of_markup(registry: str, documents: Mapping[str, str] | None = None) -> list[Told]:
    codes = ("SIG201", "SIG202", "SIG203", "SIG205", "SIG206")
    return [each for each in checked(registry, documents or {}) if each.code in codes]


@pytest.mark.parametrize(
    "text",
    [
        *("TBD", "tbc", "N/A", "n.a.", "NA", "TODO", "To be clarified", "TO_BE_CLARIFIED", "None"),
        *(
            "'-'",
            "'--'",
            "—",
            "'?'",
            "'...'",
            "'&mdash;'",
            "'*TBD*'",
            "(TBD)",
            "TBD.",
            "待定",
            "暂无",
        ),
        *("无", "_N/A_"),
    ],
)
def test_sig202_a_word_that_stands_for_a_value(text: str) -> None:
    expected = [stands_for_nothing("A: responsibilities", "sigs.yaml:3:23", text)]
    assert of_markup(says(text)) == expected


@pytest.mark.parametrize(
    "text",
    ["NA region", "无线网络", "TBD by the TOC", "A-Z", "'- a'", "C", "Open", "Unknown words."],
)
def test_sig202_a_value(text: str) -> None:
    assert of_markup(says(text)) == []


@pytest.mark.parametrize("text", ["TBD", "vacant", "Open", "'@TBD'", "待定"])
def test_sig202_nobody_is_told_as_that_alone(text: str) -> None:
    expected = [stands_for_nothing("A: leads", "sigs.yaml:3:12", text)]
    assert of_markup(says(text, key="leads")) == expected


def test_sig202_a_name_and_a_link() -> None:
    # Of the link, SIG501 tells; names of marks alone are told apart by SIG301.
    registry = "sigs: [{name: TBD, readme: '-'}, {name: '-'}]\n"
    assert of_markup(registry) == [stands_for_nothing("TBD: name", "sigs.yaml:1:15", "TBD")]


def test_sig202_an_alias_is_told_where_it_stands() -> None:
    registry = (
        "sigs:\n  - &a {name: A, leads: [{handle: ada, affiliation: &n TBD}]}\n"
        "  - {<<: *a, name: B, responsibilities: *n}\n"
    )
    assert of_markup(registry) == [
        stands_for_nothing("A: leads[1]: affiliation", "sigs.yaml:2:56", "TBD"),
        Told(
            "SIG202", "placeholder", "warning", "B: responsibilities is a placeholder: 'TBD'",
            "sigs.yaml:3:41", "*n", hint="give it a value, or take it away",
        ),
    ]  # fmt: skip


HTML: Final = {
    "weight": ("a <b>b</b> <Strong>c</Strong>", "<b>, <strong>", "**text**"),
    "stress and code": (
        "<i>a</i> <em>b</em> <code>c</code>", "<i>, <em>, <code>", "*text*, `text`",
    ),
    "a link": ("<a href=\"x\">y</a> <a name=z></a>", "<a href>", "[text](link)"),
    "characters": (
        "a&nbsp;b &amp; c &#124; d &#x41;", "&amp;, &#124;, &#x41;",
        "&, |, A",
    ),
    "a broken comment before": ("<![a[ <b>b</b>", "<b>", "**text**"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "found", "hint"), HTML.values(), ids=HTML)
def test_sig203_markdown_would_do(text: str, found: str, hint: str) -> None:
    assert of_markup(says(f"'{text}'")) == [in_html(found, f"'{text}'", hint)]


@pytest.mark.parametrize(
    "text",
    [
        "a<br>b<sup>2</sup><img src=x><details>c</details>",
        "`<b>` and ``a ` <i>`` and \\<b>",
        "<i>「重」</i>要",
        "a &lt; b &gt; c &amp;lt; &#42;a&#42; &zwj;",
        "a & b, a &nosuch; b, ?a=1&copy=2",
        "a < b and b > c, List<T>",
    ],
    ids=["no Markdown for it", "code", "stars would show", "needed", "no entities", "no tags"],
)
def test_sig203_markdown_would_not_do(text: str) -> None:
    assert of_markup(says(f"'{text}'")) == []


LINKS: Final = {
    "a blank between": (
        "a [x] (https://e.org/x) b", "[x] (https://e.org/x)", "a [x](https://e.org/x) b",
    ),
    "a wide blank between": ("[x]\u3000(./x)", "[x]\\u3000(./x)", "[x](./x)"),
    "full-width brackets": ("见[x]（docs/x.md）。", "[x]（docs/x.md）", "见[x](docs/x.md)。"),
    "one full-width bracket": ("[x](https://e.org）", "[x](https://e.org）", "[x](https://e.org)"),
    "none at its end": ("[x](https://e.org/x", "[x](https://e.org/x", "[x](https://e.org/x)"),
    "none at its end, and more behind": (
        "[x](https://e.org/x, [y](https://e.org/y)", "[x](https://e.org/x",
        "[x](https://e.org/x), [y](https://e.org/y)",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "found", "mended"), LINKS.values(), ids=LINKS)
def test_sig205_what_was_to_be_a_link(text: str, found: str, mended: str) -> None:
    link = mended[mended.index("[") : mended.index(")") + 1]
    assert of_markup(says(f"'{text}'")) == [
        no_link(
            "A: responsibilities", "sigs.yaml:3:23", f"'{text}'", found, link,
            f"-    responsibilities: '{text}'", f"+    responsibilities: '{mended}'",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "[x](https://e.org/x) (https://e.org/y)",
        "[RFC] (draft), [x] (and/or), [x](two words)",
        "`[x] (https://e.org/x)`, \\[x] (https://e.org/x)",
        "- [ ] (https://e.org/x)",
        "[x][y] (see https://e.org)",
        '[x](https://e.org "a title")',
    ],
    ids=["links", "remarks", "code", "a box", "a reference", "a title"],
)
def test_sig205_what_is_a_link_or_was_not_to_be_one(text: str) -> None:
    assert of_markup(says(f"'{text}'")) == []


def test_sig205_a_name_and_a_link_of_its_own() -> None:
    # Of a field that holds a link alone, SIG501 tells.
    registry = "sigs: [{name: '[A] (a/README.md)', readme: '[A] (a/README.md)'}]\n"
    assert of_markup(registry) == [
        no_link(
            "[A] (a/README.md): name", "sigs.yaml:1:15", "'[A] (a/README.md)'",
            "[A] (a/README.md)", "what it leads to as `readme`",
        )
    ]  # fmt: skip


FULL: Final = ("负责图（Graph）编译。", "负责算子（Operator）执行。", "负责内存（Memory）管理。")
HALF: Final = tuple(text.replace("（", "(").replace("）", ")") for text in FULL)


def test_sig206_a_few_have_others() -> None:
    assert of_markup(says(*FULL[:2], HALF[2])) == [
        odd_bracket(
            "C: responsibilities", "(Memory)", "sigs.yaml:7:23", HALF[2],
            f"-    responsibilities: {HALF[2]}", f"+    responsibilities: {FULL[2]}",
        )
    ]  # fmt: skip
    assert of_markup(says(*HALF[:2], FULL[2])) == [
        odd_bracket(
            "C: responsibilities", "（Memory）", "sigs.yaml:7:23", FULL[2],
            f"-    responsibilities: {FULL[2]}", f"+    responsibilities: {HALF[2]}",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(FULL, id="one kind"),
        pytest.param((FULL[0], HALF[1]), id="one of each"),
        pytest.param((*FULL[:2], "负责图（编译）。", "负责(算子)。"), id="around other things"),
        pytest.param((*FULL, "负责[内存](memory/README.md)管理。"), id="those of a link"),
        pytest.param(
            (*FULL, "负责`f(x)`计算，见 https://example.org/a(b) 。"), id="code, an address"
        ),
        pytest.param(
            (*FULL, "Runs it (the graph) on many kinds of devices."), id="an English text"
        ),
        pytest.param((*FULL, "负责(内存）管理。", "负责[内存](（）)管理", ")("), id="not in pairs"),
        pytest.param(
            (
                "Runs (all) of it.",
                "Runs (none) of it.",
                "Runs （some） of it.",
                "Runs it all (now).",
            ),
            id="English texts",
        ),
    ],
)
def test_sig206_no_slip(texts: tuple[str, ...]) -> None:
    assert of_markup(says(*(f"'{text}'" for text in texts))) == []


def test_sig206_each_language_and_field_by_itself() -> None:
    table = "{Name: name, About: responsibilities, Scope: scope}"
    registry = "tables:\n" + "".join(
        f"  - {{path: {code}.md, language: {code}, columns: {table}}}\n" for code in ("zh", "ja")
    )
    registry += "sigs:\n" + "".join(
        f"  - name: {name}\n    responsibilities: {{zh: {FULL[at]}, ja: {HALF[at]}}}\n"
        f"    scope: {HALF[at]}\n"
        for at, name in enumerate("AB")
    )
    registry += f"  - name: C\n    responsibilities:\n      zh: {HALF[2]}\n      ja: {HALF[2]}\n"
    assert of_markup(registry) == [
        odd_bracket(
            "C: responsibilities", "(Memory)", "sigs.yaml:13:11", HALF[2],
            f"-      zh: {HALF[2]}", f"+      zh: {FULL[2]}",
        )
    ]  # fmt: skip


# --- in several languages ----------------------------------------------------------------------


def led(leads: str) -> str:
    return f"{SPOKEN}sigs:\n  - name: A\n    leads: {leads}\n"


UNREAD: Final = "ask @ada, (on Mondays) @grace"
SPEAKING: Final = {
    # --- SIG201
    "people that are not read in the first language": (
        led(f"{{en: '{UNREAD}', zh: 待定}}"),
        [
            as_text(
                f"A: cannot tell who is named under 'leads': '{UNREAD}' in en, '待定' in zh",
                "sigs.yaml:4:12",
                f"{{en: '{UNREAD}', zh: 待定}}",
            ),
            stands_for_nothing("A: leads", "sigs.yaml:4:54", "待定"),
        ],
    ),
    # --- SIG202
    # --- SIG203
    "HTML in a person's employer in the second language": (
        led("[{handle: ada, affiliation: {en: A, zh: <b>甲</b> 乙}}]"),
        [
            Told(
                "SIG203", "html-in-cell", "note",
                "A: leads[1]: affiliation has HTML where Markdown would do: <b>", "sigs.yaml:4:52",
                "<b>甲</b> 乙", hint="write **text**",
            )
        ],
    ),
    # --- SIG205
    "no link in the people of one language: the others stay": (
        led("{en: '[@ada]（https://e.org/ada）', zh: '[@grace](https://e.org/grace)'}"),
        [
            as_text(
                "A: cannot tell who is named under 'leads': '[@ada]（https://e.org/ada）' in en, "
                "'[@grace](https://e.org/grace)' in zh",
                "sigs.yaml:4:12",
                "{en: '[@ada]（https://e.org/ada）', zh: '[@grace](https://e.org/grace)'}",
            ),
            no_link(
                "A: leads", "sigs.yaml:4:17", "'[@ada]（https://e.org/ada）'",
                "[@ada]（https://e.org/ada）", "[@ada](https://e.org/ada)",
                "-    leads: {en: '[@ada]（https://e.org/ada）', "
                "zh: '[@grace](https://e.org/grace)'}",
                "+    leads: {en: '[@ada](https://e.org/ada)', zh: '[@grace](https://e.org/grace)'}",
            ),
        ],
    ),
    "no link in a person's employer in the second language": (
        led("[{handle: ada, affiliation: {en: A, zh: '[x] (./x)'}}]"),
        [
            no_link(
                "A: leads[1]: affiliation", "sigs.yaml:4:52", "'[x] (./x)'", "[x] (./x)",
                "[x](./x)",
                "-    leads: [{handle: ada, affiliation: {en: A, zh: '[x] (./x)'}}]",
                "+    leads: [{handle: ada, affiliation: {en: A, zh: '[x](./x)'}}]",
            )
        ],
    ),
    # --- SIG206
    "brackets of a mark": (
        "sigs:\n"
        + "".join(f"  - {{name: S{at}, id: '{text}'}}\n" for at, text in enumerate(
            ("负责图（Graph）编译。", "负责算子（Operator）执行。", "负责量子(Quantum)计算。"),
        )),
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "expected"), SPEAKING.values(), ids=SPEAKING)
def test_what_is_told_of_values_in_several_languages(registry: str, expected: list[Told]) -> None:
    assert findings("SIG2", registry) == expected


@pytest.mark.parametrize(
    ("leads", "severity", "message"),
    [
        (
            "{en: '@ada, @ada', zh: '@ada'}",
            "note",
            "A: 'leads' names somebody twice: '@ada, @ada' in en, '@ada' in zh",
        ),
        (
            "{en: '@ada, @grace', zh: '@grace, @ada'}",
            "note",
            "A: 'leads' names the same persons in another order: '@ada, @grace' in en, "
            "'@grace, @ada' in zh",
        ),
        (
            "{en: '@ada', zh: '@grace'}",
            "warning",
            "A: 'leads' names other persons in each language: '@ada' in en, '@grace' in zh",
        ),
    ],
    ids=["somebody twice", "another order", "other persons"],
)
def test_the_same_persons_were_called_others(leads: str, severity: str, message: str) -> None:
    found = [each for each in checked(led(leads), {}) if each.code == "SIG201"]
    assert [(each.severity, each.message) for each in found] == [(severity, message)]
