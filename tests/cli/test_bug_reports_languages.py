"""What looked at the first language alone, on the command line."""

from pathlib import Path

import pytest
from conftest import Outcome, Run, write_files

REGISTRY = """\
tables:
  - path: README.md
    language: zh
    columns: {名称: name, 职责: responsibilities, 负责人: leads, 主页: {field: page, kind: link}}
  - path: README_en.md
    language: en
    columns: {Name: name, About: responsibilities, Leads: leads, Page: {field: page, kind: link}}
sigs:
  - name: {zh: 编译, en: Compiler}
    responsibilities: {zh: 编译图。, en: Compiles graphs.}
    leads: [{handle: ada, name: {zh: 艾达, en: Ada}}]
    page: {zh: 'https://example.org', en: 'htp://example.org'}
  - name: {zh: 数据, en: Data}
    responsibilities: {zh: 装载数据。, en: Loads data.}
    leads: [{name: {zh: 格蕾丝, en: Grace}, email: {zh: g@example.org, en: g@example}}]
  - name: {zh: 数据集, en: data}
    responsibilities: {zh: 数据集。, en: Data sets.}
    leads: ['@eve']
"""
COMPILER = "编译 / Compiler\t编译图。 / Compiles graphs.\t@ada\n"
DATA = "数据 / Data\t装载数据。 / Loads data.\t格蕾丝 / Grace\n"
CSV = """\
name (zh),name (en),responsibilities (zh),responsibilities (en),leads (zh),leads (en),page (zh),page (en),leads_handles,leads_emails (zh),leads_emails (en)
编译,Compiler,编译图。,Compiles graphs.,@ada,@ada,https://example.org,htp://example.org,ada,,
数据,Data,装载数据。,Loads data.,格蕾丝,Grace,,,,g@example.org,g@example
数据集,data,数据集。,Data sets.,@eve,@eve,,,eve,,
"""  # noqa: E501 - a row is one line


@pytest.fixture(autouse=True)
def registry(repository: Path) -> None:
    write_files(repository, {"sigs.yaml": REGISTRY})


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("编译图", COMPILER),
        ("compiles", COMPILER),
        ("Ada", COMPILER),
        ("艾达", COMPILER),
        ("Grace", DATA),
        ("格蕾丝", DATA),
        ("g@example", DATA),
        ("htp:", COMPILER),
        ("nothing", ""),
    ],
)
def test_a_search_looks_at_every_language(sigtool: Run, text: str, listed: str) -> None:
    assert sigtool("list", "--grep", text).stdout == listed


def test_csv_has_every_language(sigtool: Run) -> None:
    assert sigtool("list", "--output-format", "csv") == Outcome(0, CSV)


def test_rules_look_at_every_language(sigtool: Run) -> None:
    write_files(Path(), {"README.md": "", "README_en.md": ""})
    assert sigtool("validate", "--select", "SIG301,SIG408,SIG502") == Outcome(
        1,
        "sigs.yaml:12:43: error SIG502 bad-url: 编译 / Compiler: 'htp://example.org' is no http, "
        "https or mailto link\n"
        "  help: write http://example.org\n"
        "sigs.yaml:15:73: error SIG408 invalid-email: 数据 / Data: 'g@example' is no e-mail "
        "address\n"
        "  help: write the address alone, as ada@example.org\n"
        "sigs.yaml:16:25: error SIG301 duplicate-name: 数据集 / data: there is a SIG called "
        "'Data' already\n"
        "  sigs.yaml:13:24: the first is here\n"
        "  help: merge the two, or rename one\n",
        "Found 3 errors.\n",
    )
