"""Several languages and several sections: an edit changes the text, and the SIG, that it names."""

import json
import shlex
from pathlib import Path

import pytest
from conftest import Outcome, Run, contents, write_files

from sigtool import read

REGISTRY = """\
tables:
  - path: README.md
    language: zh
    columns: {名称: name, 职责: responsibilities, 负责人: leads}
  - path: README_en.md
    language: en
    columns: {Name: name, About: responsibilities, Leads: leads}
sigs:
  - name: {zh: 数据, en: Data}
    responsibilities: {zh: 加载数据。, en: Loads.}
    leads:
      - name: {zh: 王小明, en: Wang Xiaoming}
  - name: AI
    responsibilities: {zh: 智能。, en: Thinks.}
    leads:
      - handle: ada
"""
CHINESE = """\
| 名称 | 职责 | 负责人 |
|---|---|---|
| 数据 | 加载数据。 | 王小明 |
| AI | 智能。 | @ada |
"""
ENGLISH = """\
| Name | About | Leads |
|---|---|---|
| Data | Loads. | Wang Xiaoming |
| AI | Thinks. | @ada |
"""
Changes = dict[str, tuple[str, str]]

WHICH = (
    "sigtool: 数据 / Data: {field} has a text in each of zh, en; say which one is meant; "
    "as --language zh or --language en\n"
)


@pytest.fixture
def bilingual(repository: Path) -> Path:
    write_files(repository, {"sigs.yaml": REGISTRY, "README.md": CHINESE, "README_en.md": ENGLISH})
    return repository


def changed(folder: Path) -> dict[str, str]:
    """The files that are not as they were, as they are."""
    before = {"sigs.yaml": REGISTRY, "README.md": CHINESE, "README_en.md": ENGLISH}
    now = {name: content.decode() for name, content in contents(folder).items()}
    return {name: text for name, text in now.items() if before.get(name) != text}


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("edit-sig Data --responsibilities 'Loads data.'", WHICH.format(field="responsibilities")),
        ("edit-sig 数据 --name Dates", WHICH.format(field="name")),
        ("edit-sig Data --unset responsibilities", WHICH.format(field="responsibilities")),
        (
            "rename-lead '王小明 ' 'Wang <wang@example.org>' --language ja",
            "sigtool: no table is in the language 'ja'; there are: zh, en\n",
        ),
    ],
)
def test_a_text_in_several_languages_needs_one_named(
    bilingual: Path, sigtool: Run, command: str, message: str
) -> None:
    assert sigtool(*shlex.split(command)) == Outcome(2, "", message)
    assert changed(bilingual) == {}


@pytest.mark.parametrize(
    ("command", "stdout", "changes"),
    [
        (
            "edit-sig Data --responsibilities 'Loads data.' --language en",
            "Changed 数据 / Data: responsibilities.\n",
            {
                "sigs.yaml": ("en: Loads.", "en: Loads data."),
                "README_en.md": ("Loads.", "Loads data."),
            },
        ),
        (
            "edit-sig Data --responsibilities 读数据。 --language zh",
            "Changed 数据 / Data: responsibilities.\n",
            {"sigs.yaml": ("加载数据。", "读数据。"), "README.md": ("加载数据。", "读数据。")},
        ),
        (
            "edit-sig AI --name Thinking --language en",
            "Changed AI: name.\n",
            {
                "sigs.yaml": ("name: AI\n", "name:\n      zh: AI\n      en: Thinking\n"),
                "README_en.md": ("| AI |", "| Thinking |"),
            },
        ),
        (
            "rename-lead 'Wang Xiaoming' 'Wang X'",
            "Renamed 王小明 / Wang Xiaoming to 王小明 / Wang X in 数据 / Data.\n",
            {"sigs.yaml": ("Wang Xiaoming", "Wang X"), "README_en.md": ("Wang Xiaoming", "Wang X")},
        ),
        (
            "rename-lead 王小明 'Wang X' --language en",
            "Renamed 王小明 / Wang Xiaoming to 王小明 / Wang X in 数据 / Data.\n",
            {"sigs.yaml": ("Wang Xiaoming", "Wang X"), "README_en.md": ("Wang Xiaoming", "Wang X")},
        ),
        (
            "edit-sig AI --name AI2",
            "Changed AI: name.\n",
            {
                "sigs.yaml": ("name: AI\n", "name: AI2\n"),
                "README.md": ("| AI |", "| AI2 |"),
                "README_en.md": ("| AI |", "| AI2 |"),
            },
        ),
    ],
)
def test_an_edit_in_one_language_leaves_the_others(
    bilingual: Path, sigtool: Run, command: str, stdout: str, changes: Changes
) -> None:
    before = {"sigs.yaml": REGISTRY, "README.md": CHINESE, "README_en.md": ENGLISH}
    assert sigtool(*shlex.split(command)) == Outcome(0, stdout)
    assert changed(bilingual) == {
        name: before[name].replace(*replaced) for name, replaced in changes.items()
    }


