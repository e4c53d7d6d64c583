"""sigtool keeps the table of an open-source community's special interest groups true.

The names in `__all__` are the library, for programs that read a registry or render a table; they
keep their meaning. Everything else is private. Importing the package loads nothing of it.
"""

from os import PathLike
from typing import TYPE_CHECKING, Any, Final

from sigtool.version import __version__ as __version__

if TYPE_CHECKING:
    from sigtool.errors import RegistryProblem as RegistryProblem
    from sigtool.errors import SigtoolError as SigtoolError
    from sigtool.errors import TableProblem as TableProblem
    from sigtool.model import Mention as Mention
    from sigtool.model import Person as Person
    from sigtool.model import Registry as Registry
    from sigtool.model import Sig as Sig
    from sigtool.model import Texts as Texts
    from sigtool.model import in_language as in_language

_HOMES: Final = {
    "Mention": "sigtool.model",
    "Person": "sigtool.model",
    "Registry": "sigtool.model",
    "RegistryProblem": "sigtool.errors",
    "Sig": "sigtool.model",
    "SigtoolError": "sigtool.errors",
    "TableProblem": "sigtool.errors",
    "Texts": "sigtool.model",
    "in_language": "sigtool.model",
}
__all__ = [
    "Mention",
    "Person",
    "Registry",
    "RegistryProblem",
    "Sig",
    "SigtoolError",
    "TableProblem",
    "Texts",
    "__version__",
    "in_language",
    "read",
    "render",
]


def read(path: str | PathLike[str]) -> "Registry":
    """The registry that a file holds.

    Raises `RegistryProblem` if not all of it can be read, and another `SigtoolError` if there is no
    such file, or it is not UTF-8.
    """
    from pathlib import Path

    from sigtool.outside import workspace

    return workspace.open_registry(Path(path)).registry


def render(registry_text: str, document_text: str, path: str | None = None) -> str:
    """A Markdown document with its tables as a registry says; reads and writes no file.

    `path` is what `tables` calls the document, if the registry has tables in several. Raises
    `RegistryProblem` if not all of the registry can be read, `TableProblem` if a table is not
    found, and another `SigtoolError` if a value cannot be shown in a table.
    """
    from sigtool.community.community import Community
    from sigtool.errors import TableProblem
    from sigtool.markdown import blocks
    from sigtool.registry import document
    from sigtool.text.source import Source

    found = document.read(Source.decoded("sigs.yaml", registry_text.encode()))
    paths = list(dict.fromkeys(table.path for table in document.require_sound(found).tables))
    if path is None and len(paths) != 1:
        raise TableProblem(f"the registry has tables in {len(paths)} documents; name one of them")
    name = paths[0] if path is None else path
    page = blocks.read(Source.decoded(name, document_text.encode()))
    (rewrite,) = Community(found, {name: page}).rendered().documents
    return rewrite.after.source.encoded().decode()


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
