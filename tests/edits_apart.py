"""A community as a model, edited apart: texts of it, readings of those, and random edits.

Independent of sigtool: it writes and reads what it generates, and nothing else. Each group is
called the same in every language, and its texts are words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from typing import Any, Final

from hypothesis import assume
from hypothesis import strategies as st
from ruamel.yaml import YAML
from syncing import Files

NAMES: Final = ("Ada", "Board", "Compiler", "Docs", "Edge", "编译器", "Fuzz & Co.")
NEW_NAMES: Final = ("New", "Quantum", "数据")
WORDS: Final = ("", "Compiles.", "Writes `a`.", "写文。", "a \\| b", "**bold** text")
HANDLES: Final = ("ada", "bob", "cyd")
NEW_HANDLES: Final = ("xia", "yan", "zoe")
TEXTS: Final = ("responsibilities", "meets")
SECTIONS: Final = ("active", "retired")


@dataclass(frozen=True)
class Group:
    """A SIG: its texts by field and language, its leads and their links, its section."""

    name: str
    texts: Mapping[tuple[str, str], str]
    leads: Mapping[str, str]
    section: str = ""

    def with_text(self, field: str, code: str, text: str) -> "Group":
        return replace(self, texts={**self.texts, (field, code): text})

    def with_leads(self, leads: Mapping[str, str]) -> "Group":
        return replace(self, leads=leads)


Model = tuple[Group, ...]


@dataclass(frozen=True)
class Shape:
    """The languages and the sections of a community, and how its rows are written."""

    languages: Sequence[str] = ("",)
    sections: Sequence[str] = ("",)
    row: str = "| {} |"
    bar: str = " | "

    # --- texts ---

    def files(self, registry: Model, tables: Mapping[str, Model]) -> Files:
        """The texts: what the registry says, and what the table of each language says."""
        documents = {self.path(code): self._document(code, tables[code]) for code in self.languages}
        return Files(self._registry(registry), documents)

    def path(self, code: str) -> str:
        return f"README_{code}.md" if code else "README.md"

    def _registry(self, model: Model) -> str:
        lines = ["# The groups.", "tables:"]
        for code in self.languages:
            for section in self.sections:
                lines += [f"  - path: {self.path(code)}"]
                lines += [f"    language: {code}"] if code else []
                lines += [f"    heading: {section}", f"    section: {section}"] if section else []
                lines += [
                    "    columns: {Name: name, About: responsibilities, Meets: meets, Leads: leads}"
                ]
        lines += ["sigs:" if model else "sigs: []"]
        for group in model:
            lines += self._item(group)
        return "\n".join(lines) + "\n"

    def _item(self, group: Group) -> Iterator[str]:
        yield f"  - name: '{group.name}'"
        yield f"    id: id-{NAMES.index(group.name) if group.name in NAMES else 'new'}  # stays"
        yield "    x-unknown: stays"
        if group.section:
            yield f"    section: {group.section}"
        for field in TEXTS:
            said = {code: group.texts.get((field, code), "") for code in self.languages}
            if any(said.values()):
                if self.languages == ("",):
                    yield f"    {field}: '{unescaped(said[''])}'"
                else:
                    yield f"    {field}:"
                    yield from (
                        f"      {code}: '{unescaped(text)}'" for code, text in said.items() if text
                    )
        if group.leads:
            yield "    leads:"
        for handle, link in group.leads.items():
            yield f"      - handle: {handle}"
            yield from [f"        url: {link}"] if link else []

    def _document(self, code: str, model: Model) -> str:
        lines = ["Some prose.  ", ""]
        for section in self.sections:
            lines += [f"## {section}", ""] if section else []
            cells = ["Name", "About", "Meets", "Leads"]
            lines += [self._row(cells), self._row(["---"] * 4)]
            lines += [
                self._row(cells_of(group, code)) for group in model if group.section == section
            ]
            lines += ["", f"End of it {section}.", ""]
        return "\n".join(lines) + "\n"

    def _row(self, cells: Sequence[str]) -> str:
        return self.row.format(self.bar.join(cells))

    # --- readings ---

    def read_registry(self, text: str) -> Model:
        data = YAML(typ="safe", pure=True).load(StringIO(text))
        return tuple(self._group(item) for item in data["sigs"] or ())

    def _group(self, item: Mapping[str, Any]) -> Group:
        texts: dict[tuple[str, str], str] = {}
        for field in TEXTS:
            said = item.get(field, "")
            for code in self.languages:
                one = said.get(code, "") if isinstance(said, dict) else said
                texts[field, code] = escaped(one)
        leads: dict[str, str] = {}
        for lead in item.get("leads", ()):
            one = {"handle": lead.removeprefix("@")} if isinstance(lead, str) else lead
            leads[one["handle"]] = one.get("url", "")
        return Group(item["name"], texts, leads, item.get("section", ""))

    def read_table(self, text: str, code: str) -> Model:
        """What a table says; the texts of the other languages are empty."""
        groups: list[Group] = []
        section = ""
        for line in text.splitlines():
            section = line.removeprefix("## ") if line.startswith("## ") else section
            cells = cells_in(line)
            if len(cells) == 4 and cells[0] != "Name" and not cells[0].startswith("---"):
                texts = {("responsibilities", code): cells[1], ("meets", code): cells[2]}
                groups.append(Group(cells[0], texts, leads_in(cells[3]), section))
        return tuple(groups)

    def shown(self, model: Model, code: str) -> Model:
        """What the table of a language says of a model."""
        in_code = [
            replace(
                group, texts={(field, code): group.texts.get((field, code), "") for field in TEXTS}
            )
            for group in model
        ]
        return tuple(each for s in self.sections for each in in_code if each.section == s)

    def all_texts(self, model: Model) -> Model:
        keys = [(field, code) for field in TEXTS for code in self.languages]
        return tuple(
            replace(group, texts={key: group.texts.get(key, "") for key in keys}) for group in model
        )


def unescaped(text: str) -> str:
    return text.replace("\\|", "|")


def escaped(text: str) -> str:
    return text.replace("|", "\\|")


def cells_of(group: Group, code: str) -> list[str]:
    leads = [f"[@{who}]({link})" if link else f"@{who}" for who, link in group.leads.items()]
    return [group.name, *(group.texts.get((field, code), "") for field in TEXTS), ", ".join(leads)]


def cells_in(line: str) -> list[str]:
    if "|" not in line:
        return []
    line = line.replace("\\|", "\0").strip()
    line = line.removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\0", "\\|") for cell in line.split("|")]


def leads_in(cell: str) -> dict[str, str]:
    leads: dict[str, str] = {}
    for text in filter(None, cell.split(", ")):
        handle, _, link = text.strip("[@)").partition("](")
        leads[handle] = link
    return leads


# --- edits ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Edit:
    """An edit of one fact of one group, and the value that it gives; "" removes.

    `kind` is one of "text", "lead", "link", "group", "order" and "section"; `key` says which one.
    """

    kind: str
    group: str
    key: tuple[str, ...] = ()
    value: str = ""

    @property
    def fact(self) -> tuple[str, ...]:
        # A lead and their link go together.
        kind = "lead" if self.kind == "link" else self.kind
        return ("order",) if kind == "order" else (kind, self.group, *self.key)

    @property
    def adds(self) -> bool:
        return self.kind == "group" and self.value != ""

    @property
    def removes(self) -> bool:
        return self.kind == "group" and self.value == ""

    @property
    def moves(self) -> bool:
        return self.kind in ("order", "section")

    def meets(self, other: "Edit") -> bool:
        """Whether one of the two may change what becomes of the other."""
        if self.kind == "order" or other.kind == "order":
            rows = ("order", "section", "group")
            return self.kind in rows and other.kind in rows
        is_whole = any(each.removes for each in (self, other))
        return self.fact == other.fact or (self.group == other.group and is_whole)

    def apply(self, model: Model, shape: Shape) -> Model:
        if self.adds:
            texts = {(field, code): self.value for field in TEXTS for code in shape.languages}
            return (*model, Group(self.group, texts, {}, shape.sections[0]))
        if self.removes:
            return tuple(group for group in model if group.name != self.group)
        if self.kind == "order":
            own = [group for group in model if group.name == self.group]
            others = [group for group in model if group.name != self.group]
            at = int(self.value) % (len(others) + 1)
            return (*others[:at], *own, *others[at:])
        return tuple(self._changed(group) if group.name == self.group else group for group in model)

    def _changed(self, group: Group) -> Group:
        if self.kind == "text":
            field, code = self.key
            return group.with_text(field, code, self.value)
        if self.kind == "section":
            return replace(group, section=self.value)
        (handle,) = self.key
        if self.kind == "link":
            return group.with_leads({**group.leads, handle: self.value})
        left = {who: link for who, link in group.leads.items() if who != handle}
        return group.with_leads({**left, handle: ""} if self.value else left)


@dataclass(frozen=True)
class Apart:
    """A community on which all agreed, and what each side made of it since: different facts."""

    shape: Shape
    base: Model
    mine: Sequence[Edit]
    theirs: Sequence[Edit]

    def swapped(self) -> "Apart":
        return replace(self, mine=self.theirs, theirs=self.mine)

    def agreed(self) -> Files:
        return self.shape.files(self.base, dict.fromkeys(self.shape.languages, self.base))

    def now(self) -> Files:
        """The registry with the one edits, and the tables with the others: what is shared is
        edited in the first language's table alone."""
        return self.shape.files(self.made(self.mine), self.tables(self.theirs))

    def made(self, edits: Sequence[Edit]) -> Model:
        model = self.base
        for edit in edits:
            model = edit.apply(model, self.shape)
        return model

    def tables(self, edits: Sequence[Edit]) -> dict[str, Model]:
        first, *others = self.shape.languages
        in_all = [edit for edit in edits if edit.kind in ("text", "group")]
        return {first: self.made(edits)} | dict.fromkeys(others, self.made(in_all))

    @property
    def union(self) -> Model:
        return self.made([*self.mine, *self.theirs])


