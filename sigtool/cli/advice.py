"""What to do next, in the words of the command line: exceptions say what would help, not how."""

from collections.abc import Mapping
from typing import Final

from sigtool.errors import Remedy, SigtoolError
from sigtool.text.wording import argument

# `{name}` stands for a fact of the exception.
_ADVICE: Final[Mapping[Remedy, str]] = {
    Remedy.SEE_SIGS: "`sigtool list` shows all",
    Remedy.SEE_PEOPLE: "`sigtool leads` shows all",
    Remedy.EDIT_SIG: "see it with `sigtool show {known}`",
    Remedy.UNSET_FIELD: "take a field away with `edit-sig SIG --unset {field}`",
    Remedy.RENAME_SIG: "change it with `rename-sig SIG NAME`",
    Remedy.NAME_WITHOUT_LINK: "write --name {name} --readme {page}",
    Remedy.NAME_LANGUAGE: "as {options}",
    Remedy.NAME_SECTION: "as {options}",
    Remedy.NAME_FIELD: "write {options}",
    Remedy.NAME_SHOWN: "write {options}, or add --no-render to keep it out of the tables",
    Remedy.SET_SHOWN: "write {options}, or add --no-render to keep it out of the tables",
    Remedy.KEEP_UNSHOWN: "name one of those, or add --no-render to keep it out of the tables",
    Remedy.CHOOSE_TABLE: "choose with --table N or --heading TEXT, or take all with --all",
    Remedy.CHOOSE_NUMBER: "use --table N",
    Remedy.BIND_NAMES: "bind one: --column 'Header=name'",
    Remedy.READ_TABLE: "begin with it: sigtool init {document} --heading {heading}",
    Remedy.START_REGISTRY: "make one with `sigtool init README.md`, or name one with --file",
    Remedy.START_BESIDE: "make one beside it: sigtool init README.md -o sigtool.yaml",
    Remedy.WRITE_BESIDE: "write beside it: sigtool init {documents} -o {registry}",
    Remedy.NAME_REGISTRY: "name the file that is meant with --file",
    Remedy.ADD_SIG: "add it: sigtool add-sig {name}",
    Remedy.RENAME_OR_ADD: "renamed: sigtool rename-sig {old} {name}; new: sigtool add-sig {name}",
    Remedy.SEE_OTHERS: "(and {count} more: sigtool validate)",
    Remedy.SEE_RULES: "`sigtool rule` lists them",
    Remedy.TRUST_FOLDER: "if you trust it: git config --global --add safe.directory {folder}",
    Remedy.SEE_PAGES: "`sigtool manual` lists them",
    Remedy.WRITE_BASELINE: "move it away, and write one with `sigtool validate --write-baseline`",
    Remedy.RESOLVE: "run `sigtool resolve`, or resolve it by hand, then run the command again",
    Remedy.MERGE: "run `sigtool resolve`, or resolve it by hand, and `git add` it",
    Remedy.LIST_PEOPLE: "give all: sigtool edit-sig {sig} --set {field}='@ada, Grace Hopper'",
    Remedy.VALIDATE: "`sigtool validate` shows all that is wrong",
    Remedy.SYNC: "first bring the two together: sigtool sync {name}",
}

# The option by which somebody says which is meant.
_OPTIONS: Final[Mapping[Remedy, str]] = {
    Remedy.NAME_LANGUAGE: "--language ",
    Remedy.NAME_SECTION: "--section ",
    Remedy.NAME_FIELD: "--field ",
    Remedy.NAME_SHOWN: "--field ",
}


def sentence(error: SigtoolError) -> str:
    """An exception as one line: what and where, and what to do."""
    if error.remedy is None:
        return str(error)
    options = _options(error, error.remedy)
    advice = _ADVICE[error.remedy].format_map({**error.facts, "options": options})
    return f"{error} {advice}" if advice.startswith("(") else f"{error}; {advice}"


def _options(error: SigtoolError, remedy: Remedy) -> str:
    """The options of which one says what is meant, or gives a value to a field that may be."""
    if remedy is Remedy.SET_SHOWN:
        from sigtool.edit import query

        value = argument(error.facts["value"])
        return " or ".join(query.option(key) + value for key in error.choices)
    option = _OPTIONS.get(remedy, "")
    return " or ".join(option + argument(word) for word in error.choices)
