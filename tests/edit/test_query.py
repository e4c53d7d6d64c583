"""What is asked of a registry: SIGs by lead, section, status and text, and its people."""

from typing import Final

import pytest

from sigtool.edit import query
from sigtool.errors import UnknownName
from sigtool.model import Column, Kind, Person, Registry, Sig, Table, Text, Texts, person

COLUMNS: Final = (Column("Name", "name"), Column("Leads", "leads", Kind.PEOPLE))
TABLES: Final = (
    Table("README_CN.md", COLUMNS, language="zh", section="core"),
    Table("README.md", COLUMNS, language="en", section="core"),
)
WANG: Final = Person(name=Texts({"zh": "王小明", "en": "Wang Xiaoming"}))
COMPILER: Final = Sig(
    Texts({"zh": "编译器", "en": "Compiler"}),
    {"responsibilities": Texts({"en": "Turns graphs into code.", "zh": "编译图。"})},
)
RUNTIME: Final = Sig("Runtime", {"leads": (WANG,), "section": "Other", "status": "dormant"})
DOCS: Final = Sig("Docs", {"leads": Texts({"zh": "问大家", "en": "ask all"})})
REGISTRY: Final = Registry(TABLES, (COMPILER, RUNTIME, DOCS))


def found(registry: Registry = REGISTRY, **wanted: str) -> list[str]:
    """The names of the SIGs that are chosen."""
    choice: dict[str, str | None] = dict.fromkeys(("lead", "section", "status", "text"))
    return [str(sig.name) for sig in query.find_sigs(registry, **{**choice, **wanted})]


