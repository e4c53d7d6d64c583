"""Small documents, one for each manner in which communities keep a table."""

from pathlib import Path
from typing import Final

ADA = "[@ada](https://example.org/ada)"
GRACE = "[@grace](https://example.org/grace)"
EDSGER = "[@edsger](https://example.org/edsger)"

SPACED: Final = f"""\
# Groups

Some text.

| SIG name | Responsibilities | SIG Leads |
| :------- | :--------------- | :-------- |
| [Compiler](compiler/README.md) | Turns text into programs. | {ADA} {GRACE} |
| Runtime | Runs them. | {EDSGER}(edsger@example.org)  |
| [Docs](docs/README.md) | Says how. | {GRACE} |

More text.
"""

TIGHT: Final = """\
|Name|Label|Chairs|Meetings|
|------|------|-----|-----|
|[Compiler](compiler/)|comp|* [Ada](https://e.org/a), ACME<br>* [Eve](https://e.org/e), Navy<br>|M|
|[Runtime](runtime/)|runtime|* [Edsger Dijkstra](https://example.org/edsger), Eindhoven<br>||
"""

# Aligned as an IDE does it, by code points: the wide characters make it look askew.
BY_CODE_POINTS: Final = """\
## SIG 列表

| SIG 名称              | 职责         | 负责人                              |
|:--------------------|:-----------|:---------------------------------|
| [编译器](compiler/)    | 把文本变成程序。   | [@ada](https://example.org/ada)  |
| [Runtime](runtime/) | 运行程序，并报告结果 | [王小明](https://example.org/wang) |
"""

# Aligned as a formatter does it, by the columns of a terminal.
BY_DISPLAY_WIDTH: Final = """\
| SIG 名称            | 职责                 | 负责人                             |
| ------------------- | -------------------- | ---------------------------------: |
| [编译器](compiler/) | 把文本变成程序。     |    [@ada](https://example.org/ada) |
| [Runtime](runtime/) | 运行程序，并报告结果 | [王小明](https://example.org/wang) |
"""

CENTRED: Final = """\
|      Name      |        Organization        |
|:--------------:|:--------------------------:|
|  Ada Lovelace  |       Analytical Co.       |
|  Grace Hopper  |            Navy            |
| Edsger Dijkstra| Technische Hogeschool E'hvn|
"""

WITHOUT_OUTER_PIPES: Final = """\
Group | Lead | Description
----- | ---- | -----------
Compiler | @ada | Turns text into programs
Runtime | @grace, @edsger | Runs them
"""

IN_A_LIST: Final = f"""\
1. Our groups:

   | Name | Leads |
   | ---- | ----- |
   | Compiler | {ADA} |
   | Runtime | {GRACE}, {EDSGER} |

2. Next.
"""

IN_A_QUOTE: Final = f"""\
> | Name | Leads |
> | ---- | ----- |
> | Compiler | {ADA} |
>| Runtime | {GRACE} |

Not in it.
"""

RAGGED: Final = """\
| Name | Responsibilities | Leads |
|---|---|---|
| Compiler | Turns text into programs | @ada | a cell too many |
| Runtime |
| Docs | Says how \\| and why; `a \\| b` | @grace |
| | a row without a name | |
"""

SEVERAL: Final = f"""\
## Language

| Name | Leads |
| --- | --- |
| Compiler | {ADA} |

## Machines

| Name | Leads |
| --- | --- |
| Runtime | {GRACE} |

```markdown
| Name | Leads |
| --- | --- |
| Not | a table |
```

<!--
| Name | Leads |
| --- | --- |
| Not | this |
-->
"""

WITHOUT_ROWS: Final = "| SIG name | Responsibilities | SIG Leads |\n|---|---|---|\n"

EMOJI: Final = """\
| Name | Leads |
| --- | --- |
| 🚀 Launch 👩‍🚀 | Ada Lovelace (@ada) |
| Ünïcödé\u00a0\u3000Ж | Grace Hopper<br/>Edsger Dijkstra |
"""

# Empty cells as wide as their columns, which are not all alike.
PADDED_EMPTY: Final = """\
| Guide                | Writer | PR Link | Language (En/Zh) |
| -------------------- | ------ | ------- | ---------------- |
| Deploy a Maven one   |        |         |        |\x20\x20\x20
| Deploy a nodejs one  |ada     |         | En     |\x20\x20\x20
| Deploy a Python one  |        |         | En     |\x20\x20\x20
| Deploy a Go one      |grace   |         | En     |\x20\x20\x20
| Run automated tests  |        |         |        |\x20\x20\x20
"""

HTML_LISTS: Final = (
    "|Name|Chairs|\n|-|-|\n"
    "|Compiler|<ol><li>[Ada Lovelace](https://example.org/ada), ACME</li>"
    "<li>[Grace Hopper](https://example.org/grace), Navy</li></ol>|\n"
    "|Runtime|TBD|\n"
)

# The table that sigtool was first asked for.
SEED: Final = (Path(__file__).parent / "mindspore-sigs-README.md").read_bytes().decode()

DOCUMENTS: Final = {
    "seed": SEED,
    "spaced": SPACED,
    "tight": TIGHT,
    "by code points": BY_CODE_POINTS,
    "by display width": BY_DISPLAY_WIDTH,
    "centred": CENTRED,
    "without outer pipes": WITHOUT_OUTER_PIPES,
    "in a list": IN_A_LIST,
    "in a quote": IN_A_QUOTE,
    "ragged": RAGGED,
    "several": SEVERAL,
    "without rows": WITHOUT_ROWS,
    "emoji": EMOJI,
    "padded empty cells": PADDED_EMPTY,
    "HTML lists": HTML_LISTS,
    "CRLF": SPACED.replace("\n", "\r\n"),
    "mixed newlines": SPACED.replace("Says how.", "Says how.").replace(" |\n| R", " |\r\n| R"),
    "no final newline": TIGHT.removesuffix("\n"),
    "BOM": "\ufeff" + TIGHT,
}
