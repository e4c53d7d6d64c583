"""Every regular expression takes a time that grows with its text, whatever the text is made of.

A search tries a pattern at each character, so a pattern that reads far before it fails takes a time
that grows with the square. Steps inside `re` cannot be counted: the time of this thread is taken,
of texts so long that a square is a hundred times what it may be.
"""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

import sigtool
from sigtool.people import grammar
from sigtool.text.lazily import LazyPattern

ROOT: Final = Path(sigtool.__file__).parent
METHODS: Final = frozenset(
    {"match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
)
ANCHORED: Final = frozenset({"match", "fullmatch"})
# What is looked at only in a part of a text that has a length at most, and how long that is.
BOUNDED: Final = {"_TAG_BEFORE": 1024}
SIZE: Final = 4000
# Of a text of this size, a pattern that is linear takes far less, and a square one far more.
SECONDS: Final = 0.010
# For a text twice as long: less than the square, which is four times.
MOST: Final = 3.0

PIECES: Final = (
    " ", "\t", "\n", "\u3000", "x", "X", "1", "_", "-", ".", ",", "/", "|", "*", "`", "!", "#", "&",
    "@", "(", ")", "[", "]", "<", ">", '"', "\\", "=", "王", "a ", "A ", "a.", "a-", "a@", "@a ",
    "a, ", "(a", "[a", "[a](", "[](", "![", "<a ", "<!--", "<!--sigtool:", "<br>", '<a href="',
    "https://", "<https://", "&amp;", "{#", "- ", "a: ", "1.", "~~~\n", "a_b@", "sig-",
)  # fmt: skip
BEGINNINGS: Final = ("", "a", "A (", "[a](", "@", "<a ", "<!-- ", "http://", "1", "---\n", "- ")


def modules() -> Iterator[ModuleType]:
    for each in pkgutil.walk_packages([str(ROOT)], "sigtool."):
        if not each.name.endswith("__main__"):
            yield importlib.import_module(each.name)


def patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, LazyPattern):
        yield re.compile(value.pattern, value.flags)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from patterns_in(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from patterns_in(each)


def in_calls(module: ModuleType) -> Iterator[tuple[re.Pattern[str], str]]:
    """The patterns that are written where they are used: `re.sub(r"...", ...)`."""
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=method),
                args=[ast.Constant(value=str(text)), *_],
            ) if method in METHODS:
                yield re.compile(text), method


def all_patterns() -> dict[tuple[str, str], set[str]]:
    """Each pattern by its name and its text, and the ways in which it is used."""
    found: dict[tuple[str, str], set[str]] = {}
    for module in modules():
        text = Path(str(module.__file__)).read_text("utf-8")
        for name, value in vars(module).items():
            used = set(re.findall(rf"\b{re.escape(name)}(?:\[[^\]]*\])?\.(\w+)", text)) & METHODS
            for each in patterns_in(value):
                if each.flags & re.DEBUG or name == "HTML_SEQUENCES":  # markdown-it's own
                    continue
                key = (name, f"(?{_flags(each)}){each.pattern}" if _flags(each) else each.pattern)
                found.setdefault(key, set()).update(used or {"match"})
        for each, method in in_calls(module):
            found.setdefault(("", each.pattern), set()).add(method)
    cores = (*grammar.EVERY_CORE, *grammar.LEADING_ROLES, *grammar.EMAILS)
    for template in filter(None, (*cores, *grammar.ROLES, *grammar.AFFILIATIONS)):
        found[template, grammar.pattern(template).pattern] = {"match"}
    for text, _ in grammar.SEPARATORS:
        found["separator", text] = {"match"}
    for text in grammar.CLOSINGS:
        found["closing", text] = {"fullmatch"}
    for text in filter(None, grammar.OPENINGS):
        found["opening", text] = {"match"}
    return found


def _flags(pattern: re.Pattern[str]) -> str:
    known = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "a": re.ASCII}
    inline = re.match(r"\(\?[aims]+\)", pattern.pattern)
    return "" if inline else "".join(key for key, flag in known.items() if pattern.flags & flag)


def uses_of(pattern: re.Pattern[str], method: str) -> Callable[[str], object]:
    if method in ANCHORED or method == "search":
        return {
            "match": pattern.match,
            "fullmatch": pattern.fullmatch,
            "search": pattern.search,
        }[method]
    return lambda text: sum(1 for _ in pattern.finditer(text))


def seconds(use: Callable[[str], object], text: str) -> float:
    start = time.thread_time()
    use(text)
    return time.thread_time() - start


def slow(pattern: re.Pattern[str], method: str) -> list[tuple[str, str]]:
    """The texts, as a beginning and what follows it again and again, that take too long."""
    use = uses_of(pattern, method)
    found: list[tuple[str, str]] = []
    for beginning in BEGINNINGS if method in ANCHORED else ("",):
        for piece in PIECES:
            short, long = (
                beginning + piece * (size // len(piece)) + "\0" for size in (SIZE, 2 * SIZE)
            )
            if seconds(use, short) < SECONDS:
                continue
            times = [min(seconds(use, text) for _ in range(3)) for text in (short, long)]
            if times[0] >= SECONDS and times[1] > MOST * times[0]:
                found.append((beginning, piece))
    return found


PATTERNS: Final = all_patterns()


@pytest.mark.parametrize("name", sorted({name for name, _ in PATTERNS}))
def test_a_pattern_takes_no_time_that_grows_with_the_square(name: str) -> None:
    found = {
        (text, method): texts
        for (own, text), methods in PATTERNS.items()
        if own == name and name not in BOUNDED
        for method in methods
        if (texts := slow(re.compile(text), method))
    }
    assert found == {}


def test_slow_patterns_are_found() -> None:
    """That the test above can fail: patterns that were here, and what they were slow of."""
    assert slow(re.compile(r"<!--(?:[^-]|-(?!->))*-->"), "finditer") != []
    assert slow(re.compile(r"[ \t]*[,/][ \t]*"), "search") != []
    assert slow(re.compile(r"[|:\s-]*-[|:\s-]*"), "fullmatch") != []
