"""What rules said of tables that are right, and no longer say; beside each, what they still say."""

from typing import Final

import pytest
from rules_support import SPOKEN, TABLES, checked, findings

HEADER: Final = "# Current SIGs\n\n| Name | About | Leads |\n| ---- | ----- | ----- |\n"
PEOPLE: Final = "tables:\n  - path: README.md\n    columns: {Name: name, GitHub ID: github}\n"
# (code, severity, message) of each finding.
Said = list[tuple[str, str, str]]


def said(code: str, registry: str, readme: str | None = None, *pages: str) -> Said:
    if readme is None:
        found = findings(code, registry, pages)
    else:
        found = checked(registry, {"README.md": readme}, pages)
    return [(each.severity, each.message, each.at) for each in found if each.code == code]


def sigs(*names: str, rest: str = "") -> str:
    return "sigs:\n" + "".join(f"  - {{name: {name}{rest}}}\n" for name in names)


def of_people(*names: str) -> tuple[str, str]:
    """A registry and its table, in which each row is somebody beside an account."""
    fields = (
        "{name: %s, github: [{handle: %s, url: https://github.com/%s}]}"  # noqa: UP031
        % (name, f"u{at}", f"u{at}")
        for at, name in enumerate(names)
    )
    registry = PEOPLE.replace("GitHub ID: github", "GitHub ID: {field: github, kind: people}")
    rows = "".join(f"| {n} | [@u{i}](https://github.com/u{i}) |\n" for i, n in enumerate(names))
    table = f"# Maintainers\n\n| Name | GitHub ID |\n| --- | --- |\n{rows}"
    return registry + "sigs:\n" + "".join(f"  - {each}\n" for each in fields), table


def test_sig301_names_that_repeat_throughout_name_no_rows() -> None:
    registry = TABLES + sigs("talk", "Talk", "talk ", "Web", "web", "Docs", "docs")
    assert said("SIG301", registry) == [
        (
            "warning",
            "many names under 'Name' repeat: they do not tell the rows apart",
            "sigs.yaml:10:12",
        )
    ]


@pytest.mark.parametrize(
    ("names", "count"),
    [
        pytest.param(("Web", "web", "Docs", "Data"), 1, id="one name"),
        pytest.param(("Web", "web", "Docs", "docs", "Data"), 2, id="two names"),
        pytest.param(
            ("A", "a", "B", "b", "C", "c", *(f"D{n}" for n in range(10))), 3, id="three of many"
        ),
    ],
)
def test_sig301_few_names_that_repeat_are_errors(names: tuple[str, ...], count: int) -> None:
    found = said("SIG301", TABLES + sigs(*names))
    assert [severity for severity, _, _ in found] == ["error"] * count


def test_rows_that_are_persons_have_names_of_their_own() -> None:
    persons = ("Ada Lovelace", "grace hopper", "Alan SIG", "Ada Lovelace", "Edsger D", "Barbara L")
    registry, table = of_people(*persons)
    wanted = {"SIG301", "SIG303", "SIG304", "SIG307", "SIG308", "SIG401", "SIG411"}
    found = [each.code for each in checked(registry, {"README.md": table})]
    assert [code for code in found if code in wanted] == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("'Ruby: SIG'", [], id="what is left ends in a colon"),
        pytest.param("'Ruby, SIG'", [], id="in a comma"),
        pytest.param("C++ SIG", ["sigtool edit-sig 'C++ SIG' --name C++"], id="a plus is a name"),
        pytest.param("Ruby SIG", ["sigtool edit-sig 'Ruby SIG' --name Ruby"], id="a name"),
    ],
)
def test_sig303_the_hint_is_a_name(name: str, hint: list[str]) -> None:
    found = findings("SIG303", sigs(name, "Web", "Docs", "Data", "Build", "Test"))
    assert [each.hint for each in found] == hint


def test_sig303_roles_are_no_groups() -> None:
    columns = "tables: [{path: README.md, columns: {Role: name, Lead: leads}}]\n"
    names = ("SIG Meet & Greet", "Website", "Content", "Swag", "Social")
    assert said("SIG303", columns + sigs(*names)) == []
    assert len(said("SIG303", columns.replace("Role", "SIG") + sigs(*names))) == 1


TITLES: Final = ("Data Sets", "Front End", "Model Zoo", "Graph Learning", "Code Review")
STYLES: Final = {
    "a program that is written small": ((*TITLES, "Deploy etcd"), []),
    "a part with a hyphen": ((*TITLES, "Using ks-installer"), []),
    "several called like programs": ((*TITLES, *TITLES[:0], "csi-driver", "ks-installer"), []),
    "one called like a program": ((*TITLES, "ks-installer"), ["ks-installer"]),
    "a word that is small": ((*TITLES, "Microservice management"), ["Microservice management"]),
    "a name in brackets": ((*TITLES, "'[Writers] and others'"), []),
    "a sentence": ((*TITLES, "Documenting how protocols work here"), []),
    "names of one word beside two of several": (
        ("Data", "Deployment", "Notebooks", "Serving", "Training", "OnPrem", "Feature Store"),
        [],
    ),
    "acronyms behind a mark": (("SIG_AI", "SIG_Web", "SIG_Docs", "SIG_Data", "SIG_Xxx"), []),
}


