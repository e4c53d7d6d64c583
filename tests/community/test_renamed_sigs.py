"""`rename-sig`: what surely follows from a new name is renamed, what may follow is listed."""

import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import Outcome, Run, contents
from hypothesis import given
from hypothesis import strategies as st

from sigtool.edit import operations
from sigtool.registry import document as yamldoc
from sigtool.registry import writing
from sigtool.registry.document import RegistryDocument
from sigtool.text.source import Source

TABLES = """\
tables:
  - path: README.md
    columns: {Name: name, About: responsibilities}
"""
COMPILER = "  - name: Compiler\n    responsibilities: Compiles.\n"
DOCS = "  - name: Docs\n    responsibilities: Explains.\n"
SIGS = TABLES + "sigs:\n" + COMPILER + DOCS
README = "| Name | About |\n|---|---|\n| Compiler | Compiles. |\n| Docs | Explains. |\n"
RENAMED = "Renamed Compiler to Kernel.\n"
PER_SIG = "validate:\n  per_sig:\n"
TELLS = "sigs.yaml:11: per_sig: Compiler becomes Kernel\n"


@dataclass(frozen=True)
class Case:
    """A registry, what is renamed in it, what is told, and the registry after; "" after is with
    the new name of the SIG alone."""

    label: str
    registry: str
    told: str = ""
    after: str = ""
    readme: str = README
    command: str = "rename-sig Compiler Kernel"


def renamed(text: str) -> str:
    return text.replace("name: Compiler\n", "name: Kernel\n")


def with_per_sig(lines: str) -> str:
    return SIGS + PER_SIG + lines


def key(label: str, before: str, after: str) -> Case:
    """A case of a name under `per_sig` that follows."""
    return Case(label, with_per_sig(before), TELLS, renamed(with_per_sig(after)))


