"""What a message calls the SIG that it is about: what readers call it, if they call no other so."""

from sigtool.check.snapshot import Snapshot
from sigtool.edit import query
from sigtool.markdown.seen import bare_name
from sigtool.model import Sig, Texts, texts_of


def as_seen(snapshot: Snapshot, sig: Sig, message: str) -> str:
    """A message that begins with the name of a SIG, with the name as readers see it; unchanged
    where several are seen alike, or where it begins with something else."""
    if not message.startswith(texts_of(sig.name)):
        return message
    calls = {text: bare_name(text) for text in texts_of(sig.name)}
    if all(text == call for text, call in calls.items()):
        return message
    if not snapshot.once(_shared).isdisjoint(call.casefold() for call in calls.values()):
        return message
    calls[str(sig.name)] = str(_seen(sig))
    for name in sorted(calls, key=len, reverse=True):
        if message.startswith((f"{name}:", f"{name} ")):
            return calls[name] + message[len(name) :]
    return message


def _seen(sig: Sig) -> str | Texts:
    if isinstance(sig.name, str):
        return bare_name(sig.name)
    return Texts({code: bare_name(text) for code, text in sig.name.by_language.items()})


def _shared(snapshot: Snapshot) -> frozenset[str]:
    """What readers call more than one SIG."""
    return query.shared_calls(snapshot.registry)
