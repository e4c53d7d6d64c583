"""Groups that two sides change apart, how they are written, and what a merge of them has to say.

The oracle knows nothing of the program: it merges the facts one by one, and reads what the program
wrote with a few lines of its own.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st
from ruamel.yaml import YAML

LANGUAGES: Final = ("en", "zh")
_NAMES: Final = ["Archive", "Build", "Compiler", "Docs", "Events", "Forge", "Graphics", "Hosts"]
_TEXTS: Final = ["Turns.", "Runs it.", "Writes all of it.", "Looks at things."]
_PEOPLE: Final = ["ada", "bob", "carol", "dora", "eve"]
_EMPLOYERS: Final = ["", "ACME", "IBM"]

Facts = dict[tuple[str, ...], str]


@dataclass(frozen=True)
class Group:
    """A SIG: its texts by language, who leads it with their employer, a key that is not known, and
    a comment above it."""

    name: str
    about: tuple[tuple[str, str], ...] = ()
    leads: tuple[tuple[str, str], ...] = ()
    extra: str = ""
    comment: str = ""

    def facts(self) -> Facts:
        """What it says, fact by fact; "" where it says nothing."""
        found: Facts = {("about", code): text for code, text in self.about}
        for handle, employer in self.leads:
            found[("lead", handle)] = "yes"
            found[("employer", handle)] = employer
        found[("extra",)] = self.extra
        return {key: text for key, text in found.items() if text}


State = tuple[Group, ...]


# --- states --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Style:
    """How the files are written."""

    newline: str = "\n"
    has_bom: bool = False
    is_ended: bool = True
    people: str = "block"
    indent: int = 2
    is_aligned: bool = True
    languages: tuple[str, ...] = ("en",)
    sections: tuple[str, ...] = ()
    is_plain: bool = False

    def section(self, group: Group) -> str:
        """The section of a group, which never changes; "" without sections."""
        return self.sections[_NAMES.index(group.name) % 2] if self.sections else ""


styles = st.builds(
    Style,
    newline=st.sampled_from(["\n", "\r\n"]),
    has_bom=st.booleans(),
    is_ended=st.booleans(),
    people=st.sampled_from(["block", "short", "flow"]),
    indent=st.sampled_from([0, 2]),
    is_aligned=st.booleans(),
    languages=st.sampled_from([("en",), LANGUAGES]),
    sections=st.sampled_from([(), (), ("core", "more")]),
    is_plain=st.booleans(),
)


@st.composite
def groups(draw: st.DrawFn, name: str, style: Style) -> Group:
    """A group of that name."""
    people = draw(st.lists(st.sampled_from(_PEOPLE), max_size=3, unique=True))
    employers = [""] if style.people == "short" else _EMPLOYERS
    return Group(
        name,
        tuple((code, draw(st.sampled_from(_TEXTS))) for code in style.languages),
        tuple((each, draw(st.sampled_from(employers))) for each in people),
        draw(st.sampled_from(["", "", "x", "y"])),
        draw(st.sampled_from(["", "", "one", "two"])),
    )


@st.composite
def states(draw: st.DrawFn, style: Style) -> State:
    """Some groups."""
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=5, unique=True))
    return tuple(draw(groups(name, style)) for name in names)


@st.composite
def edited(draw: st.DrawFn, state: State, style: Style) -> State:
    """A state after a few edits, as one side makes them."""
    for _ in range(draw(st.integers(1, 4))):
        state = _edited(draw, state, style)
    return state


def _edited(draw: st.DrawFn, state: State, style: Style) -> State:
    used = [group.name for group in state]
    kind = draw(st.sampled_from(["add", "remove", "about", "lead", "employer", "extra", "move"]))
    if kind == "add" and (free := [name for name in _NAMES if name not in used]):
        at = draw(st.integers(0, len(state)))
        new = draw(groups(draw(st.sampled_from(free)), style))
        return (*state[:at], new, *state[at:])
    if not state:
        return state
    at = draw(st.integers(0, len(state) - 1))
    group, rest = state[at], (*state[:at], *state[at + 1 :])
    if kind == "remove" and rest:
        return rest
    if kind == "move":
        to = draw(st.integers(0, len(rest)))
        return (*rest[:to], group, *rest[to:])
    return (*state[:at], _changed(draw, kind, group, style), *state[at + 1 :])


def _changed(draw: st.DrawFn, kind: str, group: Group, style: Style) -> Group:
    if kind == "about":
        code = draw(st.sampled_from(style.languages))
        text = draw(st.sampled_from(_TEXTS))
        return replace(group, about=tuple((c, text if c == code else t) for c, t in group.about))
    if kind == "extra":
        return replace(group, extra=draw(st.sampled_from(["", "x", "y", "z"])))
    who = draw(st.sampled_from(_PEOPLE))
    there = dict(group.leads)
    if kind == "employer" and who in there and style.people != "short":
        employer = draw(st.sampled_from(_EMPLOYERS))
        return replace(group, leads=tuple((w, employer if w == who else e) for w, e in group.leads))
    if who in there:
        return replace(group, leads=tuple((w, e) for w, e in group.leads if w != who))
    return replace(group, leads=(*group.leads, (who, "")))


# --- files ---------------------------------------------------------------------------------------


def registry(state: State, style: Style) -> str:
    """The registry of a state."""
    tables = [
        _table_of(code, section, style)
        for section in style.sections or ("",)
        for code in style.languages
    ]
    found = ["# The groups of the community.", "tables:", *tables, "sigs:"]
    pad = " " * style.indent
    for group in state:
        found += [f"{pad}# {group.comment} {group.name}"] if group.comment else []
        found += [
            f"{pad}- name: {group.name}",
            *(f"{pad}  {each}" for each in _fields(group, style)),
        ]
    return _file("\n".join(found if state else [*found[:-1], "sigs: []"]), style)


def _table_of(code: str, section: str, style: Style) -> str:
    """The place where a registry is shown."""
    facts = [
        f"path: README_{code}.md",
        *([f"language: {code}"] if len(style.languages) > 1 else []),
        *([f"heading: {section}", f"section: {section}"] if section else []),
    ]
    columns = ["Name: name", "About: responsibilities", "Leads: leads"]
    if style.is_plain:
        return "\n    ".join(
            [f"  - {facts[0]}", *facts[1:], "columns:", *(f"  {c}" for c in columns)]
        )
    return "  - {" + ", ".join([*facts, "columns: {" + ", ".join(columns) + "}"]) + "}"


def _fields(group: Group, style: Style) -> Iterator[str]:
    if style.sections:
        yield f"section: {style.section(group)}"
    if len(style.languages) == 1:
        yield f"responsibilities: {dict(group.about)['en']}"
    else:
        yield "responsibilities:"
        yield from (f"  {code}: {text}" for code, text in group.about)
    if group.extra:
        yield f"chat: {group.extra}"
    if not group.leads:
        return
    each = [
        {"handle": handle, "affiliation": employer} if employer else {"handle": handle}
        for handle, employer in group.leads
    ]
    if style.people == "flow":
        inner = (", ".join(f"{key}: {text}" for key, text in one.items()) for one in each)
        yield f"leads: [{', '.join(f'{{{one}}}' for one in inner)}]"
        return
    yield "leads:"
    for one in each:
        if style.people == "short":
            yield f'  - "@{one["handle"]}"'
            continue
        for n, (key, text) in enumerate(one.items()):
            yield f"  {'- ' if n == 0 else '  '}{key}: {text}"


def document(state: State, style: Style, code: str) -> str:
    """The document of a state in one language."""
    lines = ["# Groups", ""]
    for section in style.sections or ("",):
        own = [group for group in state if style.section(group) == section]
        lines += [f"## {section}", ""] if section else []
        lines += [*_table(own, style, code), ""]
    return _file("\n".join(lines[:-1]), style)


def _table(state: Sequence[Group], style: Style, code: str) -> list[str]:
    rows = [["Name", "About", "Leads"], ["-", "-", "-"]]
    for group in state:
        leads = (f"@{who} ({employer})" if employer else f"@{who}" for who, employer in group.leads)
        rows.append([group.name, dict(group.about)[code], ", ".join(leads)])
    widths = [max(len(row[at]) for row in rows) for at in range(3)]
    if not style.is_aligned:
        widths = [1, 1, 1]
    rows[1] = ["-" * max(3, width) for width in widths] if style.is_aligned else ["---"] * 3
    lines = []
    for row in rows:
        cells = [text.ljust(width) for text, width in zip(row, widths, strict=True)]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _file(text: str, style: Style) -> str:
    return (text + "\n" if style.is_ended else text).replace("\n", style.newline)


# --- what a merge has to say ---------------------------------------------------------------------


@dataclass(frozen=True)
class Expected:
    """The facts of each group in a merge where `prefer` wins, and what is in conflict."""

    groups: Mapping[str, Facts]
    conflicts: frozenset[tuple[str, ...]]


def expected(sides_of: Sequence[State], prefer: int, keys: Sequence[str]) -> Expected:
    """What the merge of three states says; `keys` are the kinds of facts that the file has."""
    states = [{group.name: group for group in state} for state in sides_of]
    sides = [
        {
            name: {k: v for k, v in group.facts().items() if _is_told(k, keys)}
            for name, group in state.items()
        }
        for state in states
    ]
    found: dict[str, Facts] = {}
    conflicts: set[tuple[str, ...]] = set()
    for name in dict.fromkeys(name for side in sides for name in side):
        was, *both = (side.get(name) for side in sides)
        if None in both:
            left = next((each for each in both if each is not None), None)
            orders = {tuple(state[name].leads) for state in states if name in state}
            if left is None or (left == was and len(orders) == 1):
                continue
            if was is not None:
                conflicts.add((name,))
                left = (was, *both)[prefer]
            if left is not None:
                found[name] = left
            continue
        if (
            "comment" in keys
            and len({state[name].comment if name in state else "" for state in states}) == 3
        ):
            conflicts.add((name, "comment"))
        found[name] = {}
        for key in dict.fromkeys(k for side in sides for k in side.get(name, {})):
            before, mine, other = (side.get(name, {}).get(key, "") for side in sides)
            value = other if mine == before else mine
            if mine != before and other not in (before, mine):
                conflicts.add((name, *key))
                value = (before, mine, other)[prefer]
            found[name][key] = value
        for who in _PEOPLE:
            persons = [_person(side.get(name, {}), who) for side in sides]
            was, *both = persons
            if was and None in both and any(each not in (None, was) for each in both):
                # Somebody whom one side took out, and of whom the other says something else.
                conflicts.add((name, "lead", who))
                found[name] = {k: v for k, v in found[name].items() if k[1:] != (who,)}
                found[name] |= persons[prefer] or {}
        found[name] = {key: value for key, value in found[name].items() if value}
    return Expected(found, frozenset(conflicts))


def comments_that_stay(sides: Sequence[State], names: Iterable[str]) -> set[str]:
    """The comments above these groups that the merge of base, ours and theirs has to have."""
    found = set()
    for name in names:
        base, *both = ({g.name: g.comment for g in state}.get(name) for state in sides)
        there = [each for each in both if each is not None]
        if len(there) == 2 and base is not None:
            ours, theirs = there
            wanted = theirs if ours == base else ours if theirs in (ours, base) else ""
        else:
            wanted = there[0] if len(set(there)) == 1 else ""
        found |= {f"{wanted} {name}"} if wanted else set()
    return found


def _person(facts: Facts, who: str) -> Facts | None:
    return {key: text for key, text in facts.items() if key[1:] == (who,)} or None


def _is_told(key: tuple[str, ...], keys: Sequence[str]) -> bool:
    return key[0] in keys or "/".join(key) in keys


def in_registry(text: str) -> tuple[list[str], dict[str, Facts], list[str]]:
    """What a registry says: its groups in order, their facts, and the comments that it has."""
    names, facts = [], {}
    for sig in YAML(typ="safe").load(text)["sigs"] or []:
        about = sig["responsibilities"]
        found: Facts = {("extra",): str(sig.get("chat", ""))}
        texts = about if isinstance(about, dict) else {"en": about}
        found |= {("about", code): str(each) for code, each in texts.items()}
        for each in sig.get("leads", []):
            person: dict[str, Any] = {"handle": each[1:]} if isinstance(each, str) else each
            found[("lead", person["handle"])] = "yes"
            found[("employer", person["handle"])] = person.get("affiliation", "")
        names.append(sig["name"])
        facts[sig["name"]] = {key: value for key, value in found.items() if value}
    return names, facts, re.findall(r"^ *# (\w+ \w+)\r?$", text, re.MULTILINE)


def in_document(text: str, code: str) -> tuple[list[str], dict[str, Facts]]:
    """What a document says: its groups in order, and their facts."""
    names, facts = [], {}
    for line in re.findall(r"^\|.*\|", text, re.MULTILINE):
        if re.fullmatch(r"\| (?:Name|--).*", line):
            continue
        name, about, leads = (cell.strip() for cell in line.strip("|").split("|"))
        found: Facts = {("about", code): about}
        for handle, employer in re.findall(r"@(\w+)(?: \((\w+)\))?", leads):
            found[("lead", handle)] = "yes"
            found[("employer", handle)] = employer
        names.append(name)
        facts[name] = {key: value for key, value in found.items() if value}
    return names, facts


def settled(text: str, side: str) -> str:
    """A text with each conflict settled for `ours` or `theirs`."""
    found, where = [], ""
    for line in re.findall(r"[^\r\n]*(?:\r\n|\n)|[^\r\n]+", text):
        sign = line[:7]
        if sign == "<" * 7:
            where = "ours"
        elif sign == "|" * 7 and where:
            where = "base"
        elif sign == "=" * 7 and where:
            where = "theirs"
        elif sign == ">" * 7 and where:
            where = ""
        elif where in ("", side):
            found.append(line)
    return "".join(found)


def git_merge(base: str, ours: str, theirs: str, *options: str) -> tuple[str, int]:
    """git's own merge of three texts, with its markers, and the number of conflicts."""
    with tempfile.TemporaryDirectory() as folder:
        names = {"ours": ours, "base": base, "theirs": theirs}
        for name, text in names.items():
            Path(folder, name).write_bytes(text.encode())
        labels = [word for name in names for word in ("-L", name)]
        done = subprocess.run(
            ["git", "merge-file", "-p", *options, *labels, *names],
            cwd=folder, capture_output=True, check=False,
        )  # fmt: skip
    assert 0 <= done.returncode < 128, done.stderr
    return done.stdout.decode(), done.returncode
