"""Fixes that change the registry's file."""

from sigtool import yamldoc
from sigtool.diagnostic import FileEdit, Fix
from sigtool.errors import RegistryProblem
from sigtool.model import Sig
from sigtool.snapshot import Snapshot


def replacing(snapshot: Snapshot, title: str, sig: Sig, wanted: Sig) -> Fix | None:
    """The fix that puts `wanted` in the place of a SIG, read again and found to do just that.

    None where the file does not allow it, or where not all of it could be read.
    """
    document = snapshot.document
    if document is None or not snapshot.is_sound:
        return None
    sigs = [wanted if other is sig else other for other in document.registry.sigs]
    after = document.registry.with_sigs(sigs)
    try:
        yamldoc.changed(document, after)
        edits = yamldoc.edits(document, after)
    except RegistryProblem:
        return None
    return Fix(title, tuple(FileEdit(document.source, edit) for edit in edits))
