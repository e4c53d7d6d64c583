"""The edits that people make, each with what takes it back: what L4 and L5 are tried with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sigtool.model import Person, Registry, Sig, Text, Value
from sigtool.people import renaming

NEW_NAME = "Zz Newly Made Group"
NEW_LEAD = Person(handle="zz-ada", url="https://example.org/zz-ada")

Operation = Callable[[Registry], Registry]
Change = Callable[[Sig], Sig]


@dataclass(frozen=True)
class Trial:
    """An edit and its undoing, and the SIG that it concerns.

    `loses` says that the edit takes a row out: nobody knows then how that was written.
    """

    label: str
    edit: Operation
    undo: Operation
    name: Text
    loses: bool = False


def trials(registry: Registry) -> Iterator[Trial]:
    """Every edit, of the SIG in the middle and of the first that has leads."""
    sigs = registry.sigs
    fields = {"name", *(column.field for column in registry.tables[0].columns)}
    for label, at in (("start", 0), ("middle", len(sigs) // 2), ("end", len(sigs))):
        new = Sig(NEW_NAME, {"leads": (NEW_LEAD,)} if "leads" in fields else {})
        yield Trial(f"add at the {label}", _added(new, at), _removed(at), NEW_NAME)
    if not sigs:
        return
    at, led = len(sigs) // 2, next((n for n, sig in enumerate(sigs) if sig.people()), None)
    changes: list[tuple[str, int | None, str, Change]] = [
        ("add a lead", at, "leads", _with_lead),
        ("rename a lead", led, "leads", _with_lead_renamed),
        ("edit a text", at, "responsibilities", _with_text),
        ("rename", at, "name", _renamed),
    ]
    for label, which, key, change in changes:
        if which is not None and key in fields:
            undo = _changed(which, _with_old(sigs[which], key))
            yield Trial(label, _changed(which, change), undo, sigs[which].name)
    yield Trial("remove", _removed(at), _added(_as_new(sigs[at]), at), sigs[at].name, loses=True)
    yield Trial("move", _moved(at, 0), _moved(0, at), sigs[at].name)


def _added(sig: Sig, at: int) -> Operation:
    return lambda registry: registry.with_sigs([*registry.sigs[:at], sig, *registry.sigs[at:]])


def _removed(at: int) -> Operation:
    return lambda registry: registry.with_sigs(
        sig for n, sig in enumerate(registry.sigs) if n != at
    )


def _moved(old: int, new: int) -> Operation:
    return lambda registry: _added(registry.sigs[old], new)(_removed(old)(registry))


def _changed(at: int, change: Change) -> Operation:
    return lambda registry: registry.with_sigs(
        change(sig) if n == at else sig for n, sig in enumerate(registry.sigs)
    )


def _with_lead(sig: Sig) -> Sig:
    if sig.text("leads"):
        return sig  # kept as text, which `add-lead` refuses
    return sig.with_value("leads", (*sig.people(), NEW_LEAD))


def _with_lead_renamed(sig: Sig) -> Sig:
    first, *others = sig.people()
    if first.handle:
        # A link made from the handle follows it.
        facts = renaming.news(first, f"@{first.handle}", "@Zzname")
        renamed = replace(first, handle="Zzname", url=facts.get("url", first.url))
    elif first.name:
        renamed = replace(first, name="Zzname")
    elif first.email:
        renamed = replace(first, email="zz@example.org")
    else:
        renamed = replace(first, url="https://example.org/zz")
    return sig.with_value("leads", (renamed, *others))


def _with_text(sig: Sig) -> Sig:
    return sig.with_value("responsibilities", "Something else | with a bar.")


def _renamed(sig: Sig) -> Sig:
    return sig.with_value("name", NEW_NAME)


def _with_old(before: Sig, key: str) -> Change:
    """What gives a field the value back that it had; who stands in it stays where they are."""
    old: Value = before.name if key == "name" else before.values.get(key, "")

    def change(now: Sig) -> Sig:
        if not isinstance(old, tuple):
            return now.with_value(key, old)
        here = now.people(key)[: len(old)]
        persons = zip(old, here, strict=True)
        return now.with_value(key, tuple(replace(p, origin=q.origin) for p, q in persons))

    return change


def _as_new(sig: Sig) -> Sig:
    """A SIG as somebody would enter it: nothing tells that a file has held it."""
    values = {
        key: tuple(replace(person, origin=None) for person in value)
        if isinstance(value, tuple)
        else value
        for key, value in sig.values.items()
    }
    return replace(sig, values=values, origin=None)