@pytest.mark.parametrize(("names", "odd"), STYLES.values(), ids=STYLES)
def test_sig304(names: tuple[str, ...], odd: list[str]) -> None:
    found = findings("SIG304", sigs(*names))
    assert [each.text for each in found] == odd


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("cloud providers", 0, id="two words"),
        pytest.param("Functions-as-a-Service", 0, id="one word with hyphens"),
        pytest.param("Runs all that is deployed", 1, id="five words"),
        pytest.param("负责编译", 0, id="two words of Chinese"),
        pytest.param("负责编译器的所有开发", 1, id="five words of Chinese"),
    ],
)
def test_sig307_short_texts_are_alike_by_chance(text: str, count: int) -> None:
    assert len(said("SIG307", sigs("A", "B", rest=f", responsibilities: {text}"))) == count


@pytest.mark.parametrize(
    "name",
    [
        "'![logo](b.svg) [E](e.md)'",
        "'[E](e.md) <br> [F](f.md)'",
        "'[E] (e.md)'",
        "'[E](READ ME.md)'",
        "'[E]（e.md）'",
        "'[E][e]'",
        "'<del>[E](e.md)</del>'",
        "'<a href=e.md>E</a>'",
    ],
)
def test_sig308_a_name_with_a_link_has_a_page(name: str) -> None:
    paged = sigs("A", "B", "C", "D", rest=", readme: a.md")
    assert said("SIG308", f"{paged}  - {{name: {name}}}\n") == []


@pytest.mark.parametrize("name", ["E", "'[E]'", "E (draft)"])
def test_sig308_a_name_without_one(name: str) -> None:
    paged = sigs("A", "B", "C", "D", rest=", readme: a.md")
    assert len(said("SIG308", f"{paged}  - {{name: {name}}}\n")) == 1


def test_sig308_counts_within_a_section() -> None:
    tables = "".join(
        f"  - {{path: README.md, heading: {each}, section: {each}, columns: {{Name: name}}}}\n"
        for each in "AB"
    )
    paged = sigs("a", "b", "c", "d", "e", "f", rest=", readme: a.md, section: A")
    bare = sigs("g", "h", "i", "j", "k", rest=", section: B").removeprefix("sigs:\n")
    assert said("SIG308", f"tables:\n{tables}{paged}{bare}") == []


def leadless(leads: list[str]) -> str:
    rows = (
        f"  - {{name: S{at}{f', leads: [{{handle: {who}}}]' if who else ''}}}\n"
        for at, who in enumerate(leads)
    )
    return TABLES + "sigs:\n" + "".join(rows)


@pytest.mark.parametrize(
    ("leads", "expected"),
    [
        pytest.param(
            ["", "", "", ""],
            [("note", "'Leads' is empty in every row", "sigs.yaml:9:12")],
            id="a column that is empty",
        ),
        pytest.param(
            ["a", "", "", "", ""],
            [("note", "'Leads' is empty in many rows", "sigs.yaml:10:12")],
            id="most rows",
        ),
        pytest.param(
            ["a", "b", "c", "d", "", "", "", ""],
            [("warning", "'Leads' is empty in many rows", "sigs.yaml:13:12")],
            id="half of the rows",
        ),
        pytest.param(
            ["a", "", "b"],
            [("warning", "S1 has nobody under 'Leads'", "sigs.yaml:10:12")],
            id="one row",
        ),
        pytest.param(["a", "b", "c"], [], id="none"),
    ],
)
def test_sig401_a_column_that_is_not_filled_in_is_one_finding(
    leads: list[str], expected: Said
) -> None:
    assert said("SIG401", leadless(leads)) == expected


@pytest.mark.parametrize("word", ["'-'", "N/A", "无", "'&mdash;'"])
def test_a_word_for_nobody_is_no_lead(word: str) -> None:
    registry = (
        f"{TABLES}sigs: [{{name: A, leads: [{{handle: ada}}]}}, {{name: B, leads: {word}}}]\n"
    )
    assert said("SIG202", registry) == []
    assert [message for _, message, _ in said("SIG401", registry)] == ["B has nobody under 'Leads'"]


