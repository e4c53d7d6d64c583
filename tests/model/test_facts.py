"""Facts: who is who, which SIG is which, and the three-way merge of values."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigtool.facts.merge import Merging, Sides, merged_people, merged_sig, merged_value
from sigtool.facts.pairs import Finder, by_key, same_persons, same_sigs
from sigtool.model import People, Person, Sig, Texts, Value, grouped, person, same_person

ADA = Person(handle="ada", url="https://example.org/ada", origin=0)
GRACE = Person(handle="grace", url="https://example.org/grace", origin=1)
BOB, CAROL = Person(handle="bob"), Person(handle="carol")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # The account decides.
        (ADA, Person(name="A", url="http://www.example.org/Ada/"), True),
        (ADA, Person(handle="ada", url="https://elsewhere.example/ada"), False),
        # The handle, on the same host, or on one that nobody names.
        (ADA, Person(handle="Ada"), True),
        (ADA, Person(name="Ada", handle="grace"), False),
        (Person(handle="ada", url="https://example.org/ada/x"), ADA, True),
        (Person(handle="ada", url="https://elsewhere.example/a/b"), ADA, False),
        # A handle is the account of a link.
        (Person(name="Ada L", url="https://example.org/ada"), Person(handle="ada"), True),
        # The e-mail address, whatever the name.
        (Person(name="Ada", email="a@e.org"), Person(name="A. L.", email="A@e.org"), True),
        (Person(name="Ada", email="a@e.org"), Person(name="Ada", email="b@e.org"), False),
        # The name, if nothing speaks against it.
        (Person(name="Ada"), Person(name="ada", handle="ada"), True),
        (Person(name="Ada", affiliation="X"), Person(name="Ada", affiliation="Y"), False),
        (Person(name=Texts({"zh": "王", "en": "Wang"})), Person(name="Wang"), True),
        (
            Person(name=Texts({"zh": "王", "en": "Wang"})),
            Person(name=Texts({"en": "Wang", "ja": "オウ"})),
            True,
        ),
        # One page of two people is that of their team.
        (Person(name="Ada", url="team.md"), Person(name="Grace", url="team.md"), False),
        (Person(name="Ada", url="team.md"), Person(name="Ada", url="team.md"), True),
    ],
)
def test_who_is_one_person(one: Person, other: Person, *, same: bool) -> None:
    assert (same_person(one, other), same_person(other, one)) == (same, same)


@pytest.mark.parametrize(
    ("persons", "groups"),
    [
        ([ADA, Person(handle="ada"), ADA], [[0, 1, 2]]),
        ([Person(handle="ada"), GRACE, ADA], [[0, 2], [1]]),
        # Two accounts have the handle: who has no link may be either.
        (
            [Person(handle="ada"), ADA, Person(handle="ada", url="https://e.example/ada")],
            [[0], [1], [2]],
        ),
        # Those who may be either are one another.
        (
            [
                Person(handle="ada"),
                ADA,
                Person(handle="ada", url="https://e.example/ada"),
                Person(handle="ada"),
            ],
            [[0, 3], [1], [2]],
        ),
        # What one mention says ties two others together.
        (
            [
                Person(name="Ada L"),
                Person(handle="ada", name="Ada L", email="a@e.org"),
                Person(email="a@e.org"),
            ],
            [[0, 1, 2]],
        ),
        ([], []),
    ],
)
def test_mentions_of_each_person(persons: list[Person], groups: list[list[int]]) -> None:
    assert grouped(persons) == groups


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda n: ADA, id="one person"),
        pytest.param(lambda n: Person(handle=f"p{n}"), id="handles"),
        pytest.param(
            lambda n: Person(handle="ada", url=f"https://h{n % 2}.example/ada"), id="two hosts"
        ),
        pytest.param(
            lambda n: Person(name="李伟", url=f"https://example.org/{n}"),
            id="one name, many accounts",
        ),
        pytest.param(
            lambda n: Person(name="李伟", handle=None if n % 2 else f"p{n}"),
            id="one name, with and without handles",
        ),
    ],
)
def test_grouping_takes_as_many_steps_as_there_are_mentions(
    make: Callable[[int], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[int] = []
    real = person.same_person

    def counted(one: Person, other: Person) -> bool:
        steps.append(1)
        return real(one, other)

    monkeypatch.setattr(person, "same_person", counted)
    grouped([make(n) for n in range(2000)])
    assert len(steps) <= 4 * 2000


@pytest.mark.parametrize(
    ("left", "right", "pairs"),
    [
        (["a", "b"], ["b", "a"], {0: 1, 1: 0}),
        (["a", "a"], ["a"], {}),
        (["a"], ["a", "a"], {}),
        (["ab"], ["a", "b"], {}),
        (["ab", "c"], ["b", "c"], {0: 0, 1: 1}),
        (["a", "b"], ["ab"], {}),
    ],
)
def test_only_keys_that_one_has_pair(
    left: list[str], right: list[str], pairs: dict[int, int]
) -> None:
    assert by_key(left, right, list) == pairs


@pytest.mark.parametrize(
    ("left", "right", "pairs"),
    [
        ((ADA, GRACE), (GRACE, ADA), {0: 1, 1: 0}),
        ((ADA, BOB), (Person(name="A", url=ADA.url),), {0: 0}),
        ((BOB, BOB), (BOB,), {0: 0}),
        ((Person(name="Bob"),), (Person(name="Bob", email="x@e.org"), Person(name="Bob")), {0: 1}),
        ((ADA,), (BOB,), {}),
    ],
)
def test_who_of_one_list_is_who_of_another(
    left: People, right: People, pairs: dict[int, int]
) -> None:
    assert same_persons(left, right) == pairs


A, B = Sig("A", {"readme": "a.md"}), Sig("B", {"readme": "b.md"})


@pytest.mark.parametrize(
    ("left", "right", "pairs"),
    [
        ([A, B], [B, A], {0: 1, 1: 0}),
        ([A], [Sig("X", {"readme": "a.md"})], {0: 0}),
        # The id decides, also where nothing else is the same.
        ([Sig("A", {"id": "1"})], [Sig("X", {"id": "1"})], {0: 0}),
        # Names that repeat, and pages that repeat, tell nothing.
        ([A, A], [A, A], {}),
        (
            [Sig("A", {"readme": "x"}), Sig("B", {"readme": "x"})],
            [Sig("C", {"readme": "x"})],
            {},
        ),
        # The id is that of one, the name that of another: neither.
        (
            [Sig("A", {"id": "1"})],
            [Sig("B", {"id": "1"}), Sig("A", {"id": "2"})],
            {},
        ),
        (
            [Sig("A", {"id": "1"}), Sig("B")],
            [Sig("B", {"id": "1"}), Sig("C")],
            {},
        ),
        # A name wins over a page.
        (
            [A, B],
            [Sig("A", {"readme": "b.md"}), Sig("B", {"readme": "a.md"})],
            {0: 0, 1: 1},
        ),
        ([Sig(Texts({"zh": "甲", "en": "A"}))], [Sig("a")], {0: 0}),
    ],
)
def test_which_sig_is_which(left: list[Sig], right: list[Sig], pairs: dict[int, int]) -> None:
    assert same_sigs(left, right, str.casefold) == pairs


ZH_EN = Texts({"zh": "甲", "en": "A"})


@pytest.mark.parametrize(
    ("sides", "value", "conflicts"),
    [
        (("a", "a", "b"), "b", []),
        (("a", "b", "a"), "b", []),
        (("a", "b", "b"), "b", []),
        (("a", "b", "c"), "b", [Sides("a", "b", "c")]),
        (("", "b", "c"), "b", [Sides("", "b", "c")]),
        (("a", "", "b"), "", [Sides("a", "", "b")]),
        (("a", "b", ""), "b", [Sides("a", "b", "")]),
        # Each language by itself.
        (
            (ZH_EN, Texts({"zh": "乙", "en": "A"}), Texts({"zh": "甲", "en": "B"})),
            Texts({"zh": "乙", "en": "B"}),
            [],
        ),
        (
            (ZH_EN, Texts({"zh": "乙", "en": "A"}), Texts({"zh": "丙", "en": "B"})),
            Texts({"zh": "乙", "en": "B"}),
            [Sides("甲", "乙", "丙")],
        ),
        # People against a text that nobody can read.
        (
            ((ADA,), (ADA, BOB), "see OWNERS"),
            (ADA, BOB),
            [Sides((ADA,), (ADA, BOB), "see OWNERS")],
        ),
        (("", (BOB,), (CAROL,)), (CAROL, BOB), []),
    ],
)
def test_a_value_of_two_sides(
    sides: tuple[Value, Value, Value], value: Value, conflicts: list[Sides]
) -> None:
    merging = Merging()
    assert (merged_value(Sides(*sides), merging), merging.conflicts) == (value, conflicts)


LOVELACE = Person(handle="lovelace", url="https://example.org/lovelace", origin=0)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "people"),
    [
        # Ours adds, theirs has somebody more.
        ((ADA,), (ADA, CAROL), (ADA, BOB), (ADA, BOB, CAROL)),
        ((ADA,), (CAROL, ADA), (ADA, BOB), (CAROL, ADA, BOB)),
        # Ours takes out, theirs has somebody more.
        ((ADA, GRACE), (GRACE,), (ADA, GRACE, BOB), (GRACE, BOB)),
        # Ours renames, theirs has another order.
        ((ADA, GRACE), (LOVELACE, GRACE), (GRACE, ADA), (GRACE, LOVELACE)),
        # Theirs took somebody out whom ours left alone.
        ((ADA, GRACE), (ADA, GRACE, BOB), (ADA,), (ADA, BOB)),
        # Both added the same person; theirs says more.
        (
            (ADA,),
            (ADA, BOB),
            (ADA, Person(handle="bob", name="Bob")),
            (ADA, Person(handle="bob", name="Bob")),
        ),
        # Ours has another order; who is in theirs alone stays behind the same person.
        ((ADA, GRACE), (GRACE, ADA), (ADA, BOB, GRACE), (GRACE, ADA, BOB)),
    ],
)
def test_people_of_two_sides(base: People, ours: People, theirs: People, people: People) -> None:
    assert merged_people(Sides(base, ours, theirs), Merging()) == people


def test_who_is_named_by_theirs_alone_is_told() -> None:
    base, ours = Sig("A", {"leads": (ADA,)}), Sig("A", {"leads": (ADA, CAROL)})
    theirs = Sig("A", {"leads": (ADA, BOB), "about": "x"})
    sig, found = merged_sig(base, ours, theirs, ["name", "leads", "about"])
    assert sig == Sig("A", {"leads": (ADA, BOB, CAROL), "about": "x"})
    assert found == {"name": Merging(), "leads": Merging([], [BOB]), "about": Merging()}


def test_a_part_of_a_person_that_both_changed_is_a_conflict() -> None:
    merging = Merging()
    ours, theirs = Person(handle="ada", role="chair", origin=0), Person(handle="ada", role="lead")
    base = Person(handle="ada", role="tl", origin=0)
    assert merged_people(Sides((base,), (ours,), (theirs,)), merging) == (ours,)
    assert merging.conflicts == [Sides("tl", "chair", "lead")]


PERSONS = st.builds(
    Person,
    handle=st.sampled_from(["ada", "bob", "carol"]),
    role=st.sampled_from([None, "chair", "lead"]),
)
PEOPLE = st.lists(PERSONS, max_size=4, unique_by=lambda person: person.handle).map(tuple)


@given(PEOPLE, PEOPLE, PEOPLE)
def test_what_one_side_changed_is_in_the_result(base: People, ours: People, theirs: People) -> None:
    def merge(*sides: People) -> Value:
        return merged_value(Sides(*sides), Merging())

    assert merge(base, base, theirs) == theirs
    assert merge(base, ours, base) == ours
    assert merge(base, ours, ours) == ours
    both = merge(base, ours, theirs)
    merged = {person.handle for person in both} if isinstance(both, tuple) else set()
    names = [{person.handle for person in side} for side in (base, ours, theirs)]
    assert merged >= (names[1] - names[0]) | (names[2] - names[0])
    assert merged >= names[1] & names[2]


IDS, PAGES = ("", "x", "y"), ("", "a.md", "b.md", Texts({"en": "a.md", "zh": "c.md"}))
NAMES = ("A", "a", "B", "C", "", Texts({"en": "A", "zh": "D"}), Texts({"en": "B", "zh": "C"}))


def _any_sig(pick: random.Random) -> Sig:
    values = {"id": pick.choice(IDS), "readme": pick.choice(PAGES)}
    return Sig(pick.choice(NAMES), {key: value for key, value in values.items() if value})


def test_one_sig_is_found_as_it_is_among_several() -> None:
    pick = random.Random(5)
    found = set()
    for _ in range(5_000):
        sig, others = _any_sig(pick), [_any_sig(pick) for _ in range(pick.randrange(5))]
        at = Finder.of(others, str.casefold).find(sig)
        assert at == same_sigs([sig], others, str.casefold).get(0), (sig, others)
        found.add(at)
    assert found == {None, 0, 1, 2, 3}
