"""The commands that `help:` of `validate` names are accepted as they stand: in the miniature, in
the folders of cases, and where a name cannot be what a hint would make of it."""

import json
import re
import shlex
import shutil
from contextlib import chdir
from pathlib import Path
from typing import Final

import pytest
from repositories import commit_all
from runs import exit_code
from transcripts import copied

_RULES: Final = Path(__file__).parent
# The rules whose hints name commands that change the registry. What `resolve`, `sync` and `render`
# leave to decide, and `validate` finds, is no fault of the command.
_CASES: Final = sorted(
    path / "bad"
    for path in (_RULES / "cases").iterdir()
    if re.match(r"SIG(?:3|40[1-69]|411|508|70[1245])", path.name)
)
_OTHERS: Final = ("resolve", "sync", "render", "validate")
# The words of a command, up to a mark that ends it, or to what a sentence goes on with.
_COMMAND: Final = re.compile(r"sigtool((?: (?:'[^']*'|[^\s,;`'])+)+)")
_PROSE: Final = ("leaves", "does", "removes", "writes")
# Tables of the miniature that are torn, missing, not to be found, or outside of the repository.
_UNREAD: Final = (
    r"(?m)^  - path: (?:groups|events|missing|\.\./elsewhere)\.md\n(?:    .*\n)*"
    r"|^  - path: .*\n    marker: .*\n(?:    .*\n)*"
)
# What stands for something that the reader knows.
_MEANT: Final = {"@handle": "@newcomer", "PATH": "README.md", "...": "Another", "SIG": "Runtime"}


def commands(help_line: str) -> list[tuple[str, ...]]:
    found = []
    for text in _COMMAND.findall(help_line):
        words = shlex.split(text)
        end = next((at for at, word in enumerate(words) if word in _PROSE), len(words))
        found.append(tuple(_MEANT.get(word, word) for word in words[:end]))
    return [words for words in found if words[0] not in _OTHERS and "WHO" not in words]


def refused(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """The commands of all hints in a community that do not exit with 0, and what they say."""
    with chdir(folder):
        exit_code(("validate", "--output-format", "json", *options))
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    wrong = []
    # Of notes that are alike, one has the others beside it.
    lines = (
        text
        for each in found
        for text in (each["hint"] or "", *(one["message"] for one in each["related"]))
    )
    every = (command for line in lines for command in commands(line))
    for words in dict.fromkeys(every):
        then = folder.with_name("then")
        shutil.copytree(folder, then)
        with chdir(then):
            code = exit_code(words)
        shutil.rmtree(then)
        error = capsys.readouterr().err
        if code:
            wrong.append(f"{shlex.join(words)}: {error}")
    return wrong


@pytest.mark.parametrize("case", _CASES, ids=lambda path: path.parent.name)
def test_of_a_case(case: Path, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copied(case, repository)
    commit_all()
    assert refused(repository, capsys, "--select", case.parent.name.partition("-")[0]) == []


def test_of_the_miniature_without_what_keeps_commands_from_writing(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copied(_RULES / "miniature" / "community", repository)
    registry = repository / "sigs.yaml"
    text = registry.read_text(encoding="utf-8")
    text = re.sub(_UNREAD, "", text).replace("  sponsors: required\n", "")
    registry.write_text(text, encoding="utf-8")
    commit_all()
    assert refused(repository, capsys) == []


TABLE: Final = """\
# Current SIGs

| SIG | Responsibilities | Leads |
| --- | --- | --- |
| Api | Interfaces. | @ada |
| Api SIG | Other interfaces. | @grace |
| Old SIG | What was. | @alan |
| [Web] | Pages. | @joan |
"""
ROWS: Final = "".join(
    f"| [{name}](README.md#{name}) | What {name} does. | @{name.lower()} |\n"
    for name in ("Docs", "Tools", "Infra", "Cloud", "Parser", "Lexer", "Release", "Events")
)


def test_of_names_that_cannot_be_what_a_hint_would_make_of_them(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "README.md").write_text(TABLE + ROWS, encoding="utf-8")
    with chdir(repository):
        assert exit_code(("init", "README.md")) == 0
        commit_all()
        capsys.readouterr()
        exit_code(("validate", "--select", "SIG303,SIG308", "--output-format", "json"))
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    both = "without that it is the name of another SIG, 'Api'"
    others = "the name ends in 'SIG', the others do not"
    assert {each["message"]: each["hint"] for each in found} == {
        f"Api SIG: {others}; {both} (and 1 other like it)": (
            "merge the two, or give one of them a name that says how they differ"
        ),
        "Api has no page (and 3 others like it)": "name it: sigtool edit-sig Api --readme PATH",
    }
    related = [each["message"] for one in found for each in one["related"]]
    assert [each for each in related if "sigtool" in each] == [
        "Api SIG has no page; name it: sigtool edit-sig 'Api SIG' --readme PATH",
        "Old SIG has no page; name it: sigtool edit-sig 'Old SIG' --readme PATH",
        "Web has no page; write it into the row: [Web](PATH); then sigtool sync says how to go on",
        f"Old SIG: {others}; sigtool edit-sig 'Old SIG' --name Old",
    ]
    assert refused(repository, capsys, "--select", "SIG303,SIG308") == []