SHAPES: Final = [
    Shape(),
    Shape(row="|{}|", bar="|"),
    Shape(languages=("en", "zh")),
    Shape(sections=SECTIONS),
    Shape(languages=("en", "zh"), sections=SECTIONS),
]


@st.composite
def models(draw: st.DrawFn, shape: Shape) -> Model:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=5, unique=True))
    groups = [draw(groups_called(name, shape)) for name in names]
    return tuple(sorted(groups, key=lambda group: shape.sections.index(group.section)))


@st.composite
def groups_called(draw: st.DrawFn, name: str, shape: Shape) -> Group:
    texts = {
        (field, code): draw(st.sampled_from(WORDS)) for field in TEXTS for code in shape.languages
    }
    who = draw(st.lists(st.sampled_from(HANDLES), max_size=3, unique=True))
    leads = {each: draw(st.sampled_from(["", f"https://example.org/{each}"])) for each in who}
    return Group(name, texts, leads, draw(st.sampled_from(shape.sections)))


@st.composite
def edits(draw: st.DrawFn, base: Model, shape: Shape) -> Edit:
    """An edit that changes something."""
    group = draw(st.sampled_from(base))
    kinds = ["text", "text", "text", "lead", "lead", "group", "new", "order"]
    kinds += ["link"] * bool(group.leads) + ["section"] * (len(shape.sections) > 1)
    kind = draw(st.sampled_from(kinds))
    match kind:
        case "text":
            key = draw(st.sampled_from(TEXTS)), draw(st.sampled_from(shape.languages))
            words = [text for text in WORDS if text != group.texts[key]]
            return Edit(kind, group.name, key, draw(st.sampled_from(words)))
        case "lead":
            handle = draw(st.sampled_from([*group.leads, *NEW_HANDLES]))
            return Edit(kind, group.name, (handle,), "" if handle in group.leads else "new")
        case "link":
            handle = draw(st.sampled_from(sorted(group.leads)))
            return Edit(kind, group.name, (handle,), f"https://example.com/{handle}")
        case "group":
            return Edit(kind, group.name)
        case "section":
            other = next(each for each in shape.sections if each != group.section)
            return Edit(kind, group.name, (), other)
        case "new":
            return Edit(
                "group", draw(st.sampled_from(NEW_NAMES)), (), draw(st.sampled_from(WORDS[1:]))
            )
    return Edit("order", group.name, (), str(draw(st.integers(0, 4))))


