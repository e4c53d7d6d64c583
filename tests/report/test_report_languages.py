"""A registry in two languages, for who asked for none: every form shows both."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from sigtool.edit import query
from sigtool.model import Column, Kind, Person, Registry, Sig, Table, Text, Texts
from sigtool.report import leads, sigs
from sigtool.report.forms import ListFormat

COLUMNS: Final = (Column("Name", "name"), Column("Leads", "leads", Kind.PEOPLE))
TABLES: Final = (
    Table("README_CN.md", COLUMNS, language="zh"),
    Table("README.md", COLUMNS, language="en"),
)
WANG: Final = Person(
    name=Texts({"zh": "王小明", "en": "Wang Xiaoming"}),
    url="https://example.org/wang",
    affiliation=Texts({"zh": "范例公司", "en": "Example"}),
)
COMPILER: Final = Sig(
    Texts({"zh": "编译器", "en": "Compiler"}),
    {
        "readme": Texts({"zh": "compiler/README_CN.md", "en": "compiler/README.md"}),
        "responsibilities": Texts({"zh": "编译图。", "en": "Compiles a|b."}),
        "leads": (WANG, Person(handle="ada", url="https://example.org/ada")),
    },
)
# One text for every language, one in the second alone, and a person without a name in the second.
RUNTIME: Final = Sig(
    "Runtime",
    {
        "readme": "runtime/README.md",
        "responsibilities": Texts({"en": "Runs graphs."}),
        "leads": (Person(handle="ada"), Person(name=Texts({"zh": "李雷"}))),
    },
)
DOCS: Final = Sig(Texts({"zh": "文档"}), {"leads": Texts({"zh": "待定", "en": "ask all"})})
SIGS: Final = (COMPILER, RUNTIME, DOCS)
REGISTRY: Final = Registry(TABLES, SIGS)


def listed(
    capsys: pytest.CaptureFixture[str], output_format: ListFormat, shown: Sequence[Sig] = SIGS
) -> str:
    sigs.show_sigs(REGISTRY, shown, output_format, Path())
    return capsys.readouterr().out


LISTED: Final = {
    ListFormat.TABLE: (
        "编译器 / Compiler\t编译图。 / Compiles a|b.\t王小明 / Wang Xiaoming, @ada\n"
        "Runtime\tRuns graphs.\t@ada, 李雷\n"
        "文档\t\t待定 / ask all\n"
    ),
    ListFormat.NAMES: "编译器 / Compiler\nRuntime\n文档\n",
    ListFormat.CSV: (
        "name (zh),name (en),readme (zh),readme (en),"
        "responsibilities (zh),responsibilities (en),leads (zh),leads (en),"
        "leads_handles,leads_urls\n"
        "编译器,Compiler,compiler/README_CN.md,compiler/README.md,"
        '编译图。,Compiles a|b.,"王小明, @ada","Wang Xiaoming, @ada",'
        '", ada","https://example.org/wang, https://example.org/ada"\n'
        'Runtime,Runtime,runtime/README.md,runtime/README.md,,Runs graphs.,"@ada, 李雷",'
        '"@ada, 李雷","ada, ",\n'
        "文档,,,,,,待定,ask all,,\n"
    ),
    ListFormat.MARKDOWN: (
        "| Name | Responsibilities | Leads |\n| --- | --- | --- |\n"
        "| [编译器](compiler/README_CN.md) / [Compiler](compiler/README.md) "
        "| 编译图。 / Compiles a\\|b. "
        "| [王小明 / Wang Xiaoming](https://example.org/wang) (范例公司 / Example), "
        "[@ada](https://example.org/ada) |\n"
        "| [Runtime](runtime/README.md) | Runs graphs. | @ada<br>李雷 |\n"
        "| 文档 |  | 待定 / ask all |\n"
    ),
}


@pytest.mark.parametrize(("form", "expected"), LISTED.items(), ids=LISTED)
def test_a_list_showed_the_first_language_alone(
    capsys: pytest.CaptureFixture[str], form: ListFormat, expected: str
) -> None:
    assert listed(capsys, form) == expected


def test_json_has_a_text_by_language(capsys: pytest.CaptureFixture[str]) -> None:
    nothing: dict[str, object] = {"id": None, "section": None, "status": "active"}
    compiler = {
        **nothing,
        "name": {"zh": "编译器", "en": "Compiler"},
        "readme": {"zh": "compiler/README_CN.md", "en": "compiler/README.md"},
        "responsibilities": {"zh": "编译图。", "en": "Compiles a|b."},
        "leads": [
            {
                "name": {"zh": "王小明", "en": "Wang Xiaoming"},
                "url": "https://example.org/wang",
                "affiliation": {"zh": "范例公司", "en": "Example"},
            },
            {"handle": "ada", "url": "https://example.org/ada"},
        ],
    }
    runtime = {
        **nothing,
        "name": "Runtime",
        "readme": "runtime/README.md",
        "responsibilities": {"en": "Runs graphs."},
        "leads": [{"handle": "ada"}, {"name": {"zh": "李雷"}}],
    }
    docs = {
        **nothing,
        "name": {"zh": "文档"},
        "readme": None,
        "responsibilities": None,
        "leads": {"zh": "待定", "en": "ask all"},
    }
    assert json.loads(listed(capsys, ListFormat.JSON)) == {
        "version": 1,
        "sigs": [compiler, runtime, docs],
    }
    sigs.show_sig(REGISTRY, COMPILER, as_json=True)
    assert json.loads(capsys.readouterr().out) == {"version": 1, "sig": compiler}


# What a table in a language shows is in that language alone.
IN_CHINESE: Final = {
    ListFormat.TABLE: "编译器\t编译图。\t王小明, @ada\nRuntime\t\t@ada, 李雷\n文档\t\t待定\n",
    ListFormat.NAMES: "编译器\nRuntime\n文档\n",
    ListFormat.CSV: (
        "name,readme,responsibilities,leads,leads_handles,leads_urls\n"
        '编译器,compiler/README_CN.md,编译图。,"王小明, @ada",'
        '", ada","https://example.org/wang, https://example.org/ada"\n'
        'Runtime,runtime/README.md,,"@ada, 李雷","ada, ",\n'
        "文档,,,待定,,\n"
    ),
    ListFormat.MARKDOWN: (
        "| Name | Responsibilities | Leads |\n| --- | --- | --- |\n"
        "| [编译器](compiler/README_CN.md) | 编译图。 "
        "| [王小明](https://example.org/wang) (范例公司), [@ada](https://example.org/ada) |\n"
        "| [Runtime](runtime/README.md) |  | @ada<br>李雷 |\n"
        "| 文档 |  | 待定 |\n"
    ),
}


@pytest.mark.parametrize(("form", "expected"), IN_CHINESE.items(), ids=IN_CHINESE)
def test_a_list_in_one_language(
    capsys: pytest.CaptureFixture[str], form: ListFormat, expected: str
) -> None:
    assert listed(capsys, form, query.in_language(REGISTRY, SIGS, "zh")) == expected


# --- CSV: which fields have a column for each language -----------------------------------------

HEADERS: Final[dict[str, tuple[list[dict[str, Text]], str]]] = {
    "none has several": ([{"name": "Docs"}, {"name": "Web"}], "name\nDocs\nWeb\n"),
    "the one language that there is": (
        [{"name": Texts({"zh": "文档"})}, {"name": "Web"}],
        "name\n文档\nWeb\n",
    ),
    "a language each": (
        [{"name": Texts({"en": "Docs"})}, {"name": Texts({"zh": "网络"})}],
        "name (zh),name (en)\n,Docs\n网络,\n",
    ),
    "in the order of the tables": (
        [{"name": Texts({"en": "Docs", "fr": "Textes", "zh": "文档"})}],
        "name (zh),name (en),name (fr)\n文档,Docs,Textes\n",
    ),
    "in one field alone": (
        [{"name": "Docs", "readme": Texts({"zh": "a.md", "en": "b.md"})}],
        "name,readme (zh),readme (en)\nDocs,a.md,b.md\n",
    ),
}


@pytest.mark.parametrize(("texts", "expected"), HEADERS.values(), ids=HEADERS)
def test_csv_has_a_column_for_each_language(
    capsys: pytest.CaptureFixture[str], texts: list[dict[str, Text]], expected: str
) -> None:
    shown = [Sig(each["name"], {k: v for k, v in each.items() if k != "name"}) for each in texts]
    assert listed(capsys, ListFormat.CSV, shown) == expected


# --- Markdown: where a link leads to another page in each language -----------------------------

PAGE: Final = Texts({"zh": "README_CN.md", "en": "README.md"})
ACCOUNT: Final = Texts({"zh": "https://code.example.org/ada", "en": "https://example.org/ada"})
GRACE: Final = Person(handle="grace", url="https://example.org/grace")
LINKED: Final[dict[str, tuple[Sig, str]]] = {
    "one page": (
        Sig(Texts({"zh": "文档", "en": "Docs"}), {"readme": "README.md"}),
        "| Name |\n| --- |\n| [文档 / Docs](README.md) |\n",
    ),
    "a page for each language": (
        Sig(Texts({"zh": "文档", "en": "Docs"}), {"readme": PAGE}),
        "| Name |\n| --- |\n| [文档](README_CN.md) / [Docs](README.md) |\n",
    ),
    "one name": (
        Sig("Docs", {"readme": PAGE}),
        "| Name |\n| --- |\n| [Docs](README_CN.md) / [Docs](README.md) |\n",
    ),
    "a name in one of them": (
        Sig(Texts({"zh": "文档"}), {"readme": PAGE}),
        "| Name |\n| --- |\n| [文档](README_CN.md) / [文档](README.md) |\n",
    ),
    "an account for each language": (
        Sig("Docs", {"leads": (Person(handle="ada", url=ACCOUNT), GRACE)}),
        "| Name | Leads |\n| --- | --- |\n| Docs | [@ada](https://code.example.org/ada) / "
        "[@ada](https://example.org/ada), [@grace](https://example.org/grace) |\n",
    ),
    "a handle for each language": (
        Sig("Docs", {"leads": (Person(handle=Texts({"zh": "aida", "en": "ada"}), url=ACCOUNT),)}),
        "| Name | Leads |\n| --- | --- |\n| Docs | [@aida](https://code.example.org/ada) / "
        "[@ada](https://example.org/ada) |\n",
    ),
}


@pytest.mark.parametrize(("sig", "expected"), LINKED.values(), ids=LINKED)
def test_markdown_links_a_page_in_each_language(sig: Sig, expected: str) -> None:
    assert sigs.sigs_markdown(REGISTRY, [sig]) == expected


# --- show --------------------------------------------------------------------------------------

PERSONS: Final = {
    "two names": (WANG, "王小明 / Wang Xiaoming (https://example.org/wang, 范例公司 / Example)"),
    "a name in one language": (
        Person(name=Texts({"zh": "王小明"}), email="wang@example.org"),
        "王小明 (wang@example.org)",
    ),
    "one name that both languages have": (
        Person(name=Texts({"zh": "Ada", "en": "Ada"}), affiliation="ACME"),
        "Ada (ACME)",
    ),
    "a handle and two names": (
        Person(handle="ada", name=Texts({"zh": "艾达", "en": "Ada"})),
        "@ada (艾达 / Ada)",
    ),
    "two handles": (Person(handle=Texts({"zh": "aida", "en": "ada"})), "@aida / @ada"),
    "a name that is the handle": (Person(handle="ada", name="ada"), "@ada"),
    "an address alone": (Person(email="ada@example.org"), "ada@example.org"),
    "two links alone": (
        Person(url=ACCOUNT),
        "https://code.example.org/ada / https://example.org/ada",
    ),
}


@pytest.mark.parametrize(("person", "expected"), PERSONS.values(), ids=PERSONS)
def test_a_person_had_one_name_twice_and_the_other_never(person: Person, expected: str) -> None:
    assert sigs.person_text(person) == expected


SHOWN: Final = {
    "texts and people": (
        COMPILER,
        "name (zh): 编译器\n"
        "name (en): Compiler\n"
        "readme (zh): compiler/README_CN.md\n"
        "readme (en): compiler/README.md\n"
        "status: active\n"
        "responsibilities (zh): 编译图。\n"
        "responsibilities (en): Compiles a|b.\n"
        "leads:\n"
        "  - 王小明 / Wang Xiaoming (https://example.org/wang, 范例公司 / Example)\n"
        "  - @ada (https://example.org/ada)\n",
    ),
    "one language": (
        RUNTIME,
        "name: Runtime\n"
        "readme: runtime/README.md\n"
        "status: active\n"
        "responsibilities (en): Runs graphs.\n"
        "leads:\n"
        "  - @ada\n"
        "  - 李雷\n",
    ),
    "people kept as text": (
        DOCS,
        "name (zh): 文档\nstatus: active\nleads (zh): 待定\nleads (en): ask all\n",
    ),
    "an id": (Sig("Docs", {"id": "docs"}), "name: Docs\nid: docs\nstatus: active\n"),
}


@pytest.mark.parametrize(("sig", "expected"), SHOWN.values(), ids=SHOWN)
def test_one_sig_is_shown_in_all_languages(
    capsys: pytest.CaptureFixture[str], sig: Sig, expected: str
) -> None:
    sigs.show_sig(REGISTRY, sig, as_json=False)
    assert capsys.readouterr().out == expected


# --- leads -------------------------------------------------------------------------------------

PEOPLE: Final = {
    ListFormat.TABLE: (
        "王小明 / Wang Xiaoming\thttps://example.org/wang\t编译器 / Compiler\n"
        "@ada\thttps://example.org/ada\t编译器 / Compiler, Runtime\n"
        "李雷\t\tRuntime\n"
    ),
    ListFormat.NAMES: "王小明 / Wang Xiaoming\n@ada\n李雷\n",
    ListFormat.CSV: (
        "person (zh),person (en),link,sigs (zh),sigs (en)\n"
        "王小明,Wang Xiaoming,https://example.org/wang,编译器,Compiler\n"
        '@ada,@ada,https://example.org/ada,"编译器, Runtime","Compiler, Runtime"\n'
        "李雷,李雷,,Runtime,Runtime\n"
    ),
    ListFormat.MARKDOWN: (
        "| Person | Link | Sigs |\n| --- | --- | --- |\n"
        "| 王小明 / Wang Xiaoming | https://example.org/wang | 编译器 / Compiler |\n"
        "| @ada | https://example.org/ada | 编译器 / Compiler, Runtime |\n"
        "| 李雷 |  | Runtime |\n"
    ),
}


@pytest.mark.parametrize(("form", "expected"), PEOPLE.items(), ids=PEOPLE)
def test_people_had_one_name_each(
    capsys: pytest.CaptureFixture[str], form: ListFormat, expected: str
) -> None:
    leads.show_leads(REGISTRY, form)
    assert capsys.readouterr().out == expected


def test_people_as_json_name_sigs_in_all_languages(capsys: pytest.CaptureFixture[str]) -> None:
    leads.show_leads(REGISTRY, ListFormat.JSON)
    names = {"zh": "编译器", "en": "Compiler"}
    compiler = {"name": "编译器", "names": names, "field": "leads"}
    runtime = {"name": "Runtime", "field": "leads"}
    assert json.loads(capsys.readouterr().out) == {
        "version": 1,
        "people": [
            {
                "name": {"zh": "王小明", "en": "Wang Xiaoming"},
                "url": "https://example.org/wang",
                "affiliation": {"zh": "范例公司", "en": "Example"},
                "sigs": [compiler],
            },
            {"handle": "ada", "url": "https://example.org/ada", "sigs": [compiler, runtime]},
            {"name": {"zh": "李雷"}, "sigs": [runtime]},
        ],
    }
