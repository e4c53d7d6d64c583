"""What the tests of `sigs.yaml` are fed: layouts that people write, generated ones, and edits.

A layout is a registry's text in which each SIG stands between ⟦ and ⟧, so that a test knows,
without asking the code that it tests, which lines hold a SIG and which do not.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from hypothesis import strategies as st

from sigtool.errors import RegistryProblem
from sigtool.model import Person, Registry, Sig, Status, Table, Text, Texts, Value
from sigtool.registry import document as yamldoc
from sigtool.registry import writing
from sigtool.registry.document import RegistryDocument
from sigtool.registry.short import short_text
from sigtool.text.source import LINE_BREAK, Source, Span
from sigtool.yaml.tree import MappingNode, SequenceNode, resolved

BLANK = " \t\r\n"
# In no value does a blank follow a `#`, but for `# no comment`.
COMMENT = re.compile(r"# (?!no comment)[^\r\n]*")
BLANK_LINES = re.compile(r"(?:(?:\r\n|\r|\n)[ \t]*)+\Z")
ADA = Person(handle="ada", url="https://e.org/ada")
NEW = Sig("New", {"responsibilities": "news: all", "readme": "new/README.md", "leads": (ADA,)})


@dataclass(frozen=True)
class Layout:
    """A registry's text: its SIGs, and what stands before, between and after them."""

    around: tuple[str, ...]
    sigs: tuple[str, ...]
    has_bom: bool = False

    @classmethod
    def marked(cls, text: str) -> "Layout":
        pieces = re.split("[⟦⟧]", text)
        return cls(tuple(pieces[::2]), tuple(pieces[1::2]))

    @property
    def text(self) -> str:
        return self.before(0) + (self.sigs[0] + self.after(0) if self.sigs else "")

    @property
    def document(self) -> RegistryDocument:
        content = (("\ufeff" if self.has_bom else "") + self.text).encode()
        return yamldoc.read(Source.decoded("sigs.yaml", content))

    def before(self, at: int) -> str:
        """All that stands above a SIG."""
        pairs = zip(self.around, self.sigs[:at], strict=False)
        return "".join(around + sig for around, sig in pairs) + self.around[at]

    def after(self, at: int) -> str:
        """All that stands below a SIG."""
        pairs = zip(self.around[at + 1 :], self.sigs[at + 1 :], strict=False)
        return "".join(around + sig for around, sig in pairs) + self.around[-1]

    def with_newline(self, newline: str) -> "Layout":
        """The layout with another line break."""
        return Layout(
            tuple(text.replace("\n", newline) for text in self.around),
            tuple(text.replace("\n", newline) for text in self.sigs),
            self.has_bom,
        )

    def without_final_newline(self) -> "Layout":
        return replace(self, around=(*self.around[:-1], self.around[-1].removesuffix("\n")))


def lines(text: str) -> list[str]:
    """The lines of a text that are not blank, without what ends them."""
    return [line for line in re.split(r"\r\n|\r|\n", text) if line.strip(BLANK)]


def comments(text: str) -> Counter[str]:
    """The comments of a text, each with the number of times that it is there."""
    return Counter(COMMENT.findall(text))


# --- edits -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """One edit of one SIG: what it is called, the field that it touches, what the SIG then is."""

    name: str
    field: str
    sig: Sig
    removes: bool = False


def changes(sig: Sig, languages: Sequence[str] = ()) -> Iterator[Change]:
    """An edit of each kind that there is."""
    is_plain = not isinstance(sig.name, Texts)
    yield Change("rename", "name", sig.with_value("name", "Else: new"), removes=not is_plain)
    for key in ("readme", "section", "status", "responsibilities"):
        text = "dormant" if key == "status" else "new: text"
        is_plain = not isinstance(sig.text(key), Texts)
        yield Change(f"set {key}", key, sig.with_value(key, text), removes=not is_plain)
        if key in sig.values:
            yield Change(f"unset {key}", key, sig.with_value(key, None), removes=True)
    for name, value, removes in people_changes(sig.values.get("leads", ())):
        yield Change(name, "leads", sig.with_value("leads", value), removes)
    for key in ("name", "readme", "responsibilities") if languages else ():
        old = sig.text(key)
        texts = dict(old.by_language) if isinstance(old, Texts) else {languages[0]: old}
        all_new = {language: f"new in: {language}" for language in languages}
        more = {**texts, languages[-1]: "new: last"}
        yield Change(f"say {key} anew", key, sig.with_value(key, Texts(all_new)))
        if old:
            fewer = Texts({languages[0]: "new: first"})
            yield Change(f"say {key} in one language more", key, sig.with_value(key, Texts(more)))
            yield Change(f"say {key} in one", key, sig.with_value(key, fewer), removes=True)


