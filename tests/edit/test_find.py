"""Names as readers see them: which SIG or person is meant, whatever else a cell holds."""

from typing import Final

import pytest

from sigtool.edit import operations, query
from sigtool.errors import BadValue, UnknownName
from sigtool.model import Column, Kind, Person, Registry, Sig, Table, Text, Texts


def named(*names: Text, section: str | None = None) -> list[Sig]:
    values: dict[str, str] = {"section": section} if section else {}
    return [Sig(name, dict(values), number) for number, name in enumerate(names)]


def find(sigs: list[Sig], name: str) -> Text:
    """The whole name of the SIG that a name means."""
    return operations.find_sig(Registry((), tuple(sigs)), name).name


# --- what is no name to a reader ---------------------------------------------------------------

CALLED: Final[dict[str, tuple[Text, tuple[str, ...]]]] = {
    "a mail address": ("Ada Lovelace <ada@example.org>", ("Ada Lovelace", "ada lovelace")),
    "a mail address in brackets": (
        "Ada Lovelace ([ada@example.org](mailto:ada@example.org))",
        ("Ada Lovelace",),
    ),
    "a badge": ("![badge](b.svg) [Docs](d.md)", ("Docs", "docs", "[Docs](d.md)")),
    "a badge that is a link": ("[![badge](b.svg)](https://ci.example.org) Docs", ("Docs",)),
    "a picture in HTML": ('<img src="a.png" width=20> Docs', ("Docs",)),
    "a reference": ("[Build][b]", ("Build", "[Build][b]", "build")),
    "a reference by its own label": ("[Build][]", ("Build",)),
    "a label alone": ("[Build]", ("Build",)),
    "a note": ("Docs[^1]", ("Docs", "Docs[^1]")),
    "a raised mark": ("Docs<sup>2</sup>", ("Docs",)),
    "an emoji": (":rocket: 🚀 Docs", (":rocket: Docs",)),
    "a second language": (Texts({"zh": "🚀 文档", "en": "Docs [^1]"}), ("文档", "docs")),
    "nothing else": ("🚀", ("🚀",)),
}


@pytest.mark.parametrize(
    ("whole", "called"),
    [(whole, called) for whole, names in CALLED.values() for called in names],
    ids=[f"{case}: {called}" for case, (_, names) in CALLED.items() for called in names],
)
def test_a_sig_was_found_by_its_markdown_alone(whole: Text, called: str) -> None:
    assert find(named("Web", whole, "Runtime"), called) == whole


APART: Final[dict[str, tuple[tuple[str, ...], str, str]]] = {
    "the whole name comes first": (("Docs[^1]", "Docs"), "Docs", "Docs"),
    "a mark that tells two apart": (("Docs[^1]", "Docs[^2]"), "Docs[^2]", "Docs[^2]"),
    "an address that tells two apart": (
        ("Ada <ada@example.org>", "Ada <ada@example.com>"),
        "Ada <ada@example.com>",
        "Ada <ada@example.com>",
    ),
}


@pytest.mark.parametrize(("names", "called", "expected"), APART.values(), ids=APART)
def test_what_is_no_name_tells_two_apart(
    names: tuple[str, ...], called: str, expected: str
) -> None:
    assert find(named(*names), called) == expected


def refused(sigs: list[Sig], name: str, *tables: Table) -> str:
    with pytest.raises(UnknownName) as caught:
        operations.find_sig(Registry(tables, tuple(sigs)), name)
    return str(caught.value)


TWICE: Final[dict[str, tuple[tuple[str, ...], str, str]]] = {
    "with notes": (
        ("Docs[^1]", "Docs[^2]"),
        "docs",
        "2 SIGs have the name 'docs'; name one as 'Docs[^1]' or 'Docs[^2]'",
    ),
    "with addresses": (
        ("Ada <ada@example.org>", "Web", "Ada <ada@example.com>"),
        "Ada",
        "2 SIGs have the name 'Ada'; name one as 'Ada ada@example.org' or 'Ada ada@example.com'",
    ),
    "alike but for what cannot be typed": (
        ("[Docs](a.md)", "**Docs**"),
        "Docs",
        "2 SIGs have the name 'Docs': numbers 1 and 2 of the registry; rename one there",
    ),
}


