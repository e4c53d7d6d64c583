"""Law L13: within one command a file is read once, each state of a text is parsed once, each row is
read into a SIG at most once a state, and each rule looks at a state once. Counted, not timed."""

from collections import Counter
from pathlib import Path

import pytest
from conftest import write_files
from markdown_it import MarkdownIt

from sigtool import cli
from sigtool.check.rule import Rule
from sigtool.check.snapshot import Snapshot
from sigtool.outside import files
from sigtool.rules import RULES
from sigtool.tables.locate import Place
from sigtool.text.source import Source
from sigtool.yaml import parse as yamlnodes

SIGS = 50


HEADERS = {
    "zh": "| SIG 名称 | 职责 | 负责人 |",
    "en": "| SIG name | Responsibilities | SIG Leads |",
}
TEXTS = {"zh": ("小组 {n}", "负责第 {n} 项工作。"), "en": ("Group {n}", "Does the work {n}.")}


def readme(code: str) -> str:
    name, text = TEXTS[code]
    rows = [
        f"| [{name.format(n=n)}](groups/{n}.md) | {text.format(n=n)} | "
        f"[@ada{n}](https://example.org/ada{n}) [@grace](https://example.org/grace) |"
        for n in range(SIGS)
    ]
    return "\n".join(["# Groups", "", HEADERS[code], "| --- | --- | --- |", *rows, ""])


DOCUMENTS = {"README.md": readme("zh"), "README_en.md": readme("en")}


class Counts:
    """How often each thing was done, by what it was done to."""

    def __init__(self) -> None:
        self.reads: Counter[str] = Counter()
        self.yaml: Counter[str] = Counter()
        self.markdown: Counter[str] = Counter()
        self.rows: Counter[tuple[str, int]] = Counter()
        self.rules: Counter[tuple[str, str]] = Counter()

    def clear(self) -> None:
        for each in (self.reads, self.yaml, self.markdown, self.rows, self.rules):
            each.clear()

    def repeated(self) -> dict[str, list[object]]:
        """What was done more than once, by kind."""
        kinds = ("reads", "yaml", "markdown", "rows", "rules")
        again = {kind: [k for k, n in getattr(self, kind).items() if n > 1] for kind in kinds}
        return {kind: things for kind, things in again.items() if things}


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    found = Counts()
    read, compose, parse, row = files.read, yamlnodes.compose, MarkdownIt.parse, Place._read
    check = Rule.check

    def counted_read(path: Path, *, shown: str) -> bytes:
        found.reads[shown] += 1
        return read(path, shown=shown)

    def counted_compose(source: Source) -> object:
        found.yaml[source.text] += 1
        return compose(source)

    def counted_parse(self: MarkdownIt, text: str, env: object = None) -> object:
        found.markdown[text] += 1
        return parse(self, text)

    def counted_row(self: Place, line: object) -> object:
        found.rows[self.shown.source.text, line.line.start] += 1  # type: ignore[attr-defined]
        return row(self, line)  # type: ignore[arg-type]

    def counted_check(self: Rule, snapshot: Snapshot) -> object:
        if self not in snapshot.found:
            found.rules[self.code, state_of(snapshot)] += 1
        return check(self, snapshot)

    monkeypatch.setattr(files, "read", counted_read)
    monkeypatch.setattr(yamlnodes, "compose", counted_compose)
    monkeypatch.setattr(MarkdownIt, "parse", counted_parse)
    monkeypatch.setattr(Place, "_read", counted_row)
    monkeypatch.setattr(Rule, "check", counted_check)
    return found


def state_of(snapshot: Snapshot) -> str:
    texts = [document.source.text for document in snapshot.documents.values() if document]
    return "\0".join([snapshot.source.text, *texts])


@pytest.fixture
def community(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_files(tmp_path, DOCUMENTS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> object:
    with pytest.raises(SystemExit) as caught:
        cli.main(list(arguments))
    return caught.value.code


COMMANDS = [
    ("edit-sig", "Group 7", "--responsibilities", "New.", "--language", "en"),
    ("add-lead", "Group 7", "@dora"),
    ("rename-lead", "@grace", "@hopper"),
    ("add-sig", "Group X", "--lead", "@dora"),
    ("remove-sig", "Group 9"),
    ("validate", "--ignore", "SIG501"),
    ("render", "--check"),
    ("sync", "--check"),
    ("list",),
    ("show", "Group 7"),
    ("leads",),
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_nothing_is_done_twice(community: Path, counts: Counts, arguments: tuple[str, ...]) -> None:
    assert run("init", "README.md", "README_en.md") == 0
    counts.clear()
    assert run(*arguments) == 0
    assert counts.repeated() == {}


def test_init_reads_each_document_once(community: Path, counts: Counts) -> None:
    assert run("init", "README.md", "README_en.md") == 0
    assert counts.repeated() == {}
    assert counts.reads == {"README.md": 1, "README_en.md": 1}


def test_init_read_what_it_had_found_three_times(community: Path, counts: Counts) -> None:
    assert run("init") == 0
    assert counts.repeated() == {}
    assert counts.reads == {"README.md": 1, "README_en.md": 1}


def test_fixing_one_cell_looks_at_two_states_once_each(community: Path, counts: Counts) -> None:
    assert run("init", "README.md", "README_en.md") == 0
    page = community / "README_en.md"
    page.write_text(page.read_text("utf-8").replace("Does the work 7. | ", "| "), "utf-8")
    counts.clear()
    assert run("validate", "--fix", "--ignore", "SIG501") == 0
    assert counts.repeated() == {}
    assert sum(counts.rules.values()) == 2 * (len(RULES) - 1)
    assert page.read_text("utf-8") == DOCUMENTS["README_en.md"]
