"""A colleague gives somebody another link: it is the same person, whom the label still names, also
where the label has become the account that the link opens, or is it no longer."""

from pathlib import Path

import pytest
from conftest import SAME, Outcome, Run
from repositories import LEADS_IN_TWO_LANGUAGES as TABLES
from repositories import commit_all, git, put

HEADER = "| Name | Leads |\n|---|---|\n"
OLD, NEW = "https://github.com/lucky", "https://github.com/Cookie"
THEIRS = "https://github.com/c1"


def row(label: str, link: str) -> str:
    return f"{HEADER}| Docs | [{label}]({link}) |\n"


def write(person: str, english: str, chinese: str) -> None:
    put("sigs.yaml", TABLES + person)
    put("README.md", english)
    put("zh.md", chinese)
    commit_all()


def texts(*names: str) -> list[str]:
    return [Path(name).read_text() for name in names]


def told(path: str, person: str, old: str, new: str) -> str:
    return (
        f"{path}:3: Docs: leads: url of {person}: the registry has {old!r}, the table has {new!r}; "
        "the table changed it, so it goes to the registry\n"
    )


def branch(sigtool: Run) -> None:
    """A repository with the merge driver, and a branch in which Cookie got the link `THEIRS`."""
    git("checkout", "-q", "-b", "main")
    write(NAMED, row("Cookie", OLD), row("王饼干", OLD))
    assert sigtool("merge-driver", "--install").code == 0
    commit_all()
    git("checkout", "-q", "-b", "theirs")
    assert sigtool("rename-lead", "Cookie", f"[Cookie]({THEIRS})").code == 0
    commit_all()
    git("checkout", "-q", "main")


NAMED = f"      # the boss\n      - name: {{en: Cookie, zh: 王饼干}}\n        url: {OLD}\n"
CALLED = (
    "      # the boss\n      - handle:\n          en: Cookie\n        name: {zh: 王饼干}\n"
    f"        url: {NEW}\n"
)


@pytest.mark.parametrize(
    ("english", "chinese", "lines"),
    [
        (NEW, OLD, [("README.md", "Cookie")]),
        (OLD, NEW, [("zh.md", "王饼干")]),
        (NEW, NEW, [("README.md", "Cookie"), ("zh.md", "王饼干")]),
    ],
)
def test_a_label_becomes_the_account_and_nobody_is_lost(
    repository: Path, sigtool: Run, english: str, chinese: str, lines: list[tuple[str, str]]
) -> None:
    write(NAMED, row("Cookie", OLD), row("王饼干", OLD))
    put("README.md", row("Cookie", english))
    put("zh.md", row("王饼干", chinese))
    changed = [name for name, link in (("README.md", english), ("zh.md", chinese)) if link == OLD]
    assert sigtool("sync") == Outcome(
        0,
        "".join(told(path, person, OLD, NEW) for path, person in lines),
        f"Wrote {', '.join(['sigs.yaml', *changed])}.\n",
    )
    label = "Cookie" if english == NEW else "@Cookie"
    assert texts("sigs.yaml", "README.md", "zh.md") == [
        TABLES + CALLED,
        row(label, NEW),
        row("王饼干", NEW),
    ]
    assert sigtool("sync") == SAME
    assert sigtool("render").stdout == "Every table is up to date.\n"


def test_a_label_is_no_longer_the_account_and_the_other_name_stays(
    repository: Path, sigtool: Run
) -> None:
    person = "      # the boss\n      - handle: {en: Cookie}\n        name: {zh: 王饼干}\n"
    person += f"        url: {NEW}\n"
    write(person, row("Cookie", NEW), row("王饼干", NEW))
    put("README.md", row("Cookie", OLD))
    found = sigtool("sync")
    assert (found.code, found.stderr) == (0, "Wrote sigs.yaml, zh.md.\n")
    assert texts("README.md", "zh.md") == [row("Cookie", OLD), row("王饼干", OLD)]
    assert texts("sigs.yaml") == [
        TABLES + f"      # the boss\n      - name: {{zh: 王饼干, en: Cookie}}\n        url: {OLD}\n"
    ]
    assert sigtool("sync") == SAME


