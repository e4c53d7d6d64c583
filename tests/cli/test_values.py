"""Values of a command line are read as their parameter has them, and never by pydantic."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer

from sigtool.cli.values import reader_of
from sigtool.model import Status


def read(annotation: object, value: object, *, multiple: bool = False, nargs: int = 1) -> object:
    """What a parameter of a newer Typer reads; its own reader is no part of it."""
    parameter: Any = SimpleNamespace(
        type_descriptor=SimpleNamespace(annotation=annotation), multiple=multiple, nargs=nargs
    )
    return reader_of(parameter, lambda: pytest.fail("read by Typer")).coerce(value, parameter, None)


@pytest.mark.parametrize(
    ("annotation", "value", "expected"),
    [
        pytest.param(str, "a", "a", id="text"),
        pytest.param(str, "", "", id="empty"),
        pytest.param(str, "\udce4", "\udce4", id="half a character"),
        pytest.param(str, None, None, id="none"),
        pytest.param(Path, "a/b", Path("a/b"), id="path"),
        pytest.param(Path, Path("a"), Path("a"), id="path by default"),
        pytest.param(Status, "dormant", Status.DORMANT, id="word"),
        pytest.param(Status, Status.ACTIVE, Status.ACTIVE, id="word by default"),
        pytest.param(bool, None, None, id="flag without a default"),
    ],
)
def test_one_value(annotation: object, value: object, expected: object) -> None:
    found = read(annotation, value)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("annotation", "values", "expected"),
    [
        pytest.param(list[str], ("a", "b"), ["a", "b"], id="texts"),
        pytest.param(list[Path], ("a",), [Path("a")], id="paths"),
        pytest.param(list[str], None, (), id="none"),
    ],
)
def test_several_values(annotation: object, values: object, expected: object) -> None:
    assert read(annotation, values, multiple=True) == expected
    assert read(annotation, values, nargs=-1) == expected


@pytest.mark.parametrize(
    ("annotation", "value", "multiple"),
    [(Status, "x-", False), (list[Status], ("active", "x-"), True)],
    ids=["one", "several"],
)
def test_a_word_that_is_not_of_the_set(
    annotation: object, value: object, *, multiple: bool
) -> None:
    with pytest.raises(typer.BadParameter) as caught:
        read(annotation, value, multiple=multiple)
    expected = "'x-' is not one of 'proposed', 'active', 'dormant', 'archived'."
    assert caught.value.message == expected


@pytest.mark.parametrize("annotation", [int, list[int], tuple[str, str]])
def test_what_is_none_of_these_typer_reads(annotation: object) -> None:
    parameter = SimpleNamespace(type_descriptor=SimpleNamespace(annotation=annotation))
    typers: Any = object()
    assert reader_of(parameter, lambda: typers) is typers
