"""SIG412 and SIG413, and SIG404 of texts: the accounts and the hosts that links open."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from sigtool.check.links import Link, links_of
from sigtool.check.rule import Finding, rule
from sigtool.check.snapshot import Snapshot
from sigtool.model import account, in_language
from sigtool.text.diagnostic import Severity
from sigtool.text.lazily import lazily
from sigtool.text.wording import quoted

# Where an account is the first part of the way, and nothing follows.
CODE_HOSTS: Final = ("github.com", "gitee.com", "gitlab.com", "gitcode.com", "atomgit.com")
_HANDLE: Final = lazily(r"`?@ ?([\w-]+)`?(?= ?\(|$)", re.ASCII)
_WORD: Final = lazily(r"[\w-]{4,}", re.ASCII)
# A misspelt account has so much of its label, of 1.
_NEAR: Final = 0.85
_FIRST: Final = "the first page of the host"
# So many links have to agree before another one is odd.
_MANY: Final = 20
_SEVERAL: Final = 3
# Hosts that are what they seem, though others are called much like them.
_REAL: Final = (*CODE_HOSTS, "gitea.com", "github.io", "gitee.io")
_LONG: Final = 5


def labels(snapshot: Snapshot) -> Iterator[Finding]:
    """The labels in texts that are another account than their links open."""
    for link in links_of(snapshot):
        opened = account(link.destination) if not link.is_profile and link.label else None
        if opened and _host(link.destination) in CODE_HOSTS and _differ(link.label, opened[1]):
            yield Finding(
                f"{link.sig.name}: {quoted(link.label)} links to the account {opened[1]!r}",
                link.at(snapshot),
                hint="correct the label or the link",
            )


def _differ(label: str, name: str) -> bool:
    """Whether a label is a handle, or nearly one, and not that of an account."""
    own, other = label.strip("`").casefold(), name.casefold()
    if handle := _HANDLE.match(label):
        return handle[1].casefold() != other
    is_part = own in other or other in own
    return (
        not is_part
        and _WORD.fullmatch(own) is not None
        and SequenceMatcher(None, own, other).ratio() >= _NEAR
    )


@rule("SIG412", "not-a-profile", Severity.WARNING)
def not_a_profile(snapshot: Snapshot) -> Iterator[Finding]:
    """The link of a handle opens a profile, not a repository and not a host's first page."""
    for link in links_of(snapshot):
        wrong = _no_profile(link.destination)
        who = _who(link) if wrong else ""
        is_handle = who.startswith("@")
        if who and (is_handle or wrong == _FIRST):
            host = _host(link.destination)
            hint = f"write https://{host}/{who[1:]}"
            yield Finding(
                f"{link.sig.name}: the link of {who} opens {wrong}, not a profile",
                link.at(snapshot),
                hint=hint if is_handle else f"name the account, as https://{host}/ada",
            )


def _who(link: Link) -> str:
    """Whose link it is: a person of a list, or a handle in a text; "" for any other."""
    if link.is_profile:
        person = link.passage.person
        handle = in_language(person.handle or "", link.passage.language)
        return f"@{handle}" if handle else str(person)
    found = _HANDLE.match(link.label)
    return f"@{found[1]}" if found else ""


def _no_profile(url: str) -> str:
    """What a link to a host of code opens instead of a profile; "" where it may open one."""
    if _host(url) not in CODE_HOSTS:
        return ""
    path = [part for part in urlsplit(url).path.split("/") if part]
    if not path:
        return _FIRST
    is_team = path[0] == "orgs" and "people" not in path
    return quoted("/".join(path)) if len(path) > 1 and not is_team else ""


@rule("SIG413", "odd-host", Severity.WARNING)
def odd_host(snapshot: Snapshot) -> Iterator[Finding]:
    """A host is spelled as elsewhere, and the profiles of nearly everybody are on one."""
    links = links_of(snapshot)
    counts = Counter(host for link in links if (host := _host(link.destination)))
    profiles = Counter(_host(link.destination) for link in links if link.is_profile)
    for link in links:
        host = _host(link.destination)
        meant = _meant(host, counts) if counts[host] == 1 else ""
        usual = meant or (_usual(host, profiles) if link.is_profile else "")
        if usual:
            times = (counts if meant else profiles)[usual]
            hint = f"did you mean {link.destination.replace(host, meant, 1)}?"
            hint = hint if meant else f"correct the link, unless the account is on {host}"
            yield Finding(
                f"{link.sig.name}: {quoted(link.destination)} is the one link to {host}",
                link.at(snapshot),
                hint=hint + (f" ({usual} is linked {times} times)" if times else ""),
            )


def _usual(host: str, profiles: Mapping[str, int]) -> str:
    """The host of code on which all profiles are but this one; "" where there is none."""
    if host not in CODE_HOSTS or profiles[host] > 1:
        return ""
    most = max(profiles, key=lambda each: profiles[each])
    is_usual = most in CODE_HOSTS and profiles[most] >= _MANY
    return most if is_usual and sum(profiles.values()) - profiles[most] == 1 else ""


def _meant(host: str, counts: Mapping[str, int]) -> str:
    """The host that another one is a misspelling of; "" for none."""
    if host in _REAL:
        return ""
    known = dict.fromkeys((*CODE_HOSTS, *(each for each in counts if counts[each] >= _SEVERAL)))
    return next((each for each in known if _is_misspelt(host, each)), "")


def _is_misspelt(host: str, known: str) -> bool:
    """Whether a host differs from a known one in a letter of its domain, or in two that changed
    places."""
    *above, domain, top = host.split(".") if "." in host else ("", "")
    *above_known, domain_known, top_known = known.split(".")
    if above != above_known or any(char.isdigit() for char in host + known):
        return False
    if domain == domain_known:
        return known in CODE_HOSTS and _is_slip(top, top_known)
    return top == top_known and len(domain_known) >= _LONG and _is_slip(domain, domain_known)


def _is_slip(text: str, meant: str) -> bool:
    """Whether one letter is missing, too many or another one, or two neighbours are swapped."""
    start = next((n for n, (a, b) in enumerate(zip(text, meant, strict=False)) if a != b), None)
    at = min(len(text), len(meant)) if start is None else start
    rest, wanted = text[at:], meant[at:]
    return text != meant and (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
    )


@lru_cache(maxsize=4096)
def _host(link: str) -> str:
    """The host of a link to the web; "" for any other."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and parts.hostname
    return str(parts.hostname).removeprefix("www.") if is_web else ""
