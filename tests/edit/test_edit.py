"""What each editing command makes of a registry. Pure: no files, no tables, no YAML."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from sigtool.cli.advice import sentence
from sigtool.edit import operations
from sigtool.edit.operations import Renamed, Spot
from sigtool.errors import BadValue, SigtoolError, UnknownName
from sigtool.model import Column, Kind, Person, Registry, Sig, Table, Value

ADA = Person(handle="ada", url="https://example.org/ada", origin=0)
ALAN = Person(handle="alan", url="https://example.org/turing", origin=1)
GRACE = Person(name="Grace Hopper", email="grace@example.org", origin=0)

COLUMNS = (
    Column("SIG", "name"),
    Column("Leads", "leads", Kind.PEOPLE),
    Column("Sponsors", "sponsors", Kind.PEOPLE),
    Column("Chat", "chat", Kind.LINK),
    Column("Note", "note"),
)
COMPILER = Sig("Compiler", {"readme": "compiler/README.md", "leads": (ADA, ALAN)}, 0)
# Ada stands first in one field and Grace first in the other: an index alone tells nobody apart.
RUNTIME = Sig("Run_time", {"leads": (ADA,), "sponsors": (GRACE,), "note": "old"}, 1)
DOCS = Sig("**Docs**", {"status": "archived"}, 2)
KEPT = Sig("Kept", {"leads": "@ada, maybe | others"}, 3)

REGISTRY = Registry(
    (Table("README.md", COLUMNS, section="spec"), Table("README.md", COLUMNS, section="lang")),
    (COMPILER, RUNTIME, DOCS, KEPT),
)


def with_sig(changed: Sig) -> Registry:
    """The registry in which a SIG has become another."""
    return REGISTRY.with_sigs(
        changed if sig.origin == changed.origin else sig for sig in REGISTRY.sigs
    )


def names(registry: Registry) -> list[str]:
    return [str(sig.name) for sig in registry.sigs]


def refused(error: type[SigtoolError], action: Callable[[], object]) -> str:
    """What the error says that `action` ends in: always one line."""
    with pytest.raises(error) as caught:
        action()
    message = sentence(caught.value)
    assert "\n" not in message
    return message


# Which SIG is meant


@pytest.mark.parametrize(
    ("name", "sig"),
    [
        ("Compiler", COMPILER),
        ("  cOMPILER\t", COMPILER),
        ("[Compiler](compiler/README.md)", COMPILER),
        ("**compiler**", COMPILER),
        ("docs", DOCS),
        ("run_time", RUNTIME),
    ],
)
def test_find_sig(name: str, sig: Sig) -> None:
    assert operations.find_sig(REGISTRY, name) is sig


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("compilr", "no SIG has the name 'compilr'; did you mean 'Compiler'?"),
        ("doc", "no SIG has the name 'doc'; did you mean 'Docs'?"),
        ("", "no SIG has the name ''; `sigtool list` shows all"),
        ("[/red]\x1b", "no SIG has the name '[/red]\\x1b'; `sigtool list` shows all"),
        ("x" * 10_000, f"no SIG has the name '{'x' * 59}…'; `sigtool list` shows all"),
    ],
    ids=["mistyped", "too short", "nothing", "no data is obeyed", "cut to what fits a line"],
)
def test_find_sig_suggests(name: str, message: str) -> None:
    assert refused(UnknownName, lambda: operations.find_sig(REGISTRY, name)) == message


def test_find_sig_that_two_are_called() -> None:
    twice = REGISTRY.with_sigs([COMPILER, Sig("COMPILER")])
    assert refused(UnknownName, lambda: operations.find_sig(twice, "compiler")) == (
        "2 SIGs have the name 'compiler': numbers 1 and 2 of the registry; rename one there"
    )


# Adding, moving and removing SIGs

NEW = Sig("Graph Learning", {"responsibilities": "Graphs.", "section": "lang"})


@pytest.mark.parametrize(
    ("spot", "after"),
    [
        (Spot(), ["Compiler", "Run_time", "**Docs**", "Kept", "Graph Learning"]),
        (Spot(first=True), ["Graph Learning", "Compiler", "Run_time", "**Docs**", "Kept"]),
        (Spot(after="docs"), ["Compiler", "Run_time", "**Docs**", "Graph Learning", "Kept"]),
        (Spot(before="docs"), ["Compiler", "Run_time", "Graph Learning", "**Docs**", "Kept"]),
        (Spot(after="kept"), ["Compiler", "Run_time", "**Docs**", "Kept", "Graph Learning"]),
        (Spot(before="compiler"), ["Graph Learning", "Compiler", "Run_time", "**Docs**", "Kept"]),
    ],
)
def test_add_sig(spot: Spot, after: list[str]) -> None:
    added = operations.add_sig(REGISTRY, NEW, spot)
    assert names(added) == after
    assert operations.find_sig(added, "graph learning") == NEW
    assert operations.remove_sig(added, operations.find_sig(added, "graph learning")) == REGISTRY


THERE = "there is a SIG called"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a|b", "the name 'a|b' holds '|'; {}"),
        ("a\nb", "the name 'a\\nb' holds '\\n'; {}"),
        ("a\tb", "the name 'a\\tb' holds '\\t'; {}"),
        ("[/red]", "the name '[/red]' holds '['; {}"),
        ("a\x1b[31mb", "the name 'a\\x1b[31mb' holds '\\x1b'; {}"),
        ("](javascript:x)", "the name '](javascript:x)' holds ']'; {}"),
        ("a\u202eb", "the name 'a\\u202eb' holds '\\u202e'; {}"),
        ("a\u2028b", "the name 'a\\u2028b' holds '\\u2028'; {}"),
        ("a\udcffb", "the name 'a\\udcffb' holds '\\udcff'; {}"),
        ("x" * 10_000, "the name is 10000 characters long; 200 is the most"),
        ("", "a SIG has to have a name"),
        (" \u3000", "a SIG has to have a name"),
        ("<b>", "a SIG has to have a name"),
        ("compiler", f"{THERE} 'Compiler' already; see it with `sigtool show Compiler`"),
        ("`DOCS`", f"{THERE} '**Docs**' already; see it with `sigtool show Docs`"),
    ],
    ids=[
        "a bar",
        "a line end",
        "a tab",
        "brackets",
        "a control character",
        "a link's end",
        "a sign of direction",
        "a line separator",
        "half a character",
        "too long",
        "nothing",
        "blanks",
        "markup alone",
        "another SIG's in another case",
        "another SIG's in other markup",
    ],
)
def test_names_that_are_refused(name: str, message: str) -> None:
    rule = "a name is one line of plain text without | [ ] and control characters"
    expected = message.format(rule)
    assert refused(BadValue, lambda: operations.add_sig(REGISTRY, Sig(name), Spot())) == expected
    rename = refused(BadValue, lambda: operations.edit_sig(REGISTRY, RUNTIME, {"name": name}))
    assert rename == expected


@pytest.mark.parametrize("name", ["C++", "R&D", "A_B", "数据", "v1.0 (beta)", "x" * 200, "🚀"])
def test_names_that_are_taken(name: str) -> None:
    assert names(operations.add_sig(REGISTRY, Sig(name), Spot()))[-1] == name


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        (
            {"responsibilities": "a\nb"},
            BadValue,
            "New: responsibilities holds '\\n'; a value is one line of text",
        ),
        ({"note": "a\x1bb"}, BadValue, "New: note holds '\\x1b'; a value is one line of text"),
        (
            {"status": "activ"},
            BadValue,
            "the status 'activ' is none of proposed, active, dormant, archived",
        ),
        ({"section": "lan"}, UnknownName, "no section is called 'lan'; did you mean 'lang'?"),
        ({"section": "x"}, UnknownName, "no section is called 'x'; there are: spec, lang"),
        (
            {"readme": "javascript:x"},
            BadValue,
            "New: readme is 'javascript:x'; a link begins with https:// or is relative",
        ),
        (
            {"chat": "data:x"},
            BadValue,
            "New: chat is 'data:x'; a link begins with https:// or is relative",
        ),
    ],
)
def test_values_that_are_refused(
    values: dict[str, Value], error: type[SigtoolError], message: str
) -> None:
    assert (
        refused(error, lambda: operations.add_sig(REGISTRY, Sig("New", values), Spot())) == message
    )
    changed = message.replace("New", "Run_time")
    assert refused(error, lambda: operations.edit_sig(REGISTRY, RUNTIME, values)) == changed


def test_a_section_where_no_table_has_one() -> None:
    plain = replace(REGISTRY, tables=(Table("README.md", COLUMNS),))
    assert refused(UnknownName, lambda: operations.add_sig(plain, NEW, Spot())) == (
        "no section is called 'lang'; no table has a section"
    )


def test_a_value_that_was_there_is_not_judged() -> None:
    """Somebody's SIG in a section that is gone can still be changed."""
    stale = Sig("Stale", {"section": "gone", "note": "a"}, 0)
    registry = REGISTRY.with_sigs([stale])
    assert operations.edit_sig(registry, stale, {"note": "b"}) == REGISTRY.with_sigs(
        [Sig("Stale", {"section": "gone", "note": "b"})]
    )


