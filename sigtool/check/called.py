"""What a message calls the SIG that it begins with.

With its section, where another section has a SIG of that name; else as readers see the name, where
they see no other one so.
"""

from typing import NamedTuple

from sigtool.check.snapshot import Snapshot
from sigtool.edit import query
from sigtool.markdown.seen import bare_name
from sigtool.model import Sig, Texts, texts_of


class Called(NamedTuple):
    """A message as people read it; and with the name as it is written, by which a baseline and
    other programs know it."""

    message: str
    written: str


def called(snapshot: Snapshot, sig: Sig | None, message: str) -> Called:
    """A message about a SIG, with what that is called; as it is where it begins otherwise."""
    calls = _calls(sig) if sig and message.startswith(texts_of(sig.name)) else {}
    longest_first = sorted(calls, key=len, reverse=True)
    name = next(
        (each for each in longest_first if message.startswith((f"{each}:", f"{each} "))), ""
    )
    if sig is None or not name:
        return Called(message, message)
    shared = snapshot.once(_names_of_sections)
    if section := query.section_before(snapshot.registry, sig, shared):
        return Called(section + message, section + message)
    seen = {bare_name(text).casefold() for text in texts_of(sig.name)}
    if not snapshot.once(_shared_calls).isdisjoint(seen):
        return Called(message, message)
    return Called(calls[name] + message[len(name) :], message)


def _calls(sig: Sig) -> dict[str, str]:
    """The names of a SIG, each alone and all languages together, and what readers see of each."""
    calls = {text: bare_name(text) for text in texts_of(sig.name)}
    if isinstance(sig.name, Texts):
        codes = sig.name.by_language
        calls[str(sig.name)] = str(Texts({code: bare_name(codes[code]) for code in codes}))
    return calls


def _names_of_sections(snapshot: Snapshot) -> frozenset[str]:
    return query.names_of_sections(snapshot.registry)


def _shared_calls(snapshot: Snapshot) -> frozenset[str]:
    """What readers call more than one SIG."""
    return query.shared_calls(snapshot.registry)
