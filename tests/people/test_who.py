"""WHO: how people write a person, whom that means in a registry, and what a new name changes."""

import pytest

from sigtool.cli.advice import sentence
from sigtool.errors import BadValue, SigtoolError, UnknownName
from sigtool.model import Column, Kind, Mention, Person, Registry, Sig, Table, Texts
from sigtool.people import renaming, who
from sigtool.text.records import replace

ADA = Person(handle="ada", url="https://example.org/ada")
# A handle that is not the account behind the link, as 6 of the 15 leads of the seed have.
ALAN = Person(handle="alan", url="https://example.org/turing")
GRACE = Person(name="Grace Hopper", email="grace@example.org", affiliation="Navy")
LINKED = Person(name="Barbara Liskov", url="https://example.org/liskov")
LI_NORTH = Person(name="李伟", email="li@north.example")
LI_SOUTH = Person(name="李伟", email="li@south.example")


def registry(*persons: Person) -> Registry:
    """One SIG a person, in order: S1, S2 ..."""
    return Registry(
        (), tuple(Sig(f"S{at}", {"leads": (each,)}, at) for at, each in enumerate(persons, 1))
    )


def find(registry: Registry, text: str, sig: Sig | None = None) -> Person:
    return who.mentions(registry, text, sig).person


def raised(error: type[SigtoolError], function: object, *arguments: object) -> str:
    with pytest.raises(error) as caught:
        function(*arguments)  # type: ignore[operator]
    message = sentence(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("@ada", Person(handle="ada")),
        ("ada", Person(handle="ada")),
        ("  ada\t", Person(handle="ada")),
        ("ada_l.o-ve", Person(handle="ada_l.o-ve")),
        ("0123", Person(handle="0123")),
        ("Ada Lovelace", Person(name="Ada Lovelace")),
        ("李伟", Person(name="李伟")),
        ("Ada Lovelace <ada@example.org>", Person(name="Ada Lovelace", email="ada@example.org")),
        ("ada@example.org", Person(email="ada@example.org")),
        ("<ada@example.org>", Person(email="ada@example.org")),
        ("https://example.org/ada", Person(url="https://example.org/ada")),
        ("[@ada](https://example.org/ada)", ADA),
        ("[Ada Lovelace](https://example.org/ada)", Person(name="Ada Lovelace", url=ADA.url)),
        (
            "Ada Lovelace ([@ada](https://example.org/ada))",
            Person(handle="ada", name="Ada Lovelace", url=ADA.url),
        ),
        ("Ada Lovelace (@ada)", Person(handle="ada", name="Ada Lovelace")),
        (
            "[@ada](https://example.org/ada)(ada@example.org)",
            Person(handle="ada", url=ADA.url, email="ada@example.org"),
        ),
    ],
)
def test_parse(text: str, person: Person) -> None:
    assert who.parse(text) == person