@st.composite
def apart(draw: st.DrawFn, *, moves: bool = True) -> Apart:
    """Edits of different facts on each side, such that none is about a group that another one
    removes, and that no side both adds and removes: that would look like a rename."""
    shape = draw(st.sampled_from(SHAPES))
    base = draw(models(shape))
    sides: tuple[list[Edit], list[Edit]] = ([], [])
    for edit in draw(st.lists(edits(base, shape), min_size=2, max_size=8)):
        own = sides[draw(st.integers(0, 1))]
        if edit.moves and (not moves or edit.apply(base, shape) == base):
            continue
        if any(edit.meets(each) for each in (*sides[0], *sides[1])):
            continue
        if any((each.adds and edit.removes) or (each.removes and edit.adds) for each in own):
            continue
        own.append(edit)
    return Apart(shape, base, *sides)


@dataclass(frozen=True)
class Clash:
    """Two edits of one fact, each by a side, beside edits of other SIGs."""

    apart: Apart
    mine: Edit
    theirs: Edit

    def agreed(self) -> Files:
        return self.apart.agreed()

    def now(self) -> Files:
        edited = replace(
            self.apart,
            mine=[*self.apart.mine, self.mine],
            theirs=[*self.apart.theirs, self.theirs],
        )
        return edited.now()

    @property
    def registry_after(self) -> Model:
        return self.apart.made([*self.apart.mine, *self.apart.theirs, self.mine])

    @property
    def table_after(self) -> Model:
        return self.apart.made([*self.apart.mine, *self.apart.theirs, self.theirs])


@st.composite
def clashing(draw: st.DrawFn) -> Clash:
    """Both change one text; or one removes whom, or what, the other changes."""
    case = draw(apart(moves=False))
    touched = {edit.group for edit in (*case.mine, *case.theirs)}
    free = [group for group in case.base if group.name not in touched]
    assume(free)
    group, field = draw(st.sampled_from(free)), draw(st.sampled_from(TEXTS))
    code = case.shape.languages[0]
    words = [text for text in WORDS if text != group.texts[field, code]]
    one, other = draw(st.permutations(words))[:2]
    text = Edit("text", group.name, (field, code), one)
    pairs = [(text, Edit("text", group.name, (field, code), other))]
    if not any(edit.adds for edit in (*case.mine, *case.theirs)):
        # A row that goes beside one that is new would look like a rename.
        pairs.append((text, Edit("group", group.name)))
    for who in group.leads:
        if not group.leads[who]:
            link = Edit("link", group.name, (who,), f"https://example.com/{who}")
            pairs.append((link, Edit("lead", group.name, (who,))))
    return Clash(case, *draw(st.permutations(draw(st.sampled_from(pairs)))))
