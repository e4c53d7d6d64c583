"""`sync` and `render` where the registry keeps addresses and its tables show none
(`publish_email: false`): what only the table says is taken, or told."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from kept_emails import ADA, GRACE, files
from syncing import Choice, Outcome, bring_together

from sigtool.community.fact import Verdict


@dataclass(frozen=True)
class Case:
    """What the table says now, the facts, and both after; "" after is as before."""

    label: str
    leads: str
    facts: Sequence[str]
    items_after: str = ""
    leads_after: str = ""
    choice: Choice | None = None


HIDDEN = "0 Docs leads Ada.email: ada@example.org | byron@example.org | ?"
CASES = [
    Case("the address that the registry keeps", "Ada <ada@example.org>, Grace", []),
    Case("another address", "Ada <byron@example.org>, Grace", [f"{HIDDEN}: both, hidden"]),
    Case(
        "another address, and the table preferred",
        "Ada <byron@example.org>, Grace",
        [f"{HIDDEN}: table, chosen"],
        ADA.replace("ada@", "byron@") + GRACE,
        "Ada, Grace",
        lambda _: Verdict.TO_REGISTRY,
    ),
    Case(
        "another address, and the registry preferred",
        "Ada <byron@example.org>, Grace",
        [f"{HIDDEN}: registry, chosen"],
        leads_after="Ada, Grace",
        choice=lambda _: Verdict.TO_TABLE,
    ),
    Case(
        "the address of somebody of whom the registry has none",
        "Ada, Grace <grace@example.org>",
        ['0 Docs leads Grace.email: "" | grace@example.org | "": table'],
        ADA + GRACE.replace("Grace}", "Grace, email: grace@example.org}"),
        "Ada, Grace",
    ),
    Case(
        "a new lead with an address",
        "Ada, Grace, Joe <joe@example.org>",
        ["0 Docs leads Joe: - | Joe | -: table"],
        ADA + GRACE + "      - {name: Joe, email: joe@example.org}\n",
        "Ada, Grace, Joe",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_an_address_that_only_the_table_has_is_not_lost(case: Case) -> None:
    items = ADA + GRACE
    found = bring_together(files(items, case.leads), files(items, "Ada, Grace"), choice=case.choice)
    after = files(case.items_after or items, case.leads_after or case.leads)
    assert found == Outcome(after, case.facts)
