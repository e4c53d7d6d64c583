"""`sigs.yaml` -> `Registry`: what it says, and where it says it.

Pure. Reading yields what is wrong as a list of problems, each with its place, and reads what can be
read. Whoever wants to go on only with a sound registry calls `require_sound`.
"""

import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from sigtool.errors import RegistryProblem, Remedy
from sigtool.model import (
    Registry,
)
from sigtool.registry.problem import Fault
from sigtool.registry.problem import Path as Path
from sigtool.registry.problem import Problem as Problem
from sigtool.registry.read import OTHER_TOOLS_KEYS, TOP_KEYS, registry_of
from sigtool.registry.values import BLANK
from sigtool.text.diagnostic import Location
from sigtool.text.records import dataclass, field
from sigtool.text.source import Source, Span
from sigtool.text.wording import is_misspelt
from sigtool.yaml import parse, tree
from sigtool.yaml.tree import MappingNode, Node, Scalar, SequenceNode, resolved

_OWN_KEYS: Final = ("leads", "responsibilities")


@dataclass(frozen=True, slots=True)
class RegistryDocument:
    """A registry as read, its source, and the places of its values."""

    source: Source
    registry: Registry
    problems: tuple[Problem, ...]
    root: Node | None = field(repr=False)

    @property
    def is_blank(self) -> bool:
        """Whether the text says nothing: it has blanks and comments at most."""
        return any(problem.fault is Fault.NOTHING_AT_ALL for problem in self.problems)

    @property
    def grave_problems(self) -> list[Problem]:
        """Those by which something is left out: a key that is not known is kept and reported."""
        return [problem for problem in self.problems if problem.code != "SIG003"]

    @property
    def misspelt(self) -> list[Problem]:
        """Those that misspell the key of a field that is not there: what it says would be lost."""
        return [
            problem
            for problem in self.problems
            if problem.code == "SIG003"
            and problem.near
            and is_misspelt(problem.value, problem.near)
            and not self._has((*problem.path, problem.near))
        ]

    def _has(self, path: Path) -> bool:
        return sum(1 for _ in self._steps(path)) == len(path)

    def span(self, path: Path) -> Span:
        """Where a value stands, as `("sigs", 3, "leads", 0, "handle")`.

        Where it is not there, the place of the nearest thing around it that is.
        """
        return next((span for _, span in reversed(list(self._steps(path)))), Span(0, 0))

    def texts(self, path: Path) -> dict[int | None, str]:
        """The items of a list that are texts, by their numbers."""
        *_, (node, _) = self._steps(path)
        target = resolved(node)
        items = map(resolved, target.items if isinstance(target, SequenceNode) else ())
        return {
            at: item.value.strip(BLANK) for at, item in enumerate(items) if isinstance(item, Scalar)
        }

    def _steps(self, path: Path) -> Iterator[tuple[Node, Span]]:
        """What stands on the way to a value, and its place, as far as there is anything."""
        node = self.root
        for step in path:
            found = _child(resolved(node), step) if node else None
            if found is None:
                return
            yield found
            node = found[0]


def read(source: Source) -> RegistryDocument:
    """What a registry's text means, and all that is wrong with it."""
    try:
        with _without_collecting():
            root = parse.compose(source)
            registry, problems = registry_of(root, len(source.text))
    except tree.YamlFault as fault:
        problem = Problem(
            Fault.UNREADABLE,
            (),
            Span(fault.offset, fault.offset),
            value=fault.message,
            advice=fault.hint,
            in_brackets=fault.in_brackets,
        )
        return RegistryDocument(source, Registry((), ()), (problem,), None)
    return RegistryDocument(source, registry, problems, root)


def is_anothers(document: RegistryDocument) -> bool:
    """Whether a text is the registry of another tool: it can be read, and is neither a mapping with
    `tables`, nor one with `sigs` that has none of another tool's keys, or one of ours that others
    do not have. An empty one is ours."""
    root = document.root
    if root is None or (isinstance(root, Scalar) and not root.value.strip(BLANK)):
        return False
    if not isinstance(root, MappingNode):
        return True
    if root.entry("sigs") is None or root.entry("tables") is not None:
        return not any(map(root.entry, TOP_KEYS))
    mappings = [root, *_items(root)]
    return _have_one_of(mappings, OTHER_TOOLS_KEYS) and not _have_one_of(mappings, _OWN_KEYS)


def _items(root: MappingNode) -> Iterator[MappingNode]:
    """The mappings in the lists of a mapping."""
    for found in map(resolved, (entry.value for entry in root.entries)):
        items = map(resolved, found.items if isinstance(found, SequenceNode) else ())
        yield from (item for item in items if isinstance(item, MappingNode))


def _have_one_of(mappings: Sequence[MappingNode], keys: Collection[str]) -> bool:
    return any(mapping.entry(key) is not None for mapping in mappings for key in keys)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """For what makes many objects and no garbage: to look for it takes half of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def require_sound(document: RegistryDocument) -> Registry:
    """The registry, or `RegistryProblem` if any of it could not be read."""
    grave = [*document.grave_problems, *document.misspelt]
    if not grave:
        return document.registry
    first, others = grave[0], len(grave) - 1
    advice = first.hint or "mend it, then run the command again"
    whole = f"{Location(document.source, first.span)}: {first.message}; {advice}"
    if others:
        raise RegistryProblem(whole, Remedy.SEE_OTHERS, count=str(others))
    raise RegistryProblem(whole)


def _child(node: Node, step: str | int) -> tuple[Node, Span] | None:
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
        return node.items[step], node.items[step].span
    entry = node.find(str(step)) if isinstance(node, MappingNode) else None
    if entry is None:
        return None
    is_block = isinstance(entry.value, SequenceNode | MappingNode) and not entry.value.is_flow
    return entry.value, entry.key.span if is_block else entry.value.span