ALONE = (
    "sigtool: {sig}: {field} has a text in {code} alone; say which language is meant; "
    "as --language zh or --language en\n"
)


@pytest.mark.parametrize(
    ("name", "text", "command", "message"),
    [
        (
            "AI",
            "{zh: 智能。}",
            "edit-sig AI --responsibilities Thinks.",
            ALONE.format(sig="AI", field="responsibilities", code="zh"),
        ),
        (
            "AI",
            "{en: Thinks.}",
            "edit-sig AI --set 职责=智能。",
            ALONE.format(sig="AI", field="responsibilities", code="en"),
        ),
        (
            "{en: AI}",
            "Thinks.",
            "edit-sig AI --name 智能",
            ALONE.format(sig="AI", field="name", code="en"),
        ),
    ],
)
def test_a_text_in_one_language_alone_is_no_text_of_another(
    bilingual: Path, sigtool: Run, name: str, text: str, command: str, message: str
) -> None:
    """The one text was once replaced, whichever language the new one was in."""
    alone = REGISTRY.replace(
        "name: AI\n    responsibilities: {zh: 智能。, en: Thinks.}",
        f"name: {name}\n    responsibilities: {text}",
    )
    write_files(bilingual, {"sigs.yaml": alone})
    assert sigtool(*shlex.split(command)) == Outcome(2, "", message)
    assert changed(bilingual) == {"sigs.yaml": alone}


@pytest.mark.parametrize(
    ("command", "stdout", "now"),
    [
        (
            "edit-sig AI --responsibilities Thinks. --language en",
            "Changed AI: responsibilities.\n",
            "- name: {zh: AI}\n    responsibilities: {zh: 智能。, en: Thinks.}\n",
        ),
        (
            "edit-sig AI --unset responsibilities",
            "Changed AI: responsibilities.\n",
            "- name: {zh: AI}\n",
        ),
        (
            "rename-sig AI 智能",
            "Renamed AI to 智能.\n",
            "- name: {zh: 智能}\n    responsibilities: {zh: 智能。}\n",
        ),
        (
            "edit-sig AI --set note=new",
            "Changed AI: note.\n",
            "- name: {zh: AI}\n    responsibilities: {zh: 智能。}\n    note: {zh: new}\n",
        ),
    ],
)
def test_a_text_in_one_language_alone_changes_where_only_that_one_can_be_meant(
    bilingual: Path, sigtool: Run, command: str, stdout: str, now: str
) -> None:
    """Its own name tells the language, and so does a column that no other table has."""
    registry = REGISTRY.replace("负责人: leads", "负责人: leads, 备注: note")
    sig = registry[registry.index("- name: AI") :]
    alone = "- name: {zh: AI}\n    responsibilities: {zh: 智能。}\n"
    note = "    note: {zh: old}\n" if "note" in command else ""
    registry = registry.replace(sig, alone + note)
    chinese = (
        "| 名称 | 职责 | 负责人 | 备注 |\n|---|---|---|---|\n| 数据 | 加载数据。 | 王小明 | |\n"
    )
    chinese += f"| AI | 智能。 | | {'old ' if note else ''}|\n"
    english = ENGLISH.replace("| AI | Thinks. | @ada |\n", "")
    texts = {"sigs.yaml": registry, "README.md": chinese, "README_en.md": english}
    write_files(bilingual, texts)
    found = sigtool(*shlex.split(command))
    assert (found.code, found.stdout) == (0, stdout), found
    assert contents(bilingual)["sigs.yaml"].decode() == registry.replace(alone + note, now)


