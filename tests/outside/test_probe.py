"""Asking URLs, of a server that answers in every way, and of none."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar, Final

import pytest
from test_architecture import users_of

from sigtool.outside import web
from sigtool.outside.web import Answer, Outcome
from sigtool.version import __version__

# Seconds that a URL gets here, and more than any answer at all may take.
TIMEOUT: Final = 1.5
PATIENCE: Final = 6.0


class Handler(BaseHTTPRequestHandler):
    """Answers by its path, and notes what it was asked."""

    asked: ClassVar[list[tuple[str, str]]] = []
    agents: ClassVar[set[str | None]] = set()
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        """Standard error is for pytest."""

    def _answer(self) -> None:
        self.asked.append((self.command, self.path))
        self.agents.add(self.headers["User-Agent"])
        _, name, *rest = self.path.partition("?")[0].split("/", 2)
        getattr(self, f"_{name}")(*rest)

    def _status(self, status: str) -> None:
        self.send_response(int(status), "any word of a server\x1b[31m")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _no_head(self, status: str) -> None:
        self._status(status if self.command == "HEAD" else "200")

    def _to(self, target: str) -> None:
        self._redirect(f"/{target}")

    def _file(self) -> None:
        self._redirect("file:///etc/passwd")

    def _ftp(self) -> None:
        self._redirect("ftp://127.0.0.1/a")

    def _data(self) -> None:
        self._redirect("data:text/plain,a")

    def _loop(self) -> None:
        self._redirect("/loop")

    def _chain(self, left: str) -> None:
        self._redirect(f"/chain/{int(left) - 1}" if int(left) > 1 else "/status/200")

    def _raw(self) -> None:
        self._redirect("/编译 器".encode().decode("iso-8859-1"))

    def _nowhere(self) -> None:
        self._status("302")

    def _redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _hang(self) -> None:
        time.sleep(TIMEOUT * 2)

    def _drip(self) -> None:
        self._write(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"a" * 10_000, pause=0.02)

    def _continue(self) -> None:
        self._write(b"HTTP/1.1 100 Continue\r\n\r\n" * 400, size=25, pause=0.01)

    def _flood(self) -> None:
        self._write(b"HTTP/1.1 404 Gone fishing\r\n\r\n" + b"a" * 50_000_000, size=65_536)

    def _closed(self) -> None:
        self.close_connection = True

    def _garbage(self) -> None:
        self._write(b"220 mail.example.org ESMTP\r\n\r\n")

    def _write(self, content: bytes, *, size: int = 1, pause: float = 0) -> None:
        self.close_connection = True
        if not pause and size == 1:
            size = len(content)
        try:
            for start in range(0, len(content), size):
                self.wfile.write(content[start : start + size])
                time.sleep(pause)
        except OSError:
            return  # who asked has gone


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server on this machine."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    Handler.asked.clear()
    Handler.agents.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        running.block_on_close = False
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def answer(url: str) -> Answer:
    return web.probe([url], timeout=TIMEOUT, on_answer=lambda _: None)[url]


def reachable(detail: str = "200 OK") -> Answer:
    return Answer(Outcome.REACHABLE, detail)


def broken(detail: str) -> Answer:
    return Answer(Outcome.BROKEN, detail)


def unchecked(detail: str) -> Answer:
    return Answer(Outcome.UNCHECKED, detail)


NO_WEB: Final = unchecked("it leads to what is no http or https")
ANSWERS: Final = {
    "/status/200": reachable(),
    "/status/204": reachable("204 No Content"),
    "/status/200?a=b c&d=编": reachable(),
    "/to/status/200": reachable(),
    "/chain/5": reachable(),
    "/nowhere": reachable("302 Found"),
    "/no_head/405": reachable(),
    "/no_head/501": reachable(),
    "/no_head/403": reachable(),
    "/no_head/404": reachable(),
    "/no_head/500": reachable(),
    "/status/404": broken("404 Not Found"),
    "/status/410": broken("410 Gone"),
    "/status/400": broken("400 Bad Request"),
    "/status/451": broken("451 Unavailable For Legal Reasons"),
    "/status/499": broken("499"),
    "/to/status/404": broken("404 Not Found"),
    "/flood": broken("404 Not Found"),
    "/status/401": unchecked("401 Unauthorized"),
    "/status/403": unchecked("403 Forbidden"),
    "/status/405": unchecked("405 Method Not Allowed"),
    "/status/407": unchecked("407 Proxy Authentication Required"),
    "/status/408": unchecked("408 Request Timeout"),
    "/status/425": unchecked("425 Too Early"),
    "/status/429": unchecked("429 Too Many Requests"),
    "/status/500": unchecked("500 Internal Server Error"),
    "/status/503": unchecked("503 Service Unavailable"),
    "/status/999": unchecked("999"),
    "/to/status/403": unchecked("403 Forbidden"),
    "/chain/6": unchecked("more than 5 redirects"),
    "/loop": unchecked("more than 5 redirects"),
    "/file": NO_WEB,
    "/ftp": NO_WEB,
    "/data": NO_WEB,
    "/hang": unchecked("timed out"),
    "/drip": unchecked("timed out"),
    "/continue": unchecked("timed out"),
    "/closed": unchecked("Remote end closed connection without response"),
    "/garbage": unchecked("220 mail.example.org ESMTP"),
}


@pytest.mark.parametrize(("path", "expected"), ANSWERS.items(), ids=ANSWERS)
def test_what_a_server_answers(server: str, path: str, expected: Answer) -> None:
    begun = time.monotonic()
    assert answer(server + path) == expected
    assert time.monotonic() - begun < PATIENCE


def test_a_server_is_asked_as_little_as_can_be(server: str) -> None:
    paths = ["/status/200", "/status/200#a", "/status/200#b", "/status/404", "/status/429", "/hang"]
    urls = [server + path for path in paths] * 2
    seen: list[str] = []
    answers = web.probe(urls, timeout=TIMEOUT, on_answer=seen.append)
    assert list(answers) == urls[:6]
    assert sorted(seen) == sorted(urls[:6])
    assert Counter(Handler.asked) == {
        ("HEAD", "/status/200"): 1,
        ("HEAD", "/status/404"): 1,
        ("GET", "/status/404"): 1,
        ("HEAD", "/status/429"): 1,
        ("HEAD", "/hang"): 1,
    }
    assert Handler.agents == {f"sigtool/{__version__}"}


def test_what_is_not_ascii_is_sent_encoded(server: str) -> None:
    answer(f"{server}/status/200/a%20b/编?c=器#d")
    answer(f"{server}/raw")
    assert ("HEAD", "/status/200/a%20b/%E7%BC%96?c=%E5%99%A8") in Handler.asked
    assert ("HEAD", "/%E7%BC%96%E8%AF%91%20%E5%99%A8") in Handler.asked


UNASKABLE: Final = {
    "nobody listens": ("http://127.0.0.1:1/", "[Errno 111] Connection refused"),
    "TLS with who speaks none": ("https://{host}/status/200", None),
    "no such host": ("http://sigtool.invalid/", None),
    "no host": ("http:///a", None),
    "a host that no encoding fits": (f"http://{'a' * 70}.example.org/", None),
    "an empty label": ("http://a..example.org/", None),
    "a blank": ("http://127.0.0.1:1/a b", "[Errno 111] Connection refused"),
    "another scheme": ("file:///etc/passwd", NO_WEB.detail),
    "no scheme": ("example.org", NO_WEB.detail),
    "nothing": ("", NO_WEB.detail),
    "half an address": ("http://[::1", None),
    "a part of half an address": ("http://[::1#a", None),
    "no port": ("http://127.0.0.1:port/", None),
}


@pytest.mark.parametrize(("url", "reason"), UNASKABLE.values(), ids=UNASKABLE)
def test_what_cannot_be_asked_is_not_checked(server: str, url: str, reason: str | None) -> None:
    found = answer(url.format(host=server.removeprefix("http://")))
    assert found.outcome is Outcome.UNCHECKED
    assert found.detail == (reason or found.detail) != ""


def test_a_password_is_not_sent(server: str) -> None:
    assert answer(server.replace("//", "//ada:secret@") + "/status/200") == reachable()


def test_a_proxy_that_is_not_there_is_no_answer(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert answer(f"{server}/status/404") == unchecked("[Errno 111] Connection refused")
    assert Handler.asked == []


def test_a_proxy_is_asked_for_the_page(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server)
    Handler.asked.clear()
    answer("http://example.org/status/200")
    assert Handler.asked == [("HEAD", "http://example.org/status/200")]


def test_the_first_address_that_takes_the_connection_is_used(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def addresses(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*kind, ("127.0.0.1", 1)), (*kind, ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", addresses)
    assert answer(f"{server}/status/200") == reachable()


def test_nothing_else_touches_the_network() -> None:
    network = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio"}
    users = set().union(*(users_of(library) for library in network))
    assert users == {"outside"}


def test_no_url_is_no_request() -> None:
    assert web.probe([], on_answer=lambda _: None) == {}


def test_what_nobody_knows_is_no_finding() -> None:
    answers = {"a": reachable(), "b": broken("404 Not Found"), "c": unchecked("timed out")}
    assert web.findings(answers) == {"a": None, "b": "404 Not Found"}