NOT_ONE = "does not name one person"
ADVICE = f"{NOT_ONE}; write @handle, a name, 'Name <mail>', a link, or [@handle](link)"
LINK = "such a name needs a link: write"
COMMA = "a comma separates people; for an employer, write"
LOVELACE = "'Ada Lovelace'"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", f"'' {ADVICE}"),
        ("@", f"'@' {ADVICE}"),
        ("@ada, @grace", f"'@ada, @grace' {NOT_ONE}; it names 2 people; give them one by one"),
        ("R&D Team", f"'R&D Team' {NOT_ONE}; {LINK} '[R&D Team](https://…)'"),
        (
            "R&D Team <rd@example.org>",
            f"'R&D Team <rd@example.org>' {NOT_ONE}; {LINK} '[R&D Team](mailto:rd@example.org)'",
        ),
        (
            "ada lovelace <ada@example.org>",
            f"'ada lovelace <ada@example.org>' {NOT_ONE}; a name has capital letters: write "
            "'Ada Lovelace <ada@example.org>'",
        ),
        ("core team", f"'core team' {NOT_ONE}; {LINK} '[core team](https://…)'"),
        ("ada lovelace", f"'ada lovelace' {NOT_ONE}; a name has capital letters: write {LOVELACE}"),
        (
            "github.com/ada",
            f"'github.com/ada' {NOT_ONE}; a link begins with https://: write "
            "https://github.com/ada",
        ),
        (
            "mailto:ada@example.org",
            f"'mailto:ada@example.org' {NOT_ONE}; an address stands alone: write ada@example.org",
        ),
        ("Ada, ACME", f"'Ada, ACME' {NOT_ONE}; {COMMA} 'Ada (ACME)'"),
        ("@ada, ACME", f"'@ada, ACME' {NOT_ONE}; {COMMA} '@ada (ACME)'"),
        ("@ada.", f"'@ada.' {ADVICE}"),
        ("nobody", f"'nobody' {ADVICE}"),
        ("@TBD", f"'@TBD' {ADVICE}"),
        ("Ada | Lovelace", f"'Ada | Lovelace' {ADVICE}"),
        ("[/red]", f"'[/red]' {ADVICE}"),
        ("@ada\n", None),
        ("@a\nda", f"'@a\\nda' {ADVICE}"),
        ("@ada\x1b[31m", f"'@ada\\x1b[31m' {ADVICE}"),
        ("@ada\udcff", f"'@ada\\udcff' {ADVICE}"),
        ("Ada " * 300, f"'{('Ada ' * 300)[:59]}…' {ADVICE}"),
        (
            "[@ada](javascript:alert)",
            "the link of @ada is 'javascript:alert'; a link begins with https:// or is relative",
        ),
    ],
    ids=[
        "nothing",
        "an @ alone",
        "two persons",
        "a name with a sign",
        "a name with a sign and an address",
        "a name in small letters with an address",
        "what is no name",
        "a name in small letters",
        "a link without its scheme",
        "an address as a link has it",
        "an employer behind a comma",
        "an employer behind a handle and a comma",
        "a full stop behind",
        "a word for nobody",
        "a handle for nobody",
        "a bar",
        "brackets",
        "a line end behind",
        "a line end within",
        "a control character",
        "half a character",
        "cut to what fits a line",
        "a script as link",
    ],
)
def test_parse_refuses(text: str, message: str | None) -> None:
    if message is None:
        assert who.parse(text) == Person(handle="ada")
        return
    assert raised(BadValue, who.parse, text) == message


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("@ada, Grace Hopper ,,@alan,", ["@ada", "Grace Hopper", "@alan"]),
        ("Sun (School, University), @ada", ["Sun (School, University)", "@ada"]),
        ("[A, B](https://example.org/a,b),c", ["[A, B](https://example.org/a,b)", "c"]),
        ("王小明（示例,部）,@ada", ["王小明（示例,部）", "@ada"]),
        ("Sun (A (B, C), D),@bob", ["Sun (A (B, C), D)", "@bob"]),
        ("Sun 【School, West】, @ada", ["Sun 【School, West】", "@ada"]),
        ("Sun ［A, B］,Li 「A, B」", ["Sun ［A, B］", "Li 「A, B」"]),
        (
            "Sun (A [B, C], D), Li（甲（乙, 丙）, 丁）",
            ["Sun (A [B, C], D)", "Li（甲（乙, 丙）, 丁）"],
        ),
        ('Sun "A, B", Li “A, B”', ['Sun "A, B"', "Li “A, B”"]),
        # What is not closed is no bracket.
        ("Ada (A, Grace (B, C)", ["Ada (A", "Grace (B, C)"]),
        ("Ada ) (A, Grace] [B", ["Ada ) (A", "Grace] [B"]),
        ("Grace O'Neil, Ada D'Arc", ["Grace O'Neil", "Ada D'Arc"]),
        ("Ada (A, Grace", ["Ada (A", "Grace"]),
        ("", []),
    ],
)
def test_parts(text: str, parts: list[str]) -> None:
    assert who.parts(text) == parts