@pytest.mark.parametrize(
    ("pages", "command", "now"),
    [
        (("zh.md", "en.md"), "--readme new.md", "in each of zh, en; say which one is meant"),
        (("zh.md", "en.md"), "--unset readme", "in each of zh, en; say which one is meant"),
        (("zh.md", ""), "--readme new.md", "in zh alone; say which language is meant"),
        (("zh.md", ""), "--unset readme", ("", "")),
        (("a.md", "a.md"), "--readme new.md", ("new.md", "new.md")),
        (("zh.md", "en.md"), "--readme new.md --language en", ("zh.md", "new.md")),
        (("zh.md", ""), "--readme new.md --language zh", ("new.md", "")),
    ],
)
def test_names_that_link_pages_of_their_own_keep_them(
    repository: Path, sigtool: Run, pages: tuple[str, str], command: str, now: str | tuple[str, str]
) -> None:
    """Both pages were once replaced by one."""

    def files(pages: tuple[str, str]) -> dict[str, str]:
        bare = ["**数据**", "**Data**"]
        links = [
            f"[{name}]({page})" if page else name for name, page in zip(bare, pages, strict=True)
        ]
        names = [f"{link} 1" for link in links]
        registry = REGISTRY[: REGISTRY.index("sigs:")]
        registry += f"sigs:\n  - name: {{zh: '{names[0]}', en: '{names[1]}'}}\n"
        rows = [f"| {name} | | |\n" for name in names]
        heads = ["".join(text.splitlines(keepends=True)[:2]) for text in (CHINESE, ENGLISH)]
        return {
            "sigs.yaml": registry,
            "README.md": heads[0] + rows[0],
            "README_en.md": heads[1] + rows[1],
        }

    write_files(repository, files(pages))
    found = sigtool("edit-sig", "数据 1", *shlex.split(command))
    if isinstance(now, str):
        message = f"sigtool: 数据 1 / Data 1: readme has a text {now}"
        which = "as --language zh or --language en"
        assert found == Outcome(2, "", f"{message}; {which}\n")
        now = pages
    else:
        assert found == Outcome(0, "Changed 数据 1 / Data 1: readme.\n")
    expected = {name: text.encode() for name, text in files(now).items()}
    assert contents(repository) == expected


def test_a_registry_of_one_language_does_not_overwrite_a_table_in_another(
    repository: Path, sigtool: Run
) -> None:
    registry = REGISTRY[: REGISTRY.index("sigs:")] + (
        "sigs:\n  - name: Data\n    responsibilities: Loads.\n  - name: AI\n"
        "    responsibilities: Thinks.\n"
    )
    chinese = CHINESE.replace("数据 |", "Data |").replace("王小明", "").replace("@ada", "")
    english = ENGLISH.replace("Wang Xiaoming", "").replace("@ada", "")
    texts = {"sigs.yaml": registry, "README.md": chinese, "README_en.md": english}
    write_files(repository, texts)
    fix = ("validate", "--output-format", "concise", "--fix", "--select", "SIG601")
    assert sigtool(*fix) == Outcome(
        1,
        "README.md:3:10: error SIG601 out-of-date: Data: responsibilities are '加载数据。', "
        "registry has 'Loads.'\n"
        "README.md:4:8: error SIG601 out-of-date: AI: responsibilities are '智能。', registry has "
        "'Thinks.'\n",
        "Found 2 errors. 2 can be fixed: sigtool validate --fix --unsafe-fixes.\n",
    )
    assert {name: content.decode() for name, content in contents(repository).items()} == texts