def test_remove_sig() -> None:
    assert operations.remove_sig(REGISTRY, RUNTIME) == REGISTRY.with_sigs([COMPILER, DOCS, KEPT])


@pytest.mark.parametrize(
    ("sig", "spot", "after"),
    [
        (DOCS, Spot(first=True), [DOCS, COMPILER, RUNTIME, KEPT]),
        (COMPILER, Spot(), [RUNTIME, DOCS, KEPT, COMPILER]),
        (COMPILER, Spot(after="docs"), [RUNTIME, DOCS, COMPILER, KEPT]),
        (KEPT, Spot(before="RUN_TIME"), [COMPILER, KEPT, RUNTIME, DOCS]),
        (RUNTIME, Spot(after="compiler"), [COMPILER, RUNTIME, DOCS, KEPT]),
    ],
)
def test_move_sig(sig: Sig, spot: Spot, after: Sequence[Sig]) -> None:
    assert operations.move_sig(REGISTRY, sig, spot) == REGISTRY.with_sigs(after)


def test_move_sig_next_to_itself() -> None:
    for spot in (Spot(after="docs"), Spot(before="docs")):
        assert refused(BadValue, lambda spot=spot: operations.move_sig(REGISTRY, DOCS, spot)) == (  # type: ignore[misc]
            "**Docs** cannot be put next to itself; name another SIG"
        )


