"""What went wrong with people in the tables of neighbouring tools, on the command line."""

import pytest
from conftest import NO_PROBLEMS, SAME, UP_TO_DATE, Adopt, Outcome, Run, contents

HEADER = "| Name | Responsibilities | Leads |\n|---|---|---|\n"
DEFINITIONS = """
[ada]: https://github.com/ada "Ada"
[@ada]: <https://github.com/ada>
[g]: https://github.com/grace
"""
BY_REFERENCE = (
    "| Build | Builds. | [@ada][ada] |\n"
    "| Docs | Docs. | [@ada][ADA], [@grace][g] |\n"
    "| Web | Webs. | [Grace Hopper][g]<br>[@ada] |\n"
)


def test_people_whose_links_are_references_are_persons(adopt: Adopt, sigtool: Run) -> None:
    document = HEADER + BY_REFERENCE + DEFINITIONS
    folder = adopt({"README.md": document})
    assert sigtool("leads") == Outcome(
        0,
        "@ada\thttps://github.com/ada\tBuild, Docs, Web\n"
        "@grace\thttps://github.com/grace\tDocs, Web\n",
    )
    assert sigtool("render") == UP_TO_DATE
    assert sigtool("sync") == SAME
    assert contents(folder)["README.md"].decode() == document
    assert sigtool("add-lead", "Build", "@bob").code == 0
    assert sigtool("remove-lead", "Docs", "@ada").code == 0
    assert sigtool("rename-lead", "@ada", "@eve") == Outcome(
        0,
        "Renamed @ada to @eve in Build, Web.\n",
        "also names @ada: README.md:7, README.md:8\n",
    )
    assert contents(folder)["README.md"].decode() == (
        f"{HEADER}"
        "| Build | Builds. | [@eve](https://github.com/eve), [@bob](https://github.com/bob) |\n"
        "| Docs | Docs. | [@grace][g] |\n"
        "| Web | Webs. | [Grace Hopper][g]<br>[@eve](https://github.com/eve) |\n"
        f"{DEFINITIONS}"
    )
    assert sigtool("validate") == NO_PROBLEMS


def test_a_reference_that_nothing_defines_stays_text_and_is_told(
    adopt: Adopt, sigtool: Run
) -> None:
    adopt({"README.md": f"{HEADER}| Build | Builds. | [@ada][ada] |\n"})
    assert sigtool("validate", "--select", "SIG201") == Outcome(
        0,
        "sigs.yaml:10:12: note SIG201 unstructured-people: Build: cannot tell who is named under "
        "'Leads': '[@ada][ada]'\n"
        "  README.md:3:21: in the table it is here, under 'Leads'\n"
        "  help: in the table, write each as [@ada](https://github.com/ada), with commas between "
        "them; in the registry, as `- handle: ada`\n",
        "Found 1 note.\n",
    )


@pytest.mark.parametrize(
    ("rows", "after", "stderr"),
    [
        pytest.param(
            "| Web | Webs. | **@ada**, @grace |\n",
            "| Web | Webs. | **@eve**, @grace |\n",
            "",
            id="decorated",
        ),
        pytest.param(
            "| Web | Ask **@ada**, @grace | @ada |\n",
            "| Web | Ask **@ada**, @grace | @eve |\n",
            "also names @ada: sigs.yaml:9, README.md:3\n",
            id="in a text",
        ),
        pytest.param(
            "| Web | Webs. | @ada |\n| Ops | Runs. | [@ada][ada], @grace |\n",
            "| Web | Webs. | @eve |\n| Ops | Runs. | [@ada][ada], @grace |\n",
            "also names @ada: sigs.yaml:14, README.md:4\n",
            id="by a reference that nothing defines",
        ),
        pytest.param(
            "| Web | Webs. | @ada |\n| Ops | Runs. | @ada is away; ask @grace |\n",
            "| Web | Webs. | @eve |\n| Ops | Runs. | @ada is away; ask @grace |\n",
            "also names @ada: sigs.yaml:14, README.md:4\n",
            id="in a sentence",
        ),
    ],
)
def test_what_still_names_somebody_who_was_renamed_is_listed(
    adopt: Adopt, sigtool: Run, rows: str, after: str, stderr: str
) -> None:
    folder = adopt({"README.md": HEADER + rows})
    assert sigtool("rename-lead", "ada", "eve") == Outcome(
        0, "Renamed @ada to @eve in Web.\n", stderr
    )
    assert contents(folder)["README.md"].decode() == HEADER + after