@pytest.mark.parametrize(
    ("names", "added"),
    [
        pytest.param("name: AI\n    responsibilities: Thinks.", 0, id="in no language"),
        pytest.param("name: {en: AI}\n    responsibilities: Thinks.", 0, id="in the other"),
        pytest.param("name: AI\n    responsibilities: {zh: 智能。}", 1, id="a text in it"),
        pytest.param("name: {zh: 智能, en: AI}", 1, id="a name in it"),
    ],
)
def test_a_safe_fix_adds_no_row_in_a_language_that_a_sig_may_lack(
    repository: Path, sigtool: Run, names: str, added: int
) -> None:
    registry = REGISTRY[: REGISTRY.index("  - name: AI")] + f"  - {names}\n"
    chinese = CHINESE.replace("| AI | 智能。 | @ada |\n", "")
    write_files(repository, {"sigs.yaml": registry, "README.md": chinese, "README_en.md": ENGLISH})
    sigtool("validate", "--fix", "--select", "SIG601")
    now = (repository / "README.md").read_text(encoding="utf-8")
    assert len(now.splitlines()) == len(chinese.splitlines()) + added


def test_a_new_sig_takes_over_its_row_in_each_language(bilingual: Path, sigtool: Run) -> None:
    write_files(
        bilingual,
        {
            "README.md": CHINESE + "| VR | 虚拟。 | @dora |\n",
            "README_en.md": ENGLISH + "| VR | Virtual. | @dora, @eve |\n",
        },
    )
    assert sigtool("add-sig", "VR") == Outcome(
        0,
        "Added VR.\n",
        "README.md:5: took over this row.\nREADME_en.md:5: took over this row.\n",
    )
    item = """\
  - name: VR
    responsibilities:
      zh: 虚拟。
      en: Virtual.
    leads:
      - handle: dora
      - handle: eve
"""
    assert changed(bilingual) == {
        "sigs.yaml": REGISTRY + item,
        "README.md": CHINESE + "| VR | 虚拟。 | @dora, @eve |\n",
        "README_en.md": ENGLISH + "| VR | Virtual. | @dora, @eve |\n",
    }


PLAIN = REGISTRY.replace("{zh: 智能。, en: Thinks.}", "Thinks.")


def test_a_text_for_all_languages_leaves_the_tables_own_translation(
    bilingual: Path, sigtool: Run
) -> None:
    write_files(bilingual, {"sigs.yaml": PLAIN})
    assert sigtool("edit-sig", "AI", "--responsibilities", "Learns.") == Outcome(
        0,
        "Changed AI: responsibilities.\n",
        "README.md:4: AI: responsibilities stays, in the language of the table; change it with "
        "--language: 智能。\n",
    )
    assert changed(bilingual) == {
        "sigs.yaml": PLAIN.replace("Thinks.", "Learns."),
        "README_en.md": ENGLISH.replace("Thinks.", "Learns."),
    }


def test_a_translation_of_one_table_is_no_text_of_another(bilingual: Path, sigtool: Run) -> None:
    """The Japanese table has no translation yet, so it shows the new text."""
    columns = "{名前: name, 役割: responsibilities}"
    table = f"  - {{path: README_ja.md, language: ja, columns: {columns}}}\n"
    registry = PLAIN.replace("sigs:\n", table + "sigs:\n")
    japanese = "| 名前 | 役割 |\n|---|---|\n| AI | Thinks. |\n"
    write_files(bilingual, {"sigs.yaml": registry, "README_ja.md": japanese})
    assert sigtool("edit-sig", "AI", "--responsibilities", "Learns.") == Outcome(
        0,
        "Changed AI: responsibilities.\n",
        "README.md:4: AI: responsibilities stays, in the language of the table; change it with "
        "--language: 智能。\n"
        "AI: responsibilities has no text of its own in ja: sigtool edit-sig AI --language ja "
        "--responsibilities ...\n",
    )