def test_sig401_what_is_no_lead_may_be_missing() -> None:
    columns = "tables: [{path: README.md, columns: {Guide: name, %s: leads}}]\n"
    items = "sigs: [{name: A, leads: [{handle: ada}]}, {name: B}]\n"
    assert said("SIG401", columns % "Writer" + items) == []
    assert said("SIG401", columns % "Maintainers" + items) == [
        ("note", "B has nobody under 'Maintainers'", "sigs.yaml:2:50")
    ]


CELLS: Final = {
    "a dash": ("chat: '-'", []),
    "not applicable": ("chat: N/A", []),
    "none in Chinese": ("chat: 无", []),
    "to be done": ("chat: TBD", ["A: chat is a placeholder: 'TBD'"]),
    "vacant": ("leads: Vacant", ["A: leads is a placeholder: 'Vacant'"]),
    "no responsibilities": (
        "responsibilities: '-'", ["A: responsibilities is a placeholder: '-'"],
    ),
    "several in a row": (
        "responsibilities: TBD, leads: TBD, chat: TODO",
        [
            "A: responsibilities and leads are placeholders: 'TBD'",
            "A: chat is a placeholder: 'TODO'",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), CELLS.values(), ids=CELLS)
def test_sig202_tells_what_is_to_come(fields: str, expected: list[str]) -> None:
    columns = "tables: [{path: README.md, columns: {Name: name, Chat: {field: chat}}}]\n"
    registry = f"{columns}sigs: [{{name: A, {fields}}}]\n".replace("Chat: {field: chat}", "C: chat")
    expected = [each.replace("A: chat is", "A: C is") for each in expected]
    assert [message for _, message, _ in said("SIG202", registry)] == expected


def test_sig202_a_column_of_placeholders_is_one_finding() -> None:
    registry = TABLES + sigs("A", "B", "C", "D", rest=", responsibilities: TBD")
    assert said("SIG202", registry) == [
        ("warning", "'About' is a placeholder in many rows: 'TBD'", "sigs.yaml:9:33")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a&nbsp;b", [], id="a no-break space"),
        pytest.param("<center>&mdash;</center>", [], id="what stands for nothing"),
        pytest.param('<a id="x" href="#x">🔗</a>', [], id="an anchor"),
        pytest.param("a &amp; b", ["&amp;"], id="a character"),
        pytest.param('<a href="x.md">x</a>', ["<a href>"], id="a link"),
    ],
)
def test_sig203_html_that_markdown_has_no_way_for(text: str, expected: list[str]) -> None:
    found = said("SIG203", f"sigs:\n  - name: A\n    responsibilities: '{text}'\n")
    start = "A: responsibilities has HTML where Markdown would do: "
    assert [message.removeprefix(start) for _, message, _ in found] == expected


def led(*people: str) -> str:
    return TABLES + "sigs:\n" + "".join(
        f"  - {{name: S{at}, leads: [{who}]}}\n" for at, who in enumerate(people)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("name: Ada", "name: Ada Lovelace", "warning", id="a shorter name"),
        pytest.param("affiliation: ACME", "affiliation: Acme", "warning", id="an employer"),
        pytest.param("email: a@e.org", "email: b@e.org", "warning", id="an address"),
    ],
)
def test_sig405_what_may_differ_is_a_warning(one: str, other: str, expected: str) -> None:
    registry = led(f"{{handle: ada, {one}}}", f"{{handle: ada, {other}}}")
    assert [severity for severity, _, _ in said("SIG405", registry)] == [expected]


def test_sig405_two_handles_of_one_account_are_an_error() -> None:
    link = "url: https://github.com/ada"
    registry = led(f"{{handle: one, {link}}}", f"{{handle: two, {link}}}")
    assert [severity for severity, _, _ in said("SIG405", registry)] == ["error"]


def test_sig409_an_account_that_is_an_address() -> None:
    registry = PEOPLE.replace("GitHub ID: github", "GitHub ID: {field: github, kind: people}")
    registry += "sigs: [{name: A, github: [{email: ada@example.org}]}]\n"
    table = "| Name | GitHub ID |\n| --- | --- |\n| A | ada@example.org |\n"
    found = said("SIG409", registry, table)
    assert found == [("note", "A: 'GitHub ID' holds an e-mail address", "sigs.yaml:4:35")]


ACCOUNTS: Final = {
    "one of several": (("handle: ada", "handle: grace", "name: Alan T"), 1),
    "most are names": (("handle: ada", "name: Grace H", "name: Alan T"), 0),
    "all are names": (("name: Grace H", "name: Alan T"), 0),
    "an address is enough": (("handle: ada", "{name: Alan T, email: alan@example.org}"), 0),
}


@pytest.mark.parametrize(("people", "count"), ACCOUNTS.values(), ids=ACCOUNTS)
def test_sig411(people: tuple[str, ...], count: int) -> None:
    assert len(said("SIG411", led(*people))) == count


