"""What went wrong with links in the tables of neighbouring tools, on the command line."""

import pytest
from conftest import Adopt, Outcome, Run, contents

from sigtool.text.wording import argument

HEADER = "| Name | Responsibilities | Leads |\n|---|---|---|\n"
DEFINITIONS = "\n[b]: build.md\n[docs]: docs.md\n[Web]: web.md\n[i]: x.svg\n\n[^1]: A note.\n"
ZED = "| Zed | Does more. | @grace |\n"

BY_REFERENCE = (
    "sigtool: {}: the name links the page by the reference [{}]; change its definition in "
    "README.md\n"
)
NO_PAGE = "sigtool: {}: the name holds a link that is not its page's; edit the row by hand\n"
NOTE = (
    "sigtool: {}: name cannot be shown in a table; no link to its page can hold the mark of a "
    "note; edit the row by hand\n"
)


def _row(name: str) -> str:
    return f"| {name} | Does it. | @ada |\n"


@pytest.mark.parametrize("name", ["![x][i] Build", "[![x][i] Build](build.md)"])
def test_the_reference_of_an_image_is_no_page(adopt: Adopt, sigtool: Run, name: str) -> None:
    before = HEADER + _row(name) + ZED + DEFINITIONS
    folder = adopt({"README.md": before})
    assert sigtool("edit-sig", "Build", "--readme", "x.md") == Outcome(
        0, "Changed Build: readme.\n"
    )
    after = before.replace(name, "[![x][i] Build](x.md)")
    assert (folder / "README.md").read_text("utf-8") == after


@pytest.mark.parametrize(
    ("name", "call", "message"),
    [
        pytest.param("[Build][b]", "Build", BY_REFERENCE.format("Build", "b"), id="a reference"),
        pytest.param(
            "[Docs][]", "Docs", BY_REFERENCE.format("Docs", "Docs"), id="a collapsed reference"
        ),
        pytest.param("[Web]", "Web", BY_REFERENCE.format("Web", "Web"), id="a short reference"),
        pytest.param(
            "![x][i] [Build][b]", "Build", BY_REFERENCE.format("Build", "b"), id="behind an image"
        ),
        pytest.param(
            "[🔧][docs] [Build][b]", "Build", BY_REFERENCE.format("Build", "b"), id="behind a sign"
        ),
        pytest.param(
            "`[x][i]` [Build][b]",
            "[x][i] Build",
            BY_REFERENCE.format("[x][i] Build", "b"),
            id="behind code",
        ),
        pytest.param(
            "<https://example.org>",
            "https://example.org",
            NO_PAGE.format("https://example.org"),
            id="a URL",
        ),
        pytest.param("Build[^1]", "Build", NOTE.format("Build[^1]"), id="a note"),
        pytest.param(
            "The [web] tools",
            "The [web] tools",
            "sigtool: The [web] tools: the name holds a link, so it cannot link to 'x%20y.md'; "
            "write --name 'The web tools' --readme x%20y.md\n",
            id="a link inside",
        ),
    ],
)
def test_a_name_that_is_a_link_gets_no_page_around_it(
    adopt: Adopt, sigtool: Run, name: str, call: str, message: str
) -> None:
    folder = adopt({"README.md": HEADER + _row(name) + ZED + DEFINITIONS})
    before = contents(folder)
    assert sigtool("edit-sig", call, "--readme", "x y.md") == Outcome(2, "", message)
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("name", "call", "after"),
    [
        pytest.param(
            '[Web](./b.md "T")', "Web", '[Web](x%20y.md "T")', id="its page, with a title"
        ),
        pytest.param(
            "Data & <d@example.org>",
            "Data &",
            "[Data &](x%20y.md) <d@example.org>",
            id="beside an address of mail",
        ),
    ],
)
def test_a_page_is_linked_where_the_name_can_hold_it(
    adopt: Adopt, sigtool: Run, name: str, call: str, after: str
) -> None:
    folder = adopt({"README.md": HEADER + _row(name) + ZED + DEFINITIONS})
    assert sigtool("edit-sig", call, "--readme", "x y.md") == Outcome(
        0, f"Changed {call}: readme.\n"
    )
    shown = contents(folder)["README.md"].decode()
    assert shown == HEADER + _row(after) + ZED + DEFINITIONS


