"""Dataclasses that cost next to nothing to define.

`dataclasses` makes the methods of a class when it is defined, half a millisecond each; a command
defines a hundred classes, and makes instances of half. Here `__init__` is made for the first
instance, and sets slots directly, twice as fast; the other methods are shared. For type checkers
these are the dataclasses of the standard library, of which this is the part that sigtool uses.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from dataclasses import FrozenInstanceError as FrozenInstanceError
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:

    class FrozenInstanceError(AttributeError):
        """Somebody changed what never changes."""

    class _Field:
        """What `field` says of one, and whether there is a default."""

        __slots__ = ("compare", "default", "factory", "init", "name", "repr")

        def __init__(self, default: object, factory: Callable[[], object] | None, flags: Any):
            self.name = ""
            self.default, self.factory = default, factory
            self.init, self.repr, self.compare = flags

    def field(
        *,
        default: object = ...,
        default_factory: Callable[[], object] | None = None,
        init: bool = True,
        repr: bool = True,  # noqa: A002 - as in the standard library
        compare: bool = True,
    ) -> Any:
        """One field; as `dataclasses.field`. A default of `...` is none."""
        return _Field(default, default_factory, (init, repr, compare))

    def dataclass(cls: Any = None, /, **options: bool) -> Any:
        """Decorates a class; as `dataclasses.dataclass`, with the options `frozen`, `slots`, `eq`,
        `order` and `kw_only`."""
        return _made(cls, **options) if cls else lambda each: _made(each, **options)

    def replace(record: Any, /, **changes: object) -> Any:
        """A record with some fields changed. Raises `TypeError` for a name that is no field."""
        made = type(record)
        for name in made.__record_names__:
            if name not in changes:
                changes[name] = getattr(record, name)
        return made(**changes)


_FIELDS: Final = "__record_fields__"


def _made(
    cls: Any,
    *,
    frozen: bool = False,
    slots: bool = False,
    eq: bool = True,
    order: bool = False,
    kw_only: bool = False,
) -> Any:
    own = [_declared(cls, name) for name in cls.__annotations__]
    inherited = getattr(cls, _FIELDS, ())
    fields = (*inherited, *own)
    if slots:
        cls = _with_slots(cls, [each.name for each in own])
    cls.__record_fields__ = fields
    cls.__dataclass_fields__ = _STANDARD
    cls.__record_names__ = names = tuple([each.name for each in fields if each.init])
    setattr(cls, "__match_args__", () if kw_only else names)  # noqa: B010 - for type checkers it is not to be set
    cls.__init__ = _init_of_first(cls, is_plain=not frozen, kw_only=kw_only)
    if "__repr__" not in cls.__dict__:
        cls.__repr__ = _repr
    has_hash = "__hash__" in cls.__dict__
    if eq:
        _compare(cls, [each.name for each in fields if each.compare], order=order)
    if eq and not has_hash:
        cls.__hash__ = _hash if frozen else None
    if frozen:
        cls.__setattr__, cls.__delattr__ = _frozen, _frozen
    if frozen and slots:
        cls.__getstate__, cls.__setstate__ = _state, _with_state
    return cls


class _Standard:
    """The fields as `dataclasses` has them, for those who ask: `dataclasses.asdict(sig)`."""

    def __get__(self, _: object, cls: Any) -> Any:
        from dataclasses import MISSING, make_dataclass
        from dataclasses import field as standard

        made = []
        for each in cls.__record_fields__:
            flags = {"init": each.init, "repr": each.repr, "compare": each.compare}
            default = MISSING if each.default is ... or each.factory else each.default
            field = standard(default=default, default_factory=each.factory or MISSING, **flags)
            made.append((each.name, Any, field))
        fields = make_dataclass(cls.__name__, made, kw_only=True)
        return vars(fields)["__dataclass_fields__"]


_STANDARD: Final = _Standard()


def _declared(cls: Any, name: str) -> Any:
    """A field, with its default taken out of the class where a slot is to have its place."""
    given = cls.__dict__.get(name, ...)
    found = given if hasattr(given, "factory") else field(default=given)
    found.name = name
    if given is not ...:
        if found.default is ...:
            delattr(cls, name)
        else:
            setattr(cls, name, found.default)
    return found


def _with_slots(cls: Any, names: list[str]) -> Any:
    """The class anew, with slots: a class cannot be given them later."""
    left_out = {*names, "__dict__", "__weakref__"}
    namespace = {key: value for key, value in cls.__dict__.items() if key not in left_out}
    namespace["__slots__"] = tuple(names)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    return made


def _init_of_first(cls: Any, *, is_plain: bool, kw_only: bool) -> Callable[..., None]:
    """An `__init__` that makes the true one when it is called, and calls that."""

    def __init__(self: Any, *arguments: object, **named: object) -> None:
        cls.__init__ = made = _init(cls, is_plain=is_plain, kw_only=kw_only)
        made(self, *arguments, **named)

    return __init__


def _init(cls: Any, *, is_plain: bool, kw_only: bool) -> Any:
    """The `__init__` of a class, compiled."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_NONE": ...}
    parameters = ["self", "*"] if kw_only else ["self"]
    body = []
    for each in cls.__record_fields__:
        name, value = each.name, each.name
        known[f"_default_{name}"] = each.factory or each.default
        if each.factory:
            made = f"_default_{name}()"
            value = f"{made} if {name} is _NONE else {name}" if each.init else made
        elif not each.init:
            value = f"_default_{name}"
        if each.init:
            default = "_NONE" if each.factory else f"_default_{name}"
            is_needed = not each.factory and each.default is ...
            parameters.append(name if is_needed else f"{name}={default}")
        body.append(_statement(cls, name, value, known, is_plain=is_plain))
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    text = f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body or ["pass"])
    exec(text, known)  # noqa: S102 - of names of fields alone
    return known["__init__"]


def _statement(cls: Any, name: str, value: str, known: dict[str, Any], *, is_plain: bool) -> str:
    """Sets one field: a slot through its descriptor, which no `__setattr__` stops."""
    if is_plain:
        return f"self.{name} = {value}"
    slot: Any = getattr(cls, name, None)
    if type(slot).__name__ != "member_descriptor":
        return f"_set(self, {name!r}, {value})"
    known[f"_set_{name}"] = slot.__set__
    return f"_set_{name}(self, {value})"


def _compare(cls: Any, names: list[str], *, order: bool) -> None:
    """Compares records of one class by the fields that count."""
    values = attrgetter(*names) if names else lambda _: ()
    cls.__record_values__ = staticmethod(values)

    def __eq__(self: Any, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    cls.__eq__ = __eq__
    if order:
        cls.__lt__ = lambda self, other: values(self) < values(other)
        cls.__le__ = lambda self, other: values(self) <= values(other)
        cls.__gt__ = lambda self, other: values(self) > values(other)
        cls.__ge__ = lambda self, other: values(self) >= values(other)


def _hash(self: Any) -> int:
    return hash(self.__record_values__(self))


def _repr(self: Any) -> str:
    names = [each.name for each in self.__record_fields__ if each.repr]
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
    return f"{type(self).__qualname__}({shown})"


def _state(self: Any) -> list[object]:
    """What a copy is made of."""
    return [getattr(self, each.name) for each in self.__record_fields__]


def _with_state(self: Any, state: list[object]) -> None:
    for each, value in zip(self.__record_fields__, state, strict=True):
        object.__setattr__(self, each.name, value)


def _frozen(self: Any, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"{name} of {type(self).__name__} never changes")
