"""SIG3xx: the SIGs themselves."""

import re
from collections.abc import Iterator
from typing import Final

from sigtool import markdown
from sigtool.diagnostic import Related, Severity
from sigtool.model import Sig
from sigtool.rules.rule import Finding, Rule
from sigtool.snapshot import Snapshot


def duplicate_name(snapshot: Snapshot) -> Iterator[Finding]:
    """Names differ by more than case, blanks, `-` and `_`.

    Two SIGs that people call the same are one, or one of them needs another name.

    Bad:

        sigs:
          - name: Front End
          - name: front-end

    Good:

        sigs:
          - name: Front End
    """
    first: dict[str, Sig] = {}
    for sig in snapshot.registry.sigs:
        name = markdown.plain(sig.name).casefold()
        # A name of nothing else is told apart by what it has.
        key = re.sub(r"[\s_-]+", "", name) or name
        if key in first:
            place, earlier = (snapshot.at_sig(each, "name") for each in (sig, first[key]))
            yield Finding(
                f"{sig.name}: there is a SIG called {first[key].name!r} already",
                # Of an alias, the name stands where the first one's does.
                place if place != earlier else snapshot.at_sig(sig),
                [Related("the first is here", earlier)],
                hint="merge the two, or rename one",
            )
        first.setdefault(key, sig)


RULES: Final = (Rule("SIG301", "duplicate-name", Severity.ERROR, duplicate_name),)