TEXTS: Final = {
    "a name in the first language": ("编译器", ["编译器 / Compiler"]),
    "a name in the second": ("compiler", ["编译器 / Compiler"]),
    "a text in the first": ("graphs", ["编译器 / Compiler"]),
    "a text in the second": ("编译图", ["编译器 / Compiler"]),
    "a person in the first": ("小明", ["Runtime"]),
    "a person in the second": ("xiaoming", ["Runtime"]),
    "people kept as text, in the second": ("ask all", ["Docs"]),
    "a text of no language": ("RUNTIME", ["Runtime"]),
    "what is in no text": ("编译器 / Compiler", []),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_a_text_in_the_second_language_was_not_found(text: str, expected: list[str]) -> None:
    assert found(text=text) == expected


@pytest.mark.parametrize("lead", ["王小明", "Wang Xiaoming", "wang xiaoming"])
def test_a_lead_is_found_in_every_language(lead: str) -> None:
    assert found(lead=lead) == ["Runtime"]


def test_everything_asked_for_has_to_fit() -> None:
    assert found(text="i", section="core") == ["编译器 / Compiler"]
    assert found(text="i", status="dormant") == ["Runtime"]
    assert found(text="i", status="dormant", section="core") == []
    assert found() == ["编译器 / Compiler", "Runtime", "Docs"]


def sections(*names: str) -> Registry:
    """A registry with a SIG in each section."""
    return Registry((), tuple(Sig(f"In {name}", {"section": name}) for name in names))


SECTIONS: Final = {
    "as it is written": ("emeritus", ["In emeritus"]),
    "in another case": ("Emeritus", ["In emeritus"]),
    "where another differs in case": ("core", ["In core"]),
    "that other": ("Core", ["In Core"]),
    "of another script": ("ÉTÉ", ["In été"]),
}


@pytest.mark.parametrize(("name", "expected"), SECTIONS.values(), ids=SECTIONS)
def test_a_section_was_not_found_in_another_case(name: str, expected: list[str]) -> None:
    assert found(sections("core", "Core", "emeritus", "été"), section=name) == expected


NO_SECTIONS: Final = {
    "one of two": (
        sections("core", "Core"),
        "CORE",
        "no section is called 'CORE'; did you mean 'core' or 'Core'?",
    ),
    "another": (REGISTRY, "others", "no section is called 'others'; did you mean 'Other'?"),
    "where there are none": (
        Registry((), (DOCS,)),
        "core",
        "no section is called 'core'; no table has a section",
    ),
}


@pytest.mark.parametrize(("registry", "name", "message"), NO_SECTIONS.values(), ids=NO_SECTIONS)
def test_a_section_that_is_not_sure(registry: Registry, name: str, message: str) -> None:
    with pytest.raises(UnknownName) as caught:
        query.find_sigs(registry, lead=None, section=name, status=None, text=None)
    assert str(caught.value) == message


def test_a_language_shows_what_its_tables_show() -> None:
    only = Sig(Texts({"zh": "文档"}))
    registry = Registry(TABLES, (COMPILER, only, RUNTIME))
    names = {
        code: [sig.name for sig in query.in_language(registry, registry.sigs, code)]
        for code in (None, "zh", "en")
    }
    assert names == {
        None: [COMPILER.name, only.name, "Runtime"],
        "zh": ["编译器", "文档", "Runtime"],
        "en": ["Compiler", "Runtime"],
    }
    with pytest.raises(UnknownName):
        query.in_language(registry, registry.sigs, "fr")


# --- people ------------------------------------------------------------------------------------


def ada(**more: Text) -> Person:
    return Person(handle="ada").with_texts({**more})


HERE: Final = "https://example.org/ada"
THERE: Final = "https://code.example.org/ada"
BOTH: Final = Texts({"zh": "艾达", "en": "Ada"})
ENGLISH: Final = Texts({"en": "Ada"})

# The leads of one SIG each, and who is then known, with the numbers of the SIGs.
PEOPLE: Final[dict[str, tuple[list[list[Person]], list[tuple[Person, list[int]]]]]] = {
    "with a link, then without": ([[ada(url=HERE)], [ada()]], [(ada(url=HERE), [0, 1])]),
    "without a link, then with": ([[ada()], [ada(url=HERE)]], [(ada(url=HERE), [0, 1])]),
    "the link alone": ([[Person(url=HERE)], [ada()]], [(ada(url=HERE), [0, 1])]),
    "another link on the way": (
        [[ada(url=HERE)], [Person(handle="grace")], [ada(url=f"{HERE}/")]],
        [(ada(url=HERE), [0, 2]), (Person(handle="grace"), [1])],
    ),
    "in two languages": (
        [[Person(name=BOTH, url=HERE)], [Person(name="Ada", affiliation="ACME")]],
        [(Person(name=BOTH, url=HERE, affiliation="ACME"), [0, 1])],
    ),
    "a language each": (
        [[Person(name=ENGLISH, url=HERE)], [Person(name=BOTH, url=HERE, role="chair")]],
        [(Person(name=BOTH, url=HERE, role="chair"), [0, 1])],
    ),
    "a language that only the lesser mention has": (
        [[Person(name=ENGLISH, url=HERE, role="chair")], [Person(name=BOTH, url=HERE)]],
        [(Person(name=Texts({"en": "Ada", "zh": "艾达"}), url=HERE, role="chair"), [0, 1])],
    ),
    "more in each": (
        [[ada(email="ada@example.org")], [ada(url=HERE, name="Ada")], [ada(role="chair")]],
        [(ada(url=HERE, name="Ada", email="ada@example.org", role="chair"), [0, 1, 2])],
    ),
    "different things": (
        [[ada(affiliation="ACME")], [ada(affiliation="Example", url=HERE)]],
        [(ada(affiliation="Example", url=HERE), [0, 1])],
    ),
    "different things, said alike": (
        [[ada(affiliation="ACME")], [ada(affiliation="Example")]],
        [(ada(affiliation="ACME"), [0, 1])],
    ),
    "twice in one SIG": ([[ada(), ada(url=HERE)]], [(ada(url=HERE), [0])]),
    "two who have one handle": (
        [[ada(url=HERE)], [ada(url=THERE)], [ada()]],
        [(ada(url=HERE), [0]), (ada(url=THERE), [1]), (ada(), [2])],
    ),
    "two who have one name": (
        [[Person(name="Ada", url=HERE)], [Person(name="Ada", url="https://example.org/lovelace")]],
        [
            (Person(name="Ada", url=HERE), [0]),
            (Person(name="Ada", url="https://example.org/lovelace"), [1]),
        ],
    ),
    "nobody": ([[]], []),
}  # fmt: skip


@pytest.mark.parametrize(("leads", "expected"), PEOPLE.values(), ids=PEOPLE)
def test_a_person_was_listed_with_a_link_and_without(
    leads: list[list[Person]], expected: list[tuple[Person, list[int]]]
) -> None:
    sigs = tuple(Sig("Twins", {"leads": tuple(persons)}) for persons in leads)
    known = query.known_people(Registry((), sigs))
    numbers = {id(sig): number for number, sig in enumerate(sigs)}
    assert [(who, [numbers[id(each.sig)] for each in places]) for who, places in known] == expected


def test_a_person_of_two_fields_is_named_in_both() -> None:
    columns = (*COLUMNS, Column("Sponsors", "sponsors", Kind.PEOPLE))
    sig = Sig("Docs", {"leads": (ada(),), "sponsors": (ada(url=HERE), ada())})
    [known] = query.known_people(Registry((Table("README.md", columns),), (sig,)))
    assert known.person == ada(url=HERE)
    assert [tuple(each) for each in known.mentions] == [
        (sig, "leads", ada()),
        (sig, "sponsors", ada(url=HERE)),
    ]


def test_many_people_are_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """10,000 mentions of 5,000 persons: as many comparisons, not millions."""
    compared = 0
    same_person = person.same_person

    def counted(one: Person, other: Person) -> bool:
        nonlocal compared
        compared += 1
        return same_person(one, other)

    monkeypatch.setattr(person, "same_person", counted)
    people = [Person(handle=f"p{number}") for number in range(5_000)]
    linked = [Person(handle=f"p{n}", url=f"https://example.org/p{n}") for n in range(5_000)]
    sigs = tuple(Sig("Docs", {"leads": pair}) for pair in zip(people, linked, strict=True))
    known = query.known_people(Registry((), sigs))
    assert [each.person for each in known] == linked
    assert compared == 5_000
