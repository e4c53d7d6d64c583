"""What is wrong with the text of a link to the web, and what was meant."""

import re
from functools import lru_cache
from types import MappingProxyType
from typing import Final
from urllib.parse import SplitResult, urldefrag

from sigtool.check.links import SOUND
from sigtool.model import url_parts
from sigtool.rules.addresses import is_address
from sigtool.text.lazily import lazily
from sigtool.text.records import dataclass
from sigtool.text.wording import nearest

SCHEMES: Final = ("http", "https", "mailto")
# Further ones that a text or a column of chats may well lead to, and no browser harms anybody by.
HARMLESS: Final = (
    *("tel", "sms", "sip", "sips", "irc", "ircs", "xmpp", "matrix", "slack", "tg"),
    *("webcal", "webcals"),
)
# What RFC 3986 allows nowhere in a link, as far as browsers mind.
_FORBIDDEN: Final = lazily(r"[\x00-\x20\x7f<>\\]")
_LABELS: Final = r"(?:[\w-]+\.)+"
# The host that an address begins with whose scheme was forgotten.
_HOST: Final = lazily(
    rf"(?:www\.{_LABELS}[a-z]{{2,}}|{_LABELS}(?:com|org|net|edu|gov|io|dev|cn|app|info|me|co|uk|de"
    r"|fr|jp|kr|in|eu|us|cloud|tech))(?=[/?#]|$)",
    re.IGNORECASE,
)
# The way to a page, and no e-mail address, though there is an @ in it.
_PAGE: Final = lazily(r"/|\.(?:md|markdown|html?)$", re.IGNORECASE)
# A host, and what may follow.
_PUBLIC: Final = lazily(rf"{_LABELS}[a-z]{{2,}}(?:[:/?#].*)?", re.IGNORECASE)
_SCHEME: Final = lazily(r"^(?:[a-z]+:/*)+", re.IGNORECASE)
# A scheme whose colon was forgotten, or is another sign: `https//`, `http;//`.
_NO_COLON: Final = lazily(r"(https?)[;,.]?/{1,2}(?=[^/])|://(?=[^/])", re.IGNORECASE)
# The signs of an address as a keyboard for Chinese writes them.
_FULL_WIDTH: Final = MappingProxyType(str.maketrans("：／＠．", ":/@."))
# A link up to the end of its host, and what follows up to the end of its path.
_HEAD_AND_PATH: Final = lazily(r"((?:[a-z]*[:：][/／]*)?[^/／?#]*[/／]?)([^?#]*)", re.IGNORECASE)
# What no name of a host has, but for a port, and for the brackets of a number.
_NO_HOST: Final = lazily(r"[^\w.:\[\]%-]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What a link is not, and what to do; `meant` is the link that it was to be, if it can have
    been no other. What is harmless may open the page all the same."""

    what: str
    hint: str | None = None
    meant: str = ""
    is_harmless: bool = False


def with_scheme(text: str) -> str:
    """An e-mail address or the address of a page as a link has to begin; "" for anything else."""
    text = _in_ascii(text)
    if scheme := _SCHEME.match(text):
        wrong = fault(text)
        is_harmless = scheme[0].rstrip(":/").lower() in HARMLESS
        return text if wrong is None or is_harmless else wrong.meant
    if is_address(text) and not _PAGE.search(text):
        return f"mailto:{text}"
    if (start := _NO_COLON.match(text)) and _PUBLIC.fullmatch(rest := text[start.end() :]):
        return f"{(start[1] or 'https').lower()}://{rest}"
    return f"https://{text}" if _HOST.match(text) and not _FORBIDDEN.search(text) else ""


def _in_ascii(link: str) -> str:
    """A link whose scheme and host have the signs of ASCII in place of full-width ones; its path
    keeps them, but for the slashes where the scheme or the host has such a slash."""
    return _HEAD_AND_PATH.sub(_head_in_ascii, link, count=1)


def _head_in_ascii(found: re.Match[str]) -> str:
    head, path = found.groups()
    return head.translate(_FULL_WIDTH) + (path.replace("／", "/") if "／" in head else path)


def has_stray_bracket(link: str) -> bool:
    """Whether a link to the web ends in a bracket that it does not open."""
    is_web = re.match("https?://", link, re.IGNORECASE)
    return bool(is_web) and link.endswith(")") and link.count(")") > link.count("(")


def web(link: str) -> str:
    """A well-formed `http` or `https` link, without its fragment; "" for any other."""
    wrong = fault(link) if re.match("https?:", link, re.IGNORECASE) else Fault("web")
    if wrong and not wrong.is_harmless:
        return ""
    return urldefrag(link).url


@lru_cache(maxsize=4096)  # several rules ask of each link
def fault(link: str) -> Fault | None:
    """What is wrong with an absolute link; None where nothing is."""
    if SOUND.fullmatch(link):
        return None
    plain = _in_ascii(link)
    if plain != link:
        return fault(plain) or Fault("well-formed", f"write {plain}", plain)
    parts = _parts(link)
    if parts is None:
        return Fault("well-formed")
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES:
        return _other(link, scheme)
    if scheme == "mailto":
        return _no_mailbox(link, parts)
    if found := _FORBIDDEN.search(link):
        return Fault("well-formed", f"it cannot hold {found.group()!r}")
    if not parts.hostname or ".." in parts.hostname or parts.hostname in SCHEMES:
        rest = _SCHEME.sub("", link)
        meant = f"{scheme}://{rest}"
        if not rest or meant == link:
            return Fault("well-formed")
        return Fault("well-formed", f"write {meant}", meant if _PUBLIC.fullmatch(rest) else "")
    return _no_host(link, parts) or _no_path(link, parts)


def _parts(link: str) -> SplitResult | None:
    """The parts of a link; None where it is none, be it for its port."""
    parts = url_parts(link)
    try:
        _ = parts and parts.port  # it is looked at only when asked for
    except ValueError:
        return None
    return parts


def _no_host(link: str, parts: SplitResult) -> Fault | None:
    """The fault of a link whose host no host is called; None where one may be."""
    host = parts.hostname or ""
    found = _NO_HOST.search(host)
    if found is None:
        return None
    dotted = _NO_HOST.sub(".", host)
    if _HOST.fullmatch(dotted):
        return Fault("well-formed", f"write {link.replace(host, dotted, 1)}")
    return Fault("well-formed", f"the name of a host cannot hold {found.group()!r}")


def _no_path(link: str, parts: SplitResult) -> Fault | None:
    """What is wrong with a slash too many behind the host, or a bracket that nothing opens."""
    path = parts.path
    if path.startswith("//"):
        host, _, rest = link.partition(path)
        return Fault("well-formed", f"write {host}/{path.lstrip('/')}{rest}", is_harmless=True)
    if has_stray_bracket(link):
        return Fault("well-formed", f"write {link[:-1]}")
    return None


def _other(link: str, scheme: str) -> Fault:
    """The fault of a link with another scheme: a misspelt one, or a host with its port."""
    meant = ""
    if re.match(r"[\w.-]+\.[a-z]{2,}:\d+(?:/|$)", link, re.IGNORECASE):
        meant = f"https://{link}"
    elif near := nearest(scheme, ("http", "https")) if "://" in link else None:
        meant = f"{near}{link[len(scheme) :]}"
    return Fault("http, https or mailto", f"write {meant}" if meant else None)


def _no_mailbox(link: str, parts: SplitResult) -> Fault | None:
    """The fault of a link that writes a mail; None where somebody gets it."""
    if re.search(r"[^@,]@[^@,]", parts.path) and not _FORBIDDEN.search(link):
        return None
    address = "".join(link.partition(":")[2].split()).strip("/")
    if is_address(address):
        return Fault("well-formed", f"write mailto:{address}", f"mailto:{address}")
    if found := _FORBIDDEN.search(link):
        return Fault("well-formed", f"it cannot hold {found.group()!r}")
    return Fault("well-formed", "write the address behind mailto:, or take the link out")