def people_changes(value: Value) -> Iterator[tuple[str, Value, bool]]:
    """An edit of each kind of a people field, with whether it takes anything away."""
    if not isinstance(value, tuple):
        yield "persons for text", (ADA,), isinstance(value, Texts)
        return
    for at in range(len(value) + 1):
        yield f"add lead {at + 1}", (*value[:at], ADA, *value[at:]), False
    for at, person in enumerate(value):
        number = at + 1
        others = value[:at], value[at + 1 :]
        renamed = replace(person, handle="re", name="Re: named")
        other = Person(email="a@b.org", origin=person.origin)
        yield f"remove lead {number}", (*others[0], *others[1]), True
        yield f"rename lead {number}", (*others[0], renamed, *others[1]), False
        yield f"change lead {number} wholly", (*others[0], other, *others[1]), True
        yield f"replace lead {number}", (*others[0], ADA, *others[1]), True
    if value:
        yield "text for persons", "somebody: else", True
    if len(value) > 1:
        yield "reverse leads", value[::-1], False
        yield "remove leads", (), True
        yield "replace leads", (ADA, Person(name="Bob")), True


def replaced(registry: Registry, at: int, sig: Sig) -> Registry:
    return registry.with_sigs([*registry.sigs[:at], sig, *registry.sigs[at + 1 :]])


def without(registry: Registry, at: int) -> Registry:
    return registry.with_sigs([*registry.sigs[:at], *registry.sigs[at + 1 :]])


def inserted(registry: Registry, at: int, sig: Sig) -> Registry:
    return registry.with_sigs([*registry.sigs[:at], sig, *registry.sigs[at:]])


# --- laws --------------------------------------------------------------------------------------


def refusals(layout: Layout) -> dict[str, str]:
    """Holds every edit there is against the laws; those that were refused, with the message."""
    found: dict[str, str] = {}
    for name, law in laws(layout):
        try:
            law()
        except RegistryProblem as refusal:
            found[name] = str(refusal)
        except (AssertionError, ValueError) as error:
            error.add_note(f"edit: {name}\n{layout.text}")
            raise
    return found


def laws(layout: Layout) -> Iterator[tuple[str, Callable[[], None]]]:
    """Each edit of each SIG, by name, and what holds of it."""
    document = layout.document
    sigs = yamldoc.require_sound(document).sigs
    assert len(sigs) == len(layout.sigs)
    for at, sig in enumerate(sigs):
        for change in changes(sig, document.registry.languages):
            yield f"{at + 1}: {change.name}", partial(check_change, layout, document, at, change)
        if len(sigs) > 1:
            yield f"{at + 1}: remove", partial(check_removal, layout, document, at)
        for to in range(len(sigs)):
            if to != at:
                yield f"{at + 1}: move to {to + 1}", partial(check_move, layout, document, at, to)
    for at in range(len(sigs) + 1):
        yield f"add as {at + 1}", partial(check_addition, layout, document, at)
    yield "remove all", partial(check_emptying, layout, document)


def result(document: RegistryDocument, wanted: Registry) -> Source:
    """The text that says `wanted`, as `rewrite` promises, in the line breaks that it had."""
    before = document.source
    after = writing.rewrite(document, wanted).after.source
    usual = set(LINE_BREAK.findall(before.text)) or {"\n"}
    assert set(LINE_BREAK.findall(after.text)) - usual == set()
    assert (after.path, after.has_bom) == (before.path, before.has_bom)
    return after


def check_change(layout: Layout, document: RegistryDocument, at: int, change: Change) -> None:
    """Nothing changes but the lines of one field; nothing is lost but what is taken away."""
    wanted = replaced(document.registry, at, change.sig)
    after = result(document, wanted)
    before, rest = layout.before(at), layout.after(at)
    middle = after.text[len(before) : len(after.text) - len(rest)]
    assert before + middle + rest == after.text
    for line in Counter(lines(layout.sigs[at])) - Counter(lines(middle)):
        is_comment = change.removes and line.lstrip().startswith("#")
        assert is_comment or line in field_lines(document, at, change.field), line
    if not change.removes:
        assert comments(layout.sigs[at]) - comments(middle) == Counter()
    if change.name.startswith("add lead"):
        check_undone(document, after, at, change.field, int(change.name[9:]) - 1)


def check_undone(document: RegistryDocument, after: Source, at: int, field: str, lead: int) -> None:
    """Taking a person away that was added gives the bytes back."""
    again = yamldoc.read(after)
    sig = again.registry.sigs[at]
    persons = sig.people(field)
    fewer = sig.with_value(field, (*persons[:lead], *persons[lead + 1 :]))
    back = writing.rewrite(again, replaced(again.registry, at, fewer)).after
    assert back.source.encoded() == document.source.encoded()


def check_removal(layout: Layout, document: RegistryDocument, at: int) -> None:
    """The lines of the SIG go, with one stretch of the blank lines around; all others stay."""
    after = result(document, without(document.registry, at))
    before = layout.before(at)
    remarks = re.search(r"(?:(?:\r\n|\r|\n) *#[^\r\n]*)*\Z", layout.sigs[at])
    rest = (remarks.group() if remarks else "") + layout.after(at)
    assert after.text in (
        BLANK_LINES.sub("", before) + rest,
        re.sub(r"(?:\r\n|\r|\n)\Z", "", before) + rest,
        before + re.sub(r"\A(?:[ \t]*(?:\r\n|\r|\n))+", "", rest),
        before.rstrip(BLANK).removesuffix(",") + rest,
        before + rest.lstrip(BLANK).removeprefix(",").lstrip(BLANK),
    )