CASES = [
    Case("the SIG alone", SIGS),
    Case("a name by its own case", SIGS, command="rename-sig compiler ' Kernel '"),
    # Names under per_sig.
    key("a key", "    Compiler:\n      SIG404: a bot\n", "    Kernel:\n      SIG404: a bot\n"),
    key(
        "among others, with comments",
        "    Compiler: {SIG404: a bot}  # ours\n\n    # theirs\n    Docs: {SIG401: x}\n",
        "    Kernel: {SIG404: a bot}  # ours\n\n    # theirs\n    Docs: {SIG401: x}\n",
    ),
    key("in single quotes", "    'Compiler': {SIG404: x}\n", "    'Kernel': {SIG404: x}\n"),
    key("in double quotes", '    "Compiler": {SIG404: x}\n', '    "Kernel": {SIG404: x}\n'),
    key(
        "with a question mark",
        "    ? Compiler\n    : SIG404: x\n",
        "    ? Kernel\n    : SIG404: x\n",
    ),
    key("with an anchor", "    &c Compiler: {SIG404: x}\n", "    &c Kernel: {SIG404: x}\n"),
    Case(
        "in brackets",
        SIGS + "validate: {per_sig: {Compiler: {SIG404: x}, Docs: {SIG401: x}}}\n",
        TELLS.replace("11", "9"),
        renamed(SIGS) + "validate: {per_sig: {Kernel: {SIG404: x}, Docs: {SIG401: x}}}\n",
    ),
    Case(
        "settings above",
        PER_SIG + "    Compiler: {SIG404: x}\n" + SIGS,
        TELLS.replace("11", "3"),
        renamed(PER_SIG + "    Kernel: {SIG404: x}\n" + SIGS),
    ),
    # What is not written exactly so would be lost for the way back.
    Case(
        "a key in another case",
        with_per_sig("    compiler: {SIG404: x}\n"),
        "also names it: sigs.yaml:11\n",
    ),
    Case(
        "the new name is there already",
        with_per_sig("    Compiler: {SIG404: x}\n    kernel: {SIG401: x}\n"),
        "also names it: sigs.yaml:11\n",
    ),
    Case(
        "another case of the name alone",
        with_per_sig("    Compiler: {SIG404: x}\n"),
        "sigs.yaml:11: per_sig: Compiler becomes COMPILER\n",
        with_per_sig("    Compiler: {SIG404: x}\n").replace("Compiler", "COMPILER"),
        command="rename-sig Compiler COMPILER",
    ),
    Case(
        "another case of the name, where per_sig has it in that case, too",
        with_per_sig("    Compiler: {SIG404: x}\n    COMPILER: {SIG401: x}\n"),
        "also names it: sigs.yaml:11\n",
        with_per_sig("    Compiler: {SIG404: x}\n    COMPILER: {SIG401: x}\n").replace(
            "e: Compiler", "e: COMPILER"
        ),
        command="rename-sig Compiler COMPILER",
    ),
    Case(
        "another case of the name, where per_sig has a third one",
        with_per_sig("    compiler: {SIG404: x}\n"),
        "",
        with_per_sig("    compiler: {SIG404: x}\n").replace("e: Compiler", "e: COMPILER"),
        command="rename-sig Compiler COMPILER",
    ),
    # Texts and links.
    Case(
        "texts",
        TABLES
        + "# Compiler and more\nsigs:\n"
        + COMPILER
        + "  - name: Docs\n    responsibilities: Explains what Compiler does.  # not Compilers\n",
        "also names it: sigs.yaml:4, sigs.yaml:9, README.md:1, README.md:6, README.md:8\n",
        readme="The Compiler, and compilers.\n\n"
        + README.replace("ns.", "ns what Compiler does.")
        + "\nWrite to Compiler小组.\nCompilers, MyCompiler, Compiler2 and compiler are others.\n",
    ),
    Case(
        "a name that is a part of others",
        SIGS.replace("Explains.", "Explains Compiler Tests and Kernel Compiler.")
        + "  - name: Compiler Tests\n  - name: Kernel Compiler\n",
        readme=README.replace("Explains.", "Explains Compiler Tests and Kernel Compiler.")
        + "| Compiler Tests | |\n| Kernel Compiler | |\n",
    ),
    Case(
        "a new name that holds the old one",
        SIGS,
        after=SIGS.replace("name: Compiler", "name: Compiler Infra"),
        command="rename-sig Compiler 'Compiler Infra'",
    ),
    Case(
        "links",
        SIGS.replace("name: Compiler\n", "name: Compiler\n    readme: SIGS.md#compiler\n"),
        "also names it: sigs.yaml:6, README.md:1, README.md:2, README.md:3, README.md:8\n",
        readme="[it](sigs/compiler/README.md)\n<https://example.org/sig-compiler>\n"
        '<a href="compiler.md">it</a>\n[no](sigs/compilers.md) compiler. cross-compiler/x\n\n'
        + README.replace("| Compiler |", "| [Compiler](SIGS.md#compiler) |"),
    ),
    Case(
        "comments that suppress name rules, and perhaps the SIG in their reason",
        SIGS.replace("Compiles.", "Compiles.  # sigtool: ignore SIG302: Compiler says so"),
        "also names it: sigs.yaml:6\n",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_rename(repository: Path, sigtool: Run, case: Case, newline: str) -> None:
    def files(registry: str, readme: str) -> dict[str, bytes]:
        texts = {"sigs.yaml": registry, "README.md": readme}
        return {name: text.replace("\n", newline).encode() for name, text in texts.items()}

    before = files(case.registry, case.readme)
    for name, content in before.items():
        (repository / name).write_bytes(content)
    new = shlex.split(case.command)[-1].strip()
    assert sigtool(*shlex.split(case.command)) == Outcome(
        0, f"Renamed Compiler to {new}.\n", case.told
    )
    readme = case.readme.replace("| Compiler |", f"| {new} |")
    readme = readme.replace("| [Compiler]", f"| [{new}]")
    assert contents(repository) == files(case.after or renamed(case.registry), readme)
    assert sigtool("rename-sig", new, "Compiler").code == 0
    assert contents(repository) == before


def written(folder: Path, **texts: str) -> dict[str, bytes]:
    """Files of these texts, written; `README_en` is `README_en.md`."""
    files = {f"{name}.md": text.encode() for name, text in texts.items() if name != "sigs"}
    files["sigs.yaml"] = texts["sigs"].encode()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return files


WHOLE = with_per_sig("    Compiler: {SIG404: x}\n")


def test_dry_run(repository: Path, sigtool: Run) -> None:
    before = written(repository, sigs=WHOLE, README=README)
    found = sigtool("rename-sig", "Compiler", "Kernel", "--dry-run")
    changes = [line for line in found.stdout.splitlines() if line[:1] in "+-"]
    assert (found.code, found.stderr) == (0, TELLS)
    assert changes == [
        "--- a/sigs.yaml",
        "+++ b/sigs.yaml",
        "-  - name: Compiler",
        "+  - name: Kernel",
        "-    Compiler: {SIG404: x}",
        "+    Kernel: {SIG404: x}",
        "--- a/README.md",
        "+++ b/README.md",
        "-| Compiler | Compiles. |",
        "+| Kernel | Compiles. |",
    ]
    assert contents(repository) == before


def test_no_render(repository: Path, sigtool: Run) -> None:
    before = written(repository, sigs=WHOLE, README="Compiler\n\n" + README)
    assert sigtool("rename-sig", "Compiler", "Kernel", "--no-render", "--yes") == Outcome(
        0, RENAMED, TELLS
    )
    after = renamed(WHOLE).replace("    Compiler:", "    Kernel:")
    assert contents(repository) == before | {"sigs.yaml": after.encode()}


def test_the_suppression_still_counts(repository: Path, sigtool: Run) -> None:
    registry = WHOLE.replace("SIG404", "SIG202").replace("Compiles.", "TBD")
    written(repository, sigs=registry, README=README.replace("Compiles.", "TBD"))
    before = sigtool("validate", "--select", "SIG202,SIG9")
    assert before == Outcome(0, "", "No problems found.\n"), before
    assert sigtool("rename-sig", "Compiler", "Kernel").code == 0
    assert sigtool("validate", "--select", "SIG202,SIG9") == before


def test_a_baseline_follows(repository: Path, sigtool: Run) -> None:
    registry = SIGS.replace("Compiles.", "TBD")
    written(repository, sigs=registry, README=README.replace("Compiles.", "TBD"))
    assert sigtool("validate", "--write-baseline").code == 0
    baseline = (repository / ".sigtool-baseline.json").read_text(encoding="utf-8")
    assert baseline.count("Compiler") == 1
    assert sigtool("rename-sig", "Compiler", "Kernel").stderr == (
        ".sigtool-baseline.json: 1 finding has the new name\n"
    )
    assert (repository / ".sigtool-baseline.json").read_text(encoding="utf-8") == baseline.replace(
        "Compiler", "Kernel"
    )


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("rename-sig Compiler ' '", "the new name is empty; give another"),
        (
            "rename-sig Compiler docs",
            "there is a SIG called 'Docs' already; see it with `sigtool show Docs`",
        ),
        ("rename-sig Compilr Kernel", "no SIG has the name 'Compilr'; did you mean 'Compiler'?"),
        (
            "rename-sig Compiler Kernel --language zh",
            "no table is in the language 'zh'; there are: none; say `language:` in `tables`",
        ),
        (
            "rename-sig Compiler 'a|b'",
            "the name 'a|b' holds '|'; a name is one line of plain text "
            "without | [ ] and control characters",
        ),
    ],
)
def test_what_cannot_be_renamed(repository: Path, sigtool: Run, command: str, message: str) -> None:
    before = written(repository, sigs=WHOLE, README=README)
    assert sigtool(*shlex.split(command)) == Outcome(2, "", f"sigtool: {message}\n")
    assert contents(repository) == before


