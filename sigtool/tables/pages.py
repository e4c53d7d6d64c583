"""The page that the name of a SIG links: read from it, and written into it. Pure.

A name cell that is one link is a name and a page. In any other cell the name is all of the cell's
Markdown, and the link of its page is a part of that.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from sigtool.errors import BadValue
from sigtool.markdown import naming
from sigtool.markdown.blocks import Document
from sigtool.markdown.broken_links import as_link
from sigtool.markdown.links import is_defined
from sigtool.markdown.rows import escape
from sigtool.markdown.seen import bare_name, holds_link
from sigtool.model import Column, Registry, Sig, Table, Texts, in_language, languages_of, with_text
from sigtool.tables.cells import read_cell, shown_link, stored_link

_NAME: Final = Column("", "name")


def with_page(registry: Registry, sig: Sig) -> Sig:
    """A SIG with the page that its name links as its `readme`, if it has no other."""
    found = {
        code: stored_link(page.destination, table)
        for code, table in _tables(registry, sig, languages_of(sig.name))
        if (page := naming.page_of(as_link(in_language(sig.name, code)))) and page.destination
    }
    if sig.value("readme") or not found:
        return sig
    texts = {code: link for code, link in found.items() if code is not None}
    return sig.with_value("readme", Texts(texts) if texts else found[None])


def linking(
    registry: Registry,
    documents: Mapping[str, Document],
    sig: Sig,
    page: str | None,
    language: str | None,
) -> Sig | None:
    """A SIG whose name links another page, or none, in a language or in all of its own; None where
    the page is no part of the name. Raises `BadValue` where the name cannot link it, or where the
    names have pages of their own and no language is named."""
    if language is None:
        _check_one(registry, sig, is_new=page is not None)
    changed, is_in_name = sig, False
    for code, table in _tables(registry, sig, (language,) if language else languages_of(sig.name)):
        document = documents.get(table.path)
        old = as_link(in_language(sig.name, code))
        _check_reference(old, table, document)
        new = _linking(old, None if page is None else shown_link(page, table))
        is_in_name = is_in_name or new is not None
        read = {"readme": page or ""} if new is None else {"readme": "", **_read(new, table)}
        for key, text in read.items():
            if in_language(changed.text(key), code) != text:
                value = with_text(changed.text(key), text, code, registry.languages)
                changed = changed.with_value(key, value)
    return changed if is_in_name else None


def _tables(
    registry: Registry, sig: Sig, languages: tuple[str, ...]
) -> Iterator[tuple[str | None, Table]]:
    """The first table that shows the name of a SIG in each language, or in any, unless such a table
    has a column of pages."""
    section = registry.section_of(sig)
    for code in languages or (None,):
        tables = [
            (table, {column.field for column in table.columns})
            for table in registry.tables
            if table.section in (None, section) and (not code or table.language in (None, code))
        ]
        shown = [table for table, fields in tables if "name" in fields]
        if shown and not any("readme" in fields for _, fields in tables):
            yield code, shown[0]


def _check_one(registry: Registry, sig: Sig, *, is_new: bool) -> None:
    """Raises `BadValue` where the names of a SIG link different pages, or a new page would be that
    of a language that has none, too."""
    page = with_page(registry, sig).text("readme")
    codes = languages_of(sig.name if is_new else page)
    if len({in_language(page, code) for code in codes}) > 1:
        from sigtool.people.renaming import several_languages

        raise several_languages(bare_name(str(sig.name)), "readme", page, registry.languages)


def _check_reference(name: str, table: Table, document: Document | None) -> None:
    """Raises `BadValue` for a name whose page stands in a definition below the table."""
    label = naming.reference_of(name)
    is_sure = document is not None and is_defined(label or "", document.source)
    if label and (is_sure or holds_link(name)):
        raise BadValue(
            f"{bare_name(name)}: the name links the page by the reference [{label}]; change its "
            f"definition in {table.path}"
        )


def _linking(name: str, destination: str | None) -> str | None:
    """A name that links a page, or None where another link can hold all of it."""
    page = naming.page_of(name)
    if destination is None:
        return naming.without_page(name, page) if page else None
    if page or not holds_link(name):
        return naming.with_page(name, page, destination) if page else None
    if linked := naming.with_link(name, destination):
        return linked
    raise BadValue(
        f"{bare_name(name)}: the name holds a link that is not its page's; edit the row by hand"
    )


def _read(name: str, table: Table) -> dict[str, str]:
    """The name, and the page, that a name cell stands for."""
    read = read_cell(_NAME, escape(name), table, linked=True)
    return {key: text for key, text in read.items() if isinstance(text, str)}
