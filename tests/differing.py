"""Communities whose registry and tables do not say the same.

First a community that agrees, as data; then its registry and each of its tables are changed, each
by itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final

from hypothesis import strategies as st
from readings import FIELDS, HEADERS, Files, Item, Table, text_in

Row = dict[str, str]
Draw = st.DrawFn

SHAPES: Final = {
    "one": (Table("README.md"),),
    "sections": (Table("README.md", "current"), Table("README.md", "incubating")),
    "languages": (Table("README.md", None, "zh"), Table("README_en.md", None, "en")),
    "own order": (Table("README.md", None, "zh"), Table("README_en.md", None, "en", "own")),
}

# The names, the page, and what it does and when it meets, in each language.
GROUPS: Final[Sequence[Item]] = (
    {"zh": ("编译器", "编译。"), "en": ("Compiler", "Compiles."), "page": "compiler/"},
    {"zh": ("运行时", "运行。"), "en": ("Runtime", "Runs."), "page": "runtime/"},
    {"zh": ("AI", "智能。"), "en": ("AI", "Thinks."), "page": "sigs/sig-ai"},
    {"zh": ("界面", "显示。"), "en": ("UI", "Shows."), "page": "sigs/sig-ui"},
    {"zh": ("数据", "加载。"), "en": ("Data", "Loads."), "page": "SIGS.md#data"},
)
MEETINGS: Final = {"zh": "每周", "en": "weekly"}
NEW: Final = {"zh": "量子", "en": "Quantum"}
WANG: Final = {"zh": "王小明", "en": "Wang Xiaoming"}
OLD_PEOPLE: Final = ("ada", "grace", "wang")
PEOPLE_OF_TABLES: Final = ("bob", "dora")
PEOPLE_OF_THE_REGISTRY: Final = ("eve", "carol")


# --- a community that agrees ---------------------------------------------------------------------


@dataclass
class Community:
    """The SIGs of a registry, and the rows of each table, as they are being changed.

    `loose` has the number of the row of a table above which a blank line stands.
    """

    tables: Sequence[Table]
    items: list[Item]
    rows: list[list[Row]]
    linked: bool
    loose: dict[int, int] = field(default_factory=dict)

    @property
    def is_translated(self) -> bool:
        return self.tables[0].language is not None


@st.composite
def communities(draw: Draw, shape: str | None = None, *, gaps: bool = True) -> Files:
    """A registry and its documents, which differ; with `gaps`, blank lines may part rows."""
    community = _agreed(draw, SHAPES[shape or draw(st.sampled_from(sorted(SHAPES)))])
    for change in draw(st.lists(st.sampled_from(CHANGES_OF_ITEMS), max_size=3)):
        change(draw, community)
    for at in range(len(community.tables)):
        for alter in draw(st.lists(st.sampled_from(CHANGES_OF_ROWS), min_size=1, max_size=3)):
            alter(draw, community, at)
    if not gaps:
        community.loose.clear()
    return _spelled(draw, community)


def _agreed(draw: Draw, tables: Sequence[Table]) -> Community:
    community = Community(tables, [], [[] for _ in tables], draw(st.booleans()))
    is_linked = draw(st.booleans())
    for group in draw(st.permutations(GROUPS))[: draw(st.integers(2, 4))]:
        leads = draw(st.lists(st.sampled_from(OLD_PEOPLE), max_size=2, unique=True))
        at = draw(st.integers(0, 1)) if tables[0].section else None
        page = group["page"] if is_linked else ""
        item = {
            "name": _both(community, {code: group[code][0] for code in HEADERS}),
            "readme": page,
            "section": tables[at].section if at else "",
            "responsibilities": _both(community, {code: group[code][1] for code in HEADERS}),
            "meets": _both(community, MEETINGS),
            "leads": [_person(community, name) for name in leads],
        }
        community.items.append(item)
        for number, table in enumerate(tables):
            if at in (None, number):
                code = table.language or "en"
                people = ", ".join(_mention(community, name, code) for name in leads)
                cells = (group[code][0], group[code][1], MEETINGS[code], people)
                community.rows[number].append(
                    {**dict(zip(FIELDS, cells, strict=True)), "readme": page}
                )
    return community


def _both(community: Community, texts: Mapping[str, str]) -> Any:
    """A text as the registry of a community holds it: one for each language only if they differ."""
    is_one = not community.is_translated or texts["zh"] == texts["en"]
    return texts["en"] if is_one else dict(texts)


def _person(community: Community, name: str) -> Item:
    if name == "wang":
        return {"name": _both(community, WANG), "url": "https://example.org/wxm"}
    url = {"url": f"https://example.org/{name}"} if community.linked else {}
    return {"handle": name, **url}


def _mention(community: Community, name: str, code: str) -> str:
    if name == "wang":
        return f"[{WANG[code]}](https://example.org/wxm)"
    return f"[@{name}](https://example.org/{name})" if community.linked else f"@{name}"


# --- what somebody changed in the registry alone -------------------------------------------------


def _item(draw: Draw, community: Community) -> Item:
    return draw(st.sampled_from(community.items)) if community.items else {}


def _people(item: Item) -> list[Item]:
    leads = item.get("leads", [])
    return [each for each in leads if isinstance(each, dict)]


def _sig_of_the_registry_alone(draw: Draw, community: Community) -> None:
    kinds = [NEW, {"zh": "安全", "en": "Security"}]
    name = _both(community, draw(st.sampled_from(kinds)))
    community.items.insert(
        draw(st.integers(0, len(community.items))),
        {"name": name, "meets": _both(community, MEETINGS), "leads": [{"handle": "eve"}]},
    )


def _sig_again(draw: Draw, community: Community) -> None:
    copy = deepcopy(_item(draw, community)) | {"responsibilities": "Another one."}
    if "name" not in copy:
        return
    if draw(st.booleans()) and community.tables[0].section:
        copy["section"] = draw(st.sampled_from([table.section for table in community.tables]))
    community.items.append(copy)


def _sig_gone(draw: Draw, community: Community) -> None:
    item = _item(draw, community)
    community.items = [each for each in community.items if each is not item]


def _text_of_the_registry(draw: Draw, community: Community) -> None:
    item, key = _item(draw, community), draw(st.sampled_from(["responsibilities", "meets"]))
    texts = [{"zh": "登记处。", "en": "Of the registry."}, {"zh": "", "en": ""}]
    item[key] = _both(community, draw(st.sampled_from(texts)))


def _one_language(draw: Draw, community: Community) -> None:
    item, key = _item(draw, community), draw(st.sampled_from(["name", "responsibilities", "meets"]))
    code = draw(st.sampled_from(sorted(HEADERS)))
    if isinstance(item.get(key), dict) and code in item[key]:
        item[key] = draw(st.sampled_from([item[key][code], {code: item[key][code]}]))


def _leads_of_the_registry(draw: Draw, community: Community) -> None:
    item = _item(draw, community)
    name = draw(st.sampled_from((*PEOPLE_OF_THE_REGISTRY, "")))
    old = _people(item)
    item["leads"] = [*old, _person(community, name)] if name else list(old[1:])


def _more_of_people(draw: Draw, community: Community) -> None:
    item = _item(draw, community)
    remark = {"#": f"Comment on the leads of {text_in(item.get('name'), None)}."}
    for person in _people(item):
        person |= draw(st.sampled_from([{"role": "chair"}, {"since": 2020}, remark]))


def _other_leads(draw: Draw, community: Community) -> None:
    _item(draw, community)["leads"] = draw(
        st.sampled_from(["see OWNERS", ['"@ada"', {"handle": "carol"}], [{"name": "Carol"}]])
    )


def _more_of_the_item(draw: Draw, community: Community) -> None:
    item = _item(draw, community)
    item |= draw(st.sampled_from([{"id": f"sig-{len(item)}"}, {"founded": "2019 # Or so."}]))


def _item_elsewhere(draw: Draw, community: Community) -> None:
    item = _item(draw, community)
    if community.tables[0].section:
        item["section"] = draw(st.sampled_from([table.section for table in community.tables]))
    community.items.sort(key=lambda each: each is item)


def _status(draw: Draw, community: Community) -> None:
    _item(draw, community)["status"] = draw(st.sampled_from(["active", "dormant"]))


def _page_of_the_registry(draw: Draw, community: Community) -> None:
    pages = ["", "sigs/sig-ai", "SIGS.md#other", "registry.md"]
    _item(draw, community)["readme"] = draw(st.sampled_from(pages))


CHANGES_OF_ITEMS: Final[Sequence[Callable[[Draw, Community], None]]] = (
    _sig_of_the_registry_alone,
    _sig_again,
    _sig_gone,
    _text_of_the_registry,
    _one_language,
    _leads_of_the_registry,
    _more_of_people,
    _other_leads,
    _more_of_the_item,
    _item_elsewhere,
    _status,
    _page_of_the_registry,
)


# --- what somebody changed in a table alone ------------------------------------------------------


def _row_of(draw: Draw, community: Community, at: int) -> Row:
    return draw(st.sampled_from(community.rows[at])) if community.rows[at] else {}


def _new_row(draw: Draw, community: Community, at: int) -> None:
    code = community.tables[at].language or "en"
    others = [row["name"] for rows in community.rows for row in rows if row.get("name")]
    name = draw(st.sampled_from([NEW[code], NEW[code], "", *others[:1]]))
    row = dict.fromkeys((*FIELDS, "readme"), "")
    if name or draw(st.booleans()):
        row |= {"responsibilities": "Of the row.", "meets": MEETINGS[code], "leads": "@dora"}
    community.rows[at].insert(draw(st.integers(0, len(community.rows[at]))), row | {"name": name})


def _row_again(draw: Draw, community: Community, at: int) -> None:
    row = _row_of(draw, community, at)
    if row:
        other = draw(st.sampled_from([{}, {"responsibilities": "Of the other row."}]))
        community.rows[at].append(row | other)


def _row_gone(draw: Draw, community: Community, at: int) -> None:
    row = _row_of(draw, community, at)
    community.rows[at] = [each for each in community.rows[at] if each is not row]


def _text_of_the_row(draw: Draw, community: Community, at: int) -> None:
    key = draw(st.sampled_from(["responsibilities", "meets"]))
    text = draw(st.sampled_from(["Of the table.", "On [Monday](m.md) \\| *May*", ""]))
    _row_of(draw, community, at)[key] = text


def _leads_of_the_row(draw: Draw, community: Community, at: int) -> None:
    row, code = _row_of(draw, community, at), community.tables[at].language or "en"
    more = _mention(community, draw(st.sampled_from(PEOPLE_OF_TABLES)), code)
    old = row.get("leads", "")
    kinds = [f"{old}, {more}".removeprefix(", "), f"{more}(b@example.org)", f"{more} (vice)"]
    kinds += [f"{old}<br>{more}".removeprefix("<br>"), "TBD", "see OWNERS", ""]
    row["leads"] = draw(st.sampled_from(kinds))


def _name_of_the_row(draw: Draw, community: Community, at: int) -> None:
    row = _row_of(draw, community, at)
    name = row.get("name", "")
    row["name"] = draw(st.sampled_from([name.lower(), f"**{name}**" if name else "", ""]))


def _cells_of_the_row(draw: Draw, community: Community, at: int) -> None:
    """A cell too many, or cells too few."""
    _row_of(draw, community, at)["more"] = draw(st.sampled_from(["A cell too many.", "-"]))


def _page_of_the_row(draw: Draw, community: Community, at: int) -> None:
    row = _row_of(draw, community, at)
    row["readme"] = draw(st.sampled_from(["", "sigs/sig-ai", "SIGS.md#other", "table.md"]))


def _row_elsewhere(draw: Draw, community: Community, at: int) -> None:
    row = _row_of(draw, community, at)
    if not row:
        return
    community.rows[at] = [each for each in community.rows[at] if each is not row]
    to = draw(st.integers(0, len(community.rows) - 1)) if community.tables[at].section else at
    community.rows[to].append(row)


def _row_below_a_blank_line(draw: Draw, community: Community, at: int) -> None:
    if len(community.rows[at]) > 1:
        community.loose[at] = draw(st.integers(1, len(community.rows[at]) - 1))


CHANGES_OF_ROWS: Final[Sequence[Callable[[Draw, Community, int], None]]] = (
    _new_row,
    _new_row,
    _row_again,
    _row_gone,
    _text_of_the_row,
    _text_of_the_row,
    _leads_of_the_row,
    _leads_of_the_row,
    _name_of_the_row,
    _cells_of_the_row,
    _page_of_the_row,
    _row_elsewhere,
    _row_below_a_blank_line,
)


# --- its texts -----------------------------------------------------------------------------------


def _spelled(draw: Draw, community: Community) -> Files:
    is_aligned = draw(st.booleans())
    documents: dict[str, str] = {}
    for at, table in enumerate(community.tables):
        rows = [_cells(row) for row in community.rows[at] if row]
        lines = _lines([list(table.headers), *rows], aligned=is_aligned)
        if (loose := community.loose.get(at)) and loose < len(rows):
            lines.insert(loose + 2, "")
        heading = f"## {table.section or 'Groups'}"
        text = "\n".join([heading, "", *lines, "", "Text after it.", ""])
        documents[table.path] = documents.get(table.path, "") + text + "\n"
    comments = draw(st.booleans())
    return Files(registry_text(community.tables, community.items, comments=comments), documents,
                 community.tables)  # fmt: skip


def _cells(row: Row) -> list[str]:
    name = row.get("name", "")
    linked = f"[{name}]({row['readme']})" if name and row.get("readme") else name
    cells = [linked, *(row.get(key, "") for key in FIELDS[1:])]
    more = row.get("more")
    while more == "-" and len(cells) > 1 and not cells[-1]:
        cells.pop()
    return [*cells, more] if more and more != "-" else cells


def _lines(rows: Sequence[Sequence[str]], *, aligned: bool) -> list[str]:
    widths = [max(3, *(len(row[at]) for row in rows if at < len(row))) for at in range(4)]
    widths = widths if aligned else [0] * 4
    lines = [
        "| "
        + " | ".join(text.ljust(width) for text, width in zip(row, [*widths, 0], strict=False))
        + " |"
        for row in rows
    ]
    delimiter = "| " + " | ".join("-" * (width or 3) for width in widths) + " |"
    return [lines[0], delimiter, *lines[1:]]


def registry_text(tables: Sequence[Table], items: Sequence[Item], *, comments: bool) -> str:
    lines = ["# The groups of example.org.", "tables:"] if comments else ["tables:"]
    for table in tables:
        heading = f"    heading: {table.section}" if table.section else "    heading: Groups"
        lines += [f"  - path: {table.path}", heading]
        lines += [f"    section: {table.section}"] if table.section else []
        lines += [f"    language: {table.language}"] if table.language else []
        lines += [f"    order: {table.order}"] if table.order else []
        pairs = zip(table.headers, FIELDS, strict=True)
        lines += ["    columns:", *(f"      {header}: {name}" for header, name in pairs)]
    lines.append("sigs:" if items else "sigs: []")
    for number, item in enumerate(items):
        more = {"founded": 2019} if comments else {}
        own = list(_item_lines({**item, **more}))
        lines += [f"  # Comment {number}."] if comments else []
        lines += [f"  - {own[0]}", *(f"    {line}" for line in own[1:])]
    return "\n".join([*lines, ""])


def _item_lines(item: Item) -> Iterator[str]:
    for key, value in item.items():
        if isinstance(value, list) and value:
            yield f"{key}:"
            for person in value:
                if isinstance(person, str):
                    yield f"  - {person}"
                    continue
                person = dict(person)
                if comment := person.pop("#", ""):
                    yield f"  # {comment}"
                first, *others = _item_lines(person)
                yield from (f"  - {first}", *(f"    {line}" for line in others))
        elif isinstance(value, dict) and any(value.values()):
            yield f"{key}:"
            yield from (f"  {code}: {text}" for code, text in value.items() if text)
        elif value and not isinstance(value, (dict, list)):
            yield f"{key}: {value}"