@pytest.mark.parametrize(
    ("registry", "readme"),
    [
        (WHOLE, README.replace("About", "Other")),
        (WHOLE, README + "| Kernel | By hand. |\n"),
        # What `<<` brings in is another's, too.
        (SIGS + "validate:\n  <<: {per_sig: {Compiler: {SIG404: x}}}\n", README),
    ],
    ids=["a table that is not found", "a row of the new name", "a merge key"],
)
def test_all_or_nothing(repository: Path, sigtool: Run, registry: str, readme: str) -> None:
    before = written(repository, sigs=registry, README=readme)
    found = sigtool("rename-sig", "Compiler", "Kernel")
    assert (found.code, found.stdout, found.stderr.count("\n")) == (2, "", 1)
    assert contents(repository) == before


BILINGUAL = """\
tables:
  - path: README.md
    language: zh
    columns: {Name: name, About: responsibilities}
  - path: README_en.md
    language: en
    columns: {Name: name, About: responsibilities}
sigs:
  - name: {zh: 数据, en: Data}
  - name: Docs
validate:
  per_sig:
    Data: {SIG404: x}
    数据: {SIG401: x}
    Docs: {SIG401: x}
"""
CHINESE = "数据组 and Data, Docs\n\n| Name | About |\n|---|---|\n| 数据 | |\n| Docs | |\n"
ENGLISH = "数据组 and Data, Docs\n\n| Name | About |\n|---|---|\n| Data | |\n| Docs | |\n"


