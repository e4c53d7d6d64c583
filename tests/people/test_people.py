"""The people grammar, read and written; what it does not account for stays text."""

import html
import inspect
import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import corpus
import github
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sigtool import model
from sigtool.markdown.rows import escape, unescape
from sigtool.model import Person
from sigtool.people import cell as people
from sigtool.people import grammar
from sigtool.people.cell import Way, parse, way_of, write
from sigtool.people.shape import PeopleCell, Shape

ADA = Person(handle="ada", url="https://e.org/ada")
ADDED = Person(handle="new", url="https://e.org/new")


def read(text: str) -> PeopleCell:
    cell = parse(text)
    assert cell is not None, text
    return cell


# --- the tables are the specification ------------------------------------------------------------

TABLES = ("CORES", "EMAILS", "AFFILIATIONS", "ROLES", "LEADING_ROLES")


def examples(table: str) -> dict[str, str]:
    """The templates of a table and the example behind each, as the source shows them."""
    source = inspect.getsource(grammar)
    body = re.search(rf"^{table}: Final = \(\n(.*?)^\)$", source, re.S | re.M)
    assert body is not None
    return dict(re.findall(r'^    "(.*)",  # (.*)$', body[1], re.M))


EXAMPLES = [
    pytest.param(template, example, id=f"{table} {template}")
    for table in TABLES
    for template, example in examples(table).items()
]


@pytest.mark.parametrize("table", TABLES)
def test_every_template_has_an_example(table: str) -> None:
    assert tuple(examples(table)) == getattr(grammar, table)


@pytest.mark.parametrize(("template", "example"), EXAMPLES)
def test_an_example_is_read_and_written_by_its_template(template: str, example: str) -> None:
    (item,) = read(example).items
    assert template in item.shape
    assert item.shape.write(item.person) == item.text == example
    assert write((item.person,), Way((item.shape,))) == example


def full_width(template: str, comma: str = "，") -> str:
    """A template with the full-width form of each sign that is not a link's."""
    parts = re.split(r"(\]\((?:mailto:)?\{\w+\}\))", template)
    signs = {" (": "（", "(": "（", ")": "）", ", ": comma, ": ": "：", ":": "："}
    regex = re.compile("|".join(map(re.escape, signs)))
    parts[::2] = [regex.sub(lambda found: signs[found[0]], part) for part in parts[::2]]
    return "".join(parts)


@pytest.mark.parametrize(("template", "example"), EXAMPLES)
def test_an_example_is_read_and_written_in_full_width_form(template: str, example: str) -> None:
    (item,) = read(example).items
    text = Shape(*map(full_width, item.shape)).write(item.person)
    (found,) = read(text).items
    assert (found.person, found.text) == (item.person, text)
    assert write((found.person,), Way((found.shape,))) == text