def test_a_new_sig_has_the_name_of_each_row_that_links_its_page(
    bilingual: Path, sigtool: Run
) -> None:
    write_files(
        bilingual,
        {
            "README.md": f"{CHINESE}| [量子](q.md) | | |\n",
            "README_en.md": f"{ENGLISH}| [Quantum](q.md) | | |\n",
        },
    )
    assert sigtool("add-sig", "Quantum", "--readme", "q.md") == Outcome(
        0,
        "Added 量子 / Quantum.\n",
        "README.md:5: took over this row.\nREADME_en.md:5: took over this row.\n",
    )
    item = "  - name:\n      zh: 量子\n      en: Quantum\n    readme: q.md\n"
    assert changed(bilingual) == {
        "sigs.yaml": REGISTRY + item,
        "README.md": f"{CHINESE}| [量子](q.md) | | |\n",
        "README_en.md": f"{ENGLISH}| [Quantum](q.md) | | |\n",
    }


def test_a_name_that_one_table_has_is_one_in_its_language(bilingual: Path, sigtool: Run) -> None:
    write_files(bilingual, {"README.md": f"{CHINESE}| 网络 | 联网。 | |\n"})
    assert sigtool("add-sig", "网络").code == 0
    item = "  - name:\n      zh: 网络\n    responsibilities:\n      zh: 联网。\n"
    assert changed(bilingual) == {
        "sigs.yaml": REGISTRY + item,
        "README.md": f"{CHINESE}| 网络 | 联网。 | |\n",
    }


def test_a_sig_does_not_move_onto_a_namesake(repository: Path, sigtool: Run) -> None:
    table = "  - {path: README.md, heading: %s, section: %s, columns: {Name: name}}\n"
    registry = (
        "tables:\n" + table % ("A", "a") + table % ("B", "b") + "sigs:\n"
        "  - {name: Docs, section: a}\n  - {name: Docs, section: b}\n"
    )
    write_files(repository, {"sigs.yaml": registry})
    rows = "| Name |\n|---|\n| Docs |\n"
    write_files(repository, {"README.md": f"# A\n\n{rows}\n# B\n\n{rows}"})
    assert sigtool("move-sig", "b/Docs", "--section", "a") == Outcome(
        2, "", "sigtool: a has a SIG called 'Docs' already; rename one\n"
    )
    assert sigtool("edit-sig", "Docs", "--name", "X") == Outcome(
        2, "", "sigtool: 2 SIGs have the name 'Docs'; name one as 'a/Docs' or 'b/Docs'\n"
    )
    assert (repository / "sigs.yaml").read_text("utf-8") == registry


SECTIONS = """\
tables:
  - {path: README.md, heading: A, section: a, columns: {Name: name, About: does, Leads: leads}}
  - {path: README.md, heading: B, section: b, columns: {Name: name, About: does, Leads: leads}}
sigs:
  - {name: Docs, section: a, does: Explains., leads: ["@ada"]}
"""
OWN = "| Docs | Explains. | @ada |\n"


def _two_rows(own: str, other: str) -> str:
    head = "| Name | About | Leads |\n|---|---|---|\n"
    return f"# A\n\n{head}{own}\n# B\n\n{head}{other}"


