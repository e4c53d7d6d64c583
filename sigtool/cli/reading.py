"""What is there to read: the pages of the manual, and those of the rules."""

from sigtool import manual
from sigtool.errors import Remedy, unknown
from sigtool.report import pages as report
from sigtool.report.pages import page, sentence
from sigtool.text.wording import nearest


def show_manual(name: str | None) -> None:
    """Print a page of the manual; without a name, list the pages. Raises `UnknownName`."""
    if name is None:
        report.show_list(("Page", "What it is about"), list(manual.PAGES.items()))
        return
    known = name.lower().removesuffix(".md")
    if known not in manual.PAGES:
        near = nearest(known, list(manual.PAGES))
        message = f"the manual has no page {name!r}"
        raise unknown(message, [near] if near else [], Remedy.SEE_PAGES)
    report.show_pages([manual.page(known)])


def show_rules(word: str | None, *, everything: bool) -> None:
    """Print the page of a rule, or of all; without either, list the rules."""
    from sigtool.check import run as validation
    from sigtool.rules import RULES

    if word is None and not everything:
        rows = [(rule.code, rule.name, str(rule.severity), sentence(rule)) for rule in RULES]
        report.show_list(("Code", "Name", "Severity", "The rule"), rows)
        return
    chosen = RULES if word is None else validation.selected(RULES, [word], [])
    report.show_pages([page(rule) for rule in chosen])
