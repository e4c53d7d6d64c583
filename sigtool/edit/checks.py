"""What a SIG may be called, and what it may say. Pure."""

from collections.abc import Iterable
from typing import Final

from sigtool.edit import rows
from sigtool.edit.find import by_call, called, command_name, shared_names
from sigtool.errors import BadValue, Remedy
from sigtool.markdown.inline import name_key
from sigtool.model import Kind, Registry, Sig, Status, texts_left, texts_of
from sigtool.people import who
from sigtool.text.lazily import lazily
from sigtool.text.wording import quoted

MAX_NAME_LENGTH: Final = 200
# Marks without a width that no script needs in a name.
_UNSEEN: Final = lazily("[\u00ad\u200b\u2060\ufeff]")
_NO_NAME: Final = lazily(rf"[|\[\]\t]|{who.CONTROL.pattern}")


def check_sig(registry: Registry, before: Sig, sig: Sig) -> None:
    """Raises `BadValue` or `UnknownName` where a text of a SIG of the registry that it did not have
    before cannot be stored."""
    for name in texts_of(sig.name):
        if name not in texts_of(before.name):
            check_name(registry, name, sig)
    check_values(registry, sig, sig.values, before)


def check_name(registry: Registry, name: str, sig: Sig) -> None:
    """Raises `BadValue` unless `name` can be the name of `sig`, which may be new: one line of plain
    text that no SIG beside it has, or a person as the other names show theirs."""
    if len(name) > MAX_NAME_LENGTH:
        raise BadValue(f"the name is {len(name)} characters long; {MAX_NAME_LENGTH} is the most")
    found = _NO_NAME.search(name)
    if found and not rows.is_written_alike(name, registry.beside(sig)):
        raise BadValue(
            f"the name {quoted(name)} holds {found.group()!r}; a name is one line of plain text "
            "without | [ ] and control characters"
        )
    if found := _UNSEEN.search(name):
        code = f"U+{ord(found.group()):04X}"
        raise BadValue(f"the name has the character {code}, which nobody sees; leave it out")
    wanted = name_key(name)
    if not wanted.strip():
        raise BadValue("a SIG has to have a name")
    is_taken = any(each is not sig for each in by_call(registry).get(wanted, ()))
    if taken := called(registry.beside(sig), wanted) if is_taken else ():
        others = registry.with_sigs(each for each in registry.sigs if each is not sig)
        known = command_name(others, taken[0], shared_names(others))
        message = f"there is a SIG called {str(taken[0].name)!r} already"
        raise BadValue(message, Remedy.EDIT_SIG, known=known)


def check_values(
    registry: Registry, sig: Sig, given: Iterable[str], before: Sig | None = None
) -> None:
    """Raises `BadValue` or `UnknownName` where a value that was given cannot be a SIG's."""
    for key in given:
        for codes, text in texts_left(sig.text(key), before.text(key) if before else ""):
            what = f"{sig.name}: {', '.join((key, *codes))}"
            if found := who.CONTROL.search(text):
                raise BadValue(f"{what} holds {found.group()!r}; a value is one line of text")
            if registry.kinds.get(key) is Kind.LINK:
                who.check_link(what, text)
            if key == "status" and text not in list(Status):
                raise BadValue(f"the status {quoted(text)} is none of {', '.join(Status)}")