def test_sig411_the_account_stands_in_the_next_column() -> None:
    columns = "tables: [{path: README.md, columns: {SIG: name, Lead: leads, GitHub ID: account}}]\n"
    items = "sigs: [{name: A, leads: [{handle: ada}]}, {name: B, leads: [{name: Alan T}]%s}]\n"
    assert len(said("SIG411", columns + items % "")) == 1
    assert said("SIG411", columns + items % ", account: alan") == []


FOLDERS: Final = {
    "called as the others": ("sig-web", True),
    "of another kind that some have": ("wg-web", True),
    "called otherwise": ("design-proposals", False),
    "pictures": ("logo", False),
    "a pattern for new ones": ("sig-TEMPLATE", False),
    "of a SIG that links another page": ("sig-data", False),
    "of a link in other letters": ("sig-Docs", False),
}


@pytest.mark.parametrize(("folder", "is_found"), FOLDERS.values(), ids=FOLDERS)
def test_sig508_folders_of_the_shape_of_the_others(folder: str, *, is_found: bool) -> None:
    linked = {"Docs": "sig-docs", "Build": "sig-build", "Test": "sig-test", "Env": "wg-env"}
    items = "".join(
        f"  - {{name: {name}, readme: {page}/README.md}}\n" for name, page in linked.items()
    )
    registry = f"{TABLES}sigs:\n{items}  - {{name: Data, readme: https://example.org}}\n"
    found = said("SIG508", registry, None, f"{folder}/README.md")
    message = f"{folder}: this folder has a README, and belongs to no SIG"
    assert found == ([("note", message, "sigs.yaml:2:11")] if is_found else [])


IGNORED: Final = {
    "its own code": ("SIG901", []),
    "its own name": ("unused-suppression", []),
    "a code that is none": ("SIG999", ["'SIG999' is no rule"]),
    "a code with a typing error": ("SIG9010", ["'SIG9010' is no rule"]),
    "a name with a typing error": ("no-leed", ["'no-leed' is no rule; did you mean no-lead?"]),
}


@pytest.mark.parametrize(("word", "expected"), IGNORED.values(), ids=IGNORED)
def test_sig901_guesses_no_code(word: str, expected: list[str]) -> None:
    registry = f"validate: {{ignore: [{word}]}}\nsigs: []\n"
    found = [each.message for each in checked(registry, {}) if each.code == "SIG901"]
    assert [each.removeprefix("validate: ignore: ") for each in found] == expected


def test_sig403_one_person_with_and_without_a_link() -> None:
    linked = "{name: Ada Lovelace, url: https://github.com/ada}"
    assert said("SIG403", led(f"{linked}, {{name: Ada Lovelace}}")) == [
        ("error", "S0: Ada Lovelace is twice under 'Leads'", "sigs.yaml:9:75")
    ]
    assert said("SIG403", led(f"{linked}, {{name: Ada Byron}}")) == []


@pytest.mark.parametrize(
    ("row", "fixed"),
    [
        pytest.param("| A | b |", "| A | b | |", id="a row with its last pipe"),
        pytest.param("| A | b", "| A | b | |", id="without"),
        pytest.param("A | b", "A | b | |", id="without any outer pipe"),
        pytest.param("| A |", "| A | | |", id="two cells"),
    ],
)
def test_sig105_what_is_missing_is_added(row: str, fixed: str) -> None:
    registry = f"{TABLES}sigs: [{{name: A}}]\n"
    found = checked(registry, {"README.md": f"{HEADER}{row}\n"})
    assert [each.fix and each.fix[2] for each in found if each.code == "SIG105"] == [
        (f"-{row}", f"+{fixed}")
    ]


def test_sig402_a_limit_that_nobody_set_is_a_note() -> None:
    people = led(", ".join(f"{{handle: a{n}}}" for n in range(5)))
    assert [each[0] for each in said("SIG402", people)] == ["note"]
    wanted = f"validate: {{max_leads: 4}}\n{people}"
    assert [each[0] for each in said("SIG402", wanted)] == ["warning"]


def test_a_short_text_in_one_language_hides_no_long_one_in_another() -> None:
    text = "responsibilities: {zh: 文档, en: Keeps all the pages of the community}"
    found = said("SIG307", SPOKEN + sigs("A", "B", rest=f", {text}"))
    assert [message for _, message, _ in found] == ["B: has the responsibilities of A"]


@pytest.mark.parametrize("again", ["hızlı hızlı", "İK İK"])
def test_a_word_with_letters_of_another_alphabet_repeats_too(again: str) -> None:
    found = said("SIG306", f"sigs:\n  - {{name: A, responsibilities: Bu {again} does it.}}\n")
    assert [message for _, message, _ in found] == [f"A: responsibilities has {again!r}"]
