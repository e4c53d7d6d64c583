"""What GitHub's own parser sees of a document: the second opinion on every table."""

from html.parser import HTMLParser

import cmarkgfm
from cmarkgfm.cmark import Options


class _Tables(HTMLParser):
    """Gathers the tables of a page: per table its rows, per row its cells' visible text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self._cell = []
        elif self._cell is not None:
            self._cell.append(dict(attrs).get("alt") or " ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            self.tables[-1][-1].append(" ".join("".join(self._cell).split()))
            self._cell = None
        elif self._cell is not None:
            self._cell.append(" ")

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def html(text: str) -> str:
    """The page that GitHub makes of a document, raw HTML shown as text."""
    # Raw HTML of a cell would otherwise be read as tags of the page.
    options = Options.CMARK_OPT_DEFAULT
    page: str = cmarkgfm.markdown_to_html_with_extensions(
        text, options, extensions=["table", "autolink", "strikethrough"]
    )
    return page


def tables(text: str) -> list[list[list[str]]]:
    """The tables of a document: rows of cells' visible text, the header row first."""
    reader = _Tables()
    reader.feed(html(text))
    return reader.tables