EVERYBODY = registry(ADA, ALAN, GRACE, LINKED, LI_NORTH, LI_SOUTH)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("@ada", ADA),
        ("ada", ADA),
        ("ADA", ADA),
        ("https://example.org/ada", ADA),
        ("http://www.example.org/Ada/", ADA),
        ("[@ada](https://example.org/ada)", ADA),
        ("[@somebody](https://example.org/ada)", ADA),
        ("alan", ALAN),
        ("turing", ALAN),
        ("@Turing", ALAN),
        ("https://example.org/turing", ALAN),
        ("Grace Hopper", GRACE),
        ("grace hopper", GRACE),
        ("grace@example.org", GRACE),
        ("Grace Hopper <GRACE@example.org>", GRACE),
        ("Somebody Else <grace@example.org>", GRACE),
        ("Grace Hopper (Army)", GRACE),
        ("liskov", LINKED),
        ("Barbara Liskov", LINKED),
        ("li@south.example", LI_SOUTH),
        ("李伟 <li@north.example>", LI_NORTH),
    ],
)
def test_find(text: str, person: Person) -> None:
    assert find(EVERYBODY, text) == person


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("adda", "nobody is 'adda'; did you mean 'ada'?"),
        ("@Alam", "nobody is '@Alam'; did you mean 'alan'?"),
        ("liskow", "nobody is 'liskow'; did you mean 'liskov'?"),
        ("Grace Hoper", "nobody is 'Grace Hoper'; did you mean 'Grace Hopper'?"),
        ("zzz", "nobody is 'zzz'; `sigtool leads` shows all"),
        ("", "nobody is ''; `sigtool leads` shows all"),
        ("x|\n\x1b", "nobody is 'x|\\n\\x1b'; `sigtool leads` shows all"),
        (
            "[@ada](https://elsewhere.example/ada)",
            "nobody is '[@ada](https://elsewhere.example/ada)'; did you mean 'ada'?",
        ),
        (
            "Grace Hopper <other@example.org>",
            "nobody is 'Grace Hopper <other@example.org>'; did you mean 'Grace Hopper'?",
        ),
        ("李伟", "'李伟' may be any of: li@north.example, li@south.example; name one by those"),
    ],
)
def test_find_says_who_may_be_meant(text: str, message: str) -> None:
    assert raised(UnknownName, find, EVERYBODY, text) == message


def test_find_in_one_sig() -> None:
    other = Person(handle="ada", url="https://elsewhere.example/ada")
    both = registry(ADA, other)
    assert find(both, "ada", both.sigs[1]) is other
    assert raised(UnknownName, find, both, "alan", both.sigs[0]) == (
        "nobody in S1 is 'alan'; `sigtool leads` shows all"
    )
    assert raised(UnknownName, find, both, "ada") == (
        "'ada' may be any of: https://example.org/ada, https://elsewhere.example/ada; "
        "name one by those"
    )
    assert find(both, "https://elsewhere.example/ada") is other


@pytest.mark.parametrize(
    ("persons", "text", "places"),
    [
        ((ADA, ALAN, ADA), "ada", ["S1", "S3"]),
        # One is named without a link, or without the handle: the same person.
        ((ADA, Person(handle="Ada")), "https://example.org/ada", ["S1", "S2"]),
        ((ADA, Person(name="Ada L", url=ADA.url)), "@ada", ["S1", "S2"]),
        ((GRACE, Person(name="Grace Hopper")), "grace@example.org", ["S1", "S2"]),
        # Another handle with the same link: was it copied from another row? Only who is named.
        ((ADA, Person(handle="grace", url=ADA.url)), "@ada", ["S1"]),
        ((ADA, Person(handle="grace", url=ADA.url)), "https://example.org/ada", ["S1", "S2"]),
        # No link, and two who have that handle: it may be either, so it is neither.
        (
            (ADA, Person(handle="ada", url="https://elsewhere.example/ada"), Person(handle="ada")),
            "https://example.org/ada",
            ["S1"],
        ),
        ((LI_NORTH, LI_SOUTH, Person(name="李伟")), "li@north.example", ["S1"]),
    ],
    ids=[
        "same",
        "no-link",
        "no-handle",
        "no-email",
        "another-handle",
        "by-link",
        "namesakes",
        "namesakes-without-link",
    ],
)
def test_mentions(persons: tuple[Person, ...], text: str, places: list[str]) -> None:
    found = who.mentions(registry(*persons), text)
    assert [sig.name for sig, _, _ in found.mentions] == places


def test_mentions_in_every_people_field() -> None:
    columns = (Column("Sponsors", "sponsors", Kind.PEOPLE), Column("Note", "note"))
    sig = Sig("S1", {"leads": (ALAN,), "sponsors": (ALAN, ADA), "note": "@ada"}, 0)
    kept = Sig("S2", {"leads": "@ada and others", "sponsors": (ADA,)}, 1)
    found = who.mentions(Registry((Table("README.md", columns),), (sig, kept)), "ada")
    assert found == who.Named(ADA, (Mention(sig, "sponsors", ADA), Mention(kept, "sponsors", ADA)))