@pytest.mark.parametrize(
    ("command", "outcome", "registry", "chinese", "english"),
    [
        (
            "rename-sig data Facts --language en",
            Outcome(
                0,
                "Renamed Data to Facts.\n",
                "sigs.yaml:13: per_sig: Data becomes Facts\nalso names it: README_en.md:1\n",
            ),
            BILINGUAL.replace("en: Data", "en: Facts").replace("    Data:", "    Facts:"),
            CHINESE,
            ENGLISH.replace("| Data", "| Facts"),
        ),
        (
            "rename-sig data 事实 --language zh",
            Outcome(
                0,
                "Renamed 数据 to 事实.\n",
                "sigs.yaml:14: per_sig: 数据 becomes 事实\nalso names it: README.md:1\n",
            ),
            BILINGUAL.replace("zh: 数据", "zh: 事实").replace("    数据:", "    事实:"),
            CHINESE.replace("| 数据", "| 事实"),
            ENGLISH,
        ),
        # The other language still has the name, and `per_sig` means it by that.
        (
            "rename-sig docs Texts --language en",
            Outcome(0, "Renamed Docs to Texts.\n", "also names it: README_en.md:1\n"),
            BILINGUAL.replace("name: Docs", "name:\n      zh: Docs\n      en: Texts"),
            CHINESE,
            ENGLISH.replace("| Docs", "| Texts"),
        ),
        (
            "rename-sig data Facts",
            Outcome(
                2,
                "",
                "sigtool: 数据 / Data: name has a text in each of zh, en; say which one is meant; "
                "as --language zh or --language en\n",
            ),
            BILINGUAL,
            CHINESE,
            ENGLISH,
        ),
    ],
)
def test_languages(
    repository: Path,
    sigtool: Run,
    command: str,
    outcome: Outcome,
    registry: str,
    chinese: str,
    english: str,
) -> None:
    written(repository, sigs=BILINGUAL, README=CHINESE, README_en=ENGLISH)
    assert sigtool(*shlex.split(command)) == outcome
    after = {"sigs.yaml": registry, "README.md": chinese, "README_en.md": english}
    assert contents(repository) == {name: text.encode() for name, text in after.items()}


SECTIONS = """\
tables:
  - path: README.md
    heading: Old
    section: old
    columns: {Name: name, About: responsibilities}
  - path: README.md
    heading: New
    section: new
    columns: {Name: name, About: responsibilities}
sigs:
  - name: Compiler
  - name: Compiler
    section: new
validate:
  per_sig:
    Compiler: {SIG404: x}
"""
PAGE = """\
What Compiler means.

## Old

| Name | About |
|---|---|
| Compiler | |

## New

| Name | About |
|---|---|
| Compiler | |
"""


def test_a_name_that_two_sections_have(repository: Path, sigtool: Run) -> None:
    """Nobody knows which of the two a text means; `per_sig` means both, and stays for the other."""
    written(repository, sigs=SECTIONS, README=PAGE)
    assert sigtool("rename-sig", "new/compiler", "Kernel") == Outcome(
        0, RENAMED, "also names it: sigs.yaml:16\n"
    )
    assert contents(repository) == {
        "sigs.yaml": SECTIONS.replace("Compiler\n    s", "Kernel\n    s").encode(),
        "README.md": PAGE.replace("| Compiler | |\n", "| Kernel | |\n")
        .replace("| Kernel", "| Compiler", 1)
        .encode(),
    }
    assert sigtool("rename-sig", "Compiler", "Tools").stderr == (
        "sigs.yaml:16: per_sig: Compiler becomes Tools\nalso names it: README.md:1\n"
    )


NAMES = st.sampled_from(
    ["Compiler", "Graph Compiler", "C++", "编译器", "O'Brien", "Ünï", "数 2", "a_b*c"]
)
FORMS = st.sampled_from(["    {key}: {{SIG404: x}}", "    {key}:\n      SIG404: x  # {name}"])


@given(st.lists(NAMES, min_size=4, max_size=4, unique=True), FORMS, st.sampled_from(["", "'", '"']))
def test_laws(names: list[str], form: str, quote: str) -> None:
    """L4 and L5: only the lines of the SIG and its key change, and the way back gives the bytes."""
    old, new, *others = names

    def text(name: str) -> str:
        keys = [
            quote + (each.replace("'", "''") if quote == "'" else each) + quote
            for each in (others[0], name, others[1])
        ]
        lines = [form.format(key=keys[0], name=old), form.format(key=keys[1], name=old)]
        sigs = "".join(f"  - name: {key}\n" for key in keys)
        return TABLES + "sigs:\n" + sigs + PER_SIG + "\n".join(lines) + "\n"

    before = yamldoc.read(Source("sigs.yaml", text(old)))
    renamed = _renamed(before, old, new)
    assert renamed.source.text == text(new)
    assert _renamed(renamed, new, old).source == before.source


def _renamed(document: RegistryDocument, old: str, new: str) -> RegistryDocument:
    registry = document.registry
    after = operations.rename_sig(registry, operations.find_sig(registry, old), new)
    return writing.rewrite(document, after).after