def test_of_two_with_one_label_nobody_knows_who_has_the_new_link(
    repository: Path, sigtool: Run
) -> None:
    put(
        "sigs.yaml",
        "tables:\n  - {path: README.md, columns: {Name: name, Leads: leads}}\n"
        "sigs:\n  - name: Docs\n    leads:\n"
        "      - {name: Ann, url: https://a.example.org/one}\n"
        "      - {name: Ann, url: https://a.example.org/two}\n",
    )
    cell = "[Ann](https://a.example.org/one), [Ann](https://a.example.org/two)"
    put("README.md", f"{HEADER}| Docs | {cell} |\n")
    commit_all()
    put("README.md", f"{HEADER}| Docs | {cell.replace('/two', '/Ann')} |\n")
    found = sigtool("sync")
    assert found == Outcome(
        0,
        "README.md:3: Docs: leads: Ann: the registry has Ann, the table has nothing; the table "
        "removed it, so it goes from the registry\n"
        "README.md:3: Docs: leads: @Ann: the registry has nothing, the table has @Ann; the table "
        "changed it, so it goes to the registry\n",
        "Goes from sigs.yaml:7:\n- {name: Ann, url: https://a.example.org/two}\nWrote sigs.yaml.\n",
    )


def test_two_new_links_of_one_person_are_in_conflict(repository: Path, sigtool: Run) -> None:
    branch(sigtool)
    assert sigtool("rename-lead", "Cookie", "[Cookie](https://github.com/c2)").code == 0
    commit_all()
    git("merge", "theirs", codes=(1,))
    cell = "| Docs | [{0}](https://github.com/%s) |\n"
    cell = f"<<<<<<< ours\n{cell % 'c2'}=======\n{cell % 'c1'}>>>>>>> theirs\n"
    assert texts("sigs.yaml", "README.md", "zh.md") == [
        TABLES
        + NAMED.replace(
            f"        url: {OLD}\n",
            "<<<<<<< ours\n        url: https://github.com/c2\n=======\n"
            "        url: https://github.com/c1\n>>>>>>> theirs\n",
        ),
        HEADER + cell.format("Cookie"),
        HEADER + cell.format("王饼干"),
    ]


def test_a_new_link_and_a_new_role_of_one_person_are_merged(repository: Path, sigtool: Run) -> None:
    branch(sigtool)
    put("sigs.yaml", TABLES + NAMED + "        affiliation: ACME\n")
    assert sigtool("render").code == 0
    commit_all()
    git("merge", "--no-edit", "theirs")
    assert texts("sigs.yaml") == [
        TABLES + NAMED.replace(OLD, THEIRS) + "        affiliation: ACME\n"
    ]
    assert sigtool("sync") == SAME


def test_whom_one_side_added_is_nobody_whose_link_the_other_side_changed(
    repository: Path, sigtool: Run
) -> None:
    """They were there twice."""
    branch(sigtool)
    added = f"      - name: {{en: Cookie, zh: 王饼干}}\n        url: {THEIRS}\n"
    put("sigs.yaml", TABLES + NAMED + added)
    assert sigtool("render").code == 0
    commit_all()
    git("merge", "--no-edit", "theirs")
    assert texts("sigs.yaml") == [TABLES + added]
    assert sigtool("sync") == SAME


TWO = """\
      - name: {{en: Li Lei, zh: 李雷}}
        url: https://github.com/{0}
        email: li@example.org
      - name: {{en: Han Meimei, zh: 韩梅梅}}
        url: https://github.com/{1}
        affiliation: ACME
"""


def both(language: str, *links: str) -> str:
    li, han = ("李雷", "韩梅梅") if language == "zh" else ("Li Lei", "Han Meimei")
    cell = f"[{li}](https://github.com/{links[0]}) <li@example.org>"
    return f"{HEADER}| Docs | {cell}, [{han}](https://github.com/{links[1]}) (ACME) |\n"


