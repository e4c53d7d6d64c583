"""What a command in a message calls a SIG: as readers see its name, where that finds it."""

import shlex
from typing import Final

import pytest

from sigtool.edit.find import command_name, find_sig, shared_names
from sigtool.model import Registry, Sig, Texts

NAMES: Final = {
    "a plain name": ("Compiler", "Compiler"),
    "a link in bold": ("**[Security](security/README.md)**", "Security"),
    "struck out": ("~~[Old SIG](old/README.md)~~", "'Old SIG'"),
    "an anchor": ('General&nbsp;Sync <a id="sync"></a>', "'General Sync'"),
    "code": ("`x`", "x"),
    "what is seen is Markdown": (r"\*A\*", r"'\*A\*'"),
    "nothing is seen": ('<a id="a"></a>', "'<a id=\"a\"></a>'"),
    "a reference": ("[Docs][d]", "'[Docs][d]'"),
}


@pytest.mark.parametrize(("name", "call"), NAMES.values(), ids=NAMES)
def test_a_command_takes_what_readers_see(name: str, call: str) -> None:
    sig = Sig(name, {}, origin=0)
    registry = Registry((), (sig, Sig("Other", {}, origin=1)))
    assert command_name(registry, sig, shared_names(registry)) == call
    assert find_sig(registry, *shlex.split(call)) is sig


def test_a_name_in_several_languages() -> None:
    sig = Sig(Texts({"en": "**[QA](qa.md)**", "zh": "**[质量](qa.md)**"}), {}, origin=0)
    registry = Registry((), (sig,))
    assert command_name(registry, sig, shared_names(registry)) == "QA"


def test_two_that_readers_see_alike() -> None:
    sigs = tuple(
        Sig(name, {"section": section}, origin=at)
        for at, (name, section) in enumerate([("**QA**", "A"), ("QA", "B")])
    )
    registry = Registry((), sigs)
    calls = [command_name(registry, sig, shared_names(registry)) for sig in sigs]
    assert calls == ["A/QA", "B/QA"]
    assert [find_sig(registry, call) for call in calls] == list(sigs)
