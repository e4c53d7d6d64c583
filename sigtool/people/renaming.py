"""What becomes of a person who is called otherwise: what is new, and what each mention says then.

Pure.
"""

from collections.abc import Collection, Mapping, Sequence

from sigtool.errors import BadValue, Remedy
from sigtool.model import (
    ACCOUNT_FIELDS,
    Person,
    Text,
    accounts,
    followed,
    handles,
    in_language,
    is_alike,
    languages_of,
    with_text,
)
from sigtool.people.who import account, bare, parse


def news(target: Person, old: str, new: str, hosts: Collection[str] = ()) -> dict[str, str]:
    """What `new` says a person is to be, by field, "" for one that goes; a handle and the link made
    from it follow each other. `old` is what it was called on the command line; `hosts` are those of
    accounts."""
    wanted = parse(new)
    facts = {key: in_language(text, None) for key, text in wanted.items()}
    at = account(target)
    by_account = not target.handle and at is not None and at.casefold() == bare(old)
    # Who has no handle gets another account with a new one; a link to any other page stays.
    has_account = any(host in hosts for host, _ in accounts(target))
    is_new = has_account and not target.handle and new.strip().startswith("@")
    follows = by_account or is_new or is_alike(at, target.handle)
    url = in_language(target.url or "", None)
    if url and at and follows and "handle" in facts and "url" not in facts:
        facts["url"] = str(followed(url, at, facts["handle"]))
    if follows and target.handle and "handle" not in facts and (found := account(wanted)):
        # A page elsewhere that is called otherwise is no account.
        known = {*hosts, *(host for host, _ in accounts(target))}
        if any(host in known for host, _ in accounts(wanted)):
            facts["handle"] = found
    is_handle = wanted == Person(handle=wanted.handle)
    is_word = is_handle and not new.strip().startswith("@")
    if target.name and not target.handle and (is_word or (is_handle and by_account)):
        # Who was called by their account gets another one, and who has no handle none by a bare
        # word, which is a name.
        word = facts.pop("handle")
        if not by_account:
            facts["name"] = word
    is_called = not target.handle and old.strip().startswith("@")
    is_bare = is_called and is_alike(target.name, bare(old))
    if is_bare and "handle" in facts and "name" not in facts:
        # In a column of bare accounts, what was read as a name is the handle. Beside a link it is
        # the new account, which no longer differs from what is shown.
        facts["name"] = "" if "url" in facts else facts.pop("handle")
    return facts


def renamed(
    person: Person,
    target: Person,
    facts: Mapping[str, str],
    old: str = "",
    language: str | None = None,
    languages: Sequence[str] = (),
) -> Person:
    """A mention of `target` with new facts: of those it shows, and of those nobody knew.

    A text that not all of `languages` share changes in the one that is named, or in which it was
    called `old`. One that served all of them goes on to serve the others. Raises `BadValue` where
    neither tells which.
    """
    texts: dict[str, Text | None] = {}
    at, handle = account(target), facts.get("handle")
    by_account = bare(old) in handles(target)
    for key, text in facts.items():
        before: Text = getattr(person, key) or ""
        if not (before or not getattr(target, key)):
            continue
        if key == "url" and target.url != text == followed(target.url, at, handle):
            # It follows the handle, and so does another link of theirs, or it stays.
            text = str(followed(before, at, handle)) if isinstance(before, str) else text
        # A handle that is spelt as a name is does not say in which language that name changes.
        is_called = key != "name" or not by_account
        code = language or (_language(before, old) if is_called else None)
        codes = languages_of(before)
        # An account is one in every language, even where one language alone writes it.
        choices = {*codes, *(() if key in ACCOUNT_FIELDS else languages)}
        if code is None and codes and len(choices) > 1:
            raise several_languages(f"{person}", key, before, languages)
        texts[key] = with_text(before, text, code, languages) or None
    return person.with_texts(texts)


def several_languages(entity: str, key: str, text: Text, languages: Sequence[str] = ()) -> BadValue:
    """What to raise where a text is to change that several languages have, or one of several alone,
    and none is named."""
    codes = languages_of(text)
    found = f"in each of {', '.join(codes)}; say which one is meant"
    if len(codes) == 1:
        found, codes = f"in {codes[0]} alone; say which language is meant", tuple(languages)
    message = f"{entity}: {key} has a text {found}"
    return BadValue(message, Remedy.NAME_LANGUAGE, choices=codes)


def _language(text: Text, word: str) -> str | None:
    """The one language in which a text is `word`."""
    codes = languages_of(text)
    found = [code for code in codes if in_language(text, code).casefold() == bare(word)]
    return found[0] if len(found) == 1 else None
