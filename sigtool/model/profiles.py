"""Links to profiles: the account that one opens."""

from urllib.parse import urlsplit


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
