"""Links to profiles: the account that one opens, and the host that most people are on. Pure."""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from sigtool.model import Person


def account(url: str) -> tuple[str, str] | None:
    """The host and the account of a profile link, or None if the link is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = [part for part in parts.path.split("/") if part]
    if parts.scheme not in ("http", "https") or not parts.hostname or len(path) != 1:
        return None
    return (parts.hostname, path[0]) if not (parts.query or parts.fragment) else None


def profile_host(persons: Iterable[Person]) -> str | None:
    """The base of most persons' profile links, as `https://gitee.com/`; None if they have none."""
    bases = Counter(
        person.url[: -len(found[1])] if person.url.endswith(found[1]) else f"https://{found[0]}/"
        for person in persons
        if person.url and (found := account(person.url))
    )
    return max(bases, key=lambda base: bases[base]) if bases else None