@pytest.mark.parametrize(
    ("links", "chinese"),
    [
        (("hmm", "lilei"), ("lilei", "hmm")),
        (("hmm", "lilei"), ("hmm", "lilei")),
        (("n1", "lilei"), ("lilei", "hmm")),
        (("n1", "lilei"), ("n1", "lilei")),
        (("hmm", "n1"), ("lilei", "hmm")),
    ],
)
def test_links_that_are_swapped_or_passed_on_mix_nobody(
    repository: Path, sigtool: Run, links: tuple[str, str], chinese: tuple[str, str]
) -> None:
    """By their links each was the other one: names, addresses and employers were mixed."""
    write(TWO.format("lilei", "hmm"), both("en", "lilei", "hmm"), both("zh", "lilei", "hmm"))
    put("README.md", both("en", *links))
    put("zh.md", both("zh", *chinese))
    old = [f"https://github.com/{link}" for link in ("lilei", "hmm")]
    new = [f"https://github.com/{link}" for link in links]
    lines = [
        told("README.md", n, *x) for n, *x in zip(["Li Lei", "Han Meimei"], old, new, strict=True)
    ]
    if chinese == links:
        lines += [told("zh.md", n, *x) for n, *x in zip(["李雷", "韩梅梅"], old, new, strict=True)]
    wrote = "sigs.yaml" if chinese == links else "sigs.yaml, zh.md"
    assert sigtool("sync") == Outcome(0, "".join(lines), f"Wrote {wrote}.\n")
    assert texts("sigs.yaml", "README.md", "zh.md") == [
        TABLES + TWO.format(*links),
        both("en", *links),
        both("zh", *links),
    ]
    assert sigtool("sync") == SAME


def test_somebody_new_was_taken_over_who_may_be_one_of_whom_all_is_open(
    repository: Path, sigtool: Run
) -> None:
    """The next `sync` took the old one out, whom nobody had decided about."""
    write(TWO.format("lilei", "hmm"), both("en", "lilei", "hmm"), both("zh", "lilei", "hmm"))
    put("README.md", both("en", "lilei", "hm9").replace("Han Meimei", "May Han"))
    put("zh.md", both("zh", "lilei", "hm9"))
    before = texts("sigs.yaml", "README.md", "zh.md")
    advice = "two tables changed it, each to something else"
    remedy = "  help: write the same into each table; or keep the registry's: "
    remedy += "sigtool sync Docs --prefer registry\n"
    expected = Outcome(
        1,
        "README.md:3: Docs: leads: Han Meimei: the registry has Han Meimei, the table has nothing; "
        f"{advice} (it was Han Meimei)\n{remedy}"
        f"README.md:3: Docs: leads: May Han: the registry has nothing, the table has May Han; "
        f"{advice}\n{remedy}"
        "zh.md:3: Docs: leads: url of 韩梅梅: the registry has 'https://github.com/hmm', the table "
        f"has 'https://github.com/hm9'; {advice} (it was 'https://github.com/hmm')\n{remedy}",
        "3 facts are left as they are, on both sides.\n",
    )
    for _ in range(2):
        assert sigtool("sync") == expected
        assert texts("sigs.yaml", "README.md", "zh.md") == before


def test_the_one_lead_who_is_somebody_else_now_was_taken_for_the_old_one(
    repository: Path, sigtool: Run
) -> None:
    """The name in the other language and the comment stayed with the new lead."""
    write(NAMED, row("Cookie", OLD), row("王饼干", OLD))
    new = "https://github.com/hedy"
    put("README.md", row("Hedy Lamarr", new))
    assert sigtool("sync") == Outcome(
        0,
        "README.md:3: Docs: leads: Cookie: the registry has Cookie, the table has nothing; the "
        "table removed it, so it goes from the registry\n"
        "README.md:3: Docs: leads: Hedy Lamarr: the registry has nothing, the table has Hedy "
        "Lamarr; the table changed it, so it goes to the registry\n",
        "Goes from sigs.yaml:7:\n# the boss\n- name: {en: Cookie, zh: 王饼干}\n"
        f"  url: {OLD}\nWrote sigs.yaml, zh.md.\n",
    )
    assert texts("sigs.yaml", "README.md", "zh.md") == [
        TABLES + f"      - name: Hedy Lamarr\n        url: {new}\n",
        row("Hedy Lamarr", new),
        row("Hedy Lamarr", new),
    ]
    assert sigtool("sync") == SAME
