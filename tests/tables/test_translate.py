"""Rows and people of translations: what pairs them, and what does not (law L11)."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from conftest import UP_TO_DATE, Adopt, Outcome, Run, write_files
from ruamel.yaml import YAML

from sigtool.markdown import blocks
from sigtool.model import Person, Sig
from sigtool.outside import files
from sigtool.tables import bind, translate
from sigtool.tables import headers as aliases
from sigtool.text import language
from sigtool.text.source import Source

ADA = Person(handle="ada", url="https://example.org/ada")
GRACE = Person(handle="grace", url="https://example.org/grace")
LANGUAGES = ("en", "zh")


def sig(name: str, page: str = "", **values: object) -> Sig:
    given = {"readme": page, **values} if page else values
    return Sig(name, given)  # type: ignore[arg-type] # values of tests


@pytest.mark.parametrize(
    ("sigs", "others", "pairs"),
    [
        # A whole link is a key, not a part of one.
        pytest.param(
            [sig("AI", "sigs/sig-ai"), sig("UI", "sigs/sig-ui")],
            [sig("界面", "sigs/sig-ui"), sig("智能", "sigs/sig-ai")],
            {0: (1, "link"), 1: (0, "link")},
            id="links that end alike",
        ),
        pytest.param(
            [sig("AI", "SIGS.md#a"), sig("UI", "SIGS.md#b")],
            [sig("界面", "SIGS.md#b"), sig("智能", "SIGS.md#a")],
            {0: (1, "link"), 1: (0, "link")},
            id="links that differ in the part of a page",
        ),
        pytest.param(
            [sig("AI", "sigs/"), sig("UI", "sigs/")],
            [sig("界面", "sigs/"), sig("智能", "sigs/")],
            {},
            id="one link for all tells nothing",
        ),
        pytest.param(
            [sig("AI", "ai/README.md"), sig("UI", "ui/README.md")],
            [sig("界面", "ui/README_CN.md"), sig("智能", "ai/README_CN.md")],
            {0: (1, "link"), 1: (0, "link")},
            id="the page in another language",
        ),
        pytest.param(
            [sig("AI", "sig-en.md"), sig("UI", "sig-fr.md")],
            [sig("界面", "sig-fr.md"), sig("智能", "sig-en.md")],
            {0: (1, "link"), 1: (0, "link")},
            id="names that look like languages",
        ),
        pytest.param(
            [sig("IT", "sig-it.md")],
            [sig("身份", "sig-id.md")],
            {},
            id="pages whose names end in languages of no table",
        ),
        pytest.param(
            [sig("AI", "sig-ai_en.md"), sig("UI", "sig-ui_en.md#top")],
            [sig("界面", "./sig-ui_cn.md#top"), sig("智能", "sig-ai_CN.md")],
            {0: (1, "link"), 1: (0, "link")},
            id="a language behind another short word",
        ),
        pytest.param(
            [sig("AI", "sigs/ai_en")], [sig("智能", "sigs/ai_zh")], {}, id="no Markdown files"
        ),
        pytest.param(
            [sig("AI", "ai_en.md"), sig("UI", "ai.md")],
            [sig("智能", "ai_zh.md")],
            {},
            id="one page in two rows",
        ),
        # Names that repeat tell nothing; another link may.
        pytest.param(
            [sig("Ada", meets="[a](a)"), sig("Ada", meets="[b](b)")],
            [sig("Ada", meets="[乙](b)"), sig("Ada", meets="[甲](a)")],
            {0: (1, "another link"), 1: (0, "another link")},
            id="names that repeat, and links of a cell",
        ),
        pytest.param(
            [sig("Ada", "a/"), sig("Ada", "b/")],
            [sig("Ada", "b/"), sig("Ada", "a/")],
            {0: (1, "link"), 1: (0, "link")},
            id="names that repeat, and pages",
        ),
        pytest.param(
            [sig("Ada"), sig("Ada")], [sig("Ada"), sig("Ada")], {}, id="names that repeat"
        ),
        pytest.param(
            [sig("A", leads=(ADA,)), sig("B", leads=(GRACE,))],
            [sig("甲", leads=(GRACE,)), sig("乙", leads=(ADA,))],
            {0: (1, "their people"), 1: (0, "their people")},
            id="the accounts of all leads",
        ),
        pytest.param(
            [sig("A", leads=(ADA, GRACE)), sig("B", leads=(GRACE,))],
            [sig("甲", leads=(GRACE,)), sig("乙", leads=(ADA,))],
            {1: (0, "their people")},
            id="some of the leads are not enough",
        ),
        # Two keys that name two SIGs pair nothing.
        pytest.param(
            [sig("A", "a.md"), sig("B", "b.md")],
            [sig("A", "b.md"), sig("B", "a.md")],
            {},
            id="the name of one, the page of another",
        ),
        pytest.param(
            [sig("A", "b.md", meets="https://example.org/a")],
            [sig("A", meets="https://example.org/a"), sig("乙", "b.md")],
            {},
            id="the name of one, the page of another, and a link that would tell",
        ),
        pytest.param(
            [sig("A"), sig("B", "c.md"), sig("Z")],
            [sig("A"), sig("B"), sig("Z"), sig("丙", "c.md")],
            {0: (0, "name"), 2: (2, "name")},
            id="doubtful rows between two names",
        ),
        pytest.param(
            [sig("A", meets="https://example.org/A"), sig("B", meets="[b](x)")],
            [sig("乙", meets="b"), sig("甲", meets="<https://example.org/a/>")],
            {0: (1, "another link")},
            id="a bare link",
        ),
        # Position counts between two sure pairs alone.
        pytest.param(
            [sig("A"), sig("B"), sig("C")],
            [sig("A"), sig("乙"), sig("C")],
            {0: (0, "name"), 1: (1, "position"), 2: (2, "name")},
            id="between two names",
        ),
        pytest.param(
            [sig("A"), sig("B"), sig("X"), sig("C")],
            [sig("A"), sig("乙"), sig("C")],
            {0: (0, "name"), 3: (2, "name")},
            id="between two names, in unlike number",
        ),
        pytest.param(
            [sig("C"), sig("B"), sig("A")],
            [sig("A"), sig("乙"), sig("C")],
            {0: (2, "name"), 2: (0, "name")},
            id="between two names in another order",
        ),
        pytest.param(
            [sig("B"), sig("A")], [sig("乙"), sig("A")], {1: (1, "name")}, id="above the first pair"
        ),
        pytest.param(
            [sig("A"), sig("B")], [sig("A"), sig("乙")], {0: (0, "name")}, id="below the last pair"
        ),
        pytest.param([sig("A")], [sig("甲")], {}, id="nothing in common"),
    ],
)
def test_which_row_is_which(
    sigs: list[Sig], others: list[Sig], pairs: dict[int, tuple[int, str]]
) -> None:
    found = translate.paired(sigs, others, LANGUAGES)
    assert {at: (row, found.by[at]) for at, row in found.row_of.items()} == pairs


def test_pairing_thousands_of_rows_takes_as_many_steps() -> None:
    steps: list[int] = []

    class Counted(str):
        """A name that counts how often it is looked at."""

        def casefold(self) -> str:
            steps.append(1)
            return super().casefold()

    def count(size: int) -> int:
        steps.clear()
        rows = [sig(Counted(f"N{n}")) for n in range(size)]
        others = [sig(Counted(f"N{size - n}")) for n in range(size)]
        assert len(translate.paired(rows, others, LANGUAGES).row_of) == size - 1
        return len(steps)

    assert count(400) <= 4.5 * count(100)


# --- init ----------------------------------------------------------------------------------------

ENGLISH = "| Name | About | Leads |\n| --- | --- | --- |\n"
CHINESE = "| 名称 | 职责 | 负责人 |\n| --- | --- | --- |\n"


def adopted(folder: Path, sigtool: Run, english: str, chinese: str) -> tuple[Outcome, object]:
    write_files(folder, {"README.md": ENGLISH + english, "README_CN.md": CHINESE + chinese})
    outcome = sigtool("init", "README.md", "README_CN.md")
    sigs = YAML(typ="safe").load(folder / "sigs.yaml")["sigs"]
    assert sigtool("render") == UP_TO_DATE
    return outcome, sigs


def test_rows_with_links_that_end_alike_are_not_mixed_up(repository: Path, sigtool: Run) -> None:
    outcome, sigs = adopted(
        repository,
        sigtool,
        "| [AI](sigs/sig-ai) | Thinks. | |\n| [UI](sigs/sig-ui) | Shows. | |\n",
        "| [界面](sigs/sig-ui) | 显示。 | |\n| [智能](sigs/sig-ai) | 思考。 | |\n",
    )
    assert outcome.stderr == (
        "README_CN.md: matched 2 by link.\n"
        "README_CN.md: has the SIGs in an order of its own, which it keeps (order: own).\n"
    )
    assert sigs == [
        {
            "name": {"en": "AI", "zh": "智能"},
            "readme": "sigs/sig-ai",
            "responsibilities": {"en": "Thinks.", "zh": "思考。"},
        },
        {
            "name": {"en": "UI", "zh": "界面"},
            "readme": "sigs/sig-ui",
            "responsibilities": {"en": "Shows.", "zh": "显示。"},
        },
    ]


def test_what_cannot_be_paired_is_kept_apart_and_told(repository: Path, sigtool: Run) -> None:
    outcome, sigs = adopted(repository, sigtool, "| AI | Thinks. | |\n", "| 智能 | 思考。 | |\n")
    advice = "give both rows one link, or write its name for each language"
    assert outcome.stderr == (
        "README_CN.md: matched no SIG.\n"
        f"README_CN.md: 智能 is there alone; {advice}.\n"
        f"README_CN.md: AI is not there; {advice}.\n"
        "two SIGs that are the same one become one if you give the one the name of the other: "
        "sigtool edit-sig '智能' --language en --name ...\n"
    )
    assert sigs == [
        {"name": {"zh": "智能"}, "responsibilities": {"zh": "思考。"}},
        {"name": {"en": "AI"}, "responsibilities": {"en": "Thinks."}},
    ]


@pytest.mark.parametrize(
    ("english", "chinese", "leads", "notes"),
    [
        pytest.param(
            "Sun (West University)",
            "孙（西大）",
            [
                {
                    "name": {"en": "Sun", "zh": "孙"},
                    "affiliation": {"en": "West University", "zh": "西大"},
                }
            ],
            ["Sun / 孙"],
            id="one person a cell",
        ),
        pytest.param(
            "[@ada](https://example.org/ada)<br>Sun Wu",
            "[@ada](https://example.org/ada)<br>孙悟",
            [
                {"handle": "ada", "url": "https://example.org/ada"},
                {"name": {"en": "Sun Wu", "zh": "孙悟"}},
            ],
            ["Sun Wu / 孙悟"],
            id="beside one who is the same",
        ),
        pytest.param("@ada", "@grace", {"en": "@ada", "zh": "@grace"}, None, id="two accounts"),
        pytest.param("Ada", "Grace", {"en": "Ada", "zh": "Grace"}, None, id="no translation"),
        pytest.param(
            "Ada",
            "Ada Lovelace",
            [{"name": {"en": "Ada", "zh": "Ada Lovelace"}}],
            ["Ada / Ada Lovelace"],
            id="a longer name",
        ),
        pytest.param(
            "Sun (ada@example.org)",
            "孙悟 (grace@example.org)",
            {"en": "Sun (ada@example.org)", "zh": "孙悟 (grace@example.org)"},
            None,
            id="two addresses",
        ),
        pytest.param(
            "Sun Wu",
            "孙悟、王小明",
            {"en": "Sun Wu", "zh": "孙悟、王小明"},
            None,
            id="unlike counts",
        ),
        pytest.param(
            "@ada, @grace",
            "@grace, @ada",
            {"en": "@ada, @grace", "zh": "@grace, @ada"},
            None,
            id="another order",
        ),
    ],
)
def test_one_person_in_two_languages(
    repository: Path,
    sigtool: Run,
    english: str,
    chinese: str,
    leads: object,
    notes: list[str] | None,
) -> None:
    outcome, sigs = adopted(
        repository, sigtool, f"| AI | | {english} |\n", f"| AI | | {chinese} |\n"
    )
    assert sigs == [{"name": "AI", "leads": leads}]
    first = "README_CN.md: matched 1 by name.\n"
    if notes is None:
        assert outcome.stderr == f"{first}README_CN.md: AI: leads differ; kept both.\n"
        return
    (pair,) = notes
    mine, theirs = pair.split(" / ")
    told = f"README_CN.md: AI: {theirs} is taken for {mine}, by position alone.\n"
    assert outcome.stderr == first + told


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        pytest.param("Sun (West University)", "孙（西边）", id="a bracket, of an employer or not"),
        pytest.param("Sun Wu", "孙悟, 王小明", id="a comma, before a person or an employer"),
    ],
)
def test_who_can_be_read_in_two_ways_in_one_language_is_a_text_in_both(
    repository: Path, sigtool: Run, english: str, chinese: str
) -> None:
    outcome, sigs = adopted(
        repository, sigtool, f"| AI | | {english} |\n", f"| AI | | {chinese} |\n"
    )
    assert sigs == [{"name": "AI", "leads": {"en": english, "zh": chinese}}]
    assert outcome.stderr == (
        "README_CN.md: matched 1 by name.\n"
        "README_CN.md: AI: leads differ; kept both.\n"
        f"README_CN.md:3: kept as it is, people in '负责人': {chinese}\n"
    )


def test_a_row_with_the_name_of_one_and_the_page_of_another_is_told(
    repository: Path, sigtool: Run
) -> None:
    outcome, sigs = adopted(
        repository,
        sigtool,
        "| [AI](ai/) | | |\n| [UI](ui/) | | |\n",
        "| [AI](ui/) | | |\n| Zoo | | |\n",
    )
    advice = "give both rows one link, or write its name for each language"
    assert outcome.stderr == (
        "README_CN.md: matched no SIG.\n"
        "README_CN.md: AI has the name or the page of AI and of UI.\n"
        f"README_CN.md: AI is there alone; {advice}.\n"
        f"README_CN.md: Zoo is there alone; {advice}.\n"
        f"README_CN.md: AI is not there; {advice}.\n"
        f"README_CN.md: UI is not there; {advice}.\n"
        "two SIGs that are the same one become one if you give the one the name of the other: "
        "sigtool edit-sig Zoo --language en --name ...\n"
    )
    assert sigs == [
        {"name": {"zh": "AI"}, "readme": "ui/"},
        {"name": {"zh": "Zoo"}},
        {"name": {"en": "AI"}, "readme": "ai/"},
        {"name": {"en": "UI"}, "readme": "ui/"},
    ]


def test_a_text_was_written_into_a_language_that_lacks_the_sig(adopt: Adopt) -> None:
    documents = {
        "README.md": f"{ENGLISH}| AI | Thinks. | |\n",
        "README_CN.md": f"{CHINESE}| AI | 思考。 | |\n| Docs | 说明。 | |\n",
        "README_ja.md": f"{CHINESE}| AI | 考える。 | |\n| Docs | 説明。 | |\n",
    }
    folder = adopt(documents)
    assert YAML(typ="safe").load(folder / "sigs.yaml")["sigs"] == [
        {"name": "AI", "responsibilities": {"en": "Thinks.", "zh": "思考。", "ja": "考える。"}},
        {
            "name": {"zh": "Docs", "ja": "Docs"},
            "responsibilities": {"zh": "说明。", "ja": "説明。"},
        },
    ]


# --- columns -------------------------------------------------------------------------------------


def fields_of(headers: str, original: str) -> tuple[list[str], list[tuple[str, str]]]:
    """What the headers of a translation mean, and those of which only position tells it."""
    documents = [
        blocks.read(Source("x.md", f"|{each}|\n{'|-' * (each.count('|') + 1)}|\n"))
        for each in (original, headers)
    ]
    group = [aliases.recognise(document.tables[0]) for document in documents]
    binding = bind.bound([group])[0][1]
    return [each.field for each in binding.columns], list(binding.by_position)


@pytest.mark.parametrize(
    ("headers", "original", "fields", "pairs"),
    [
        (
            "名称|会议|负责人|频道",
            "Name|Meets|Leads|Chat",
            ["name", "meets", "leads", "chat"],
            [("会议", "Meets"), ("频道", "Chat")],
        ),
        # `Chat` is one column in both, so the places of the others say nothing.
        ("名称|会议|Chat", "Name|Chat|Meets", ["name", "会议", "chat"], []),
        ("名称|会议|负责人|频道", "Name|Leads|Meets|Chat", ["name", "会议", "leads", "频道"], []),
        (
            "名称|会议|负责人",
            "Name|Meets|Leads|Chat",
            ["name", "meets", "leads"],
            [("会议", "Meets")],
        ),
        ("名称|负责人|会议", "Name|Leads|Meets|Chat", ["name", "leads", "会议"], []),
        ("名称|Meets|负责人", "Name|Meets|Leads", ["name", "meets", "leads"], []),
    ],
)
def test_which_column_is_which(
    headers: str, original: str, fields: list[str], pairs: list[tuple[str, str]]
) -> None:
    assert fields_of(headers, original) == (fields, pairs)


def test_columns_that_are_paired_by_position_are_told(repository: Path, sigtool: Run) -> None:
    write_files(
        repository,
        {
            "README.md": "| Name | Meets | Leads |\n|---|---|---|\n| AI | Mon | @ada |\n",
            "README_CN.md": "| 名称 | 会议 | 负责人 |\n|---|---|---|\n| AI | 周一 | @ada |\n",
        },
    )
    assert sigtool("init", "README.md", "README_CN.md").stderr == (
        "README_CN.md: matched 1 by name.\n"
        "README_CN.md: the column '会议' is taken for 'Meets', by position alone.\n"
    )


@pytest.mark.parametrize(
    ("what", "bound"), [("nets", "what"), ("[nets](docs/nets.md)", "what:link")]
)
def test_columns_that_nobody_paired_were_silent(
    repository: Path, sigtool: Run, what: str, bound: str
) -> None:
    rows = "".join(f"| {name} | {what} | @{name} |\n" for name in ("ada", "bob", "eve"))
    moved = "".join(f"| {name} | @{name} | {what} |\n" for name in ("ada", "bob", "eve"))
    write_files(
        repository,
        {
            "README.md": f"| SIG | What | Leads |\n|---|---|---|\n{rows}",
            "README_zh.md": f"| SIG | Leads | 内容 |\n|---|---|---|\n{moved}",
        },
    )
    assert sigtool("init", "README.md", "README_zh.md").stderr == (
        "README_zh.md: matched 3 by name.\n"
        "README_zh.md: the column '内容' is paired with none; README.md has 'What' left: "
        f"write --column '内容={bound}'\n"
    )
    column = f"内容={bound}"
    found = sigtool("init", "README.md", "README_zh.md", "-o", "new.yaml", "--column", column)
    assert found.stderr == "README_zh.md: matched 3 by name.\n"


# --- a registry that is written anew -------------------------------------------------------------

REGISTRY = "sigs:\n  - name: AI\n"
NO_REGISTRY = "is no registry, so it is not written over; move it away, or name another file"
ANOTHERS = (
    "is another tool's file, no registry of sigtool; write beside it: "
    "sigtool init README.md -o sigtool.yaml"
)


@pytest.mark.parametrize("command", [["init", "README.md"], ["init"], ["init", "--empty"]])
@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("", ""),
        ("\n \n", ""),
        ("# hi\n", "# hi\n"),
        ("# hi\n\n# ho", "# hi\n\n# ho\n"),
        ("# hi\n# yaml-language-server: $schema=a.json\n", None),
    ],
)
def test_the_advice_for_a_registry_that_says_nothing_works(
    repository: Path, sigtool: Run, text: str, above: str | None, command: list[str]
) -> None:
    write_files(repository, {"README.md": f"{ENGLISH}| AI | | |\n"})
    wanted = sigtool(*command)
    registry = (repository / "sigs.yaml").read_text("utf-8")
    write_files(repository, {"sigs.yaml": text})
    assert sigtool("list") == Outcome(
        2,
        "",
        "sigtool: sigs.yaml:1:1: the registry is empty: 'sigs' is missing; "
        "write one with `sigtool init README.md`\n",
    )
    assert sigtool(*command) == wanted
    assert wanted.code == 0
    if above is None:
        modeline = "# yaml-language-server: $schema=a.json\n"
        above = text if "--empty" in command else f"{modeline}# hi\n"
    assert (repository / "sigs.yaml").read_text("utf-8") == above + registry


@pytest.mark.parametrize("command", [["init", "README.md"], ["init", "--empty"]])
def test_a_byte_order_mark_and_line_breaks_of_comments_were_lost(
    repository: Path, sigtool: Run, command: list[str]
) -> None:
    write_files(repository, {"README.md": f"{ENGLISH}| AI | | |\n"})
    assert sigtool(*command).code == 0
    registry = (repository / "sigs.yaml").read_bytes().replace(b"\n", b"\r\n")
    comments = b"\xef\xbb\xbf# yaml-language-server: $schema=a.json\r\n# hi\r\n# ho"
    (repository / "sigs.yaml").write_bytes(comments)
    assert sigtool(*command).code == 0
    assert (repository / "sigs.yaml").read_bytes() == comments + b"\r\n" + registry


def test_the_second_line_for_editors_of_an_empty_registry_was_lost(
    repository: Path, sigtool: Run
) -> None:
    modelines = "# yaml-language-server: $schema=a.json\n# yaml-language-server: $schema=b.json\n"
    files = {"README.md": f"{ENGLISH}| AI | | |\n", "sigs.yaml": modelines}
    write_files(repository, files)
    assert sigtool("init", "README.md").code == 0
    assert (repository / "sigs.yaml").read_text("utf-8").startswith(f"{modelines}tables:\n")


def test_a_new_schema_takes_the_place_of_that_of_an_empty_registry(
    repository: Path, sigtool: Run
) -> None:
    text = "# yaml-language-server: $schema=a.json\n# hi\n"
    write_files(repository, {"README.md": f"{ENGLISH}| AI | | |\n", "sigs.yaml": text})
    assert sigtool("init", "README.md", "--schema-modeline", "b.json").code == 0
    lines = (repository / "sigs.yaml").read_text("utf-8").splitlines()
    assert lines[:3] == ["# yaml-language-server: $schema=b.json", "# hi", "tables:"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            f"# ours\n{REGISTRY}",
            "writing it anew would lose the comment at line 1; move the file away first, or edit "
            "it by hand",
        ),
        (
            f"{REGISTRY}    status: active # since May\nvalidate: {{max_leads: 2}}\n",
            "writing it anew would lose the comment at line 3; the settings at line 4; move the "
            "file away first, or edit it by hand",
        ),
        (
            f"{REGISTRY}    chat: '#ai'\n",
            "writing it anew would lose the key 'chat' at line 3; move the file away first, or "
            "edit it by hand",
        ),
        (
            f"{REGISTRY}    leads: [[ada]]\n    status: '# none'\n  - responsibilities: Old.\n",
            "writing it anew would lose what cannot be read at lines 3, 4, 5; move the file away "
            "first, or edit it by hand",
        ),
        (
            f"{REGISTRY}    responsibilities: | # why\n      # a text\n",
            "writing it anew would lose the comment at line 3; move the file away first, or edit "
            "it by hand",
        ),
        ("# A page\n\nText.\n", ANOTHERS),
        ("workinggroups: []\n", ANOTHERS),
        ("- a\n", ANOTHERS),
    ],
)
def test_what_a_table_cannot_give_back_is_not_written_over(
    repository: Path, sigtool: Run, text: str, why: str
) -> None:
    write_files(repository, {"README.md": f"{ENGLISH}| AI | | |\n", "sigs.yaml": text})
    assert sigtool("init", "README.md", "--force") == Outcome(2, "", f"sigtool: sigs.yaml: {why}\n")
    assert (repository / "sigs.yaml").read_text("utf-8") == text


def test_facts_that_go_with_a_registry_are_told(repository: Path, sigtool: Run) -> None:
    write_files(
        repository,
        {
            "README.md": f"{ENGLISH}| AI | New. | @ada |\n",
            "sigs.yaml": "# yaml-language-server: $schema=x\n"
            "sigs:\n"
            "  - name: AI\n"
            "    responsibilities: Old.\n"
            "    leads:\n"
            "      - {handle: ada, email: ada@example.org}\n"
            "      - {handle: bob}\n"
            "  - name: Gone\n"
            "    status: archived\n",
        },
    )
    assert sigtool("init", "README.md", "--force") == Outcome(
        0,
        "Wrote sigs.yaml: 1 SIG and 1 lead from the table at README.md:1.\n"
        "Columns: Name = name, About = responsibilities, Leads = leads. Next: sigtool validate; "
        "sigtool list.\n",
        "gone from sigs.yaml: AI: responsibilities: Old.\n"
        "gone from sigs.yaml: AI: leads: @ada: email ada@example.org\n"
        "gone from sigs.yaml: AI: leads: bob\n"
        "gone from sigs.yaml: Gone\n"
        "gone from sigs.yaml: Gone: status: archived\n",
    )


def test_what_tables_of_the_old_registry_said_is_told(repository: Path, sigtool: Run) -> None:
    write_files(repository, {"README.md": f"{ENGLISH}| AI | New. | |\n"})
    old = (
        "# yaml-language-server: $schema=x\n"
        "tables:\n"
        "  - {path: README.md, marker: sigs, language: en, columns: {Name: name, About: x}}\n"
        "  - {path: README_CN.md, language: zh}\n"
        "sigs:\n"
        "  - name: {en: AI, zh: 智能}\n"
        "    responsibilities: {en: New., zh: '# 思考'}\n"
    )
    write_files(repository, {"sigs.yaml": old})
    gone = (
        "the table in README.md: marker: sigs\n"
        "the table in README.md: language: en\n"
        "the table in README.md: column About: x (text)\n"
        "the table in README_CN.md\n"
        "the table in README_CN.md: language: zh\n"
        "AI / 智能: name (zh): 智能\n"
        "AI / 智能: responsibilities (zh): # 思考\n"
    )
    told = sigtool("init", "README.md", "--force", "--dry-run").stderr
    lines = [line for line in told.splitlines(keepends=True) if "gone" in line]
    assert "".join(lines) == gone.replace("the table", "?the table").replace(
        "AI /", "?AI /"
    ).replace("?", "would be gone from sigs.yaml: ")
    assert (repository / "sigs.yaml").read_text("utf-8") == old
    assert sigtool("init", "README.md", "--force").code == 0
    assert (repository / "sigs.yaml").read_text("utf-8") == (
        "# yaml-language-server: $schema=x\n"
        "tables:\n"
        "  - path: README.md\n"
        "    columns:\n"
        "      Name: name\n"
        "      About: responsibilities\n"
        "      Leads: leads\n"
        "sigs:\n"
        "  - name: AI\n"
        "    responsibilities: New.\n"
    )


@pytest.mark.parametrize("more", [[], ["--dry-run"]])
def test_a_file_that_is_no_registry_is_never_offered_to_force(
    repository: Path, sigtool: Run, more: list[str]
) -> None:
    write_files(repository, {"README.md": f"{ENGLISH}| AI | | |\n"})
    whys = {"README.md": NO_REGISTRY, "other.yaml": ANOTHERS, "image.png": NO_REGISTRY}
    for target, why in whys.items():
        path = repository / target
        if target != "README.md":
            path.write_bytes(b"\xff\x00" if target == "image.png" else b"committees: []\n")
        before = path.read_bytes()
        for force in ([], ["--force"]):
            assert sigtool("init", "README.md", "-o", target, *force, *more) == Outcome(
                2, "", f"sigtool: {target}: {why}\n"
            )
        assert path.read_bytes() == before


# --- read once -----------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [[], ["--dry-run"]], ids=["written", "shown"])
def test_init_reads_and_recognises_everything_once(
    adopt: Adopt, monkeypatch: pytest.MonkeyPatch, more: list[str]
) -> None:
    documents = {
        name: f"{head}| AI | | @ada |\n\n## More\n\n{head}| UI | | @grace |\n"
        for name, head in (("README.md", ENGLISH), ("README_CN.md", CHINESE))
    }
    done: list[str] = []
    counted = (
        (files, "read"),
        (blocks, "read"),
        (aliases.Headers, "__init__"),
        (language, "of_text"),
    )
    for module, name in counted:
        label, real = f"{module.__name__.removeprefix('sigtool.')}.{name}", getattr(module, name)

        def count(*given: object, label: str = label, real: Any = real, **named: object) -> object:
            done.append(label)
            return real(*given, **named)

        monkeypatch.setattr(module, name, count)
    adopt(documents, "--all", *more)
    assert Counter(done) == {
        "outside.files.read": 2,
        "markdown.blocks.read": 2,
        "Headers.__init__": 4,
        "text.language.of_text": 1,
    }


def test_a_preview_of_several_documents_says_which_option_helps(
    repository: Path, sigtool: Run
) -> None:
    table = "| a | b |\n|---|---|\n"
    write_files(repository, {"a.md": f"{table}\n{table}", "b.md": f"{ENGLISH}| AI | | |\n"})
    told = sigtool("init", "--dry-run", "a.md", "b.md").stderr.splitlines()
    assert [line for line in told if "which" in line] == [
        "a.md: which table? 1 (line 1: a | b), 2 (line 4: a | b); "
        "choose with --table N or --heading TEXT, or take all with --all"
    ]