WXM = Person(handle="wxm", name="王小明", affiliation="华为")


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("王小明（[@wxm](u)，华为）", (replace(WXM, url="u"),)),
        ("王小明（[@wxm](u)、华为）", (replace(WXM, url="u"),)),
        ("王小明（[@wxm](u), 华为）", (replace(WXM, url="u"),)),
        ("王小明 （[@wxm](u) ，华为）", None),
        ("Ada ([@ada](u)，ACME)", (Person(handle="ada", name="Ada", url="u", affiliation="ACME"),)),
        ("王小明（@wxm，华为）", (WXM,)),
        ("王小明(@wxm, 华为)", (WXM,)),
        ("王小明（华为、@wxm）", (WXM,)),
        ("（王小明@华为 [wxm](u)）", (replace(WXM, url="u"),)),
        (
            "王小明（@wxm）／李雷（@lilei）",
            (replace(WXM, affiliation=None), Person(handle="lilei", name="李雷")),
        ),
        ("@wxm／@lilei", (Person(handle="wxm"), Person(handle="lilei"))),
        ("[王小明（组长）](u)", (Person(name="王小明", url="u", role="组长"),)),
        ("[王小明](u)、华为", (Person(name="王小明", url="u"), Person(name="华为"))),
        ("@ada email：ada@e.org", (Person(handle="ada", email="ada@e.org"),)),
        ("@ada E-Mail：ada@e.org", (Person(handle="ada", email="ada@e.org"),)),
        ("王小明、李雷（@lilei）", (Person(name="王小明"), Person(handle="lilei", name="李雷"))),
        ("[@wxm]（https://e.org/wxm）", None),
        ("[@wxm](https://e.org/wxm）", None),
    ],
)  # fmt: skip
def test_full_width_signs(text: str, persons: tuple[Person, ...] | None) -> None:
    found = parse(text)
    assert (found and found.persons) == persons
    assert found is None or write(found.persons, way_of([found])) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@ada", Person(handle="ada")),
        ("[@ada](https://e.org/ada)", ADA),
        ("[ada](https://e.org/ada)", ADA),
        ("[Ada](https://e.org/ada)", Person(handle="Ada", url="https://e.org/ada")),
        ("[ada](https://e.org/x/ada)", Person(name="ada", url="https://e.org/x/ada")),
        ("[Ada L](u)", Person(name="Ada L", url="u")),
        ("[@ada](mailto:ada@e.org)", Person(handle="ada", email="ada@e.org")),
        ("[ada@e.org](mailto:ada@e.org)", Person(email="ada@e.org")),
        ("[the ada](mailto:ada@e.org)", Person(name="the ada", email="ada@e.org")),
        ("[ada](https://e.org/a_(b)?c=d&e#f)", Person(name="ada", url="https://e.org/a_(b)?c=d&e#f")),
        ("Ada van der O’Neil-Díaz Jr.", Person(name="Ada van der O’Neil-Díaz Jr.")),
        ("Ame\u0301lie", Person(name="Ame\u0301lie")),
        ("अनिल कुमार", Person(name="अनिल कुमार")),
        ("Wang Xiaoming 王小明", Person(name="Wang Xiaoming 王小明")),
        ("wangnan", Person(name="wangnan")),
        ("@[ada](https://e.org/ada)", ADA),
        ("[ada@](https://e.org/ada)", ADA),
        ("[@ada](https://e.org/ada 'x')", ADA),
        ("[@ada](https://e.org/ada 'Ada \"L\"' )", ADA),
        ("[ada](https://e.org/ada )", ADA),
        ("[@ada](https://e.org/ada ) ,", ADA),
        ("[`ada`](https://e.org/ada)", ADA),
        ("`@ada`", Person(handle="ada")),
        ("@example/docs-leads", Person(handle="example/docs-leads")),
        ("[Ada / Grace](u)", Person(name="Ada / Grace", url="u")),
        ("[34ada](https://e.org/34ada)", Person(handle="34ada", url="https://e.org/34ada")),
        ("@ada (chair)", Person(handle="ada", role="chair")),
        ("ada.l", Person(name="ada.l")),
        ("@ada (TL)", Person(handle="ada", role="TL")),
        ("@ada (ACME)", Person(handle="ada", affiliation="ACME")),
        ("@ada (ACME) (chair)", Person(handle="ada", affiliation="ACME", role="chair")),
        ("[Ada](u), ACME (for now)", Person(name="Ada", url="u", affiliation="ACME (for now)")),
        ("[Ada](u), ACME (chair)", Person(name="Ada", url="u", affiliation="ACME", role="chair")),
        ("[Ada](u), ACME, Inc", Person(name="Ada", url="u", affiliation="ACME, Inc")),
    ],
)  # fmt: skip
def test_one_person(text: str, expected: Person) -> None:
    assert read(text).persons == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("@a", ("", (), ""), id="nothing"),
        pytest.param("@a @b", ("", (" ",), ""), id="blank"),
        pytest.param("[@a](u)\u00a0[@b](v)", ("", ("\u00a0",), ""), id="no-break space"),
        pytest.param("@a, @b，@c、@d", ("", (", ", "，", "、"), ""), id="commas"),
        pytest.param("@a/@b/c", ("", ("/",), ""), id="slash, and one that is part of a handle"),
        pytest.param("@a / @b & @c", ("", (" / ", " & "), ""), id="slash and ampersand"),
        pytest.param("@a; @b；@c", ("", ("; ", "；"), ""), id="semicolons"),
        pytest.param("@a and @b和@c", None, id="和 is part of names"),
        pytest.param("@a, @b, and @c 和 @d", ("", (", ", ", and ", " 和 "), ""), id="and"),
        pytest.param("@a &#124; @b", ("", (" &#124; ",), ""), id="bar"),
        pytest.param(
            "@a<br>@b <br/> @c,<br />@d", ("", ("<br>", " <br/> ", ",<br />"), ""), id="line breaks"
        ),
        pytest.param("@a<BR>@b<br><br />@c", ("", ("<BR>", "<br><br />"), ""), id="more breaks"),
        pytest.param("@a · @b + @c", ("", (" · ", " + "), ""), id="dots and pluses"),
        pytest.param("• @a<br>• @b", ("• ", ("<br>• ",), ""), id="list by dots"),
        pytest.param("* @a<br>* @b<br>", ("* ", ("<br>* ",), "<br>"), id="list by line breaks"),
        pytest.param(
            "- @a<br>- @b<br>-", ("- ", ("<br>- ",), "<br>-"), id="list with an empty item"
        ),
        pytest.param(
            "<ul><li>@a</li><li>@b</li></ul>",
            ("<ul><li>", ("</li><li>",), "</li></ul>"),
            id="HTML list",
        ),
        pytest.param("<br>@a,", ("<br>", (), ","), id="breaks and commas at the ends"),
        pytest.param("[A](u), X<br>[B](v), Y", ("", ("<br>",), ""), id="comma before affiliations"),
        pytest.param(
            "* [ada](https://e.org/ada), example<br>* [bob](https://e.org/bob)",
            ("* ", ("<br>* ",), ""),
            id="comma before the affiliation of one account in a list",
        ),
        pytest.param(
            "<ul><li>[@ada](u), example</li><li>[@grace](v)</li></ul>",
            ("<ul><li>", ("</li><li>",), "</li></ul>"),
            id="comma before the affiliation of one handle in a list",
        ),
        pytest.param("Ada; Bob Lee", ("", ("; ",), ""), id="names"),
    ],
)
def test_what_stands_between(text: str, expected: tuple[str, tuple[str, ...], str] | None) -> None:
    cell = parse(text)
    assert (cell and (cell.opening, cell.separators, cell.closing)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "—",
        "?",
        "N/A",
        "n/a",
        "NA",
        "TBD",
        "T.B.D.",
        "TODO",
        "To be determined",
        "None",
        "Vacant",
        "open",
        "Chairs",
        "待定",
        "待补充",
        "暂无",
        "招募中",
        "@TBD",
        "@ada, TBD",
        "github.com/ada",
        "Ada and others",
        "Ada, etc.",
        "All",
        "See below",
        "Ada leads this",
        "Ada Bob @cy",
        "yaping liu",
        "张三 李四",
        "<br>",
        "<ul></ul>",
        "[@ada](https://e.org/ada",
        "[@ada(https://e.org/ada)",
        "[@ada]（https://e.org/ada）",
        "[](u)",
        "[ada]()",
        "[@ ada](u)",
        "Ada, Bob Lee",
        "Ada Lovelace, Example Ltd",
        "Grace Hopper, Jr.",
        "[@ada](u), Grace Hopper",
        "[@ada](<u>)",
        "[@ada][1]",
        "[see](u) and more",
        "[a [b](c)](d)",
        "![ada](u)",
        "`ada`",
        "`@TBD`",
        "Unmaintained",
        "Help wanted",
        "Docs Team",
        "Ada, Core Team",
        "The Example Community",
        "[Chairs](u#chairs)",
        "[see the full list](u)",
        "[Contact](mailto:docs@e.org)",
        "[TBD](u)",
        "[2026](u)",
        "[#docs](https://chat.e.org/docs)",
        "[docs/OWNERS](docs/OWNERS)",
        "[the docs/OWNERS](docs/OWNERS)",
        "[OWNERS file.md](u)",
        "@[ada](https://e.org/x/ada)",
        "@[ada](https://e.org/grace)",
        "[ada@](https://e.org/grace)",
        "[`ada`](https://e.org/grace)",
        "<b>Ada</b>",
        "*Ada*",
        "Ada | Bob",
        "@ada | `bob`",
        "[@ada](u), [@bob] (v)",
        "@ada [bob",
        "[ada](mailto:x)",
        "@",
        "@@ada",
        "ada@",
        "https://",
        '<img src="u">',
        "[@ada (Ada, ACME](u)",
        "[@ada](u)[@bob](v)",
        "chair: [Ada Lovelace](u) - chair",
        "[@ada](u)<br>chair: [Ada Lovelace](v), chair",
        "[@ada](u), Example<br>[@grace](v), Example<br>[@bob](w)",
        "* [wang](https://e.org/wang), 王小明<br>* [li](https://e.org/li), 李四",
        "* [gh](https://e.org/gh), Grace Hopper<br>* [al](https://e.org/al), Ada Lovelace",
        "* [@ada](u), Ada<br>* [@grace](v)",
    ],
)
def test_what_stays_text(text: str) -> None:
    assert parse(text) is None


