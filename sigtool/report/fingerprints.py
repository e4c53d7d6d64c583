"""What a program knows a diagnostic by when it meets it again. Pure."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from sigtool.text.diagnostic import Diagnostic


def fingerprints(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """A fingerprint each, in order, no two alike: of the rule, the file and the message.

    The line is not in it, since that moves with every edit above; several diagnostics that are
    alike in all the rest are numbered from 1.
    """
    seen: Counter[str] = Counter()
    found: list[str] = []
    for diagnostic in diagnostics:
        parts = (diagnostic.code, diagnostic.location.path, diagnostic.message)
        digest = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen[digest] += 1
        found.append(f"{digest}:{seen[digest]}")
    return found