def check_move(layout: Layout, document: RegistryDocument, at: int, to: int) -> None:
    """The same lines in another order, and every other SIG as it was."""
    registry = document.registry
    after = result(document, inserted(without(registry, at), to, registry.sigs[at]))
    assert Counter(re.sub(r"[\s,]", "", after.text)) == Counter(re.sub(r"[\s,]", "", layout.text))
    moved = [*layout.sigs[:at], *layout.sigs[at + 1 :]]
    moved.insert(to, layout.sigs[at])
    reached = 0
    for text in moved:
        reached = after.text.index(text.strip(BLANK), reached) + len(text.strip(BLANK))


def check_addition(layout: Layout, document: RegistryDocument, at: int) -> None:
    """A new SIG is put in between, and taking it away gives the bytes back."""
    after = result(document, inserted(document.registry, at, NEW))
    if layout.sigs:
        new = inserted_text(layout.text, after.text)
        assert after.text.replace(new, "", 1) == layout.text
    again = yamldoc.read(after)
    back = writing.rewrite(again, without(again.registry, at)).after
    assert back.source.encoded() == document.source.encoded()


def inserted_text(before: str, after: str) -> str:
    """What stands in `after` where it begins to differ."""
    pairs = enumerate(zip(before, after, strict=False))
    at = next((at for at, (old, new) in pairs if old != new), len(before))
    return after[at : at + len(after) - len(before)]


def check_emptying(layout: Layout, document: RegistryDocument) -> None:
    """Without any SIG, what stands around them is still there."""
    after = result(document, document.registry.with_sigs([]))
    lost = comments("".join(layout.around)) - comments(after.text)
    assert lost == Counter()


def field_lines(document: RegistryDocument, at: int, key: str) -> str:
    """The lines that hold a field: all of them for a SIG in braces.

    For a field that is not there, and for the first one, those around the dash.
    """
    sigs = document.root.entry("sigs") if isinstance(document.root, MappingNode) else None
    node = resolved(sigs.value) if sigs else None
    assert isinstance(node, SequenceNode)
    mapping = resolved(node.items[at])
    assert isinstance(mapping, MappingNode)
    entry = mapping.entry(key)
    start, end = (entry.start, entry.end) if entry else (mapping.begin, mapping.begin)
    if entry is mapping.entries[0] and len(mapping.entries) > 1:
        end = mapping.entries[1].start
    if mapping.is_flow:
        start, end = mapping.begin, mapping.end
    source = document.source
    return source[Span(source.line_starts[source.line_of(start)], source.line_end(end))]


# --- layouts -----------------------------------------------------------------------------------

