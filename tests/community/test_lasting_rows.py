"""What is known of rows that an edit leaves alone is what reading them again would tell."""

import random

import pytest

from sigtool.community.community import Community
from sigtool.errors import SigtoolError
from sigtool.markdown import blocks
from sigtool.model import Person
from sigtool.registry import document as yamldoc
from sigtool.text.source import Source

HEAD = "tables:\n  - path: README.md\n    columns:\n      SIG: name\n      Leads: leads\nsigs:\n"
LINK = "[@{0}](https://github.com/{0})"
# Some are read in one way, some as their neighbours show, some as the registry has them.
CELLS = (
    LINK.format("ada"),
    f"{LINK.format('ada')}, {LINK.format('eve')}",
    "Ada Lovelace",
    "Ada Lovelace, Grace Hopper",
    "Ada Lovelace, ACME",
    f"{LINK.format('ada')}, ACME",
    "ada",
    "Ada (ada)",
    "Grace Hopper (ACME)",
    "",
    "TBD",
)
LEADS = (
    "",
    "    leads:\n      - handle: ada\n        url: https://github.com/ada\n",
    "    leads:\n      - name: Ada Lovelace\n        affiliation: ACME\n",
    "    leads:\n      - name: Ada Lovelace\n      - name: Grace Hopper\n",
    "    leads:\n      - handle: ada\n",
)
PEOPLE = (
    Person(handle="new", url="https://github.com/new"),
    Person(name="Grace Hopper"),
    Person(name="Ada Lovelace", affiliation="ACME"),
    Person(handle="ada"),
)


@pytest.mark.parametrize("seed", range(3))
def test_rows_that_stay_say_what_they_would_say_if_they_were_read(seed: int) -> None:
    pick = random.Random(seed)
    edits = 0
    for _ in range(50):
        count = pick.randrange(2, 6)
        items = "".join(f"  - name: SIG {n}\n{pick.choice(LEADS)}" for n in range(count))
        rows = "".join(f"| SIG {n} | {pick.choice(CELLS)} |\n" for n in range(count))
        document = blocks.read(Source("README.md", f"| SIG | Leads |\n|---|---|\n{rows}"))
        community = Community(
            yamldoc.read(Source("sigs.yaml", HEAD + items)), {"README.md": document}
        )
        sigs = list(community.registry.sigs)
        at = pick.randrange(count)
        sigs[at] = sigs[at].with_value("leads", (*sigs[at].people(), pick.choice(PEOPLE)))
        try:
            after = community.edited(community.registry.with_sigs(sigs)).after
        except SigtoolError:
            continue
        if after.documents["README.md"] is document:
            continue  # nothing of it is read again
        edits += 1
        fresh = Community(after.registry_document, after.documents)
        assert after.places[0].rows == fresh.places[0].rows
        assert after.assigned == fresh.assigned
        assert after.drifts == fresh.drifts
    assert edits > 10
