"""SIG3xx: the SIGs themselves."""

import re
from collections.abc import Iterator

from sigtool import markdown
from sigtool.diagnostic import Related, Severity
from sigtool.model import Sig
from sigtool.rules.rule import Finding, Rule
from sigtool.snapshot import Snapshot


def duplicate_name(snapshot: Snapshot) -> Iterator[Finding]:
    """Names differ by more than case, blanks, `-` and `_`.

    Two SIGs that people call the same are one, or one of them needs another name.
    """
    first: dict[str, Sig] = {}
    for sig in snapshot.registry.sigs:
        key = re.sub(r"[\s_-]+", "", markdown.plain(sig.name).casefold())
        if key in first:
            earlier = Related("the first is here", snapshot.at_sig(first[key], "name"))
            yield Finding(
                f"{sig.name}: there is a SIG called {first[key].name!r} already",
                snapshot.at_sig(sig, "name"),
                [earlier],
                hint="merge the two, or rename one",
            )
        first.setdefault(key, sig)


RULES = (Rule("SIG301", "duplicate-name", Severity.ERROR, duplicate_name),)
