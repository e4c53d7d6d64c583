"""A small community, as data: its README, the registry that `init` makes of it, and a real one.

Every people field is written in its own way, and the README has more than a table.
"""

README = """\
# Example community

Text with a [link](other.md), and a trailing blank.\x20

## Current SIGs

| SIG name | Responsibilities | SIG Leads |
| :--- | :--- | :--- |
| [Compiler](compiler/README.md) | Compiles graphs. | [@ada](https://example.org/ada) |
| [Runtime](runtime/README.md) | Runs `a\\|b` graphs. | [@grace](https://example.org/grace) [@alan](https://example.org/turing) |
| Docs | 文档与教程。 | [@ada](https://example.org/ada) |
| [Data Sets](data/README.md) | Loads data. | [@edsger](https://example.org/edsger)(edsger@example.org)  |

## Contact

Write to <info@example.org>.
"""  # noqa: E501 - a row of a table is one line

REGISTRY = """\
tables:
  - path: README.md
    heading: Current SIGs
    columns:
      SIG name: name
      Responsibilities: responsibilities
      SIG Leads: leads
sigs:
  - name: Compiler
    readme: compiler/README.md
    responsibilities: Compiles graphs.
    leads:
      - handle: ada
        url: https://example.org/ada
  - name: Runtime
    readme: runtime/README.md
    responsibilities: Runs `a|b` graphs.
    leads:
      - handle: grace
        url: https://example.org/grace
      - handle: alan
        url: https://example.org/turing
  - name: Docs
    responsibilities: 文档与教程。
    leads:
      - handle: ada
        url: https://example.org/ada
  - name: Data Sets
    readme: data/README.md
    responsibilities: Loads data.
    leads:
      - handle: edsger
        url: https://example.org/edsger
        email: edsger@example.org
"""

# The pages that the registry links to.
PAGES = ("compiler/README.md", "runtime/README.md", "data/README.md")
