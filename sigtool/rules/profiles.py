"""SIG412 and SIG413: the profiles and the hosts that links open."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final

from sigtool.check.links import Link, links_of
from sigtool.check.rule import Finding, rule
from sigtool.check.snapshot import Snapshot
from sigtool.model import account, host_of, in_language, url_parts
from sigtool.rules import urls
from sigtool.tables.words import GROUPS, words_of
from sigtool.tables.words import MANY as CROWDS
from sigtool.text.diagnostic import Severity
from sigtool.text.lazily import lazily
from sigtool.text.wording import amount, quoted

# Where an account is the first part of the way, and nothing follows.
CODE_HOSTS: Final = ("github.com", "gitee.com", "gitlab.com", "gitcode.com", "atomgit.com")
# A label that is a handle, as far as it goes.
AT_HANDLE: Final = lazily(r"`?@ ?([\w-]+)`?(?= ?\(|$)", re.ASCII)
# How many parts the path of a repository has, and what begins that of something else.
_OF_REPOSITORY: Final = 2
_NO_OWNERS: Final = ("orgs", "sponsors", "users", "groups", "teams")
_FIRST: Final = "the first page of the host"
# So many links have to agree before another one is odd.
_MANY: Final = 20
_SEVERAL: Final = 3
# Hosts that are what they seem, though others are called much like them.
_REAL: Final = (*CODE_HOSTS, "gitea.com", "github.io", "gitee.io")
_LONG: Final = 5
# Hosts that no network of one's own has by the first word.
_BARE: Final = ("github.com", "gitee.com")


@rule("SIG412", "not-a-profile", Severity.WARNING)
def not_a_profile(snapshot: Snapshot) -> Iterator[Finding]:
    """The link of a handle opens a profile, not a repository and not a host's first page."""
    of_code = (link for link, host in snapshot.once(_with_hosts) if host in CODE_HOSTS)
    found = ((link, _no_profile(link.destination)) for link in of_code)
    for link, wrong in ((link, wrong) for link, wrong in found if wrong):
        usual, who = snapshot.once(_with_profiles), _who(link)
        is_handle = who.startswith("@")
        if who and (is_handle or wrong == _FIRST or _is_repository(link, usual)):
            base = f"https://{_host(link.destination)}"
            owner = "ada" if wrong == _FIRST else _path(link.destination)[0]
            meant = (
                f"write {base}/{who[1:]}" if is_handle else f"name the account, as {base}/{owner}"
            )
            yield Finding(
                f"{link.sig.name}: the link of {who} opens {wrong}, not a profile",
                link.at(snapshot),
                hint=meant,
            )


def _with_profiles(snapshot: Snapshot) -> AbstractSet[str]:
    """The people fields in which most links, and more than one, open accounts."""
    counts: dict[str, list[bool]] = {}
    for link in links_of(snapshot):
        if link.is_profile:
            is_account = bool(host_of_code(link.destination) and account(link.destination))
            counts.setdefault(link.passage.key, []).append(is_account)
    return {key for key, each in counts.items() if sum(each) > 1 and len(each) < 2 * sum(each)}


def _is_repository(link: Link, usual: AbstractSet[str]) -> bool:
    """Whether somebody who is called by a name has the link of a repository, where others have
    profiles, and it is not called by what is there."""
    path = _path(link.destination)
    if not link.is_profile or link.passage.key not in usual or len(path) != _OF_REPOSITORY:
        return False
    name = in_language(link.passage.person.name or "", link.passage.language).casefold()
    words = set(words_of(name))
    parts = set(words_of(path[1].casefold()))
    return bool(words) and path[0] not in _NO_OWNERS and not words & {*parts, *GROUPS, *CROWDS}


def _path(url: str) -> list[str]:
    parts = url_parts(url)
    return [part for part in parts.path.split("/") if part] if parts else []


def _who(link: Link) -> str:
    """Whose link it is: a person of a list, or a handle in a text; "" for any other."""
    if link.is_profile:
        person = link.passage.person
        handle = in_language(person.handle or "", link.passage.language)
        return f"@{handle}" if handle else str(person)
    found = AT_HANDLE.match(link.label)
    return f"@{found[1]}" if found else ""


def host_of_code(url: str) -> str:
    """The host of a link, if it is one of code; "" for any other."""
    host = _host(url)
    return host if host in CODE_HOSTS else ""


def _no_profile(url: str) -> str:
    """What a link to a host of code opens instead of a profile; "" where it may open one."""
    if account(url):
        return ""
    path = _path(url)
    if not path:
        return _FIRST
    is_team = path[0] == "orgs" and "people" not in path
    return quoted("/".join(path)) if len(path) > 1 and not is_team else ""


@rule("SIG413", "odd-host", Severity.WARNING)
def odd_host(snapshot: Snapshot) -> Iterator[Finding]:
    """A host is spelled as elsewhere, and the profiles of nearly everybody are on one."""
    links = snapshot.once(_with_hosts)
    counts = Counter(host for _, host in links if host)
    profiles = Counter(host for link, host in links if link.is_profile)
    near = {host: meant for host in counts if (meant := _meant(host, counts))}
    strange = {host: usual for host in profiles if (usual := _usual(host, profiles))}
    for link, host in links if near or strange else ():
        meant = near.get(host, "")
        usual = meant or (strange.get(host, "") if link.is_profile else "")
        if usual:
            times = (counts if meant else profiles)[usual]
            hint = f"did you mean {link.destination.replace(host, meant, 1)}?"
            hint = hint if meant else f"correct the link, unless the account is on {host}"
            fault = f"is the one link to {host}" if counts[host] == 1 else f"links to {host}"
            yield Finding(
                f"{link.sig.name}: {quoted(link.destination)} {fault}",
                link.at(snapshot),
                hint=hint + (f" ({usual} is linked {amount(times, 'time')})" if times else ""),
            )


def _with_hosts(snapshot: Snapshot) -> Sequence[tuple[Link, str]]:
    """Each link, and the host that it leads to; "" where that is none of the web."""
    return [(link, _host(link.destination)) for link in links_of(snapshot)]


def _usual(host: str, profiles: Mapping[str, int]) -> str:
    """The host of code on which all profiles are but this one; "" where there is none."""
    if host not in CODE_HOSTS or profiles[host] > 1:
        return ""
    most = max(profiles, key=lambda each: profiles[each])
    is_usual = most in CODE_HOSTS and profiles[most] >= _MANY
    return most if is_usual and sum(profiles.values()) - profiles[most] == 1 else ""


def _meant(host: str, counts: Mapping[str, int]) -> str:
    """The host that another one is a misspelling of; "" for none."""
    if host in _REAL or not host:
        return ""
    known = dict.fromkeys(CODE_HOSTS)
    if counts[host] == 1:
        known |= dict.fromkeys(each for each in counts if counts[each] >= _SEVERAL)
    if f"{host}.com" in _BARE:
        return f"{host}.com"
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
    """The host of a link to the web, without `www.`; "" for any other, and where it is none."""
    host = host_of(link).removeprefix("www.")
    return "" if urls.fault(f"https://{host}") else host
