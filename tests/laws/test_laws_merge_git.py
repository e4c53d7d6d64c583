"""Law L12 in git's own merges, rebases, cherry-picks and reverts, with the driver installed."""

import os
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import merging
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from merging import State, Style, git_merge
from repositories import commit_all, git, put
from shell import run

from sigtool.community.merging import merged_document, merged_registry
from sigtool.community.merging_files import Merged, Versions
from sigtool.registry import document as yamldoc
from sigtool.text.diff3 import unlabelled
from sigtool.text.pieces import Markers
from sigtool.text.source import Source

EXAMPLES = int(os.environ.get("SIGTOOL_EXAMPLES", "40")) // 4
STYLE = Style()
Versioned = tuple[State, State, State]


@st.composite
def branches(draw: st.DrawFn) -> Versioned:
    """A base, and what two sides make of it."""
    base = draw(merging.states(STYLE))
    return base, draw(merging.edited(base, STYLE)), draw(merging.edited(base, STYLE))


def write(state: State) -> None:
    put("sigs.yaml", merging.registry(state, STYLE))
    put("README_en.md", merging.document(state, STYLE, "en"))


@contextmanager
def repository(base: State) -> Iterator[None]:
    """A repository with the driver and one commit, as the current folder."""
    with TemporaryDirectory() as folder, chdir(folder):
        git("init", "-q", "--template=", "-b", "ours")
        write(base)
        code, output = run(Path(), "sigtool", "merge-driver", "--install")
        assert code == 0, output
        commit_all()
        yield


def commit(state: State, branch: str) -> None:
    git("checkout", "-q", "-B", branch)
    write(state)
    commit_all()


def merge(base: State, ours: State, theirs: State) -> Versioned:
    commit(theirs, "theirs")
    git("checkout", "-q", "ours")
    commit(ours, "ours")
    git("merge", "-q", "--no-edit", "theirs", codes=(0, 1))
    return base, ours, theirs


def rebase(base: State, ours: State, theirs: State) -> Versioned:
    commit(theirs, "theirs")
    git("checkout", "-q", "ours")
    commit(ours, "ours")
    git("rebase", "-q", "theirs", codes=(0, 1))
    return base, theirs, ours


def cherry_pick(base: State, ours: State, theirs: State) -> Versioned:
    commit(theirs, "theirs")
    git("checkout", "-q", "ours")
    commit(ours, "ours")
    git("cherry-pick", "--allow-empty", "--keep-redundant-commits", "theirs", codes=(0, 1))
    return base, ours, theirs


def revert(base: State, ours: State, theirs: State) -> Versioned:
    """Take a change back of which another one was made."""
    commit(theirs, "ours")
    commit(ours, "ours")
    git("revert", "--no-edit", "HEAD~1", codes=(0, 1))
    return theirs, ours, base


def in_process(states: Versioned) -> tuple[Merged, Merged]:
    texts = (merging.registry(state, STYLE) for state in states)
    registry = merged_registry(
        Versions(*(Source("sigs.yaml", text) for text in texts)), Markers(), git_merge
    )
    known = yamldoc.read(Source("sigs.yaml", merging.registry(states[1], STYLE))).registry
    pages = (merging.document(state, STYLE, "en") for state in states)
    document = merged_document(
        Versions(*(Source("README_en.md", text) for text in pages)), known, Markers(), git_merge
    )
    return registry, document


@pytest.mark.parametrize("change", [merge, rebase, cherry_pick, revert])
def test_git_merges_by_facts(change: Callable[[State, State, State], Versioned]) -> None:
    @settings(deadline=None, max_examples=EXAMPLES)
    @given(branches())
    def check(states: Versioned) -> None:
        with repository(states[0]):
            merged = in_process(change(*states))
            for name, made in zip(("sigs.yaml", "README_en.md"), merged, strict=True):
                there = Path(name).read_bytes().decode()
                assert unlabelled(there) == unlabelled(made.text)
                is_open = name in git("diff", "--name-only", "--diff-filter=U").split()
                assert is_open == bool(made.conflicts)

    check()