def test_what_is_advised_replaces_the_link(adopt: Adopt, sigtool: Run) -> None:
    folder = adopt({"README.md": HEADER + _row("The [web] tools") + ZED + DEFINITIONS})
    edit = ("edit-sig", "The [web] tools", "--name", "The web tools", "--readme", "x.md")
    assert sigtool(*edit) == Outcome(0, "Changed The [web] tools: name, readme.\n")
    assert contents(folder)["README.md"].decode() == (
        HEADER + _row("[The web tools](x.md)") + ZED + DEFINITIONS
    )


def test_what_looks_like_a_reference_and_has_no_definition_is_a_text(
    adopt: Adopt, sigtool: Run
) -> None:
    folder = adopt({"README.md": HEADER + _row("The [old] tools") + DEFINITIONS})
    edit = ("edit-sig", "The [old] tools", "--readme", "x.md")
    assert sigtool(*edit) == Outcome(0, "Changed The [old] tools: readme.\n")
    assert contents(folder)["README.md"].decode() == (
        HEADER + _row("[The [old] tools](x.md)") + DEFINITIONS
    )


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("[Build][b]", "Build"),
        ("[Docs][]", "docs"),
        ("[Web]", "Web"),
        ("**[Build][b]**", "BUILD"),
        ("Build[^1]", "Build"),
    ],
)
def test_a_sig_is_found_by_what_its_link_shows_and_none_is_added_beside_it(
    adopt: Adopt, sigtool: Run, name: str, call: str
) -> None:
    folder = adopt({"README.md": HEADER + _row(name) + ZED + DEFINITIONS})
    before = contents(folder)
    assert sigtool("show", call) == Outcome(
        0, f"name: {name}\nstatus: active\nresponsibilities: Does it.\nleads:\n  - @ada\n"
    )
    assert sigtool("add-sig", call) == Outcome(
        2,
        "",
        f"sigtool: there is a SIG called {name!r} already; "
        f"see it with `sigtool show {argument(name.strip('*'))}`\n",
    )
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("name", "call"), [("Build", "Build"), ("[build](b.md)", "build"), ("**Build**", "**Build**")]
)
def test_two_sigs_that_readers_call_alike_are_told(
    adopt: Adopt, sigtool: Run, name: str, call: str
) -> None:
    rows = f"| [Build][b] | Builds it. | @ada |\n| {name} | Does it. | @grace |\n"
    adopt({"README.md": HEADER + rows + DEFINITIONS})
    assert sigtool("validate", "--select", "SIG301") == Outcome(
        1,
        f"sigs.yaml:12:11: error SIG301 duplicate-name: {call}: there is a SIG called "
        "'[Build][b]' already\n"
        "  sigs.yaml:8:11: the first is here\n"
        "  README.md:4:1: its row is here\n"
        "  help: merge the two, or rename one\n",
        "Found 1 error.\n",
    )


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("<a b.md>", "a%20b.md"),
        ("a b.md", "a%20b.md"),
        # Neighbours.
        ("a(b).md#c d", "a%28b%29.md#c%20d"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("a%20b.md", "a%20b.md"),
    ],
)
def test_a_page_is_stored_as_a_link_can_hold_it(
    adopt: Adopt, sigtool: Run, given: str, stored: str
) -> None:
    folder = adopt({"README.md": f"{HEADER}| Web | Does it. | @ada |\n"})
    assert sigtool("edit-sig", "Web", "--readme", given) == Outcome(0, "Changed Web: readme.\n")
    after = contents(folder)
    assert after["README.md"].decode() == f"{HEADER}| [Web]({stored}) | Does it. | @ada |\n"
    assert f"    readme: {stored}\n" in after["sigs.yaml"].decode().splitlines(keepends=True)


MAILS = "| Name | Leads | Email |\n| - | - | - |\n"


@pytest.mark.parametrize("path", ["README.md", "docs/README.md"])
@pytest.mark.parametrize("address", ["cy@example.org", "www.example.org/cy"])
def test_an_address_that_is_linked_by_itself_is_no_way_to_a_page(
    adopt: Adopt, sigtool: Run, path: str, address: str
) -> None:
    rows = "".join(f"| {name} | @{name} | [mail](mailto:{name}@example.org) |\n" for name in "ab")
    folder = adopt({path: MAILS + rows})
    document = f"{MAILS}{rows}| cy | @cy | {address} |\n"
    registry = contents(folder)["sigs.yaml"]
    (folder / path).write_text(document, "utf-8")
    assert sigtool("sync", "--prefer", "table").code == 0
    row = f"  - name: cy\n    leads:\n      - handle: cy\n    email: {address}\n"
    assert contents(folder) == {"sigs.yaml": registry + row.encode(), path: document.encode()}
    assert sigtool("validate") == Outcome(0, "", "No problems found.\n")
