"""Communities as texts, and what `sync` makes of them: a registry and documents, before and now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from hypothesis import note

from sigtool.community.community import Community
from sigtool.community.fact import ORDER, PRESENCE, Fact, Verdict
from sigtool.community.older import Older
from sigtool.community.past import Past
from sigtool.community.sync import Synced, synced
from sigtool.markdown import blocks
from sigtool.model import PERSON_FIELDS, Value, as_text, texts_of
from sigtool.registry import document as yamldoc
from sigtool.text.source import Source

NAME = "sigs.yaml"
Choice = Callable[[Fact], Verdict]


@dataclass(frozen=True)
class Files:
    """The text of a registry, and those of its documents by their path."""

    registry: str
    documents: Mapping[str, str]

    def community(self) -> Community:
        return Community(
            yamldoc.read(Source(NAME, self.registry)),
            {path: blocks.read(Source(path, text)) for path, text in self.documents.items()},
        )


@dataclass(frozen=True)
class Outcome:
    """What `sync` made of files, and each fact that differed, as a line."""

    after: Files
    facts: Sequence[str]


def table(_: Fact) -> Verdict:
    return Verdict.TO_REGISTRY


def registry(_: Fact) -> Verdict:
    return Verdict.TO_TABLE


def put(text: str, old: str, new: str) -> str:
    """A text with something else in the one place that says `old`."""
    assert text.count(old) == 1
    return text.replace(old, new)


def show(*states: Files) -> None:
    """Shows them where a law fails."""
    for each in states:
        note("\n".join([each.registry, *each.documents.values()]))


def bring_together(
    now: Files, *commits: Files, choice: Choice | None = None, names: Sequence[str] = ()
) -> Outcome:
    """What `sync` makes of files, and what it says; `commits` are those before, the newest first.

    Asserts that the result is sound, and that a second `sync` of it changes nothing.
    """
    found = of_files(now, commits, choice, names)
    after = files_of(found)
    yamldoc.require_sound(after.community().registry_document)
    again = of_files(after, commits, choice, names)
    assert files_of(again) == after
    assert [line(fact) for fact in again.facts] == list(map(line, still_open(found.facts)))
    return Outcome(after, [line(fact) for fact in found.facts])


def still_open(facts: Sequence[Fact]) -> list[Fact]:
    """The facts that nobody settled, of SIGs and people as the registry calls them afterwards."""
    taken = [fact for fact in facts if fact.verdict is Verdict.TO_REGISTRY]
    sigs = {fact.sig.origin: as_text(fact.table or "") for fact in taken if fact.key == "name"}
    people = [fact for fact in taken if fact.part in PERSON_FIELDS]
    found: list[Fact] = []
    for fact in (each for each in facts if each.verdict.is_open):
        person = fact.person
        for each in people if person and fact.part else ():
            if person and each.person and (each.sig, each.key) == (fact.sig, fact.key):
                is_one = each.person.origin == person.origin
                text = as_text(each.table or "") or None
                person = person.with_texts({each.part: text}) if is_one else person
        name = sigs.get(fact.sig.origin, fact.sig.name) if fact.key else fact.sig.name
        found.append(replace(fact, sig=fact.sig.with_value("name", name), person=person))
    return found


def of_files(
    now: Files,
    commits: Sequence[Files],
    choice: Choice | None = None,
    names: Sequence[str] = (),
) -> Synced:
    past = Past(Older(each.community()) for each in commits)
    return synced(
        now.community(),
        past,
        choice or (lambda fact: fact.verdict),
        lambda fact: not names or fact.sig.one_name in names,
    )


def files_of(found: Synced) -> Files:
    (_, registry), *documents = found.edited.sources()
    before = found.edited.before.documents
    after = {path: source.source.text for path, source in before.items()}
    return Files(registry.text, after | {each.path: each.text for _, each in documents})


def line(fact: Fact) -> str:
    """A fact, as `Docs meets: weekly | daily | weekly: table`: registry, table, base, verdict."""
    what = {PRESENCE: "row", ORDER: "order"}.get(fact.key, fact.key)
    who = f" {fact.person}{'.' if fact.part else ''}{fact.part}" if fact.person else ""
    who = f" {fact.part}" if fact.part == ORDER else who
    base = "?" if fact.base is None else word(fact.base.value)
    reason = f", {fact.why.name.lower()}" if fact.why else ""
    reason += f" ({fact.detail})" if fact.detail else ""
    sides = f"{word(fact.registry)} | {word(fact.table)} | {base}"
    return f"{fact.at} {fact.sig.one_name} {what}{who}: {sides}: {fact.verdict}{reason}"


def word(value: Value | None) -> str:
    if value is None:
        return "-"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return " / ".join(texts_of(as_text(value))) or '""'