@pytest.mark.parametrize(("names", "called", "message"), TWICE.values(), ids=TWICE)
def test_several_of_one_name_are_listed(names: tuple[str, ...], called: str, message: str) -> None:
    assert refused(named(*names), called) == message


def test_the_name_that_a_message_proposes_is_taken() -> None:
    sigs = named("Ada <ada@example.org>", "Web", "Ada <ada@example.com>")
    assert find(sigs, "Ada ada@example.com") == "Ada <ada@example.com>"


ADDED: Final = {
    "a reference": ("[Build][b]", "Build", "there is a SIG called '[Build][b]' already"),
    "a badge": ("![ci](b.svg) Docs", "docs", "there is a SIG called '![ci](b.svg) Docs' already"),
    "a note": ("Docs[^1]", "Docs", "there is a SIG called 'Docs[^1]' already"),
}


@pytest.mark.parametrize(("there", "new", "message"), ADDED.values(), ids=ADDED)
def test_a_second_one_was_added(there: str, new: str, message: str) -> None:
    registry = Registry((), tuple(named(there)))
    with pytest.raises(BadValue) as caught:
        operations.add_sig(registry, Sig(new), operations.Spot())
    assert str(caught.value) == message


# --- one name in two sections ------------------------------------------------------------------

SECTIONS: Final = (
    Table("README.md", (Column("Name", "name"),), section="core"),
    Table("README.md", (Column("Name", "name"),), section="孵化"),
)
IN_SECTIONS: Final = [
    *named("Docs", "[Build][b]"),
    *named("Docs", "Build[^1]", section="孵化"),
]
BY_SECTION: Final = {
    "core/Docs": IN_SECTIONS[0],
    "CORE/docs": IN_SECTIONS[0],
    "孵化/Docs": IN_SECTIONS[2],
    "core/Build": IN_SECTIONS[1],
    "孵化/build": IN_SECTIONS[3],
}


@pytest.mark.parametrize(("name", "expected"), BY_SECTION.items(), ids=BY_SECTION)
def test_the_section_says_which_of_two_is_meant(name: str, expected: Sig) -> None:
    registry = Registry(SECTIONS, tuple(IN_SECTIONS))
    assert operations.find_sig(registry, name) is expected


@pytest.mark.parametrize("name", ["Docs", "Build"])
def test_the_first_of_two_sections_was_taken(name: str) -> None:
    assert refused(IN_SECTIONS, name, *SECTIONS) == (
        f"2 SIGs have the name {name!r}; name one as 'core/{name}' or '孵化/{name}'"
    )


# --- rows that are persons ---------------------------------------------------------------------

OF_PEOPLE: Final = (
    Column("Name", "name"),
    Column("GitHub ID", "github_id", Kind.PEOPLE),
    Column("Scope", "responsibilities"),
)


def of_people(*sigs: Sig, columns: tuple[Column, ...] = OF_PEOPLE) -> Registry:
    return Registry((Table("README.md", columns),), sigs)


def row(name: Text, account: Person | None = None, **values: str) -> Sig:
    return Sig(name, {**values, **({"github_id": (account,)} if account else {})})


def known(registry: Registry) -> list[tuple[Person, list[str]]]:
    """Everybody who is known, with the name of each SIG that names them, once a field."""
    return [
        (person, [f"{sig.one_name}: {field}" for sig, field, _ in mentions])
        for person, mentions in query.known_people(registry)
    ]


