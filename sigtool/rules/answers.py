"""SIG503: what the web answers. The rule asks nobody: `probe` did, if that was wanted."""

from collections.abc import Iterator
from typing import Final

from sigtool.check.rule import Finding, Rule
from sigtool.check.snapshot import Snapshot
from sigtool.rules import links
from sigtool.rules.links import Link
from sigtool.tables import cells
from sigtool.text.diagnostic import Severity
from sigtool.text.wording import quoted


def unreachable_url(snapshot: Snapshot) -> Iterator[Finding]:
    """A link to the web opens a page; only `validate --check-links` asks."""
    if not snapshot.answers:
        return
    for link in links.links_of(snapshot):
        for url in _shown(snapshot, link):
            if wrong := snapshot.answers.get(url):
                yield Finding(
                    f"{link.sig.name}: {quoted(url)} answers {wrong}",
                    link.at(snapshot),
                    hint="correct the link, or take it away",
                )


def urls_of(snapshot: Snapshot) -> list[str]:
    """Every URL of the web that a table shows, each once, without its fragment."""
    found = (url for link in links.links_of(snapshot) for url in _shown(snapshot, link))
    return list(dict.fromkeys(found))


def _shown(snapshot: Snapshot, link: Link) -> list[str]:
    """The URLs that a link is: its own, or for a page that lives elsewhere one on the `link_base`
    of each table that shows it."""
    bases = [
        table
        for table in snapshot.registry.tables
        if table.link_base and (link.language is None or table.language in (None, link.language))
    ]
    if link.is_profile or not cells.is_relative(link.destination):
        destinations = [link.destination]
    else:
        destinations = [cells.shown_link(link.destination, table) for table in bases]
    return list(dict.fromkeys(url for each in destinations if (url := links.web(each))))


RULES: Final = (Rule("SIG503", "unreachable-url", Severity.WARNING, unreachable_url),)
