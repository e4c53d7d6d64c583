"""A second `sync` does nothing: laws over random communities whose SIGs are renamed and swap names.

What is the same SIG is often not to be known here; whatever is open stays open, as it is.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import given, note, settings
from hypothesis import strategies as st
from syncing import Files, files_of, line, of_files, show, still_open

from sigtool.community.fact import ORDER, Fact
from sigtool.community.sync import Synced

some = settings(deadline=None, max_examples=int(os.environ.get("SIGTOOL_EXAMPLES", "40")))

PEOPLE = ("ada", "bob", "cyd", "eve")
PAGES = ("", "0.md", "1.md", "new.md")
WORDS = ("", "daily", "weekly")
COLUMNS = "columns: {Name: name, Meets: meets, Leads: leads}"
EDITS = ("rename", "remove", "add", "swap names", "swap pages", "page", "meets", "leads")


@dataclass(frozen=True)
class Group:
    """A SIG, with or without an id and a page."""

    name: str
    id: str
    page: str
    meets: str
    leads: Sequence[str]

    def item(self) -> str:
        parts = [("name", self.name), ("id", self.id), ("readme", self.page), ("meets", self.meets)]
        said = [f"{key}: {text}" for key, text in parts if text]
        leads = ", ".join(f"'@{who}'" for who in self.leads)
        return f"  - {{{', '.join([*said, f'leads: [{leads}]'])}}}\n"

    def row(self) -> str:
        name = f"[{self.name}]({self.page})" if self.page else self.name
        return f"| {name} | {self.meets} | {', '.join(f'@{who}' for who in self.leads)} |\n"


Model = tuple[Group, ...]


def files(registry: Model, rows: Model) -> Files:
    items = "".join(group.item() for group in registry)
    head = f"tables:\n  - path: README.md\n    {COLUMNS}\nsigs:{' []' * (not items)}\n"
    table = "| Name | Meets | Leads |\n|---|---|---|\n" + "".join(group.row() for group in rows)
    return Files(head + items, {"README.md": table})


people = st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True)
words = st.sampled_from(WORDS)


@st.composite
def communities(draw: st.DrawFn) -> Model:
    has_ids, has_pages = draw(st.booleans()), draw(st.booleans())
    return tuple(
        Group(
            f"S{n}",
            f"id-{n}" if has_ids else "",
            f"{n}.md" if has_pages and draw(st.booleans()) else "",
            draw(words),
            draw(people),
        )
        for n in range(draw(st.integers(1, 4)))
    )


@st.composite
def edited(draw: st.DrawFn, base: Model, own: str) -> Model:
    """A side after up to three edits, some with words of its own; no two of its SIGs have one
    name."""
    side = list(base)
    names, pages = (st.sampled_from([*each, own]) for each in (("New", "Renamed"), PAGES))
    times = st.sampled_from([*WORDS, own])
    who = st.lists(st.sampled_from([*PEOPLE, own]), min_size=1, max_size=2, unique=True)
    for kind in draw(st.lists(st.sampled_from(EDITS), max_size=3)):
        if kind == "add":
            new = Group(draw(names), "", draw(pages), draw(times), draw(who))
            side.insert(draw(st.integers(0, len(side))), new)
        elif side:
            spots = st.integers(0, len(side) - 1)
            at, other = draw(spots), draw(spots)
            match kind:
                case "remove":
                    del side[at]
                case "rename":
                    side[at] = replace(side[at], name=draw(names))
                case "swap names":
                    one, two = side[at].name, side[other].name
                    side[at] = replace(side[at], name=two)
                    side[other] = replace(side[other], name=one)
                case "swap pages":
                    one, two = side[at].page, side[other].page
                    side[at] = replace(side[at], page=two)
                    side[other] = replace(side[other], page=one)
                case "page":
                    side[at] = replace(side[at], page=draw(pages))
                case "meets":
                    side[at] = replace(side[at], meets=draw(times))
                case "leads":
                    side[at] = replace(side[at], leads=draw(who))
    return tuple({group.name: group for group in side}.values())


@dataclass(frozen=True)
class Apart:
    base: Model
    registry: Model
    rows: Model

    def agreed(self) -> Files:
        return files(self.base, self.base)

    def now(self) -> Files:
        return files(self.registry, self.rows)


@st.composite
def apart(draw: st.DrawFn) -> Apart:
    base = draw(communities())
    return Apart(base, draw(edited(base, "mine")), draw(edited(base, "theirs")))


def synced(case: Apart) -> Synced:
    show(case.agreed(), case.now())
    return of_files(case.now(), [case.agreed()])


def told(fact: Fact) -> Sequence[object]:
    """What a fact is about, and what both sides say; of an order, no more than that it differs."""
    sides = () if fact.key == ORDER else (fact.registry, fact.table)
    return fact.at, fact.sig.name, fact.key, str(fact.person or ""), fact.part, sides


@some
@given(apart())
def test_a_second_sync_does_nothing(case: Apart) -> None:
    """Also not where many are renamed: the same facts stay open, and no file changes."""
    found = synced(case)
    after = files_of(found)
    again = of_files(after, [case.agreed()])
    show(after)
    assert files_of(again) == after
    assert list(map(told, again.facts)) == list(map(told, still_open(found.facts)))
    assert all(fact.verdict.is_open for fact in again.facts)


@some
@given(apart())
def test_what_a_side_says_anew_it_still_says(case: Apart) -> None:
    """Nobody loses an edit of their own, whoever renamed what."""
    now, agreed = case.now(), case.agreed()
    found = synced(case)
    note("\n".join(map(line, found.facts)))
    after = files_of(found)
    old = words_of("".join([agreed.registry, *agreed.documents.values()]))
    assert words_of(now.registry) - old <= words_of(after.registry)
    path = "README.md"
    assert words_of(now.documents[path]) - old <= words_of(after.documents[path])


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[\w.]+", text))


def test_a_second_sync_took_out_a_text_where_each_side_had_renamed_another_sig() -> None:
    """The registry called S0 New, the table called S3 so: New is not surely one of the two."""

    def group(name: str, meets: str = "") -> Group:
        return Group(name=name, id="", page="", meets=meets, leads=["ada"])

    first, second, third = group("S0"), group("S1"), group("S2")
    case = Apart(
        base=(first, second, third, group("S3", "daily")),
        registry=(group("New"), second, third, group("S3", "daily")),
        rows=(first, second, third, group("New", "daily")),
    )
    after = files_of(of_files(case.now(), [case.agreed()]))
    assert "| New | daily | @ada |" in after.documents["README.md"]
    assert files_of(of_files(after, [case.agreed()])) == after
