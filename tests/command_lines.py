"""Command lines over files that differ: names of the registry, of rows, and new ones."""

from hypothesis import strategies as st
from readings import Entry, Files, name_key
from runs import Command

PEOPLE = ("ada", "grace", "bob", "dora", "eve")


def _names(files: Files) -> list[str]:
    """The names that a command may be given: of the registry, of rows, and one of nobody."""
    names = [
        text
        for entry in files.items
        for text in (
            entry.data["name"].values()
            if isinstance(entry.data["name"], dict)
            else [entry.data["name"]]
        )
    ]
    calls = [
        f"{files.section_of(entry)}/{entry.data['name']}"
        for entry in files.items
        if files.tables[0].section
    ]
    return list(dict.fromkeys([*names, *_row_names(files), *calls]))


def _row_names(files: Files) -> list[str]:
    facts = [fact for rows in files.rows for row in rows for fact in sorted(row.facts)]
    return list(dict.fromkeys(text for key, text in facts if key == "name"))


def _sig(draw: st.DrawFn, files: Files) -> str:
    return draw(st.sampled_from(_names(files) or ["Nobody"]))


def _language(draw: st.DrawFn, files: Files) -> str | None:
    codes = [*files.languages, *files.languages, None]
    return draw(st.sampled_from(codes)) if files.languages else None


def _section(draw: st.DrawFn, files: Files) -> str:
    sections = [table.section for table in files.tables if table.section]
    return draw(st.sampled_from(["", *sections])) if sections else ""


def _handles(entry: Entry) -> set[str]:
    return {text[1:] for key, text in entry.facts("en") if key == "leads" and text[0] == "@"}


def _handle(name: str) -> frozenset[str]:
    return frozenset({f"@{name}", f"https://example.org/{name}", name})


@st.composite
def additions(draw: st.DrawFn, files: Files) -> Command:
    known = {name for entry in files.items for name in entry.names}
    rows = [text for text in _row_names(files) if name_key(text) not in known]
    name = draw(st.sampled_from([*rows, *rows, "Zed", _sig(draw, files).rpartition("/")[2]]))
    words, fields = ["add-sig", name], set()
    if draw(st.booleans()):
        words += ["--lead", draw(st.sampled_from(["@dora", "@new", "@ada"]))]
    if draw(st.booleans()):
        words += ["--responsibilities", "Given."]
        fields.add("responsibilities")
    if language := _language(draw, files):
        words += ["--language", language]
    if section := _section(draw, files):
        words += ["--section", section]
    if draw(st.booleans()):
        words.append("--first")
    return Command(tuple(words), name, frozenset(fields), language, section=section)


@st.composite
def changes(draw: st.DrawFn, files: Files) -> Command:
    name = _sig(draw, files)
    words: list[str] = ["edit-sig", name]
    more = ["section", "section"] if files.tables[0].section else []
    keys = ["responsibilities", "name", "meets", "leads", "unset", "status", *more]
    key = draw(st.sampled_from(keys))
    language = _language(draw, files) if key not in ("leads", "status", "section") else None
    tail = ["--language", language] if language else []
    fields = {key}
    if key in ("responsibilities", "name"):
        words += [f"--{key}", draw(st.sampled_from(["Given", "Given", *_row_names(files)]))]
    elif key == "meets":
        words += ["--set", "meets=Given"]
    elif key == "unset":
        # Of people there is one list for all languages.
        more = [] if language else ["leads", "leads"]
        unset = draw(st.sampled_from(["responsibilities", "meets", "readme", *more]))
        words += ["--unset", unset]
        fields = {unset}
    elif key == "status":
        status = draw(st.sampled_from(["archived", "active"]))
        words += ["--status", status]
        fields = {"*" if status == "archived" else "status"}
    elif key == "section":
        section = draw(st.sampled_from(["current", "incubating"]))
        words += ["--section", section]
        return Command(tuple(words), name, frozenset({"section", "*"}), section=section, moves=True)
    people: frozenset[str] = frozenset()
    if key == "leads":
        given = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True))
        words += ["--set", "leads=" + ",".join(f"@{each}" for each in given)]
        people = frozenset().union(*map(_handle, given))
    new_name = words[3] if key == "name" else ""
    return Command(tuple(words + tail), name, frozenset(fields), language, people, new_name)


@st.composite
def removals(draw: st.DrawFn, files: Files) -> Command:
    name = _sig(draw, files)
    if draw(st.booleans()):
        return Command(("remove-sig", name), name, frozenset({"*"}))
    section = _section(draw, files)
    place = draw(st.sampled_from([("--first",), ("--last",), ("--after", _sig(draw, files))]))
    more = ("--section", section) if section else ()
    fields = frozenset({"section", "*"} if section else {"none"})
    return Command(("move-sig", name, *place, *more), name, fields, section=section, moves=True)


@st.composite
def people(draw: st.DrawFn, files: Files) -> Command:
    name = _sig(draw, files)
    kind = draw(st.sampled_from(["add-lead", "remove-lead", "rename-lead", "rename-lead --sig"]))
    called = {
        each for entry in files.items if name_key(name) in entry.names for each in _handles(entry)
    }
    everybody = {each for entry in files.items for each in _handles(entry)}
    known = sorted(everybody if kind == "rename-lead" else called)
    who = draw(st.sampled_from(PEOPLE if kind == "add-lead" or not known else known))
    if kind.startswith("rename-lead"):
        new = draw(st.sampled_from(["@new", "@bob", "@grace"]))
        words = ("rename-lead", f"@{who}", new)
        more, only = (("--sig", name), name) if kind.endswith("--sig") else ((), "")
        return Command((*words, *more), only, people=_handle(who), new_name=new)
    return Command((kind, name, f"@{who}"), name, people=_handle(who))