PERSONS: Final[dict[str, tuple[Registry, list[tuple[Person, list[str]]]]]] = {
    **{
        f"an account beside it below {header}": (
            of_people(
                row("Ada Lovelace", Person(handle="ada")),
                columns=(Column("Name", "name"), Column(header, "github_id", Kind.PEOPLE)),
            ),
            [
                (
                    Person(handle="ada", name="Ada Lovelace"),
                    ["Ada Lovelace: github_id", "Ada Lovelace: name"],
                )
            ],
        )
        for header in ("GithubID", "giteeid", "GitLabUsername")
    },
    "a name and an account beside it": (
        of_people(
            row("Ada Lovelace <ada@example.org>", Person(handle="ada")),
            row("Grace Hopper", Person(handle="grace")),
            row("王小明[^1]", Person(handle="xm", url="https://github.com/xm")),
        ),
        [
            (
                Person(handle="ada", name="Ada Lovelace", email="ada@example.org"),
                [
                    "Ada Lovelace <ada@example.org>: github_id",
                    "Ada Lovelace <ada@example.org>: name",
                ],
            ),
            (
                Person(handle="grace", name="Grace Hopper"),
                ["Grace Hopper: github_id", "Grace Hopper: name"],
            ),
            (
                Person(handle="xm", name="王小明", url="https://github.com/xm"),
                ["王小明[^1]: github_id", "王小明[^1]: name"],
            ),
        ],
    ),
    "a name that links to the account": (
        of_people(
            row("Ada", readme="https://github.com/ada", country="UK"),
            row("Grace Hopper", readme="https://github.com/grace"),
            columns=(Column("Name", "name"), Column("Country", "country")),
        ),
        [
            (Person(handle="Ada", url="https://github.com/ada"), ["Ada: name"]),
            (
                Person(handle="grace", name="Grace Hopper", url="https://github.com/grace"),
                ["Grace Hopper: name"],
            ),
        ],
    ),
    "one person in two rows": (
        of_people(
            row("Ada Lovelace", Person(handle="ada")), row("A. Lovelace", Person(handle="ada"))
        ),
        [
            (
                Person(handle="ada", name="Ada Lovelace"),
                [
                    "Ada Lovelace: github_id",
                    "Ada Lovelace: name",
                    "A. Lovelace: github_id",
                    "A. Lovelace: name",
                ],
            )
        ],
    ),
    "groups whose leads no table shows": (
        of_people(
            Sig("Docs", {"readme": "https://github.com/docs", "leads": (Person(handle="ada"),)}),
            columns=(Column("Name", "name"),),
        ),
        [(Person(handle="ada"), ["Docs: leads"])],
    ),
    "groups whose names link to their organisations": (
        of_people(
            row("Docs", readme="https://github.com/docs"),
            columns=(Column("Name", "name"), Column("Scope", "responsibilities")),
        ),
        [],
    ),
    "tables that bind no column": (
        of_people(Sig("Docs", {"readme": "https://github.com/docs"}), columns=()),
        [],
    ),
}


@pytest.mark.parametrize(("registry", "expected"), PERSONS.values(), ids=PERSONS)
def test_a_row_and_the_account_beside_it_were_two_persons(
    registry: Registry, expected: list[tuple[Person, list[str]]]
) -> None:
    assert known(registry) == expected


LED: Final = {
    "@ada": ["Ada"],
    "Ada": ["Ada"],
    "https://github.com/ada": ["Ada"],
    "Grace Hopper": ["Grace Hopper"],
    "@grace": ["Grace Hopper"],
    "Radia <radia@example.org>": ["Radia <radia@example.org>"],
    "radia@example.org": ["Radia <radia@example.org>"],
    "radia": ["Radia <radia@example.org>"],
}
LINKED: Final = of_people(
    row("Ada", readme="https://github.com/ada"),
    row("Grace Hopper", readme="https://github.com/grace"),
    row("Radia <radia@example.org>"),
    columns=(Column("Name", "name"), Column("Country", "country")),
)


@pytest.mark.parametrize(("who", "expected"), LED.items(), ids=LED)
def test_the_person_of_a_row_was_nobody(who: str, expected: list[str]) -> None:
    found = query.find_sigs(LINKED, lead=who, section=None, status=None, text=None)
    assert [sig.name for sig in found] == expected


RENAMED: Final = {
    "the account, by the name": (
        "@ada",
        "@lovelace",
        row("lovelace", readme="https://github.com/lovelace"),
    ),
    "the account, behind another name": (
        "@grace",
        "@hopper",
        row("Grace Hopper", readme="https://github.com/hopper"),
    ),
    "the name": (
        "Radia",
        "Radia Perlman",
        row("Radia Perlman <radia@example.org>"),
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), RENAMED.values(), ids=RENAMED)
def test_the_person_of_a_row_was_not_renamed(old: str, new: str, expected: Sig) -> None:
    renamed, _ = operations.rename_person(LINKED, old, new)
    [changed] = [
        sig for sig, before in zip(renamed.sigs, LINKED.sigs, strict=True) if sig != before
    ]
    assert changed == expected