@pytest.mark.parametrize(
    ("text", "person"),
    [
        # As the registry knows them.
        ("@ADA", ADA),
        ("turing", ALAN),
        ("Grace Hopper", GRACE),
        # With what is said besides.
        (
            "[@ada](https://example.org/ada)(ada@example.org)",
            Person(handle="ada", url=ADA.url, email="ada@example.org"),
        ),
        (
            "[@ada](https://example.org/ada) (chair)",
            Person(handle="ada", url=ADA.url, role="chair"),
        ),
        (
            "Grace Hopper (Army)",
            Person(name="Grace Hopper", email="grace@example.org", affiliation="Army"),
        ),
        # New: a handle gets a link on the host of the others, a link gives the handle.
        ("@new", Person(handle="new", url="https://example.org/new")),
        ("https://example.org/new", Person(handle="new", url="https://example.org/new")),
        ("https://example.org/a/b", Person(url="https://example.org/a/b")),
        ("Ada Byron", Person(name="Ada Byron")),
        (
            "Ada Byron (@byron)",
            Person(handle="byron", name="Ada Byron", url="https://example.org/byron"),
        ),
        ("new@example.org", Person(email="new@example.org")),
        # Not those of the registry, whatever their handles and names.
        (
            "[@ada](https://elsewhere.example/ada)",
            Person(handle="ada", url="https://elsewhere.example/ada"),
        ),
        (
            "Grace Hopper <other@example.org>",
            Person(name="Grace Hopper", email="other@example.org"),
        ),
    ],
)
def test_known(text: str, person: Person) -> None:
    assert who.known(EVERYBODY, text) == person


def test_known_where_nobody_has_links() -> None:
    assert who.known(registry(), "@new") == Person(handle="new")
    assert who.known(registry(GRACE), "@new") == Person(handle="new")
    assert who.known(registry(), "https://example.org/new") == Person(
        handle="new", url="https://example.org/new"
    )
    # Where people are named by name, a link gives nobody a handle.
    assert who.known(registry(LINKED), "https://example.org/new") == Person(
        url="https://example.org/new"
    )


def test_a_new_person_got_a_link_because_of_one_in_another_section() -> None:
    lin, hop = (Person(handle=n, url=f"https://example.org/{n}") for n in ("lin", "hop"))
    leads: dict[str, tuple[Person, ...]] = {
        "net": (Person(handle="a"), Person(handle="b")),
        "half": (Person(handle="c"), lin),
        "web": (lin, hop, Person(handle="d"), Person(name="Eve Adams"), Person(name="Bob Ross")),
    }
    several = Registry(
        tuple(
            Table("README.md", (Column("Sponsors", "sponsors", Kind.PEOPLE),), section=section)
            for section in leads
        ),
        tuple(Sig(name, {"section": name, "leads": each}, 0) for name, each in leads.items()),
    )
    found = {
        (section, key): who.known(several, "@new", section=section, key=key).url
        for section in leads
        for key in ("leads", "sponsors")
    }
    nothing = {(section, key): None for section in leads for key in ("leads", "sponsors")}
    assert found == {**nothing, ("web", "leads"): "https://example.org/new"}
    # Who is known stays as the registry knows them.
    assert who.known(several, "@lin", section="net") == lin


def test_known_of_several_is_refused() -> None:
    assert raised(UnknownName, who.known, EVERYBODY, "李伟") == (
        "'李伟' may be any of: li@north.example, li@south.example; name one by those"
    )


