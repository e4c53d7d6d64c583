"""What stops sigtool: one family of exceptions, caught in one place (`cli.main`).

A fault in somebody's data that does not stop the program is a `Diagnostic`, never an exception.
"""

from collections.abc import Sequence
from enum import StrEnum


class Remedy(StrEnum):
    """What would help. Which command or option that is, only the command line knows."""

    SEE_SIGS = "see all SIGs"
    SEE_PEOPLE = "see all people"
    EDIT_SIG = "change the SIG that is there"
    UNSET_FIELD = "take the field away"
    RENAME_SIG = "give the SIG another name"
    NAME_WITHOUT_LINK = "give the SIG a name that is no link, and its page"
    NAME_LANGUAGE = "say which language is meant"
    NAME_SECTION = "say which section is meant"
    NAME_FIELD = "say which field is meant"
    NAME_SHOWN = "say which field that tables show is meant"
    KEEP_UNSHOWN = "keep a field out of the tables"
    SET_SHOWN = "set a field that tables show"
    CHOOSE_TABLE = "choose a table by number or heading"
    CHOOSE_NUMBER = "choose a table by number"
    BIND_NAMES = "say which column holds the names"
    READ_TABLE = "read the table that is there"
    START_REGISTRY = "make a registry"
    START_BESIDE = "make a registry of another name"
    WRITE_BESIDE = "write the registry under another name"
    NAME_REGISTRY = "say which registry is meant"
    ADD_SIG = "add the SIG"
    RENAME_OR_ADD = "rename the SIG, or add one"
    SEE_OTHERS = "see the other faults, too"
    SEE_RULES = "see all rules"
    TRUST_FOLDER = "let git trust the folder"
    SEE_PAGES = "see all pages of the manual"
    WRITE_BASELINE = "write a baseline"
    LIST_PEOPLE = "give all people of the field"
    VALIDATE = "see all that is wrong"
    SYNC = "bring the registry and the tables together"
    RESOLVE = "resolve the conflict"
    MERGE = "end the merge of the file"


class SigtoolError(Exception):
    """sigtool cannot go on. The message says what and where, in one line, and names no option.

    `remedy` says what would help, `choices` which names may be meant, and `facts` what it is about:
    a SIG, a field, a value.
    """

    def __init__(
        self,
        message: str,
        remedy: Remedy | None = None,
        *,
        choices: Sequence[str] = (),
        **facts: str,
    ) -> None:
        super().__init__(message)
        self.remedy = remedy
        self.choices = choices
        self.facts = facts


class FileProblem(SigtoolError):
    """A file cannot be read, written or locked, or is not the text that was expected."""


class RegistryProblem(SigtoolError):
    """The registry cannot be found, read, or changed in the way that was asked."""


class TableProblem(SigtoolError):
    """The table that was asked for cannot be told from the rest of its document."""


class UnknownName(SigtoolError):
    """No SIG, person, field or section has the name that was given, or several have."""


class BadValue(SigtoolError):
    """A value that was given cannot be stored, or shown in a table."""


def unknown(message: str, near: Sequence[str], remedy: Remedy | str, **facts: str) -> UnknownName:
    """Nothing has the name that was given; `near` may have been meant. Without any, `remedy` says
    what would help, or is it in words. `facts` hold the name: of a `sig`, or of a `person`."""
    facts["what"] = message
    if near:
        end = "; did you mean " + " or ".join(map(repr, near)) + "?"
        return UnknownName(message + end, None, **facts)
    if isinstance(remedy, Remedy):
        return UnknownName(message, remedy, **facts)
    return UnknownName(f"{message}; {remedy}", None, **facts)
