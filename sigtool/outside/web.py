"""Asks URLs whether they answer. The only module that touches the network.

A finding is what a server says for certain: that there is no such page. Whatever else goes wrong
(no network, no such host, a server that is slow, busy, or wants to know who asks) is no answer.
"""

import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from enum import Enum
from functools import cache, partial
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, responses
from io import BufferedReader, RawIOBase
from typing import Any, Final
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from sigtool.text.records import dataclass
from sigtool.version import __version__

MAX_REDIRECTS: Final = 5
_HEADERS: Final = {"User-Agent": f"sigtool/{__version__}", "Accept": "*/*"}
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_TOO_MANY: Final = 429
# What a server answers that does not say whether there is a page: who are you, not so, not now.
_NO_ANSWER: Final = (401, 403, 405, 407, 408, 425, _TOO_MANY)
# What RFC 3986 allows in a URL, and the percent sign of what is encoded already.
_ALLOWED: Final = "%!$&'()*+,;=:@/?-._~[]"


class Outcome(Enum):
    """What became of a question."""

    REACHABLE = "reachable"
    BROKEN = "broken"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking a URL: `detail` is what the server said, or why nobody knows."""

    outcome: Outcome
    detail: str = ""


def probe(
    urls: Sequence[str],
    *,
    timeout: float = 10,
    workers: int = 8,
    on_answer: Callable[[str], None],
) -> dict[str, Answer]:
    """The answer of each `http` or `https` URL, in the order given.

    `timeout` is all the seconds that a URL gets, its redirects included. What differs in its
    fragment alone is asked once. `on_answer` is called, in this thread, with each URL as its answer
    is there.
    """
    wanted: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        wanted.setdefault(url.partition("#")[0], []).append(url)
    found: dict[str, Answer] = {}
    executor = ThreadPoolExecutor(workers)
    try:
        asked = {executor.submit(_ask, page, timeout): page for page in wanted}
        for done in as_completed(asked):
            for url in wanted[asked[done]]:
                found[url] = done.result()
                on_answer(url)
    finally:
        executor.shutdown(cancel_futures=True)
    return {url: found[url] for url in dict.fromkeys(urls)}


def findings(answers: Mapping[str, Answer]) -> dict[str, str | None]:
    """What is wrong with each URL, None where nothing is; without those of which nobody knows."""
    return {
        url: answer.detail if answer.outcome is Outcome.BROKEN else None
        for url, answer in answers.items()
        if answer.outcome is not Outcome.UNCHECKED
    }


def _ask(url: str, timeout: float) -> Answer:
    """The answer of one URL, after at most `MAX_REDIRECTS` redirects."""
    opener = _opener(_Deadline(time.monotonic() + timeout))
    try:
        for _ in range(MAX_REDIRECTS + 1):
            status, location = _status(opener, url)
            if status not in _REDIRECTS or not location:
                return _judged(status)
            # A header is bytes, which `http.client` hands on as Latin-1.
            target = quote(location.encode("iso-8859-1"), safe=f"{_ALLOWED}#")
            url = urldefrag(urljoin(url, target)).url
    # A URL that cannot be sent is a ValueError, as is one whose host no encoding fits.
    except (OSError, HTTPException, ValueError) as error:
        return Answer(Outcome.UNCHECKED, _reason(error))
    return Answer(Outcome.UNCHECKED, f"more than {MAX_REDIRECTS} redirects")


def _status(opener: OpenerDirector, url: str) -> tuple[int, str | None]:
    """What a server answers, and where it sends us to. Not every server knows HEAD."""
    status, location = _sent(opener, "HEAD", url)
    if status < 400 or status == _TOO_MANY:
        return status, location
    return _sent(opener, "GET", url)


def _sent(opener: OpenerDirector, method: str, url: str) -> tuple[int, str | None]:
    """The status and the `Location` of a response, whose body is never read."""
    if urlsplit(url).scheme.lower() not in ("http", "https"):
        raise ValueError("it leads to what is no http or https")
    request = Request(_sendable(url), headers=_HEADERS, method=method)  # noqa: S310 - see above
    with opener.open(request) as response:
        return response.status, response.headers["Location"]


def _sendable(url: str) -> str:
    """A URL as it goes over the wire: ASCII alone. Raises `ValueError` where it has no such form.

    The names and passwords that a URL may hold are not sent.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port is not None else ""
    path, query = (quote(part, safe=_ALLOWED) for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, host + port, path, query, ""))


def _judged(status: int) -> Answer:
    if status < 400:
        return Answer(Outcome.REACHABLE, _named(status))
    is_certain = status < 500 and status not in _NO_ANSWER
    return Answer(Outcome.BROKEN if is_certain else Outcome.UNCHECKED, _named(status))


def _named(status: int) -> str:
    """A status and what it means; a server's own words are not to be trusted."""
    return f"{status} {responses.get(status, '')}".rstrip()


def _reason(error: Exception) -> str:
    """Why there is no answer, without the wrappings of `urllib`."""
    cause = getattr(error, "reason", None)
    if isinstance(error, TimeoutError) or isinstance(cause, TimeoutError):
        return "timed out"
    return " ".join(str(cause or error).split()) or type(error).__name__


@dataclass(frozen=True, slots=True)
class _Deadline:
    """The moment, by the monotonic clock, at which a URL's time is over."""

    moment: float

    def left(self) -> float:
        """The seconds that are left. Raises `TimeoutError` where there are none."""
        left = self.moment - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def connected(self, address: tuple[str, int], *_: object) -> socket.socket:
        """A connection to the first of a host's addresses that takes it."""
        failure = OSError("the host has no address")
        for family, kind, protocol, _name, place in socket.getaddrinfo(
            *address, type=socket.SOCK_STREAM
        ):
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(self.left())
                connection.connect(place)
            except OSError as error:
                connection.close()
                failure = error
            else:
                return connection
        raise failure


class _Timed(RawIOBase):
    """What a socket receives, until the deadline: each byte may come late, all of them may not."""

    def __init__(self, connection: socket.socket, deadline: _Deadline) -> None:
        self._connection = connection
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(self._deadline.left())
        return self._connection.recv_into(buffer)


class _Response(HTTPResponse):
    """A response that has to be there before the deadline."""

    def __init__(self, deadline: _Deadline, sock: socket.socket, **options: Any) -> None:
        super().__init__(sock, **options)
        self.fp.close()
        self.fp = BufferedReader(_Timed(sock, deadline))


def _bounded(
    kind: type[HTTPConnection], deadline: _Deadline, host: str, **options: Any
) -> HTTPConnection:
    """A connection that is made, and answers, before the deadline."""
    connection: Any = kind(host, **options)
    connection.response_class = partial(_Response, deadline)
    connection._create_connection = deadline.connected
    return connection  # type: ignore[no-any-return] # those two are attributes without a type


class _Http(HTTPHandler):
    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(partial(_bounded, HTTPConnection, self._deadline), req)


class _Https(HTTPSHandler):
    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def https_open(self, req: Request) -> HTTPResponse:
        connection = partial(_bounded, HTTPSConnection, self._deadline, context=_trust())
        return self.do_open(connection, req)


@cache
def _trust() -> ssl.SSLContext:
    """Which certificates are good. To load them takes its time."""
    return ssl.create_default_context()


def _opener(deadline: _Deadline) -> OpenerDirector:
    """What opens `http` and `https` alone, by way of a proxy if the environment names one.

    It follows no redirect, and takes no status for an error.
    """
    opener = OpenerDirector()
    for handler in (ProxyHandler(), _Http(deadline), _Https(deadline)):
        opener.add_handler(handler)
    return opener