@pytest.mark.parametrize(
    ("person", "old", "new", "after"),
    [
        (ADA, "ada", "@grace", Person(handle="grace", url="https://example.org/grace")),
        (ADA, "ada", "grace", Person(handle="grace", url="https://example.org/grace")),
        (ADA, "ada", "@Ada", Person(handle="Ada", url="https://example.org/Ada")),
        (ADA, "ada", "Ada Byron", Person(handle="ada", name="Ada Byron", url=ADA.url)),
        (
            ADA,
            "ada",
            "https://example.org/grace",
            Person(handle="grace", url="https://example.org/grace"),
        ),
        (
            ADA,
            "ada",
            "https://elsewhere.example/a/b",
            Person(handle="ada", url="https://elsewhere.example/a/b"),
        ),
        (
            ADA,
            "ada",
            "[@grace](https://elsewhere.example/g)",
            Person(handle="grace", url="https://elsewhere.example/g"),
        ),
        (
            ADA,
            "ada",
            "Ada <ada@example.org>",
            Person(handle="ada", name="Ada", url=ADA.url, email="ada@example.org"),
        ),
        (ADA, "ada", "ada@example.org", Person(handle="ada", url=ADA.url, email="ada@example.org")),
        # The link was not made from the handle: it stays, or the handle does.
        (ALAN, "alan", "@mathison", Person(handle="mathison", url=ALAN.url)),
        (ALAN, "turing", "@mathison", Person(handle="mathison", url=ALAN.url)),
        (
            ALAN,
            "alan",
            "https://example.org/mathison",
            Person(handle="alan", url="https://example.org/mathison"),
        ),
        # Who has no handle: a word is the name, unless the account was named or an @ says so.
        (
            GRACE,
            "Grace Hopper",
            "Murray",
            Person(name="Murray", email=GRACE.email, affiliation="Navy"),
        ),
        (
            GRACE,
            "Grace Hopper",
            "@murray",
            Person(handle="murray", name="Grace Hopper", email=GRACE.email, affiliation="Navy"),
        ),
        (LINKED, "Barbara Liskov", "Barbara", Person(name="Barbara", url=LINKED.url)),
        (
            LINKED,
            "liskov",
            "huberman",
            Person(name="Barbara Liskov", url="https://example.org/huberman"),
        ),
        (
            LINKED,
            "liskov",
            "https://example.org/huberman",
            Person(name="Barbara Liskov", url="https://example.org/huberman"),
        ),
        # Named by the account, with an @ or without, it is the account that changes.
        (
            LINKED,
            "@liskov",
            "@huberman",
            Person(name="Barbara Liskov", url="https://example.org/huberman"),
        ),
        # In a column of bare accounts, what was read as a name is the handle.
        (Person(name="ada"), "@ada", "@lovelace", Person(name="lovelace")),
        (Person(name="Ada"), "Ada", "@lovelace", Person(handle="lovelace", name="Ada")),
        (Person(handle="ada"), "ada", "@grace", Person(handle="grace")),
        (
            Person(handle="ada"),
            "ada",
            "https://example.org/grace",
            Person(handle="ada", url="https://example.org/grace"),
        ),
        (
            Person(handle="ada", url="https://example.org/ada/"),
            "ada",
            "@grace",
            Person(handle="grace", url="https://example.org/grace"),
        ),
        (
            Person(email="ada@example.org"),
            "ada@example.org",
            "@ada",
            Person(handle="ada", email="ada@example.org"),
        ),
    ],
)
def test_news(person: Person, old: str, new: str, after: Person) -> None:
    assert renaming.renamed(person, person, renaming.news(person, old, new)) == after


def test_an_account_that_one_language_writes_is_the_same_in_each() -> None:
    person = replace(ADA, handle=Texts({"en": "ada"}))
    after = renaming.renamed(
        person, person, {"handle": "grace"}, "Ada Lovelace", languages=("en", "zh")
    )
    assert after == replace(ADA, handle=Texts({"en": "grace"}))


def test_a_name_that_goes_in_one_language_stays_in_the_others() -> None:
    person = Person(name="ada", url="https://example.org/a")
    facts = {"name": ""}
    assert renaming.renamed(person, person, facts, "@ada", "zh", ("en", "zh")) == replace(
        person, name=Texts({"en": "ada"})
    )


@pytest.mark.parametrize(
    ("mention", "after"),
    [
        (Person(handle="ada"), Person(handle="grace")),
        (
            Person(name="Ada Lovelace", url=ADA.url),
            Person(name="Ada Lovelace", url="https://example.org/grace"),
        ),
        (
            Person(handle="ada", url=ADA.url, email="ada@example.org"),
            Person(handle="grace", url="https://example.org/grace", email="ada@example.org"),
        ),
    ],
)
def test_a_mention_shows_no_more_than_before(mention: Person, after: Person) -> None:
    assert renaming.renamed(mention, ADA, renaming.news(ADA, "ada", "@grace")) == after


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("docs/README.md", None),
        ("/docs", None),
        ("#data", None),
        ("mailto:ada@example.org", None),
        ("HTTPS://example.org", None),
        ("JavaScript:x", "it is 'JavaScript:x'; a link begins with https:// or is relative"),
        (
            "data:text/html,x",
            "it is 'data:text/html,x'; a link begins with https:// or is relative",
        ),
        ("a\u202eb", "it holds '\\u202e'; a link is one line of text"),
    ],
)
def test_check_link(link: str, message: str | None) -> None:
    if message is None:
        who.check_link("it", link)
        return
    assert raised(BadValue, who.check_link, "it", link) == message


def test_a_new_account_of_somebody_called_by_name_takes_the_link_along() -> None:
    """The new handle stood beside the link of the old account."""
    ada = Person(name="Ada Lovelace", url="https://example.org/ada")
    assert renaming.news(ada, "Ada Lovelace", "@lovelace", ["example.org"]) == {
        "handle": "lovelace",
        "url": "https://example.org/lovelace",
    }
    assert renaming.news(ada, "Ada Lovelace", "@lovelace") == {"handle": "lovelace"}