@pytest.mark.parametrize("command", [("move-sig", "Docs"), ("edit-sig", "Docs")])
@pytest.mark.parametrize(
    ("own", "other", "what"),
    [
        (OWN, "| Docs | Theirs. | @grace |\n", "About, Leads"),
        (OWN, "| Docs | Explains. | @grace |\n", "Leads"),
        (OWN, "| [Docs](x.md) | Explains. | @ada |\n", "Name"),
        ("| Docs | Ours. | @ada |\n", "| Docs | Theirs. | |\n", "About"),
    ],
)
def test_a_sig_that_moved_was_mixed_with_another_row_of_its_name(
    repository: Path, sigtool: Run, command: tuple[str, ...], own: str, other: str, what: str
) -> None:
    readme = _two_rows(own, other)
    before = {"sigs.yaml": SECTIONS, "README.md": readme}
    write_files(repository, before)
    assert sigtool(*command, "--section", "b") == Outcome(
        2,
        "",
        "sigtool: README.md:11: a row of Docs is here already, and says something else than "
        f"README.md:5 ({what}); take away one of the two rows, or give this one another name, "
        "and try again\n",
    )
    assert changed(repository) == before


@pytest.mark.parametrize("other", [OWN, "| Docs | | |\n", "| Docs | TBD | @ada |\n"])
def test_a_sig_moves_to_a_row_that_says_what_its_own_does(
    repository: Path, sigtool: Run, other: str
) -> None:
    write_files(repository, {"sigs.yaml": SECTIONS, "README.md": _two_rows(OWN, other)})
    assert sigtool("move-sig", "Docs", "--section", "b") == Outcome(0, "Moved Docs.\n")
    assert (repository / "README.md").read_text("utf-8") == _two_rows("", OWN)


def test_a_sig_that_moves_to_a_row_of_its_name_tells_what_its_own_row_said(
    repository: Path, sigtool: Run
) -> None:
    readme = _two_rows("| Docs | Ours. | @ada |\n", "| Docs | | |\n")
    write_files(repository, {"sigs.yaml": SECTIONS, "README.md": readme})
    assert sigtool("move-sig", "Docs", "--section", "b") == Outcome(
        0,
        "Moved Docs.\n",
        "README.md:5: removed the row of Docs; the registry does not have all that it said: "
        "| Docs | Ours. | @ada |\n",
    )
    assert (repository / "README.md").read_text("utf-8") == _two_rows("", OWN)


ROBOTS = {
    "zh": "| [机器人](robots.md) | 造。 | @rob |\n",
    "en": "| [Robots](robots.md) | Builds. | @rob |\n",
}
ROBOT = """\
  - name: {zh: 机器人, en: Robots}
    readme: robots.md
    responsibilities: {zh: 造。, en: Builds.}
    leads:
      - handle: rob
"""


@pytest.mark.parametrize(
    "command",
    [
        "add-sig Robots",
        "add-sig 机器人",
        "add-sig Robots --language en",
        "add-sig 机器人 --language zh --responsibilities 造。",
        "add-sig Robots --language en --readme robots.md --responsibilities Builds. --lead @rob",
    ],
)
def test_the_rows_of_a_new_sig_in_all_languages_are_taken_over(
    bilingual: Path, sigtool: Run, command: str
) -> None:
    """They link one page. The text in the other language was left out, and rendering removed it."""
    files = {"README.md": CHINESE + ROBOTS["zh"], "README_en.md": ENGLISH + ROBOTS["en"]}
    write_files(bilingual, files)
    done = sigtool(*shlex.split(command))
    assert (done.code, done.stderr.count("took over this row")) == (0, 2)
    assert {name: text for name, text in changed(bilingual).items() if name in files} == files
    (bilingual / "wanted.yaml").write_text(REGISTRY + ROBOT, encoding="utf-8")
    assert read("sigs.yaml") == read("wanted.yaml")
    assert sigtool("render", "--check").code == 0


def test_no_hint_removes_a_sig_that_another_language_shows(bilingual: Path, sigtool: Run) -> None:
    text = "".join(line for line in ENGLISH.splitlines(keepends=True) if "Data" not in line)
    write_files(bilingual, {"README_en.md": text})
    found = sigtool("validate", "--select", "SIG601", "--output-format", "json").stdout
    hints = [each["hint"] for each in json.loads(found)["diagnostics"]]
    assert hints == ["sigtool render adds the row"]