# --- laws ----------------------------------------------------------------------------------------


def together(cell: PeopleCell) -> str:
    pieces = itertools.zip_longest(
        (item.text for item in cell.items), cell.separators, fillvalue=""
    )
    return cell.opening + "".join(itertools.chain.from_iterable(pieces)) + cell.closing


def shown(text: str) -> tuple[str, list[str]]:
    """What GitHub shows of a cell, without blanks, and where its links lead."""
    page = github.html(f"| h |\n|---|\n| {escape(text)} |\n").split("<td>")[1].split("</td>")[0]
    links = [html.unescape(link) for link in re.findall(r'<a href="([^"]*)"', page)]
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]*>", "", page))), links


def visible(shape: Shape) -> str:
    """The templates of a shape without what GitHub takes for markup."""
    text = re.sub(r"</?\w+>|\*\*|`", "", "".join(shape))
    text = re.sub(r"(?<=\})(?: (?:\"[^\"]*\"|'[^']*'))?[ \t]*(?=\))", "", text)
    text = re.sub(r"\[(.*?)\]\((?:mailto:)?\{\w+\}\)", r"\1", text)
    return re.sub(r"<(\{\w+\})>", r"\1", text)


def links_of(person: Person) -> list[str]:
    return [str(link) for link in (person.url, person.email and f"mailto:{person.email}") if link]


