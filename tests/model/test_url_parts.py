"""URLs as most are, whose parts are found at a glance, and all others."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigtool.model import host_of, url_parts

PIECES = (
    *(
        "http",
        "https",
        "://",
        ":",
        "/",
        "//",
        "www.",
        "github",
        ".",
        "com",
        "a",
        "A",
        "é",
        "-",
        "_",
    ),
    *(
        "~",
        "?",
        "#",
        "x=1",
        "@",
        ":80",
        "[",
        "]",
        "\n",
        "\t",
        " ",
        "%20",
        "\\",
        "\u2100",
        "．",
        "..",
    ),
)
URLS = st.tuples(
    st.sampled_from(["https://", "http://", "HTTPS://", ""]),
    st.lists(st.sampled_from(PIECES), max_size=7).map("".join),
).map("".join)


@given(URLS)
def test_the_parts_are_those_of_the_standard_library(url: str) -> None:
    try:
        wanted = urlsplit(url)
    except ValueError:
        wanted = None
    assert url_parts(url) == wanted
    if wanted is not None:
        found = url_parts(url)
        assert found is not None
        assert (found.hostname, found.geturl()) == (wanted.hostname, wanted.geturl())


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://github.com/ada", "github.com"),
        ("http://www.example.org:80/a?b#c", "www.example.org"),
        ("HTTPS://Example.ORG", "example.org"),
        ("ftp://example.org", ""),
        ("mailto:ada@example.org", ""),
        ("web/README.md", ""),
        ("https://[", ""),
        ("", ""),
    ],
)
def test_the_host_is_that_of_a_link_to_the_web(url: str, host: str) -> None:
    assert host_of(url) == host