# Whatever people may do to a file, with its SIGs between ⟦ and ⟧.
LAYOUTS: Final[Mapping[str, str]] = {
    "plain": """\
# top
sigs:
⟦  - name: A
    responsibilities: does a
    leads:
      - handle: x
        url: https://e.org/x
      - handle: y⟧
⟦  - name: B
    readme: b/README.md
    leads: []⟧
⟦  - name: C⟧
""",
    "zero indent": """\
sigs:
⟦- name: A
  responsibilities: does a
  leads:
  - handle: x
    url: https://e.org/x
  - handle: y⟧
⟦- name: B
  readme: b/README.md
  leads: []⟧
⟦- name: C⟧
""",
    "blank lines": """\
sigs:

⟦  - name: A
    responsibilities: does a

    leads:

      - handle: x
        url: https://e.org/x

      - handle: y⟧

⟦  - name: B
    readme: b/README.md
    leads: []⟧

⟦  - name: C⟧


# end
""",
    "comments": """\
# top
sigs: # all
  # free

⟦  # about A
  # more about A
  - name: A # a
    # resp
    responsibilities: does a  # r
    leads: # the leads
      # about x
      - handle: x # X
        # url of x
        url: https://e.org/x
      # about y
      - handle: y
      # after y
    # end of A⟧
  # free 2

⟦  - name: B
    readme: b/README.md
    leads: []  # none⟧
  # free 3

⟦  # about C
  - name: C⟧
  # tail
# end
""",
    "comments misaligned": """\
sigs:
⟦# col 0
  - name: A
# col0 in A
    responsibilities: does a
      # deep
    leads:
# col0 before leads
      - handle: x
          # deep
        url: https://e.org/x
   # odd
      - handle: y
    # at keys⟧
⟦  - name: B
    readme: b/README.md
    leads: []⟧
⟦ # 1
  - name: C
      # deep at end⟧
""",
    "wide dash": """\
sigs:
⟦  -   name: A
      responsibilities: does a
      leads:
        -   handle: x
            url: https://e.org/x
        -   handle: y⟧
⟦  -   name: B
      readme: b/README.md
      leads: []⟧
⟦  -   name: C⟧
""",
    "dash on its own line": """\
sigs:
⟦  -
    name: A
    responsibilities: does a
    leads:
      -
        handle: x
        url: https://e.org/x
      -
        handle: y⟧
⟦  -
    name: B
    readme: b/README.md
    leads: []⟧
⟦  -
    name: C⟧
""",
    "dash own line comment": """\
sigs:
⟦  - # one
    # about A
    name: A
    responsibilities: does a
    leads:
      - # x
        handle: x
        url: https://e.org/x
      -

        handle: y⟧
⟦  -  # two

    name: B
    readme: b/README.md
    leads: []⟧
⟦  - # three
    name: C⟧
""",
    "aligned": """\
sigs:
⟦  - name:             A
    responsibilities: does a
    leads:
      - handle: x
        url:    https://e.org/x
      - handle: y⟧
⟦  - name:             B
    readme:           b/README.md
    leads:            []⟧
⟦  - name:   C⟧
""",
    "space before colon": """\
sigs :
⟦  - name : A
    responsibilities : does a
    leads :
      - handle : x
        url : https://e.org/x
      - handle : y⟧
⟦  - name : B
    readme : b/README.md
    leads : []⟧
⟦  - name : C⟧
""",
    "single quotes": """\
sigs:
⟦  - name: 'A'
    responsibilities: 'does a'
    leads:
      - handle: 'x'
        url: 'https://e.org/x'
      - handle: 'y'⟧
⟦  - name: 'B'
    readme: 'b/README.md'
    leads: []⟧
⟦  - name: 'C'⟧
""",
    "double quotes all": """\
"sigs":
⟦  - "name": "A"
    "responsibilities": "does a"
    "leads":
      - "handle": "x"
        "url": "https://e.org/x"
      - "handle": "y"⟧
⟦  - "name": "B"
    "readme": "b/README.md"
    "leads": []⟧
⟦  - "name": "C"⟧
""",
    "languages": """\
tables:
- {path: a.md, language: zh}
- {path: b.md, language: en}
sigs:
⟦- name: # both
    zh: 甲 # 甲
    # in English
    en: A
  responsibilities: {en: does a, zh: 做甲}
  leads:
  - name:
      zh: 某
      en: X
    handle: x
  - handle: y⟧
⟦- readme: b/README.md
  leads: []
  name: B
  responsibilities: # to say more
    zh: |
      # no comment
      做乙⟧
⟦- {name: C, readme: {zh: 丙}}⟧
""",
    "flow leads": """\
sigs:
⟦  - name: A
    responsibilities: does a
    leads: [{handle: x, url: "https://e.org/x"}, {handle: y}]⟧
⟦  - name: B
    readme: b/README.md
    leads: [ ]⟧
⟦  - name: C
    leads: [ { handle: z } ]⟧
""",
    "flow leads trailing comma": """\
sigs:
⟦  - name: A
    responsibilities: does a
    leads: [
      {handle: x, url: "https://e.org/x"},
      {handle: y},
    ]⟧
⟦  - name: B
    readme: b/README.md
    leads: [{handle: x,},]⟧
⟦  - name: C
    leads: [
    ]⟧
""",
    "flow leads multiline": """\
sigs:
⟦  - name: A
    responsibilities: does a
    leads:
      [
        {handle: x, url: "https://e.org/x"},
        {handle: y}
      ]⟧
⟦  - name: B
    readme: b/README.md
    leads:
      []⟧
⟦  - name: C
    leads:
      [{handle: z}]⟧
""",
    "flow sigs in block list": """\
sigs:
⟦  - {name: A, readme: a/b, leads: [{handle: x, url: "//x"}, {handle: y}]}⟧
⟦  - {name: B, readme: b/README.md, leads: []}⟧
⟦  - {name: C}⟧
""",
    "flow persons in block list": """\
sigs:
⟦  - name: A
    responsibilities: does a
    leads:
      - {handle: x, url: "https://e.org/x"}
      - {handle: y}⟧
⟦  - name: B
    readme: b/README.md
    leads: []⟧
⟦  - name: C⟧
""",
    "flow all one line": """\
sigs: [⟦{name: A, leads: [{handle: x, url: u}, {handle: y}]}⟧, ⟦{name: B, leads: []}⟧, ⟦{name: C}⟧]
""",
    "json": """\
{
  "sigs": [
    ⟦{
      "name": "A",
      "responsibilities": "does a",
      "leads": [
        {"handle": "x", "url": "https://e.org/x"},
        {"handle": "y"}
      ]
    }⟧,
    ⟦{
      "name": "B",
      "readme": "b/README.md",
      "leads": []
    }⟧,
    ⟦{
      "name": "C"
    }⟧
  ]
}
""",
    "json tight": """\
{"sigs":[⟦{"name":"A","readme":"a","leads":[{"handle":"x","url":"//x"},{"handle":"y"}]}⟧,
⟦{"name":"B","leads":[]}⟧,⟦{"name":"C"}⟧]}""",
    "block scalars": """\
sigs:
⟦  - name: A
    responsibilities: |
      does a
      and b

    leads:
      - handle: x
        url: https://e.org/x
      - name: >
          why
          not⟧
⟦  - name: B
    readme: b/README.md
    responsibilities: >-
      # no comment
      folded

      here⟧

⟦  - name: C
    responsibilities: |
      last⟧
""",
    "block scalars 2": """\
sigs:
⟦  - name: |
      A
    responsibilities: |2-
       does a
    leads:
      - handle: x
        url: https://e.org/x
      - handle: |
          y⟧
⟦  - name: >
      B
    readme: b/README.md
    responsibilities: >+ # a comment on a header
      folded

⟧
⟦  - name: C
    responsibilities: |+
      kept⟧
""",
    "multiline plain": """\
sigs:
⟦  - name: A
    responsibilities: does a
      and b
      and c
    leads:
      - handle: x
        name: X
          Y
      - handle: y⟧
⟦  - name:
      B
    readme:
      b/README.md
    responsibilities: "one
      two \\
      three"⟧
⟦  - name: C
    responsibilities: 'one

      two'⟧
""",
    "blanks at the ends of lines": """\
sigs:  \x20
⟦  - name: A  \x20
    responsibilities: does a \x20
    leads:  \x20
      - handle: x \x20
        url: https://e.org/x \x20
      - handle: y   ⟧
 \x20
⟦  - name: B \x20
    readme: b/README.md\t
    leads: []  ⟧
    \x20
⟦  - name: C ⟧
  \x20
""",
    "tabs before comments": """\
sigs:\t# all
⟦  - name: A\t# a
    responsibilities: does a\t\t# r
    leads:\t# l
      - handle: x\t# x
        url: https://e.org/x
      - handle: y⟧
⟦  - name: B
    readme: b/README.md
    leads: []\t# none⟧
⟦  - name: C\t⟧
""",
    "document marks": """\
%YAML 1.2
---
sigs:
⟦  - name: A
    responsibilities: does a
    leads:
      - handle: x
        url: https://e.org/x
      - handle: y⟧
⟦  - name: B
    readme: b/README.md
    leads: []⟧
⟦  - name: C⟧
...
""",
    "unknown keys": """\
version: 1
sigs:
⟦  - id: 7
    name: A
    responsibilities: does a
    extra: {a: [1, 2], b: ~}
    leads:
      - uid: 5
        handle: x
        url: https://e.org/x
      - handle: y
        tags:
          - a
          - b⟧
⟦  - name: B
    readme: b/README.md
    leads: []
    ? complex
    : value⟧
⟦  - name: C
    list:
      - 1
      -
      - - 2
        - 3⟧
after: yes
""",
    "tags": """\
sigs: !!seq
⟦  - !!map
    name: !!str A
    responsibilities: !!str does a
    leads: !!seq
      - !!map
        handle: !!str x
        url: https://e.org/x
      - handle: y⟧
⟦  - name: B
    readme: !foo b/README.md
    leads: !!seq []⟧
⟦  - name: C⟧
""",
    "anchors unused": """\
sigs: &all
⟦  - &a
    name: &n A
    responsibilities: &r does a
    leads: &l
      - &x
        handle: x
        url: https://e.org/x
      - handle: y⟧
⟦  - name: B
    readme: b/README.md
    leads: &e []⟧
⟦  - name: C⟧
""",
    "anchor inline": """\
sigs:
⟦  - &a name: A
    responsibilities: does a
    leads:
      - &x {handle: x, url: "https://e.org/x"}
      - handle: y⟧
⟦  - name: B
    readme: b/README.md
    leads: []⟧
⟦  - name: C⟧
""",
    "aliases": """\
people:
  - &x
    handle: x
    url: https://e.org/x
sigs:
⟦  - name: A
    responsibilities: &r does a
    leads:
      - *x
      - handle: y⟧
⟦  - name: B
    readme: b/README.md
    responsibilities: *r
    leads: [*x]⟧
⟦  - name: C
    leads:
      - handle: z⟧
""",
    "merge": """\
base: &b
  responsibilities: does a
sigs:
⟦  - name: A
    <<: *b
    leads:
      - &p
        handle: x
        url: https://e.org/x
      - <<: *p
        handle: y⟧
⟦  - <<: *b
    name: B
    readme: b/README.md
    leads: []⟧
⟦  - name: C⟧
""",
    "sigs first": """\
sigs:
⟦  - name: A
    responsibilities: does a
    leads:
      - handle: x
        url: https://e.org/x
      - handle: y⟧
⟦  - name: B
    readme: b/README.md
    leads: []⟧
⟦  - name: C⟧

# the tables
tables:
  - path: README.md
""",
    "name last": """\
sigs:
⟦  - responsibilities: does a
    leads:
    - url: https://e.org/x
      handle: x
    - handle: y
    name: A⟧
⟦  - readme: b/README.md
    leads: []
    name: B⟧
⟦  - name: C⟧
""",
    "complex keys": """\
sigs:
⟦  - ? name
    : A
    ? responsibilities
    : does a
    ? leads
    : - handle: x
        url: https://e.org/x
      - handle: y⟧
⟦  - name: B
    readme: b/README.md
    leads: []⟧
⟦  - name: C⟧
""",
    "nested dash leads same line": """\
sigs:
⟦  - leads:
      - handle: x
        url: https://e.org/x
      - handle: y
    name: A
    responsibilities: does a⟧
⟦  - leads: []
    name: B
    readme: b/README.md⟧
⟦  - name: C⟧
""",
    "root indented": """\
  sigs:
⟦    - name: A
      responsibilities: does a
      leads:
        - handle: x
          url: https://e.org/x
        - handle: y⟧
⟦    - name: B
      readme: b/README.md
      leads: []⟧
⟦    - name: C⟧
""",
    "short persons": """\
sigs:
⟦- name: A
  leads: # who
  # first
  -  '@ada' # chair
  # second
  -  Grace Hopper⟧
⟦- name: B
  leads: ["@ada", &x 'Ada Lovelace <ada@example.org>', handle]
  responsibilities: does b⟧
# free

⟦- name: C
  leads:
    - https://example.org/ada

    - handle: ada
    -
      Ada
      Lovelace⟧
""",
    "short persons in braces": """\
sigs: [
⟦{name: A, leads: ["@ada", ada]}⟧,
⟦{name: B, leads: [ Ada Lovelace ]}⟧
]
""",
    "text leads": """\
sigs:
⟦  - name: A
    responsibilities: does a
    leads: "[@x](https://e.org/x) and others"⟧
⟦  - name: B
    readme: b/README.md
    leads: >
      many
      people⟧
⟦  - name: C⟧
""",
    "flow comments": """\
sigs:
⟦  - name: A
    responsibilities: does a
    leads: [ # all
      {handle: x, # X
       url: "https://e.org/x"}, # x
      {handle: y} # y
      # end
    ]⟧
⟦  - name: B
    readme: b/README.md
    leads: [ # none
    ]⟧
⟦  - name: C⟧
""",
    "quotes": """\
sigs:
⟦  - name: 'it''s A'
    responsibilities: "does \\u0061 \\x41 \\t \\/ \\\\ \\"a\\""
    leads:
      - handle: 'x'
        name: "X # no comment"
      - name: "yes"⟧
⟦  - 'name': "@B"
    "readme": 'b/README.md'
    leads: []⟧
⟦  - name: "* C"⟧
""",
    "values that look like more": """\
sigs:
⟦  - name: yes
    responsibilities: 2001-01-01
    leads:
      - handle: 0123
        url: http://e.org/?a=b#c
      - handle: 1:30⟧
⟦  - name: 1e3
    readme: ./b:c/README.md
    leads: []⟧
⟦  - name: .inf⟧
""",
    "unusual characters": """\
sigs:
⟦  - name: 前端\u00a0组
    responsibilities: "does\u2028a\u0085b"
    leads:
      - handle: 👩\u200d👩\u200d👧
        name: x\u2028y
      - name: "x\ufeffy"⟧
⟦  - name: café 😀
    readme: b/读我.md
    leads: []⟧
⟦  - name: C\u0085 \u2028# no comment⟧
""",
    "mixed indents": """\
sigs:
⟦  - name: A
    responsibilities: does a
    leads:
    - handle: x
      url: https://e.org/x
    - handle: y⟧
⟦  -  readme: b/README.md
     name: B
     leads: []⟧
⟦  -   name: C
      leads:
         - handle: z⟧
""",
    "tables and more around": """\
# the whole file
version: 1

tables:  # two
- path: README.md
  columns: {Name: name, Sponsors: {field: sponsors, kind: people}, Chat: chat}

sigs:
⟦- name: A
  responsibilities: does a
  sponsors:
  - name: S
  leads:
  - handle: x
    url: https://e.org/x
  - handle: y
  chat: "#a"⟧

⟦- name: B
  readme: b/README.md
  leads: []⟧

⟦- name: C⟧

# what follows
extra:
- name: not a SIG
""",
}