def test_next_to_a_sig_that_is_not_there() -> None:
    message = "no SIG has the name 'zzz'; `sigtool list` shows all"
    for action in (
        lambda: operations.add_sig(REGISTRY, NEW, Spot(after="zzz")),
        lambda: operations.move_sig(REGISTRY, DOCS, Spot(before="zzz")),
    ):
        assert refused(UnknownName, action) == message


# Changing fields


def test_edit_sig() -> None:
    values: dict[str, Value | None] = {"name": "Runtime", "note": None, "chat": "https://e.org/c"}
    assert operations.edit_sig(REGISTRY, RUNTIME, values) == with_sig(
        Sig("Runtime", {"leads": (ADA,), "sponsors": (GRACE,), "chat": "https://e.org/c"}, 1)
    )


def test_edit_sig_may_change_the_case_of_a_name() -> None:
    assert names(operations.edit_sig(REGISTRY, COMPILER, {"name": "COMPILER"}))[0] == "COMPILER"


def test_a_person_who_stays_in_a_field_is_the_same_mention() -> None:
    """So a comment beside it in the file stays as well."""
    again = Person(handle="alan", url="https://example.org/turing")
    after = operations.edit_sig(REGISTRY, COMPILER, {"leads": (again, GRACE)})
    assert [person.origin for person in after.sigs[0].people("leads")] == [1, 0]


