"""Two SIGs, and one more: as items of a registry and as rows, in one language and in two."""

from syncing import Files, put

TABLES = """\
tables:
  - path: README.md
    columns: {Name: name, About: responsibilities, Meets: meets, Leads: leads}
sigs:
"""
HEADER = "# Groups\n\n| Name | About | Meets | Leads |\n|---|---|---|---|\n"

# Each SIG as an item of the registry, and as a row of the table.
COMPILER = """\
  - name: Compiler  # the oldest
    id: cc
    responsibilities: Compiles.
    meets: weekly
    leads:
      - handle: ada
      # on leave
      - handle: bob
"""
COMPILER_ROW = "| Compiler | Compiles. | weekly | @ada, @bob |\n"
DOCS = "  - {name: Docs, responsibilities: Writes., leads: ['@cyd']}\n"
DOCS_ROW = "| Docs | Writes. | | @cyd |\n"
QUANTUM = "  - {name: Quantum, meets: weekly}\n"
QUANTUM_ROW = "| Quantum | | weekly | |\n"
BOB_LINKED = "[@bob](https://example.org/bob)"


def files(registry: str, rows: str) -> Files:
    return Files(TABLES + registry, {"README.md": HEADER + rows})


BOTH = COMPILER + DOCS
BOTH_ROWS = COMPILER_ROW + DOCS_ROW
AGREED = files(BOTH, BOTH_ROWS)
# Docs with a page of its own.
LINKED = put(BOTH, "{name: Docs,", "{name: Docs, readme: docs.md,")
LINKED_ROWS = put(BOTH_ROWS, "| Docs |", "| [Docs](docs.md) |")


# --- in two languages

LANGUAGES = """\
tables:
  - path: README.md
    language: en
    columns: {Name: name, About: responsibilities, Leads: leads}
  - path: zh/README.md
    language: zh
    columns: {名称: name, 职责: responsibilities, 负责人: leads}
sigs:
"""
ENGLISH = "| Name | About | Leads |\n|---|---|---|\n"
CHINESE = "| 名称 | 职责 | 负责人 |\n|---|---|---|\n"
COMPILER_2 = """\
  - name: {en: Compiler, zh: 编译器}
    responsibilities: {en: Compiles., zh: 编译。}
    leads: ["@ada", "@bob"]
"""
DOCS_2 = """\
  - name: Docs
    responsibilities: {en: Writes., zh: 写。}
    leads: ["@cyd"]
"""
COMPILER_EN, COMPILER_ZH = (
    "| Compiler | Compiles. | @ada, @bob |\n",
    "| 编译器 | 编译。 | @ada, @bob |\n",
)
DOCS_EN, DOCS_ZH = "| Docs | Writes. | @cyd |\n", "| Docs | 写。 | @cyd |\n"
BOTH_2, BOTH_EN, BOTH_ZH = COMPILER_2 + DOCS_2, COMPILER_EN + DOCS_EN, COMPILER_ZH + DOCS_ZH


def translated(registry: str, english: str, chinese: str) -> Files:
    documents = {"README.md": ENGLISH + english, "zh/README.md": CHINESE + chinese}
    return Files(LANGUAGES + registry, documents)