# --- generated ones ----------------------------------------------------------------------------

TEXTS: Final = (
    "yes", "No", "~", "null", "true", "0123", "1:30", "1e3", "0x1F", "1_000", "2001-01-01", ".5",
    "- a", "? b", ": c", "a: b", "a:", "a #b", "#c", "@ada", "`x`", "%d", "!e", "&f", "*g", "[h]",
    "{i}", "'j'", '"k"', "it's", 'say "x"', "a\\b", "a\\", "|", ">", "---", "...", "=", "<<", "-",
    "?", ":", ",", "x,", "[a](b), c", "--- a", "a - b", "a ? b", "http://x/?a=b#c", "中文：名",
    "👩\u200d💻", "e\u0301", "a\u00a0b", "\u00a0a\u3000", "a\u2028b", "a\u0085b", "\u2029",
    "\ufeffa", "a\tb", "a  b", "x" * 1500, "word " * 60 + "end",
)  # fmt: skip
PLAIN: Final = re.compile(
    r"(?!(?i:yes|no|y|n|on|off|true|false|null)\Z)[A-Za-z中文名][\w/.中文名-]*"
)

texts = st.one_of(
    st.sampled_from(("FrontEnd", "a/README.md", "ada", "Parallel training")),
    st.sampled_from(TEXTS),
    st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\t\u0085"),
        min_size=1,
        max_size=12,
    )
    .map(lambda text: text.strip(BLANK))
    .filter(lambda text: text and "# " not in text),
)
# Whom one text can name.
SHORT: Final = (
    Person(handle="ada"),
    Person(handle="0123"),
    Person(name="Ada Lovelace"),
    Person(email="ada@example.org"),
    Person(url="https://example.org/ada"),
    Person(name="Ada", email="ada@example.org"),
)
handles = texts.filter(lambda text: not text.startswith("@"))


