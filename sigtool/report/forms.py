"""The forms in which sigtool prints. Light, for the options of a command are made of them."""

from enum import StrEnum


class InitFormat(StrEnum):
    """The forms of `init`."""

    TEXT = "text"
    JSON = "json"


class ListFormat(StrEnum):
    """The forms of `list` and `leads`."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    NAMES = "names"


class OneFormat(StrEnum):
    """The forms of `show`."""

    TEXT = "text"
    JSON = "json"


class SyncFormat(StrEnum):
    """The forms of `sync`."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class DiagnosticFormat(StrEnum):
    """The forms of `validate`."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    GITLAB = "gitlab"
    MARKDOWN = "markdown"
