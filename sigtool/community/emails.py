"""The addresses that a registry keeps and its tables do not show (`publish_email: false`)."""

from sigtool.community.fact import Fact
from sigtool.facts.pairs import same_persons
from sigtool.model import People, Text, texts_of


def without_kept_emails(theirs: People, mine: People, whole: People) -> People:
    """Whom a row names, without the addresses that the registry keeps of them.

    `mine` is what the table is to show, `whole` the same people with what it is not to show.
    """
    bare = tuple(each.with_texts({"email": None}) for each in theirs)
    pairs, kept = same_persons(bare, mine), {each.origin: each.email for each in whole}
    return tuple(
        bare[at]
        if at in pairs and each.email in texts_of(kept.get(mine[pairs[at]].origin) or "")
        else each
        for at, each in enumerate(theirs)
    )


def kept_email(fact: Fact, whole: People) -> Text:
    """The address that the registry keeps of the person of a fact, where the table, which is not to
    show it, has another one; else ""."""
    if fact.registry or not fact.table or fact.person is None or fact.person.origin is None:
        return ""
    return next((each.email or "" for each in whole if each.origin == fact.person.origin), "")