def texts_in(languages: Sequence[str]) -> st.SearchStrategy[Text]:
    """A text, often one for each of some of the languages."""
    if not languages:
        return texts
    codes = st.sampled_from(languages)
    return st.one_of(texts, st.dictionaries(codes, texts, min_size=1).map(Texts))


@st.composite
def persons(draw: st.DrawFn, languages: Sequence[str] = ()) -> Person:
    """Somebody with at least one field that says who it is."""
    if draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from(SHORT))
    names = draw(st.sets(st.sampled_from(("handle", "url", "email", "name")), min_size=1))
    values: dict[str, Any] = {name: draw(handles) for name in sorted(names - {"name"})}
    if "name" in names:
        values["name"] = draw(texts_in(languages))
    if draw(st.booleans()):
        values["affiliation"] = draw(texts_in(languages))
    return Person(**values)


@st.composite
def sigs(draw: st.DrawFn, languages: Sequence[str] = ()) -> Sig:
    """A SIG with some of its fields."""
    values: dict[str, Value] = {}
    for key in ("readme", "section", "responsibilities"):
        if draw(st.booleans()):
            values[key] = draw(texts if key == "section" else texts_in(languages))
    if draw(st.integers(0, 3)) == 0:
        values["status"] = draw(st.sampled_from(list(Status)))
    if draw(st.integers(0, 3)):
        people = st.lists(persons(languages), max_size=3).map(tuple)
        leads = draw(st.one_of(people, texts_in(languages)))
        values |= {"leads": leads} if leads else {}
    return Sig(draw(texts_in(languages)), values)


