"""Records behave as the dataclasses of the standard library do, which type checkers see."""

import copy
import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from sigtool.text import records

Decorator = Callable[[type], Any]
STANDARD = (dataclasses.dataclass, dataclasses.field)
OURS = (records.dataclass, records.field)


def _classes(dataclass: Any, field: Any) -> dict[str, Any]:
    """One class of each kind that sigtool has."""

    @dataclass(frozen=True, slots=True)
    class Frozen:
        name: str
        known: dict[str, int] = field(default_factory=dict, compare=False, repr=False)
        count: int = 0

    @dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        start: int
        end: int = 9

    @dataclass(frozen=True)
    class WithDictionary:
        name: str = "ada"
        rest: tuple[str, ...] = field(default=(), repr=False)

    @dataclass(slots=True)
    class Mutable:
        names: list[str] = field(default_factory=list)
        last: str | None = field(default=None, init=False)

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        url: str
        handle: str = ""

    @dataclass(slots=True, eq=False)
    class Base:
        at: int

    @dataclass(slots=True, eq=False)
    class Derived(Base):
        text: str = ""

    @dataclass(frozen=True, slots=True)
    class Hashed:
        known: dict[str, int]

        def __hash__(self) -> int:
            return len(self.known)

    @dataclass
    class Counted:
        count: int

        def __post_init__(self) -> None:
            self.count += 1

    found = [Frozen, Ordered, WithDictionary, Mutable, Named, Base, Derived, Hashed, Counted]
    return {each.__name__: each for each in found}


def _outcome(call: Callable[[], object]) -> object:
    """What a call gives, or which error: an object is shown by its text."""
    try:
        found = call()
    except (TypeError, AttributeError, ValueError) as error:
        return "frozen" if type(error).__name__ == "FrozenInstanceError" else type(error)
    return repr(found)


CASES: dict[str, Callable[[dict[str, Any]], object]] = {
    "shown": lambda c: c["Frozen"]("ada", {"a": 1}, 2),
    "shown without a field": lambda c: c["WithDictionary"](rest=("b",)),
    "a default made anew": lambda c: c["Frozen"]("a").known is c["Frozen"]("a").known,
    "equal": lambda c: c["Frozen"]("a", {}) == c["Frozen"]("a", {"b": 1}),
    "not equal": lambda c: c["Frozen"]("a") == c["Frozen"]("b"),
    "of another class": lambda c: c["Frozen"]("a") == c["WithDictionary"]("a"),
    "hashed alike": lambda c: len({c["Frozen"]("a"), c["Frozen"]("a")}),
    "hashed by its own": lambda c: hash(c["Hashed"]({"a": 1})),
    "not hashable": lambda c: hash(c["Mutable"]()),
    "hashed by identity": lambda c: len({c["Base"](1), c["Base"](1)}),
    "equal by identity": lambda c: c["Base"](1) == c["Base"](1),
    "frozen": lambda c: setattr(c["Frozen"]("a"), "name", "b"),
    "frozen, with a dictionary": lambda c: setattr(c["WithDictionary"]("a"), "name", "b"),
    "frozen against removal": lambda c: delattr(c["Frozen"]("a"), "name"),
    "mutable": lambda c: setattr(c["Mutable"](), "last", "b"),
    "no other attribute": lambda c: setattr(c["Mutable"](), "other", "b"),
    "in order": lambda c: sorted([c["Ordered"](2), c["Ordered"](1, 3), c["Ordered"](1, 2)]),
    "greater": lambda c: (c["Ordered"](2) > c["Ordered"](1), c["Ordered"](2) >= c["Ordered"](2)),
    "not in order": lambda c: c["Frozen"]("a") < c["Frozen"]("b"),
    "by name alone": lambda c: c["Named"](url="u"),
    "by name alone, given by place": lambda c: c["Named"]("u"),
    "derived": lambda c: c["Derived"](1, "b"),
    "missing": lambda c: c["Frozen"](),
    "too many": lambda c: c["Ordered"](1, 2, 3),
    "unknown": lambda c: c["Ordered"](1, other=2),
    "made elsewhere": lambda c: c["Mutable"](last="b"),
    "after its making": lambda c: c["Counted"](1),
    "matched by place": lambda c: c["Frozen"].__match_args__,
    "no dictionary": lambda c: c["Frozen"]("a").__dict__,
    "as a dictionary": lambda c: dataclasses.asdict(c["Frozen"]("a", {"b": 1})),
    "fields": lambda c: [each.name for each in dataclasses.fields(c["Derived"](1))],
    "copied": lambda c: copy.copy(c["Frozen"]("ada", {"a": 1})),
    "copied deeply": lambda c: copy.deepcopy(c["WithDictionary"]("ada", ("b",))),
    "copied deeply, with slots": lambda c: copy.deepcopy(c["Frozen"]("ada", {"a": 1})).known,
    "copied, mutable": lambda c: copy.copy(c["Mutable"](["a"])),
    "replaced by the standard library": lambda c: dataclasses.replace(c["Ordered"](1), end=2),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_record_is_what_a_dataclass_is(case: str) -> None:
    ours = _outcome(lambda: CASES[case](_classes(*OURS)))
    standard = _outcome(lambda: CASES[case](_classes(*STANDARD)))
    assert ours == standard


@pytest.mark.parametrize(
    "changes", [{"end": 2}, {"start": 3, "end": 4}, {}, {"other": 1}], ids=lambda each: str(each)
)
def test_replace_is_that_of_the_standard_library(changes: dict[str, int]) -> None:
    ours = _outcome(lambda: records.replace(_classes(*OURS)["Ordered"](1), **changes))
    standard = _outcome(lambda: dataclasses.replace(_classes(*STANDARD)["Ordered"](1), **changes))
    assert ours == standard


def test_a_class_makes_its_init_for_the_first_instance() -> None:
    kind = _classes(*OURS)["Ordered"]
    before = kind.__init__
    first, second = kind(1), kind(1)
    assert before is not kind.__init__
    assert first == second
