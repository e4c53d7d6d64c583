"""Asks, of mutants of plain communities, whether all that is surely the same is the same.

Run as `python tests/agreement_mutants.py 100000`: so many mutants that are taken for the same are
compared by the parsers. It prints each that differs, and exits with 1 if there was one.
"""

import random
from collections.abc import Iterator, Mapping

from mutants import ask

from sigtool.check import run
from sigtool.check.snapshot import Snapshot
from sigtool.community import agreement
from sigtool.community.community import Community
from sigtool.community.past import Past
from sigtool.community.sync import synced
from sigtool.errors import SigtoolError
from sigtool.markdown import blocks
from sigtool.markdown.blocks import Document
from sigtool.registry import document as yamldoc
from sigtool.registry.document import RegistryDocument
from sigtool.rules import RULES
from sigtool.text.records import replace
from sigtool.text.source import Source

NAMES = (
    "Web",
    "AI",
    "Data Science",
    "编译器",
    "C++",
    "Front-End",
    "I/O",
    "Über",
    "Web 2.0",
    "null",
    "None",
    "TBD",
    "SIG Web",
    "Web SIG",
    "yes",
    "a",
    "e.g.",
    "Web/",
    "N",
)
TEXTS = (
    "Keeps the pages of the community.",
    "Writes https://example.org/a-b pages.",
    "TBD",
    "none",
    "To be determined by others",
    "负责编译器前端与后端的开发和维护工作。",
    "Keeps [pages](web/) alive, too",
    "Cares for *all* that is left over",
    "a: b and what else there is",
    "See OWNERS for more of it",
    "no longer active since last year",
    "2024-01-01 to 2025-01-01",
    "Keeps C# and F# alive & well",
    'Keeps "quoted" things in order',
    "Keeps 'quoted' things in order",
    "Known as: everything else",
    "Answers questions (if any) - or not",
    "Draws, paints and does all else...",
    "@ada keeps all of this going",
    "Keeps ![pictures](a.png) of it",
    "Reads [a][b] and all the others",
    "www.example.org and the rest",
)
HANDLES = (
    "ada",
    "grace",
    "alan",
    "tbd",
    "TBD",
    "none",
    "all",
    "team",
    "a",
    "ada-l",
    "ada_l",
    "n-a",
    "here",
    "everyone",
    "vacant",
    "open",
    "Ada",
    "core-team",
    "maintainers",
)
HOSTS = (
    "https://github.com/{}",
    "https://gitee.com/{}",
    "https://example.org/~{}",
    "https://github.com/{}/",
    "https://github.com/orgs/x/teams/{}",
    "http://{}.example.org/a",
    "https://gitlab.com/{}?tab=a",
    "https://github.com/grace",
    "https://github.com/{}-x",
)
PEOPLE = ("Ada Lovelace", "Grace", "王小明", "contact", "the team", "Ada", "e-mail")
PATHS = (
    "web/",
    "sigs/web",
    "web/README.md",
    "a",
    "https",
    "README.md",
    "a/b.md",
    "README.md/x",
    "https://example.org/a",
)
CHARACTERS = " \t\n|`*_[]()<>&\\#:-.,/@\"'~!{}?%+=a1é编\u00a0\u200b\u3000、，（）"
LINES = (
    "",
    "Text.",
    "## Other",
    "# Top",
    "- a",
    "  - b",
    "1. c",
    "> q",
    "***",
    "    code",
    "[a]: b",
    "## SIGs",
    "### SIGs",
    "Text",
    "===",
    "Leads:",
    "[x]",
    "- [ ] d",
    "  text",
    "+",
    "* * *",
    "#",
    "## SIGs ##",
    "\ttab",
    "##SIGs",
    "- # a",
    "1. ## b",
    "- a\n  ---",
    "  # c",
    "# a #",
    "# a #b",
    "# # c",
    "text # d",
    "* x\n\n  y",
    "<br>",
    "a&amp;",
    "```",
    ">>>>>>> b",
    "======= ",
    "\nSIG\n:--\nOld\n",
    "- a\n  :-:",
    "|",
    "||",
    "| a",
)


