"""What stops sigtool: one family of exceptions, caught in one place (`cli.main`).

A fault in somebody's data that does not stop the program is a `Diagnostic`, never an exception.
"""


class SigtoolError(Exception):
    """sigtool cannot go on. The message says what, where, and what to do next, in one line."""


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
