"""SIG009 and SIG010: line ends, and characters that nobody sees."""

from typing import Final

import pytest
from rules_support import README, REGISTRY, Told, checked, snapshot

from sigtool.check import run
from sigtool.rules.texts import invisible_character, mixed_newlines

ONE_KIND: Final = "let your editor save the file with one kind of line end"
TAKE_IT_OUT: Final = "take it out, unless the script needs it"


def mixed(kinds: str, counts: str, at: str, text: str, *lines: str) -> Told:
    message = f"{at.partition(':')[0]}: some lines end in {kinds}"
    fix = ("end all lines alike", True, lines) if lines else None
    hint = f"{ONE_KIND} ({counts})"
    return Told("SIG009", "mixed-newlines", "warning", message, at, text, (), fix, hint)


def invisible(message: str, at: str, text: str, *lines: str, of: str = "Runtime") -> Told:
    fix = (f"take the invisible characters out of {of}", False, lines) if lines else None
    return Told("SIG010", "invisible-character", "warning", message, at, text, (), fix, TAKE_IT_OUT)


def about(text: str) -> str:
    return REGISTRY.replace("Runs them.", text)


# --- SIG009 ------------------------------------------------------------------------------------

FILES: Final = {
    "one kind each": (REGISTRY.replace("\n", "\r\n"), README.replace("\n", "\r"), []),
    "no line end at all": ("sigs: []", "", []),
    "one line of the registry": (
        REGISTRY.replace("name: Runtime\n", "name: Runtime\r\n"),
        README,
        [
            mixed(
                "LF, others in CRLF", "15 in LF, 1 in CRLF", "sigs.yaml:13:1",
                "  - name: Runtime", "-  - name: Runtime\r", "+  - name: Runtime",
            )
        ],
    ),
    "two other kinds in a document, of which most lines are CRLF": (
        REGISTRY,
        README.replace("\n", "\r\n").replace("SIGs\r\n\r\n", "SIGs\n\r"),
        [
            mixed(
                "LF, others in CRLF, others in CR", "1 in LF, 4 in CRLF, 1 in CR", "README.md:1:1",
                "# Current SIGs", "-# Current SIGs", "-\r| Name | About | Leads |\r",
                "+# Current SIGs\r", "+\r", "+| Name | About | Leads |\r",
            )
        ],
    ),
    "a value of several lines stays what it is": (
        about("|\r\n      Runs them."),
        README,
        [
            mixed(
                "LF, others in CRLF", "16 in LF, 1 in CRLF", "sigs.yaml:14:1",
                "    responsibilities: |",
                "-    responsibilities: |\r", "+    responsibilities: |",
            )
        ],
    ),
    "a separator of another kind is no line end": (
        REGISTRY, README + "\nA\u2028B\x0bC\x85D\n", [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registry", "readme", "expected"), FILES.values(), ids=FILES)
def test_what_is_told_of_line_ends(registry: str, readme: str, expected: list[Told]) -> None:
    assert checked(registry, {"README.md": readme}) == expected


def test_a_registry_that_is_no_yaml_can_be_given_one_kind_of_line_end() -> None:
    found = checked("sigs:\r\n  - name: [\n  -\n", {})
    assert [(each.code, each.fix) for each in found] == [
        ("SIG009", ("end all lines alike", True, ("-sigs:\r", "+sigs:"))),
        ("SIG001", None),
    ]


def test_the_fix_leaves_one_kind_and_says_the_same() -> None:
    before = snapshot(
        about("|\r\n      Runs them.").replace("name: Compiler\n", "name: Compiler\r"),
        {"README.md": README.replace("|\n| Compiler", "|\r| Compiler")},
    )
    after = run.fixed(before, [mixed_newlines, invisible_character])
    assert after.source.text == about("|\n      Runs them.")
    assert after.registry == before.registry
    document = after.documents["README.md"]
    assert document is not None
    assert document.source.text == README


def test_a_file_with_a_conflict_and_one_that_is_not_utf8_are_not_looked_at() -> None:
    conflict = README.replace("| Compiler", "<<<<<<< a\r\n=======\n>>>>>>> b\n| Compiler")
    assert [each.code for each in checked(REGISTRY, {"README.md": conflict})] == ["SIG106"]
    assert [each.code for each in checked(REGISTRY, {"README.md": b"a\r\nb\n\xff"})] == ["SIG008"]


# --- SIG010 ------------------------------------------------------------------------------------

NEEDED: Final = {
    "a joiner between letters of Persian": "می\u200cخواهم",
    "a joiner at the end of an Arabic letter": "ه\u200d. ق",
    "a joiner behind a virama": "क्\u200dष, ශ්\u200dරී",
    "emoji that are one": "👩\u200d💻 👩🏽\u200d🔬 👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈",
    "a variation of a sign": "✔\ufe0f ☎\ufe0e 1\ufe0f\u20e3 ©\ufe0f ‼\ufe0f",
    "the flag of a part of a country": (
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    ),
    "a variant of an ideograph": "葛\U000e0100城",
    "a mark of direction in Hebrew": "שלום (C++)\u200e",
    "words of Khmer and Thai": "សួស្តី\u200bពិភពលោក, สวัสดี\u200bชาวโลก",
    "a vowel of Mongolian": "ᠮᠣᠩᠭᠣᠯ\u180eᠠ",
    "blanks that are wide": "负责\u3000编译\u00a0器",
    "nothing but ASCII": "Runs them\ttwice.",
}  # fmt: skip


@pytest.mark.parametrize("text", NEEDED.values(), ids=NEEDED)
def test_what_a_script_needs_may_stay(text: str) -> None:
    assert checked(about(text), {"README.md": README.replace("Runs them.", text)}) == []


ODD: Final = {
    "a zero-width space": (
        "Runs\u200b them.", "U+200B (zero width space) behind 'Runs'", "Runs them.",
    ),
    "a soft hyphen": ("Runs th\u00adem.", "U+00AD (soft hyphen) behind 'th'", "Runs them."),
    "a joiner between Latin letters": (
        "Ru\u200dns", "U+200D (zero width joiner) behind 'Ru'", "Runs",
    ),
    "a joiner of ideographs": (
        "编\u200c译", "U+200C (zero width non-joiner) behind '编'", "编译",
    ),
    "an override": ("Runs \u202eem", "U+202E (right-to-left override) behind 'Runs'", "Runs em"),
    "an override in Hebrew": ("ש\u202eל", "U+202E (right-to-left override) behind 'ש'", "של"),
    "a mark of direction in English": (
        "Runs\u200e", "U+200E (left-to-right mark) behind 'Runs'", "Runs",
    ),
    "a byte order mark": (
        "\ufeffRuns", "U+FEFF (zero width no-break space) at its beginning", "Runs",
    ),
    "a tag": ("Runs\U000e0041", "U+E0041 (tag latin capital letter a) behind 'Runs'", "Runs"),
    "a second variation, as secrets are hidden": (
        "✔\ufe0f\ufe00", "U+FE00 (variation selector-1) behind '✔'", "✔\ufe0f",
    ),
    "a letter that is blank": ("Runs\u3164", "U+3164 (hangul filler) behind 'Runs'", "Runs"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "what", "mended"), ODD.values(), ids=ODD)
def test_what_nobody_sees_is_told(text: str, what: str, mended: str) -> None:
    # The table shows the same; it is told once, where it comes from.
    found = checked(about(f'"{text}"'), {"README.md": README.replace("Runs them.", text)})
    assert found == [
        invisible(
            f"Runtime: responsibilities has an invisible character: {what}", "sigs.yaml:14:23",
            f'"{text}"',
            f'-    responsibilities: "{text}"', f'+    responsibilities: "{mended}"',
        )
    ]  # fmt: skip


def test_a_name_with_one_and_two_in_a_handle() -> None:
    registry = (
        "sigs:\n  - name: Comp\u200biler\n    leads:\n"
        '      - {handle: "a\\u200bd\\u200ba"}\n      - {handle: grace}\n'
    )
    lines = (
        "-  - name: Comp\u200biler",
        "+  - name: Compiler",
        '-      - {handle: "a\\u200bd\\u200ba"}',
        '+      - {handle: "ada"}',
    )
    found = checked(registry, {})
    assert [each for each in found if each.code == "SIG010"] == [
        invisible(
            "Comp\u200biler: name has an invisible character: U+200B (zero width space) "
            "behind 'Comp'",
            "sigs.yaml:2:11", "Comp\u200biler", *lines, of="Compiler",
        ),
        invisible(
            "Comp\u200biler: leads[1]: handle has 2 invisible characters, the first of them "
            "U+200B (zero width space) behind 'a'",
            "sigs.yaml:4:18", '"a\\u200bd\\u200ba"', *lines, of="Compiler",
        ),
    ]  # fmt: skip


LANGUAGES: Final = """\
tables:
  - path: README.md
    heading: Current SIGs
    language: zh
    columns: {Name: name, About: responsibilities}
  - path: README.en.md
    heading: Current SIGs
    language: en
    columns: {Name: name, About: responsibilities}
sigs:
  - name: Compiler
    responsibilities:
      zh: 编译
      en: Comp\u200biles
"""


def test_one_language_has_it() -> None:
    readme = "# Current SIGs\n\n| Name | About |\n| - | - |\n| Compiler | 编译 |\n"
    english = readme.replace("编译", "Comp\u200biles")
    assert checked(LANGUAGES, {"README.md": readme, "README.en.md": english}) == [
        invisible(
            "Compiler: responsibilities has an invisible character: U+200B (zero width space) "
            "behind 'Comp'",
            "sigs.yaml:14:11", "Comp\u200biles",
            "-      en: Comp\u200biles", "+      en: Compiles", of="Compiler",
        )
    ]  # fmt: skip


def test_a_text_in_one_language_says_nothing_of_the_table_in_another() -> None:
    readme = "# Current SIGs\n\n| Name | About |\n| - | - |\n| Compiler | 编\u200c译 |\n"
    english = readme.replace("编\u200c译", "Comp\u200biles")
    found = checked(LANGUAGES, {"README.md": readme, "README.en.md": english})
    assert [(each.code, each.at) for each in found if each.code == "SIG010"] == [
        ("SIG010", "README.md:5:14"),
        ("SIG010", "sigs.yaml:14:11"),
    ]


@pytest.mark.parametrize("language", ["zh", ""], ids=["its language", "none"])
def test_a_table_shows_the_text_in_which_it_is_known(language: str) -> None:
    registry = LANGUAGES.replace("zh: 编译", "zh: 编\u200c译").replace("\u200b", "")
    if not language:
        others = "  - {path: zh.md, language: zh, columns: {Name: name}}\nsigs:\n"
        registry = registry.replace("    language: zh\n", "").replace("sigs:\n", others)
    readme = "# Current SIGs\n\n| Name | About |\n| - | - |\n| Compiler | 编\u200c译 |\n"
    found = checked(registry, {"README.md": readme, "README.en.md": None})
    assert [each.at for each in found if each.code == "SIG010"] == ["sigs.yaml:13:11"]


def test_what_an_alias_and_a_merge_key_bring_in() -> None:
    registry = (
        "sigs:\n"
        "  - &sig\n"
        "    name: Compiler\n"
        "    responsibilities: &a Ru\u200bns\n"
        "    leads: [{handle: ada}]\n"
        "  - {name: Runtime, responsibilities: *a, leads: [{handle: ada}]}\n"
        "  - {<<: *sig, name: Quantum}\n"
    )
    what = "an invisible character: U+200B (zero width space) behind 'Ru'"
    found = [each for each in checked(registry, {}) if each.code == "SIG010"]
    assert found == [
        invisible(
            f"Compiler: responsibilities has {what}", "sigs.yaml:4:26", "Ru\u200bns",
            "-    responsibilities: &a Ru\u200bns", "+    responsibilities: &a Runs", of="Compiler",
        ),
        invisible(
            f"Runtime: responsibilities has {what}", "sigs.yaml:6:39", "*a",
            "-  - {name: Runtime, responsibilities: *a, leads: [{handle: ada}]}",
            "+  - {name: Runtime, responsibilities: Runs, leads: [{handle: ada}]}",
        ),
    ]  # fmt: skip


def test_a_table_that_alone_has_one() -> None:
    readme = README.replace("Runs them.", "Runs\u200b them.").replace("@ada |", "@ad\u200ba |")
    found = checked(REGISTRY, {"README.md": readme})
    lines = (
        "-| Compiler | Turns text into programs. | @ad\u200ba |",
        "-| Runtime | Runs\u200b them. | @grace |",
        "+| Compiler | Turns text into programs. | @ada |",
        "+| Runtime | Runs them. | @grace |",
    )
    assert [each for each in found if each.code == "SIG010"] == [
        Told(
            "SIG010", "invisible-character", "warning", message, at, text, (),
            ("take the invisible characters out of the table", False, lines), TAKE_IT_OUT,
        )
        for message, at, text in (
            (
                "Compiler: the cell of 'Leads' has an invisible character: "
                "U+200B (zero width space) behind '@ad'",
                "README.md:5:42", "@ad\u200ba",
            ),
            (
                "Runtime: the cell of 'About' has an invisible character: "
                "U+200B (zero width space) behind 'Runs'",
                "README.md:6:13", "Runs\u200b them.",
            ),
        )
    ]  # fmt: skip


def test_a_header_has_one() -> None:
    readme = README.replace("About", "Ab\u200bout")
    found = [each for each in checked(REGISTRY, {"README.md": readme}) if each.code == "SIG010"]
    assert found == [
        Told(
            "SIG010", "invisible-character", "warning",
            "README.md: the header has an invisible character: U+200B (zero width space) "
            "behind 'Ab'",
            "README.md:3:10", "Ab\u200bout", hint=TAKE_IT_OUT,
        )
    ]  # fmt: skip


def test_nothing_is_mended_in_a_registry_that_is_not_sound() -> None:
    registry = "sigs: [{name: Comp\u200biler, readme: ~}]\n"
    assert [(each.code, each.fix) for each in checked(registry, {})] == [
        ("SIG010", None),
        ("SIG007", None),
    ]