@dataclass(frozen=True)
class Hand:
    """How somebody writes: what the layouts of one registry have in common, or nearly."""

    newline: str
    indent: str
    gap: str
    quotes: tuple[str, ...]
    blank_lines: int
    leads: str
    comments: int


hands = st.builds(
    Hand,
    newline=st.sampled_from(("\n", "\n", "\r\n", "\r")),
    indent=st.sampled_from(("", "  ", "    ")),
    gap=st.sampled_from((" ", " ", "   ", "")),
    quotes=st.sampled_from((("",), ("", "'", '"'), ("'",), ('"',), ("", "|"))),
    blank_lines=st.integers(0, 2),
    leads=st.sampled_from(("block", "block", "flush", "flow", "open flow", "all flow")),
    comments=st.sampled_from((0, 2, 5)),
)


class Writer:
    """Writes a registry by hand, so to speak; numbers its comments."""

    def __init__(self, draw: st.DrawFn, hand: Hand) -> None:
        self.draw = draw
        self.hand = hand
        self.written = 0

    def layout(self, registry: Registry) -> Layout:
        hand, draw = self.hand, self.draw
        before = "".join(self.own_comments("")) + draw(st.sampled_from(("", "---\n", "v: 1\n\n")))
        tables = [
            f"{{path: {table.path}, language: {table.language}}}" for table in registry.tables
        ]
        before += f"tables: [{', '.join(tables)}]\n" if tables else ""
        before += "sigs:" + (self.comment() if registry.sigs else " []") + "\n"
        around = [before + "".join(self.free_comments())]
        gap = "\n" * (1 + hand.blank_lines)
        around += [gap + "".join(self.free_comments()) for _ in registry.sigs[1:]]
        after = draw(st.sampled_from(("\n", "", "\n\n", "\n...\n", "\nv2: [1,\n 2]\n")))
        around += [after] if registry.sigs else []
        texts = tuple(self.sig(sig) for sig in registry.sigs)
        layout = Layout(tuple(around), texts, has_bom=draw(st.booleans()))
        return layout.with_newline(hand.newline)

    def comment(self) -> str:
        """Behind a value, or nothing."""
        if self.draw(st.integers(0, 9)) >= self.hand.comments:
            return self.draw(st.sampled_from(("", "", "", " ", "  ")))
        self.written += 1
        return f" # remark {self.written}."

    def own_comments(self, indent: str) -> Iterator[str]:
        """Lines right above an item or a key."""
        while self.draw(st.integers(0, 19)) < self.hand.comments:
            self.written += 1
            yield f"{indent}# remark {self.written}.\n"

    def free_comments(self) -> Iterator[str]:
        """Lines that belong to no item: a blank line parts them from it."""
        found = list(self.own_comments(self.hand.indent))
        yield from ["\n", *found, "\n"] if found else []

    def scalar(self, text: Text, indent: str = "", *, in_flow: bool = False) -> str:
        if isinstance(text, Texts):
            texts = text.by_language.items()
            each = (f"{code}: {self.scalar(t, in_flow=True)}" for code, t in texts)
            return "{" + ", ".join(each) + "}"
        quote = self.draw(st.sampled_from(self.hand.quotes))
        if quote == "|" and not in_flow:
            return f"|-\n{indent}  {text}"
        if quote in ("", "|") and PLAIN.fullmatch(text):
            return text
        if quote == "'" and "\ufeff" not in text:
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=False)

    def entry(self, key: str, text: Text, indent: str) -> str:
        if isinstance(text, Texts) and self.draw(st.booleans()):
            inner = indent + "  "
            texts = text.by_language.items()
            each = [inner + self.entry(code, t, inner) for code, t in texts]
            return f"{key}:{self.comment()}\n" + "".join(each)
        value = self.scalar(text, indent)
        return f"{key}: {value}{'' if value.startswith('|') else self.comment()}\n"

    def sig(self, sig: Sig) -> str:
        hand, draw = self.hand, self.draw
        keys = ["name", *sig.values, *draw(st.sampled_from(((), ("x-unknown",))))]
        if "leads" not in sig.values and draw(st.booleans()):
            keys.append("leads")
        keys = draw(st.permutations(keys))
        above = "".join(self.own_comments(hand.indent))
        if hand.leads == "all flow":
            entries = ", ".join(self.flow_field(sig, key) for key in keys)
            return f"{above}{hand.indent}- {{{entries}}}"
        column = hand.indent + " " + (" " * len(hand.gap) or " ")
        first, *others = [column + self.field(sig, key, column) for key in keys]
        body = first + "".join("".join(self.own_comments(column)) + each for each in others)
        # At another column they may be meant for what follows, and do not go with this one.
        remarks = "".join(self.own_comments(column))
        if re.match(r" *[a-z]+: \|", (others or [first])[-1]):
            remarks = ""  # it would be taken for text
        head = hand.indent + "-" + (hand.gap or "\n" + column)
        return above + head + (body + remarks).removeprefix(column).removesuffix("\n")

    def flow_field(self, sig: Sig, key: str) -> str:
        if key == "x-unknown":
            self.written += 1
            return f"x-unknown: 'remark {self.written}.'"
        value = sig.values.get(key, sig.name if key == "name" else ())
        if not isinstance(value, tuple):
            return f"{key}: {self.scalar(value, in_flow=True)}"
        return f"{key}: [{', '.join(self.braces(person) for person in value)}]"

    def field(self, sig: Sig, key: str, column: str) -> str:
        if key == "x-unknown":
            self.written += 1
            return self.draw(st.sampled_from((
                f"x-unknown: {{a: [1, 'remark {self.written}.']}}\n",
                f"x-unknown:\n{column}  - remark {self.written}.\n",
            )))  # fmt: skip
        if key == "leads" and isinstance(sig.values.get(key, ()), tuple):
            return self.people(sig.people(), column)
        return self.entry(key, sig.text(key), column)

    def people(self, people: Sequence[Person], column: str) -> str:
        if not people:
            return f"leads: {self.draw(st.sampled_from(('[]', '[ ]', '[  ]')))}{self.comment()}\n"
        if "flow" in self.hand.leads:
            pad, items = "", [self.braces(person) for person in people]
            if self.hand.leads == "open flow":
                pad = "\n" + column + "  "
            joined = (", " if not pad else "," + pad).join(items)
            return f"leads: [{pad}{joined}{pad}]{self.comment()}\n"
        dash = column + ("" if self.hand.leads == "flush" else "  ")
        return f"leads:{self.comment()}\n" + "".join(self.item(each, dash) for each in people)

    def short(self, person: Person, indent: str = "", *, in_flow: bool = False) -> str | None:
        """The person as one text, now and then, where one says all."""
        like = self.draw(st.sampled_from(("", "ada", "@ada", "Ada (ada@example.org)")))
        text = short_text(person, like)
        if text is None or self.draw(st.integers(0, 2)) == 0:
            return None
        return self.scalar(text, indent, in_flow=in_flow)

    def braces(self, person: Person) -> str:
        if (text := self.short(person, in_flow=True)) is not None:
            return text
        entries = [f"{key}: {self.scalar(text, in_flow=True)}" for key, text in person.items()]
        return self.draw(st.sampled_from(("{%s}", "{ %s }"))) % ", ".join(entries)

    def item(self, person: Person, dash: str) -> str:
        column = dash + "  "
        comments = "".join(self.own_comments(dash))
        if (text := self.short(person, dash)) is not None:
            remark = "" if text.startswith("|") else self.comment()
            return f"{comments}{dash}- {text}{remark}\n"
        entries = [self.entry(key, text, column) for key, text in person.items()]
        return f"{comments}{dash}- " + column.join(entries)


@st.composite
def layouts(draw: st.DrawFn) -> tuple[Layout, Registry]:
    """A registry, and a text that says it, as people may write it."""
    languages = draw(st.sampled_from(((), (), ("zh", "en"))))
    tables = tuple(Table(f"{code}.md", (), language=code) for code in languages)
    registry = Registry(tables, tuple(draw(st.lists(sigs(languages), max_size=3))))
    return Writer(draw, draw(hands)).layout(registry), registry
