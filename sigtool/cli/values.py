"""Reads the values of a command line without pydantic.

Typer from 0.29 on has pydantic read the value of each parameter, given or not, and to load pydantic
takes longer than all that most commands do. Texts, paths, words of a set and lists of these need
nothing of it.
"""

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any, Final, Protocol, cast, get_args, get_origin

import typer
from typer.core import TyperArgument, TyperOption

# A flag is read as a flag; without a default it has no value at all, which is read here.
_PLAIN: Final = (str, Path, bool)


class _Reader(Protocol):
    """What Typer asks to read what a command line has for a parameter."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any: ...


class _Plain:
    """Reads a value, or a list of values, as what they are: a text, a path, a word of a set."""

    def __init__(self, kind: type) -> None:
        self.kind = kind

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        is_list = param.multiple or param.nargs == -1
        if value is None:
            return () if is_list else None
        if is_list:
            return [self._read(each, param, ctx) for each in value]
        return self._read(value, param, ctx)

    def _read(self, value: Any, param: Any, ctx: Any) -> Any:
        try:
            return self.kind(value)
        except ValueError:
            words = ", ".join(repr(each.value) for each in cast(type[Enum], self.kind))
            raise typer.BadParameter(f"{value!r} is not one of {words}.", ctx, param) from None


def reader_of(parameter: Any, typers: Callable[[], _Reader]) -> _Reader:
    """What reads a parameter: Typer's own, where it is none of the plain ones."""
    annotation = parameter.type_descriptor.annotation
    kind = get_args(annotation)[0] if get_origin(annotation) is list else annotation
    is_set = isinstance(kind, type) and issubclass(kind, Enum)
    return _Plain(kind) if is_set or kind in _PLAIN else typers()


class _Option(TyperOption):
    def get_runtime_param(self) -> Any:
        return reader_of(self, cast(Any, super()).get_runtime_param)


class _Argument(TyperArgument):
    def get_runtime_param(self) -> Any:
        return reader_of(self, cast(Any, super()).get_runtime_param)


def plainly_read(parameters: list[Any]) -> list[Any]:
    """The parameters of a command, which read their values so; an older Typer never asks them."""
    for each in parameters:
        if type(each) is TyperOption:
            each.__class__ = _Option
        elif type(each) is TyperArgument:
            each.__class__ = _Argument
    return parameters