def check_that_nothing_else_is_shown(text: str, cell: PeopleCell) -> None:
    seen, links = shown(text)
    outside = [cell.opening, *cell.separators, cell.closing]
    first, *others = (re.sub(r"<[^>]*>", "", html.unescape(piece)) for piece in outside)
    persons = [Shape(core=visible(item.shape)).write(item.person) for item in cell.items]
    wanted = first + "".join(map("".join, zip(persons, others, strict=True)))
    assert seen == re.sub(r"\s", "", html.unescape(wanted))
    assert sorted(links) == sorted(
        html.unescape(link) for item in cell.items for link in links_of(item.person)
    )


def check_that_it_can_be_edited_and_undone(cell: PeopleCell) -> None:
    text, way = together(cell), way_of([cell])
    assert write(cell.persons, way, cell) == text
    for at in {0, len(cell.items) // 2, len(cell.items)}:
        more = (*cell.persons[:at], ADDED, *cell.persons[at:])
        longer = read(write(more, way, cell) or "")
        assert longer.persons == more
        beside = longer.separators[at - 1 : at + 1]
        # Where what stood there would make another reading, something else had to be taken.
        if not 0 < at < len(cell.items) or beside == (cell.separators[at - 1],) * 2:
            assert write(cell.persons, way, longer) == text


def check_that_renaming_one_keeps_the_others(cell: PeopleCell) -> None:
    at = len(cell.items) // 2
    wanted = (*cell.persons[:at], ADDED, *cell.persons[at + 1 :])
    after = read(write(wanted, way_of([cell]), cell) or "")
    assert after.persons == wanted
    texts = [item.text for item in cell.items]
    texts[at] = after.items[at].text
    assert [item.text for item in after.items] == texts
    assert (after.opening, after.closing) == (cell.opening, cell.closing)
    alike = parse(together(replace(after, separators=cell.separators)))
    if alike and alike.persons == wanted:
        assert after.separators == cell.separators


VALUES = {
    "handle": ("ada", "ada-l", "li_si", "Ada.B", "0xada", "example/docs"),
    "name": ("Ada Lovelace", "王小明", "O’Neil-Díaz", "Ada van B", "lin"),
    "url": ("https://e.org/ada", "https://gitee.com/li_si", "https://e.org/a/b?c=d#e", "../ada.md"),
    "email": ("ada@e.org", "a.b+c@d-e.co"),
    "affiliation": ("ACME", "A & B", "示例公司", "Red Hat, Inc", "example"),
    "role": ("chair", "Co-Chair", "组长"),
}
SEPARATORS = (
    ", ",
    " ",
    "<br>",
    "<br/>",
    ",<br>",
    "; ",
    " and ",
    " / ",
    "、",
    "，",
    "<br>* ",
    " &#124; ",
    "<BR><br />",
    " · ",
    "<br>• ",
    "／",
)
AROUND = (("", ""), ("", ""), ("", ","), ("* ", "<br>"), ("<ul><li>", "</li></ul>"), ("", "<br>"))


# Those that stand between persons however they are written.
CLEAR = ("<br>", "<br/>", ",<br>", "; ", "<br>* ", "<BR><br />", "<br>• ")
LIKE_ADA = ("ada", "ada-l", "Ada.B", "0xada")


@st.composite
def written_persons(draw: st.DrawFn) -> str:
    """A person in any shape that the tables can make, of any values."""
    templates = [
        draw(st.sampled_from(("", "", "", *grammar.LEADING_ROLES))),
        draw(st.sampled_from(grammar.CORES)),
        draw(st.sampled_from(("", "", *grammar.EMAILS))),
        draw(st.sampled_from(("", "", *grammar.AFFILIATIONS))),
        draw(st.sampled_from(("", "", *grammar.ROLES))),
    ]
    return shown_with(draw, templates, draw(written_values()))


@st.composite
def readable_persons(draw: st.DrawFn) -> str:
    """As `written_persons`, but for most that cannot be read: no field is shown again, an employer
    with nothing around it stands behind a link, and an account is like who has it."""
    core = draw(st.sampled_from(grammar.CORES))
    shown, templates = grammar.fields(core), [core]
    for table in (grammar.EMAILS, grammar.AFFILIATIONS, grammar.ROLES, grammar.LEADING_ROLES):
        fits = [each for each in table if not grammar.fields(each) & shown]
        if "](" not in core:
            fits = [each for each in fits if "{employer}" not in each]
        part = draw(st.sampled_from(["", "", *fits]))
        shown |= grammar.fields(part)
        templates = [part, *templates] if table is grammar.LEADING_ROLES else [*templates, part]
    values = draw(written_values())
    if "{account}" in core:
        values["url"] = f"https://e.org/{values['handle']}"
    if "{name}" in core and "@{word}" in core:
        values |= {"name": "Ada Lovelace", "handle": draw(st.sampled_from(LIKE_ADA))}
    return shown_with(draw, templates, values)


@st.composite
def written_values(draw: st.DrawFn) -> dict[str, str]:
    return {key: draw(st.sampled_from(pool)) for key, pool in VALUES.items()}


def shown_with(draw: st.DrawFn, templates: Iterable[str], values: Mapping[str, str]) -> str:
    pieces = {piece: values[key] for piece, key in grammar.FIELD_OF.items()}
    is_wide = draw(st.sampled_from((False, False, True)))
    written = (full_width(each) if is_wide else each for each in templates)
    return "".join(written).format_map({**values, **pieces})


@st.composite
def written_cells(draw: st.DrawFn) -> str:
    person = draw(st.sampled_from([*[readable_persons()] * 4, written_persons()]))
    persons = [draw(person) for _ in range(draw(st.sampled_from((4, 3, 2, 1))))]
    among = draw(st.sampled_from((SEPARATORS, CLEAR)))
    separator = st.sampled_from(draw(st.lists(st.sampled_from(among), min_size=1, max_size=2)))
    opening, closing = draw(st.sampled_from(AROUND))
    return opening + "".join(p + draw(separator) for p in persons[:-1]) + persons[-1] + closing


def test_a_name_behind_an_account_was_its_employer_where_a_comma_had_two_meanings() -> None:
    """`example` is another person, or the employer of Lin Wang; and Lin Wang is no employer."""
    link = "[lin](https://e.org/lin)"
    lin = Person(handle="lin", name="Lin Wang", url="https://e.org/lin")
    assert read(f"{link} (Lin Wang)").persons == (lin,)
    assert parse(f"{link} (Lin Wang), example (chair)") is None
    assert parse(f"@ada, {link} (Lin Wang), example (chair), @eve") is None
    example = Person(name="example", role="chair")
    assert read(f"{link} (Lin Wang); example (chair)").persons == (lin, example)


@settings(max_examples=300, deadline=None)
@given(written_cells())
def test_a_generated_cell_obeys_the_laws(text: str) -> None:
    cell = parse(text)
    assume(cell is not None and len(set(cell.persons)) == len(cell.persons))
    assert cell is not None
    assert together(cell) == text
    check_that_nothing_else_is_shown(text, cell)
    check_that_it_can_be_edited_and_undone(cell)
    check_that_renaming_one_keeps_the_others(cell)


def real_cells() -> list[str]:
    kinds = ("group", "people", "people-grid")
    found = {text for kind in kinds for text, _ in corpus.cells("leads", kind)}
    return sorted(unescape(text).strip() for text in found)


@pytest.mark.corpus
@pytest.mark.skipif(corpus.ABSENT, reason=corpus.REASON)
def test_real_cells_obey_the_laws() -> None:
    for text in real_cells():
        cell = parse(text)
        if cell is None:
            continue
        assert together(cell) == text
        check_that_nothing_else_is_shown(text, cell)
        check_that_it_can_be_edited_and_undone(cell)
        check_that_renaming_one_keeps_the_others(cell)


@pytest.mark.corpus
@pytest.mark.skipif(corpus.ABSENT, reason=corpus.REASON)
def test_most_cells_of_leads_are_read() -> None:
    named = [text for text, shapes in corpus.cells("leads", "group") if "person" in shapes]
    read = [text for text in named if parse(unescape(text)) is not None]
    assert len(read) / len(named) >= 0.97


# --- writing -------------------------------------------------------------------------------------

WAYS = {
    "none": Way(),
    "handles": way_of([read("[@a](https://e.org/a), [@b](https://e.org/b)")]),
    "names": way_of([read("[Ada L](u), ACME<br>[Bob](v)")]),
    "plain handles": way_of([read("@a, @b")]),
    "plain names": way_of([read("Ada Lovelace; Bob")]),
    "list": way_of([read("* [Ada L](https://u.v/x)<br>* [Bob](https://u.v/y)<br>")]),
    "mail": way_of([read("[@a](u)(a@b.co) [@b](v)(b@b.co)")]),
}
FIELDS = [
    fields
    for count in range(1, 7)
    for fields in itertools.combinations(VALUES, count)
    if {"handle", "name", "url", "email"} & set(fields)
]


def person_of(values: Mapping[str, str]) -> Person:
    return replace(Person(), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_any_fields_can_be_written_in_any_way(way: Way) -> None:
    for fields in FIELDS:
        person = person_of({key: VALUES[key][0] for key in fields})
        text = write((person,), way)
        assert text is not None, person
        assert read(text).persons == (person,)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(FIELDS),
    st.tuples(*map(st.sampled_from, VALUES.values())),
    st.sampled_from([*WAYS.values()]),
)
def test_a_person_that_is_written_reads_back(
    fields: tuple[str, ...], values: tuple[str, ...], way: Way
) -> None:
    drawn = dict(zip(VALUES, values, strict=True))
    person = person_of({key: drawn[key] for key in fields})
    text = write((person,), way)
    assert text is None or read(text).persons == (person,)


@pytest.mark.parametrize(
    "person",
    [
        pytest.param(Person(name="li si"), id="a name of small letters that nothing marks"),
        pytest.param(Person(name="Ada | Bob"), id="a bar in a name"),
        pytest.param(Person(name="[Ada](u)"), id="a link for a name"),
        pytest.param(Person(name="TBD"), id="a placeholder"),
        pytest.param(Person(handle="a b"), id="a handle of two words without a link"),
        pytest.param(Person(url="not a link"), id="an address that is none"),
        pytest.param(Person(handle="a", url="a b"), id="a link with a blank"),
        pytest.param(Person(email="ada"), id="an e-mail address that is none"),
        pytest.param(Person(name="Ada", role="queen"), id="a role that is no word for one"),
    ],
)
def test_what_cannot_be_written(person: Person) -> None:
    assert write((person,), Way()) is None


@pytest.mark.parametrize(
    ("old", "persons", "expected"),
    [
        pytest.param(
            "@a, @b<br>@c", "@a @c", "@a<br>@c", id="one goes: the separator before the next stays"
        ),
        pytest.param("* @a<br>* @b<br>", "@b", "* @b<br>", id="one goes: what is around stays"),
        pytest.param(
            "@a; @b", "@a @b @new", "@a; @b; @new", id="one comes: as the last are separated"
        ),
        pytest.param("@a; @b", "@new @a @b", "@new; @a; @b", id="one comes first"),
        pytest.param("@a; @b,@c", "@a @new @b @c", "@a; @new; @b,@c", id="one comes between"),
        pytest.param(
            "[A](u), X",
            "[A](u)(X) @new",
            "[A](u), X<br>@new",
            id="a comma would be an affiliation's",
        ),
        pytest.param("@a", "[@a](u)", "[@a](u)", id="a link comes"),
        pytest.param(
            "[A B](u) (X)", "[A C](u) (X)", "[A C](u) (X)", id="another name in the same way"
        ),
        pytest.param("@a, @b", "@b @a", "@b, @a", id="another order"),
        pytest.param("@a, @b", "", "", id="nobody is left"),
        pytest.param(
            "[@a](u 'A'), [@b](v )",
            "[@a](u) [@b](v) [@new](w)",
            "[@a](u 'A'), [@b](v ), [@new](w)",
            id="a title and a blank in a link are of one person alone",
        ),
    ],
)
def test_write(old: str, persons: str, expected: str) -> None:
    wanted = read(persons).persons if persons else ()
    cell = read(old)
    assert write(wanted, way_of([cell]), cell) == expected


@pytest.mark.parametrize(
    ("cells", "nearest", "expected"),
    [
        pytest.param([], None, "[@new](https://e.org/new), @old", id="no example"),
        pytest.param(["@a; @b"], None, "[@new](https://e.org/new); @old", id="separator"),
        pytest.param(
            ["* [@a](u)<br>", "* @b<br>", "@c"],
            None,
            "* [@new](https://e.org/new)<br>* @old<br>",
            id="around",
        ),
        pytest.param(
            ["[a](https://e.org/a)"] * 2 + ["[@a](u)"],
            None,
            "[new](https://e.org/new), @old",
            id="most",
        ),
        pytest.param(
            ["[a](https://e.org/a)"] * 2,
            "[@a](u)<br>@b",
            "[@new](https://e.org/new)<br>@old",
            id="nearest",
        ),
    ],
)
def test_a_new_cell_is_written_as_its_neighbours_are(
    cells: list[str], nearest: str | None, expected: str
) -> None:
    known = [*map(read, cells), *([read(nearest)] if nearest else [])]
    way = way_of(known, read(nearest) if nearest else None)
    assert write((ADDED, Person(handle="old")), way) == expected


@pytest.mark.parametrize(
    "text",
    ["[" * 9000, "a " * 9000, "(" * 9000, "@a " * 9000, "x, " * 9000, "<br>" * 9000, "[@a (" * 9000,
     "[a](b), " * 9000, "A A A" * 9000, "a@b" * 9000, "王" * 9000, "[x](y" * 9000, "Ada <" * 9000],
    ids=lambda text: text[:10],
)  # fmt: skip
def test_long_cells_are_read_without_recursion(text: str) -> None:
    cell = parse(text)
    assert cell is None or together(cell) == text


def test_many_persons() -> None:
    text = ", ".join(f"[@p{at}](https://e.org/p{at})" for at in range(1500))
    cell = read(text)
    assert len(cell.items) == 1500
    longer = write((*cell.persons, ADDED), way_of([cell]), cell)
    assert longer == f"{text}, [@new](https://e.org/new)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("—", True),
        ("...", True),
        ("N/A", True),
        ("To be filled", True),
        ("Ada", False),
        ("Ada, TBD", False),
        ("[]()", True),
        ("see below", False),
    ],
)
def test_what_names_nobody(text: str, *, expected: bool) -> None:
    assert people.is_placeholder(text) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://gitee.com/ada", ("gitee.com", "ada")),
        ("http://e.org:8080/ada/", ("e.org", "ada")),
        ("https://e.org/a/b", None),
        ("https://e.org/", None),
        ("https://e.org/ada?tab=1", None),
        ("https://e.org/ada#x", None),
        ("mailto:ada@e.org", None),
        ("../ada", None),
        ("https://[e.org/ada", None),
        ("", None),
    ],
)
def test_account(url: str, expected: tuple[str, str] | None) -> None:
    assert model.account(url) == expected


@pytest.mark.parametrize(
    ("urls", "expected"),
    [
        pytest.param([], None, id="nobody"),
        pytest.param([None, "https://e.org/a/b"], None, id="no profile"),
        pytest.param(
            ["https://gitee.com/a", "https://e.org/b", "https://gitee.com/c"],
            "https://gitee.com/",
            id="most",
        ),
        pytest.param(["http://e.org:80/a"], "http://e.org:80/", id="as it is"),
        pytest.param(["https://e.org/a/"], "https://e.org/", id="a slash at the end"),
    ],
)
def test_profile_host(urls: list[str | None], expected: str | None) -> None:
    assert model.profile_host(Person(handle="x", url=url) for url in urls) == expected
