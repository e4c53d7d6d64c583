"""`sync` over people, each side and each language edited apart: laws over random people."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hypothesis import example, given, settings
from hypothesis import strategies as st
from syncing import Files, bring_together, of_files, show

from sigtool.check import facts

some = settings(deadline=None, max_examples=int(os.environ.get("SIGTOOL_EXAMPLES", "40")))

LANGUAGES = ("en", "zh")
PARTS = ("name", "email", "role")
WORDS = {
    ("name", "en"): ("Ada", "Lovelace"),
    ("name", "zh"): ("艾达", "洛夫莱斯"),
    ("email", "en"): ("a@example.org", "b@example.org"),
    ("email", "zh"): ("a@example.org", "b@example.org"),
    ("role", "en"): ("chair", "owner"),
    ("role", "zh"): ("主席", "组长"),
}
# What the name of each ends with.
OWN = {
    "en": {"ada": " King", "bob": " Page", "cyd": " Stone", "xia": " Xia"},
    "zh": {"ada": "甲", "bob": "乙", "cyd": "丙", "xia": "夏"},
}


@dataclass(frozen=True)
class Lead:
    """Somebody: an account, and what each language's table shows of them besides, by part. No
    two are called the same."""

    handle: str
    said: Mapping[tuple[str, str], str]

    def text(self, part: str, code: str) -> str:
        text = self.said.get((part, code), "")
        return text + OWN[code][self.handle] if text and part == "name" else text

    def item(self) -> str:
        texts = {
            part: {code: text for code in LANGUAGES if (text := self.text(part, code))}
            for part in PARTS
        }
        parts = [f"handle: {self.handle}"]
        for part, by_language in texts.items():
            if len(by_language) == len(LANGUAGES) and len(set(by_language.values())) == 1:
                parts.append(f"{part}: {by_language['en']}")
            elif by_language:
                listed = ", ".join(f"{code}: {text}" for code, text in by_language.items())
                parts.append(f"{part}: {{{listed}}}")
        return f"      - {{{', '.join(parts)}}} # {self.handle}\n"

    def shown(self, code: str) -> str:
        said = {part: self.text(part, code) for part in PARTS}
        address = f" <{said['email']}>" if said["email"] else ""
        role = f" ({said['role']})" if said["role"] else ""
        name = f"{said['name']} (@{self.handle})" if said["name"] else f"@{self.handle}"
        return f"{name}{address}{role}"


Leads = tuple[Lead, ...]


def files(registry: Leads, tables: Mapping[str, Leads]) -> Files:
    head = "validate: {publish_email: true}\ntables:\n" + "".join(
        f"  - {{path: {code}.md, language: {code}, columns: {{Name: name, Leads: leads}}}}\n"
        for code in LANGUAGES
    )
    items = "    leads:\n" + "".join(lead.item() for lead in registry) if registry else ""
    documents = {
        f"{code}.md": "| Name | Leads |\n|---|---|\n| Docs | "
        + ", ".join(lead.shown(code) for lead in tables[code])
        + " |\n"
        for code in LANGUAGES
    }
    return Files(f"{head}sigs:\n  - name: Docs\n{items}", documents)


SIDES = ("registry", *LANGUAGES)


@dataclass(frozen=True)
class Edit:
    """What a side makes of a part of somebody in one language; "" takes it away.

    Without a part it is about somebody as a whole: `text` is a part of somebody new.
    """

    side: str
    handle: str
    part: str
    code: str
    text: str

    def apply(self, leads: Leads) -> Leads:
        if not self.part:
            said = {(self.text, self.code): WORDS[self.text, self.code][0]} if self.text else {}
            others = tuple(each for each in leads if each.handle != self.handle)
            return (*others, Lead(self.handle, said)) if self.text else others
        return tuple(self._changed(each) if each.handle == self.handle else each for each in leads)

    def _changed(self, lead: Lead) -> Lead:
        said = {key: text for key, text in lead.said.items() if key != (self.part, self.code)}
        return replace(
            lead, said={**said, (self.part, self.code): self.text} if self.text else said
        )

    def merged(self, base: Leads, leads: Leads) -> Leads:
        """With the edit as the registry takes it over: an address that is the same in every
        language, or in none, is that of every language."""
        was = next(each for each in base if each.handle == self.handle).said
        texts = {was.get((self.part, code), "") for code in LANGUAGES}
        if self.side == "registry" or self.part != "email" or not self.text or len(texts) > 1:
            return self.apply(leads)
        for code in LANGUAGES:
            leads = replace(self, code=code).apply(leads)
        return leads


def made(leads: Leads, edits: Sequence[Edit]) -> Leads:
    for edit in edits:
        leads = edit.apply(leads)
    return leads


@st.composite
def leads(draw: st.DrawFn) -> Leads:
    handles = draw(st.lists(st.sampled_from(["ada", "bob", "cyd"]), min_size=1, unique=True))
    result: list[Lead] = []
    for handle in handles:
        said = {
            key: text
            for key, words in WORDS.items()
            if (text := draw(st.sampled_from(("", *words))))
        }
        result.append(Lead(handle, said))
    return tuple(result)


@st.composite
def edits(draw: st.DrawFn, base: Leads, parts: Sequence[str]) -> Edit:
    side, lead = draw(st.sampled_from(SIDES)), draw(st.sampled_from(base))
    part = draw(st.sampled_from(parts))
    code = side if side in LANGUAGES else draw(st.sampled_from(LANGUAGES))
    if not part and draw(st.booleans()):
        return Edit(side, "xia", part, code, draw(st.sampled_from(PARTS)))
    if not part:
        return Edit(side, lead.handle, part, code, "")
    others = [text for text in ("", *WORDS[part, code]) if text != lead.said.get((part, code), "")]
    return Edit(side, lead.handle, part, code, draw(st.sampled_from(others)))


@dataclass(frozen=True)
class Apart:
    base: Leads
    edits: Sequence[Edit]

    def agreed(self) -> Files:
        return files(self.base, dict.fromkeys(LANGUAGES, self.base))

    def of(self, side: str) -> Leads:
        return made(self.base, [edit for edit in self.edits if edit.side == side])

    def now(self) -> Files:
        return files(self.of("registry"), {code: self.of(code) for code in LANGUAGES})


@st.composite
def apart(draw: st.DrawFn, *, meets: bool) -> Apart:
    """Edits of each side; unless they meet, a part of somebody is edited by one side alone."""
    base = draw(leads())
    found: dict[tuple[str, ...], Edit] = {}
    for edit in draw(st.lists(edits(base, ("", *PARTS) if meets else PARTS), max_size=6)):
        side = (edit.side,) if meets else ()
        found.setdefault((edit.handle, edit.part, *side), edit)
    return Apart(base, list(found.values()))


def words(text: str) -> list[str]:
    return sorted(re.findall(r"[\w@.]+", text))


@some
@given(apart(meets=False))
def test_each_part_that_one_side_edited_is_there_on_both(case: Apart) -> None:
    """In its language alone, but for an address; what no table shows stays."""
    show(case.agreed(), case.now())
    found = bring_together(case.now(), case.agreed())
    expected = case.base
    for edit in case.edits:
        expected = edit.merged(case.base, expected)
    assert not [each for each in found.facts if ": both" in each or ": unknown" in each]
    for code in LANGUAGES:
        cell = found.after.documents[f"{code}.md"].splitlines()[-1]
        assert words(cell) == words("Docs " + ", ".join(lead.shown(code) for lead in expected))
    for lead in expected:
        assert found.after.registry.count(f"# {lead.handle}\n") == 1


@some
@example(
    Apart(
        (Lead("ada", {}),),
        [
            Edit("zh", "ada", "", "zh", ""),
            Edit("registry", "ada", "", "en", ""),
            Edit("registry", "xia", "", "zh", "name"),
        ],
    )
)
@given(apart(meets=True))
def test_what_each_table_says_of_people_is_there_or_told(case: Apart) -> None:
    show(case.agreed(), case.now())
    now = case.now()
    after = bring_together(now, case.agreed()).after
    found = of_files(now, [case.agreed()])
    told = [facts.sentence(found.edited.before, fact) for fact in found.facts]
    # Of a handle that is another one, a fact tells both, as the registry writes them.
    told += [f"@{fact.table}" for fact in found.facts if fact.part == "handle"]
    # Who goes from the registry is printed with the whole item.
    told += [
        lead.item() for lead in case.of("registry") if f"# {lead.handle}" not in after.registry
    ]
    for path, text in now.documents.items():
        left = words("\n".join([after.documents[path], *told]))
        assert not [word for word in words(text) if word not in left]
    left = words("\n".join([after.registry, *told]))
    values = [lead.text(*key) for lead in case.of("registry") for key in lead.said]
    assert not [word for word in words(" ".join(values)) if word not in left]
