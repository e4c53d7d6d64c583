"""A template is tried wherever it can read something, and nowhere else."""

import random

from sigtool.people import grammar
from sigtool.people.matching import matches

TEMPLATES = (
    *grammar.EVERY_CORE,
    *grammar.EMAILS,
    *grammar.AFFILIATIONS,
    *grammar.ROLES,
    *grammar.LEADING_ROLES,
)
TEXTS = {
    "handle": "ada",
    "word": "ada",
    "account": "ada",
    "login": "ada",
    "group": "example/docs",
    "label": "Ada Lovelace",
    "name": "王小明",
    "email": "ada@example.org",
    "url": "https://example.org/ada",
    "address": "https://example.org/ada",
    "bare": "https://example.org/ada",
    "affiliation": "ACME",
    "company": "ACME",
    "employer": "ACME",
    "role": "chair",
}
BLANKS = ("", "", " ", "\u00a0", "\u3000", "  ")


def test_what_a_template_reads_is_found_among_all() -> None:
    pick = random.Random(1)
    read: set[str] = set()
    for _ in range(400):
        parts = (pick.choice(TEMPLATES).format_map(TEXTS) for _ in range(pick.choice((1, 2, 3))))
        text = pick.choice(BLANKS).join(parts)
        for at in range(len(text)):
            found = {template: each.span() for template, each in matches(TEMPLATES, text, at)}
            every = {each: grammar.pattern(each).match(text, at) for each in TEMPLATES}
            assert found == {template: each.span() for template, each in every.items() if each}
            read |= found.keys()
    assert read == set(TEMPLATES)