class Mutants:
    """Communities in the plain form, each with something changed, in one file or in both."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def community(self) -> tuple[str, str]:
        """A registry and its document."""
        pick, chance = self.random.choice, self.random.random
        headers = {"SIG": "name", "Responsibilities": "responsibilities", "SIG Leads": "leads"}
        left_out = {pick(list(headers)[1:])} if chance() < 0.2 else set()
        shown = [each for each in headers if each not in left_out]
        if chance() < 0.2:
            self.random.shuffle(shown)
        between = pick((", ", ", ", "<br>", "、", ",", " "))
        items, rows = [], []
        for name in self.random.sample(NAMES, pick((1, 1, 2, 2, 3))):
            item, cells = self.sig(name, between, {headers[each] for each in shown})
            items.append(item)
            rows.append("| " + " | ".join(cells[headers[each]] for each in shown) + " |\n")
        heading = "    heading: SIGs\n" if chance() < 0.7 else ""
        columns = "".join(f"      {each}: {headers[each]}\n" for each in shown)
        registry = f"tables:\n  - path: README.md\n{heading}    columns:\n{columns}sigs:\n"
        dashes = "|" + "|".join(pick((" --- ", ":---", " :-: ", "---")) for _ in shown) + "|\n"
        above = "".join(f"{pick(LINES)}\n" for _ in range(pick((0, 0, 1, 2))))
        below = "".join(f"{pick(LINES)}\n" for _ in range(pick((0, 0, 1, 2))))
        gap = pick(("\n", "\n", "\n", ""))
        document = f"{above}## SIGs\n{gap}| {' | '.join(shown)} |\n{dashes}{''.join(rows)}"
        return registry + "".join(items), document + pick(("\n", "\n", "")) + below

    def sig(self, name: str, between: str, shown: set[str]) -> tuple[str, dict[str, str]]:
        """An item of the registry, and the cells of its row."""
        pick, chance = self.random.choice, self.random.random
        item, cells = f"  - name: {name}\n", {"name": name, "responsibilities": "", "leads": ""}
        if chance() < 0.4:
            path = pick(PATHS)
            item += f"    readme: {path}\n"
            cells["name"] = f"[{name}]({path})"
        if "responsibilities" in shown and chance() < 0.8:
            text = pick(TEXTS)
            item += f"    responsibilities: {text}\n"
            cells["responsibilities"] = text
        links = list[str]()
        for _ in range(pick((0, 1, 1, 2, 3)) if "leads" in shown else 0):
            known, link = self.person()
            lines = "".join(f"        {key}: {value}\n" for key, value in known.items())
            item += "" if links else "    leads:\n"
            item += f"      - {lines.lstrip()}"
            links.append(link)
        cells["leads"] = between.join(links)
        return item, cells

    def person(self) -> tuple[dict[str, str], str]:
        """What is known of somebody, and how a cell shows it."""
        pick = self.random.choice
        handle, name = pick(HANDLES), pick(PEOPLE)
        url, mail = pick(HOSTS).format(handle), f"{handle}@example.org"
        ways = (
            ({"handle": handle, "url": url}, f"[@{handle}]({url})"),
            ({"handle": handle, "url": url}, f"[{handle}]({url})"),
            ({"handle": handle}, f"@{handle}"),
            ({"handle": handle, "name": name, "url": url}, f"{name} ([@{handle}]({url}))"),
            ({"name": name, "url": url}, f"[{name}]({url})"),
            ({"name": name, "email": mail}, f"[{name}](mailto:{mail})"),
            ({"handle": handle, "url": url, "email": mail}, f"[@{handle}]({url})({mail})"),
            ({"handle": handle, "url": url, "email": mail}, f"[@{handle}]({url}) ({mail})"),
        )
        return pick(ways[: pick((1, 1, 2, len(ways)))])

    def mutant(self) -> tuple[str, str]:
        registry, document = self.community()
        for _ in range(self.random.choice((0, 0, 1, 1, 2))):
            registry, document = self.random.choice(
                (self._same_twice, self._same_twice, self._character, self._line, self._padding)
            )(registry, document)
        return registry, document

    def _same_twice(self, registry: str, document: str) -> tuple[str, str]:
        """A character put into what both files say."""
        words = [word for word in registry.split() if len(word) > 3 and word in document]
        if not words:
            return registry, document
        word, char = self.random.choice(words), self.random.choice(CHARACTERS)
        at = self.random.randrange(len(word) + 1)
        new = word[:at] + char + word[at + self.random.randrange(2) :]
        return registry.replace(word, new), document.replace(word, new)

    def _character(self, registry: str, document: str) -> tuple[str, str]:
        """A character put in, or taken out, on one side."""
        texts = [registry, document]
        side = self.random.randrange(2)
        text, char = texts[side], self.random.choice(("", *CHARACTERS))
        at = self.random.randrange(len(text))
        texts[side] = text[:at] + char + text[at + self.random.randrange(2) :]
        return texts[0], texts[1]

    def _line(self, registry: str, document: str) -> tuple[str, str]:
        """A line of the document put in, or written twice."""
        lines = document.split("\n")
        at = self.random.randrange(len(lines))
        lines.insert(at, self.random.choice((*LINES, lines[at], self.random.choice(lines))))
        return registry, "\n".join(lines)

    def _padding(self, registry: str, document: str) -> tuple[str, str]:
        """Other blanks beside pipes."""
        new = self.random.choice(("|", "|  ", "  | ", " |"))
        return registry, document.replace("| ", new, self.random.choice((1, -1)))


def is_same(registry: str, document: str) -> bool:
    """Whether the parsers find that both say the same, and that `render` would write nothing; and
    whether each row reads as the SIG that is told of it without reading."""
    try:
        read = yamldoc.read(Source("sigs.yaml", registry))
        yamldoc.require_sound(read)
        documents = {"README.md": blocks.read(Source("README.md", document))}
        told = Community(read, documents).places[0].told
        community = _read_whole(read, documents)
        found = synced(community, Past(iter(())))
        is_told = not told or [sig for _, sig in community.places[0].rows] == list(told)
        return (
            is_told
            and not found.facts
            and not any(each.is_change for each in community.rendered().documents)
        )
    except SigtoolError:
        return False


def _read_whole(registry: RegistryDocument, documents: Mapping[str, Document]) -> Community:
    """A community in which nothing is told at a glance."""
    places = Community(registry, documents).places.values()
    return Community(registry, documents, [replace(place, told=()) for place in places])


def finds_the_same(registry: str, document: str) -> bool:
    """Whether the rules find the same in a table whose rows are read as in one whose rows are told
    without reading."""
    read = yamldoc.read(Source("sigs.yaml", registry))
    documents = {"README.md": blocks.read(Source("README.md", document))}
    told = Snapshot(read, documents, lambda _: True)
    whole = replace(told, whole=_read_whole(read, documents))
    return run.check(told, RULES) == run.check(whole, RULES)


def sure(seed: int) -> Iterator[tuple[str, str]]:
    """Mutants whose registry and document surely say the same. Without end."""
    mutants = Mutants(seed)
    while True:
        registry, document = mutants.mutant()
        if agreement.is_sure(registry, {"README.md": document}.get):
            yield registry, document


def differing(seed: int) -> Iterator[str | None]:
    """Of each mutant that is surely the same: None where it is, else the mutant. Without end."""
    for registry, document in sure(seed):
        yield None if is_same(registry, document) else f"{registry}--- README.md\n{document}"


if __name__ == "__main__":
    ask(differing)
