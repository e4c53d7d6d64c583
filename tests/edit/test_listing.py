"""What a list may show, and in which order."""

from typing import Final

import pytest

from sigtool.edit import listing
from sigtool.errors import UnknownName
from sigtool.model import Column, Kind, Person, Registry, Sig, Table, Text, Texts

COLUMNS: Final = (
    Column("SIG 名称", "name"),
    Column("**Scope**", "responsibilities"),
    Column("Leads", "maintainers", Kind.PEOPLE),
    Column("Chat, calls", "chat"),
    Column("chat", "room"),
)
OTHERS: Final = (Column("Name", "name"), Column("Notes", "note"), Column("notes", "remark"))
REGISTRY: Final = Registry((Table("README.md", COLUMNS), Table("OTHERS.md", OTHERS)), ())

FIELDS: Final = {
    "responsibilities": "responsibilities",
    "Scope": "responsibilities",
    "scope": "responsibilities",
    "**Scope**": "responsibilities",
    "SIG 名称": "name",
    "name": "name",
    "Section": "section",
    "STATUS": "status",
    "chat": "chat",
    "Chat": "room",
    "leads": "leads",
    "Leads": "maintainers",
    "maintainers_handles": "maintainers_handles",
    "Leads_urls": "leads_urls",
}


@pytest.mark.parametrize(("name", "field"), FIELDS.items(), ids=FIELDS)
def test_a_field_was_found_by_its_own_name_alone(name: str, field: str) -> None:
    assert listing.find_field(REGISTRY, name) == field


NO_FIELDS: Final = {
    "nam": "no field is called 'nam'; did you mean 'name'?",
    "scpe": "no field is called 'scpe'; did you mean 'Scope'?",
    "NOTES": "'NOTES' is the header of several fields: note, remark; name one",
    "": "no field is called ''; there are: name, id, readme, section, status, "
    "responsibilities, maintainers, chat, room, note, remark",
    "leads_handle": "no field is called 'leads_handle'; did you mean "
    "'leads_handles' or 'leads_urls'?",
}


@pytest.mark.parametrize(("name", "message"), NO_FIELDS.items(), ids=NO_FIELDS)
def test_a_field_that_is_not_sure(name: str, message: str) -> None:
    with pytest.raises(UnknownName) as caught:
        listing.find_field(REGISTRY, name)
    assert str(caught.value) == message


def test_a_field_called_as_a_part_is_that_field() -> None:
    columns = (*COLUMNS, Column("Accounts", "maintainers_handles"))
    registry = Registry((Table("README.md", columns),), ())
    assert listing.part_of(REGISTRY, "maintainers_handles") == ("maintainers", "handle")
    assert listing.part_of(registry, "maintainers_handles") is None


# --- the order ---------------------------------------------------------------------------------

ORDERS: Final[dict[str, tuple[str, list[Text], list[int]]]] = {
    "case does not count": ("name", ["b", "A", "C"], [1, 0, 2]),
    "numbers by their size": ("name", ["SIG 10", "SIG 9", "SIG 9a", "SIG"], [3, 1, 2, 0]),
    "what is seen": ("name", ["[Web](a.md)", "🚀 Docs", "**Build**"], [2, 1, 0]),
    "nothing comes last": ("chat", ["", "b", "", "a"], [3, 1, 0, 2]),
    "the same stays as it is": ("chat", ["a", "A", "a"], [0, 1, 2]),
    "the first language": (
        "name",
        [Texts({"zh": "文档", "en": "Docs"}), Texts({"zh": "编译", "en": "Web"})],
        [0, 1],
    ),
    "more digits than a number may have": ("chat", ["9" * 5000, "8" * 5000], [1, 0]),
}


@pytest.mark.parametrize(("key", "texts", "expected"), ORDERS.values(), ids=ORDERS)
def test_sigs_in_the_order_of_a_field(key: str, texts: list[Text], expected: list[int]) -> None:
    sigs = [
        Sig(text, {}, at) if key == "name" else Sig("Docs", {key: text} if text else {}, at)
        for at, text in enumerate(texts)
    ]
    assert [sig.origin for sig in listing.in_order(REGISTRY, sigs, key)] == expected


ADA: Final = Person(handle="ada", url="https://example.org/x")
WANG: Final = Person(name="王小明", url="https://example.org/wang")
BEN: Final = Person(name="Ben")
OF_PEOPLE: Final = {
    "leads": [1, 2, 0, 3],
    "leads_handles": [1, 2, 0, 3],
    "leads_urls": [0, 1, 2, 3],
}


@pytest.mark.parametrize(("key", "expected"), OF_PEOPLE.items(), ids=OF_PEOPLE)
def test_sigs_in_the_order_of_people(key: str, expected: list[int]) -> None:
    leads = [(WANG,), (ADA,), (BEN, ADA), ()]
    sigs = [Sig("Docs", {"leads": each} if each else {}, at) for at, each in enumerate(leads)]
    assert [sig.origin for sig in listing.in_order(REGISTRY, sigs, key)] == expected


def test_the_order_of_what_a_sig_need_not_say() -> None:
    tables = (Table("README.md", COLUMNS, section="core"),)
    first = Sig("A", {"section": "incubating", "status": "dormant"}, 0)
    registry = Registry(tables, (first, Sig("B", {}, 1)))
    for key, expected in (("section", [1, 0]), ("status", [1, 0]), ("name", [0, 1])):
        found = listing.in_order(registry, registry.sigs, key)
        assert [sig.origin for sig in found] == expected, key


# --- sections ----------------------------------------------------------------------------------


def test_sigs_by_section_stand_as_the_tables_do() -> None:
    tables = tuple(Table("README.md", COLUMNS, section=section) for section in ("core", "孵化"))
    sigs = [
        Sig("A", {"section": "孵化"}, 0), Sig("B", {}, 1),
        Sig("C", {"section": "old"}, 2), Sig("D", {"section": "core"}, 3),
    ]  # fmt: skip
    registry = Registry(tables, tuple(sigs))
    groups = listing.by_section(registry, sigs)
    assert {name: [sig.name for sig in group] for name, group in groups.items()} == {
        "core": ["B", "D"],
        "孵化": ["A"],
        "old": ["C"],
    }
    assert list(groups) == ["core", "孵化", "old"]


def test_one_section_is_none() -> None:
    table = Table("README.md", COLUMNS, section="core")
    sigs = [Sig("A", {"section": "core"}), Sig("B")]
    registry = Registry((table,), tuple(sigs))
    assert listing.by_section(registry, sigs) == {"": sigs}
    assert listing.complete(registry, sigs, ()) == sigs
    assert listing.complete(registry, sigs, ["section", "status"]) == [
        Sig(name, {"section": "core", "status": "active"}) for name in ("A", "B")
    ]


def test_no_sigs_are_of_no_section() -> None:
    sigs = (Sig("A", {"section": "a"}), Sig("B", {"section": "b"}))
    assert listing.by_section(Registry((), sigs), []) == {"": []}