@pytest.mark.parametrize(
    ("settings", "removed", "values"),
    [
        (["note=a = b"], [], {"note": "a = b"}),
        ([" note =  new  "], ["chat"], {"note": "new", "chat": None}),
        (["status=dormant", "readme=x.md"], [], {"status": "dormant", "readme": "x.md"}),
        (["leads=@ada, turing"], [], {"leads": (ADA, ALAN)}),
        (
            ["sponsors=Ada Byron,@new"],
            [],
            # No sponsor has a link.
            {"sponsors": (Person(name="Ada Byron"), Person(handle="new"))},
        ),
        (["name=Other"], ["leads", "sponsors"], {"name": "Other", "leads": None, "sponsors": None}),
    ],
)
def test_field_values(
    settings: Sequence[str], removed: Sequence[str], values: dict[str, Value]
) -> None:
    assert operations.field_values(REGISTRY, settings, removed) == values


@pytest.mark.parametrize(
    ("settings", "removed", "error", "message"),
    [
        (["note"], [], BadValue, "'note' is not FIELD=VALUE"),
        (
            ["note="],
            [],
            BadValue,
            "note is empty; take a field away with `edit-sig SIG --unset note`",
        ),
        (["note=a", "note=b"], [], BadValue, "note is set twice; set it once"),
        (["note=a"], ["note"], BadValue, "note cannot be set and taken away at once"),
        (["notes=a"], [], UnknownName, "no field is called 'notes'; did you mean 'note'?"),
        (
            [],
            ["x"],
            UnknownName,
            "no field is called 'x'; there are: name, id, readme, section, status, "
            "responsibilities, leads, sponsors, chat, note",
        ),
        (
            [],
            ["name"],
            BadValue,
            "a SIG has to have a name; change it with `rename-sig SIG NAME`",
        ),
        (["leads=@ada,turing,ADA"], [], BadValue, "@ada is named twice; once is enough"),
        (
            ["leads=a|b"],
            [],
            BadValue,
            "'a|b' does not name one person; write @handle, a name, 'Name <mail>', a link, or "
            "[@handle](link)",
        ),
    ],
)
def test_field_values_that_are_refused(
    settings: Sequence[str], removed: Sequence[str], error: type[SigtoolError], message: str
) -> None:
    action = lambda: operations.field_values(REGISTRY, settings, removed)  # noqa: E731
    assert refused(error, action) == message


# People


@pytest.mark.parametrize(
    ("sig", "key", "name", "person"),
    [
        (DOCS, "leads", "@turing", ALAN),
        (RUNTIME, "leads", "alan", ALAN),
        (COMPILER, "leads", "@new", Person(handle="new", url="https://example.org/new")),
        (RUNTIME, "sponsors", "ada", ADA),
        (COMPILER, "sponsors", "Grace Hopper", GRACE),
    ],
)
def test_add_person(sig: Sig, key: str, name: str, person: Person) -> None:
    after, added = operations.add_person(REGISTRY, sig, key, name)
    assert added == person
    assert after == with_sig(sig.with_value(key, (*sig.people(key), person)))
    changed = operations.find_sig(after, sig.one_name)
    assert operations.remove_person(after, changed, key, name) == (REGISTRY, person)


@pytest.mark.parametrize("name", ["@ada", "ADA", "https://example.org/ada", "turing"])
def test_add_person_who_is_there(name: str) -> None:
    who = "alan" if name == "turing" else "ada"
    assert refused(BadValue, lambda: operations.add_person(REGISTRY, COMPILER, "leads", name)) == (
        f"Compiler: @{who} is in leads already"
    )


def test_people_that_were_not_read_are_left_alone() -> None:
    message = (
        "Kept: leads is the text '@ada, maybe | others', not a list of persons; give all: "
        "sigtool edit-sig Kept --set leads='@ada, Grace Hopper'"
    )
    for action in (operations.add_person, operations.remove_person):
        assert refused(BadValue, lambda act=action: act(REGISTRY, KEPT, "leads", "ada")) == message  # type: ignore[misc]


def test_remove_person_looks_in_one_field_only() -> None:
    assert operations.remove_person(REGISTRY, RUNTIME, "leads", "ada") == (
        with_sig(Sig("Run_time", {"sponsors": (GRACE,), "note": "old"}, 1)),
        ADA,
    )
    message = refused(
        UnknownName, lambda: operations.remove_person(REGISTRY, RUNTIME, "leads", "Grace Hopper")
    )
    assert message == (
        "nobody in the leads of Run_time is 'Grace Hopper'; `sigtool leads` shows all"
    )


def test_remove_person_who_is_there_twice() -> None:
    twice = Sig("Twice", {"leads": (ADA, replace(ADA, origin=1), replace(ALAN, origin=2))}, 0)
    registry = REGISTRY.with_sigs([twice])
    after, _ = operations.remove_person(registry, twice, "leads", "ada")
    assert after == REGISTRY.with_sigs([Sig("Twice", {"leads": (ALAN,)})])


LOVELACE = Person(handle="lovelace", url="https://example.org/lovelace")


def test_rename_person_everywhere() -> None:
    sponsored = REGISTRY.with_sigs([COMPILER, Sig("Other", {"sponsors": (GRACE, ADA)}, 1)])
    after, renamed = operations.rename_person(sponsored, "@ada", "@lovelace")
    assert after == REGISTRY.with_sigs(
        [
            COMPILER.with_value("leads", (LOVELACE, ALAN)),
            Sig("Other", {"sponsors": (GRACE, LOVELACE)}, 1),
        ]
    )
    assert renamed == Renamed(ADA, LOVELACE, ((COMPILER, "leads"), (sponsored.sigs[1], "sponsors")))


def test_rename_person_keeps_the_place_in_the_file() -> None:
    after, _ = operations.rename_person(REGISTRY, "turing", "Alan Turing")
    assert [person.origin for person in after.sigs[0].people()] == [0, 1]


def test_rename_person_in_one_sig() -> None:
    after, renamed = operations.rename_person(REGISTRY, "ada", "@lovelace", RUNTIME)
    assert after == with_sig(RUNTIME.with_value("leads", (LOVELACE,)))
    assert renamed.places == ((RUNTIME, "leads"),)
    message = refused(
        UnknownName, lambda: operations.rename_person(REGISTRY, "alan", "@x", RUNTIME)
    )
    assert message == "nobody in Run_time is 'alan'; `sigtool leads` shows all"


def test_rename_person_to_the_same() -> None:
    assert operations.rename_person(REGISTRY, "ada", "ada") == (REGISTRY, Renamed(ADA, ADA, ()))


def test_rename_person_to_another_case() -> None:
    after, renamed = operations.rename_person(REGISTRY, "ada", "@Ada", RUNTIME)
    new = Person(handle="Ada", url="https://example.org/Ada")
    assert after == with_sig(RUNTIME.with_value("leads", (new,)))
    assert renamed == Renamed(ADA, new, ((RUNTIME, "leads"),))


@pytest.mark.parametrize("new", ["@turing", "https://example.org/turing"])
def test_rename_person_into_one_who_is_there(new: str) -> None:
    message = refused(BadValue, lambda: operations.rename_person(REGISTRY, "ada", new))
    assert message.endswith(" would be in leads twice; remove one first")
    assert message.startswith("Compiler: @")


def test_rename_person_beside_others_who_are_there_twice() -> None:
    twice = Sig("Twice", {"leads": (ADA, ALAN, replace(ALAN, origin=2))}, 0)
    after, _ = operations.rename_person(REGISTRY.with_sigs([twice]), "ada", "@lovelace")
    assert after.sigs == (Sig("Twice", {"leads": (LOVELACE, ALAN, ALAN)}),)


def test_rename_person_that_several_may_be() -> None:
    other = Sig("Other", {"leads": (Person(handle="ada", url="https://x.example/ada"),)})
    both = REGISTRY.with_sigs([COMPILER, other])
    assert refused(UnknownName, lambda: operations.rename_person(both, "ada", "@x")) == (
        "'ada' may be any of: https://example.org/ada, https://x.example/ada; name one by those"
    )
    after, _ = operations.rename_person(both, "https://example.org/ada", "@lovelace")
    assert after.sigs == (COMPILER.with_value("leads", (LOVELACE, ALAN)), other)
