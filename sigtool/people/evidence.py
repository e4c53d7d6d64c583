"""What the cells of a column show of how they are to be read. Pure.

Never from the cell alone: several have to show the same, and none may show the contrary. Where that
is not so, `Conventions` say nothing, and what may be read in two ways stays text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from types import MappingProxyType
from typing import Final

from sigtool.model import Person, account
from sigtool.people import grammar, words
from sigtool.people.cell import is_placeholder
from sigtool.people.conventions import Comma, Conventions
from sigtool.people.plain import plain_cell
from sigtool.people.reading import COMMA, read
from sigtool.people.references import spelled
from sigtool.people.shape import Item, Shape
from sigtool.text.lazily import lazily
from sigtool.text.records import replace

_EMPLOYERS = Conventions(Comma.EMPLOYER)
_PERSONS = Conventions(Comma.PERSONS)
_FORGES: Final = frozenset(words.FORGES)
_ACCOUNTS: Final = frozenset(
    {
        "account",
        "accounts",
        "username",
        "usernames",
        "handle",
        "handles",
        "login",
        "账号",
        "帐号",
        "用户名",
    }
)
_BEHIND_BRACKET: Final = lazily(r"[)）][ \t]?[,，]([^,，()（）@\[\]]+)$")
_BRACKET: Final = lazily(r"([^()（）]+?) ?[(（]([^()（）]+)[)）]")
_NAMED: Final = frozenset(map(grammar.squeezed, grammar.NAMED_CORES))
_IN_BRACKETS: Final = frozenset({*map(grammar.squeezed, grammar.ACCOUNT_CORES), "{name}"})
_BESIDE = Conventions(Comma.PERSONS, accounts_beside=True)
_BEHIND = Conventions(Comma.PERSONS, accounts_behind=True, names_behind=True)
_PAIRS = Conventions(Comma.PERSONS, pairs=True)


def conventions_of(
    cells: Iterable[str], header: str = "", definitions: Mapping[str, str] = MappingProxyType({})
) -> Conventions:
    """How the cells of a column are to be read, by them and by its header, in a document with these
    definitions of references."""
    texts = (spelled(cell, definitions).text for cell in cells) if definitions else cells
    found = _shown_by(tuple(dict.fromkeys(texts)), header)
    return replace(found, definitions=definitions) if definitions else found


@lru_cache(maxsize=16)  # a table is judged by its columns before its rows are read
def _shown_by(distinct: Sequence[str], header: str) -> Conventions:
    counts = _distinct(distinct)
    texts = list(counts)
    return Conventions(
        _comma(counts),
        _have_accounts_beside(texts),
        promises_accounts(header),
        _have_accounts_behind(texts),
        _have_names_behind(texts),
        _have_names_in_links(texts),
        _are_pairs(texts),
        _have_names_beside(texts),
        _no_names(texts),
        _no_employers(texts),
    )


def _distinct(texts: Iterable[str]) -> dict[str, int]:
    """The cells that name somebody, each with the number of those that it stands for: of those that
    show accounts in the same way, one shows what all do that have the same between them."""
    first: dict[tuple[Shape, str], str] = {}
    counts: dict[str, int] = {}
    for text in texts:
        plain = plain_cell(text)
        if plain and plain.items[0].person.handle:
            alike = plain.items[0].shape, plain.separators[0] if plain.separators else ""
            text = first.setdefault(alike, text)
            counts[text] = counts.get(text, 0) + 1
        elif not is_placeholder(text):
            counts[text] = 1
    return counts


def promises_accounts(header: str) -> bool:
    """Whether a header says that a bare word below it is an account: `GitHub ID`, `gitee_id`."""
    found = set(re.findall(r"[a-z]+|账号|帐号|用户名|名", re.sub(r"[_*`]", " ", header.lower())))
    is_forge = bool(found & _FORGES)
    return "name" not in found and (
        bool(found & _ACCOUNTS) or (is_forge and ("id" in found or found <= _FORGES))
    )


def _comma(texts: Mapping[str, int]) -> Comma:
    """What a comma means beside a mere name, by cells and how many of each there are."""
    commas = [text for text in texts if COMMA.search(text)]
    persons, employers = _parts_persons(texts, commas), _stands_before_employers(commas)
    if persons == employers:
        return Comma.UNKNOWN
    return Comma.PERSONS if persons else Comma.EMPLOYER


def _parts_persons(texts: Mapping[str, int], commas: Sequence[str]) -> bool:
    """Whether cells show that commas part persons: most of them stand between two that are surely
    persons, or all between mere names that are shown to be persons."""
    sure = loose = 0
    for text in commas:
        if (found := read(text, _PERSONS)) is None:
            continue
        plain = [item.shape.is_plain for item in found.items]
        around = zip(found.separators, pairwise(plain), strict=True)
        beside = [pair for mark, pair in around if COMMA.fullmatch(mark)]
        sure += texts[text] * ((False, False) in beside)
        loose += texts[text] * any(map(any, beside))
    if sure:
        return sure >= loose
    lists = [names for text in texts if (names := _mere_names(text))]
    is_whole = all(_mere_names(text) for text in commas)
    return is_whole and (_have_changed_places(lists) or _have_any_length(lists) or _are_cjk(lists))


def _mere_names(text: str) -> list[str]:
    """The names in a cell that has nothing else; none for any other cell."""
    found = read(text, _PERSONS)
    if found is None or not all(item.shape.is_plain for item in found.items):
        return []
    return [str(item.person.name) for item in found.items]


def _have_changed_places(lists: Sequence[Sequence[str]]) -> bool:
    """Whether who stands behind a comma begins another list, or two such stand alone elsewhere: an
    employer does not."""
    later = {name for names in lists for name in names[1:]}
    first = {names[0] for names in lists if len(names) > 1}
    alone = {names[0] for names in lists if len(names) == 1}
    return bool(later & first) or len(later & alone) > 1


def _have_any_length(lists: Sequence[Sequence[str]]) -> bool:
    """Whether one full name stands alone, two elsewhere, and more than two in several cells."""
    lengths = [len(names) for names in lists]
    is_varied = {1, 2} <= set(lengths) and sum(length > 2 for length in lengths) > 1
    return is_varied and all(words.is_full_name(name) for names in lists for name in names)


def _are_cjk(lists: Sequence[Sequence[str]]) -> bool:
    """Whether several lists have only names with a Chinese surname."""
    several = [names for names in lists if len(names) > 1]
    return len(several) > 1 and all(words.has_surname(name) for names in several for name in names)


def _stands_before_employers(commas: Sequence[str]) -> bool:
    """Whether cells show that what follows a comma is the employer of who stands before it."""
    items: list[list[Item]] = []
    for text in commas:
        found = read(text, _EMPLOYERS)
        if found is None and read(text, _PERSONS) is None:
            continue
        if found is None or any(map(COMMA.fullmatch, found.separators)):
            return False
        if employed := [item for item in found.items if item.shape.has_employer]:
            if len(employed) == len(found.items) > 1:
                return True  # line breaks part the persons
            items.append(employed)
    return _are_organisations(items) or _are_of_links(list(chain.from_iterable(items)))


def _are_organisations(items: Sequence[Sequence[Item]]) -> bool:
    """Whether in several cells, and no fewer than half of them, it is an organisation."""
    cells = [any(words.is_organisation(_employer(each)) for each in cell) for cell in items]
    return sum(cells) > 1 and 2 * sum(cells) >= len(cells)


def _are_of_links(items: Sequence[Item]) -> bool:
    """Whether it stands behind links alone, of three persons or more, and what stands there is an
    organisation once, or the same behind three."""
    behind: dict[str, set[str]] = {}
    for item in items:
        behind.setdefault(_employer(item), set()).add(str(item.person))
    heads = set(chain.from_iterable(behind.values()))
    is_plain = any(not item.shape.is_linked for item in items)
    if is_plain or len(heads) < 3 or any(map(words.has_surname, behind)):
        return False
    return any(words.is_organisation(each) or len(behind[each]) > 2 for each in behind)


def _employer(item: Item) -> str:
    return str(item.person.affiliation)


def _items(texts: Sequence[str]) -> list[Item]:
    """The persons of cells, however commas are to be read in them."""
    every = (read(text, _PERSONS) or read(text, _EMPLOYERS) for text in texts)
    return [item for cell in every if cell for item in cell.items]


def _no_names(texts: Sequence[str]) -> frozenset[str]:
    """What stands alone and is an organisation, or a Chinese word where no Chinese surname is."""
    items = _items(texts)
    names = {str(item.person.name) for item in items if item.shape.is_plain}
    employers = {_employer(item) for item in items}
    has_surnames = any(map(words.has_surname, names))
    return _behind_brackets(texts) | {
        name
        for name in names
        if words.is_organisation(name)
        or name in employers
        or (words.is_cjk(name) and not has_surnames)
    }


def _behind_brackets(texts: Sequence[str]) -> frozenset[str]:
    """What stands behind a bracket and a comma, in a column where that is an organisation once."""
    found = filter(None, (_BEHIND_BRACKET.search(text) for text in texts))
    behind = frozenset(each[1].strip() for each in found)
    return behind if any(map(words.is_organisation, behind)) else frozenset()


def _no_employers(texts: Sequence[str]) -> frozenset[str]:
    """What stands in brackets and is no employer: not an organisation, not beside several persons,
    and not a capitalised word in a column where two others are shown to be employers."""
    beside: dict[str, set[Person]] = {}
    for item in _items(texts):
        if item.shape.has_bracket:
            beside.setdefault(_employer(item), set()).add(replace(item.person, affiliation=None))
    shown = {
        each
        for each in beside
        if not words.is_place(each) and (words.is_employer_for_sure(each) or len(beside[each]) > 1)
    }
    behind_accounts = {each for each in beside if not any(one.name for one in beside[each])}
    kinds = (shown & behind_accounts, behind_accounts), (shown, beside.keys() - behind_accounts)
    return frozenset(
        each
        for shown_so, kind in kinds
        for each in kind - shown
        if sum(len(beside[one]) for one in shown_so) < 2 or words.is_place(each) or each.islower()
    )


def _have_names_beside(texts: Sequence[str]) -> bool:
    """Whether a bracket says again the name that it stands beside: then others may say another."""
    pairs = filter(None, (_BRACKET.fullmatch(text) for text in texts))
    return any(words.repeats(pair[1], pair[2]) for pair in pairs)


def _have_accounts_beside(texts: Sequence[str]) -> bool:
    """Whether the words in brackets beside names are accounts: each is of one name alone, most are
    like the name, and nearly none is written as an account is not."""
    found = filter(None, (read(text, _BESIDE) for text in texts))
    items = [item for cell in found for item in cell.items if item.shape.kind in _IN_BRACKETS]
    pairs = {(str(i.person.name), str(i.person.handle or i.person.affiliation)) for i in items}
    accounts = {(str(i.person.name), str(i.person.handle)) for i in items if i.person.handle}
    like = [name for name, word in accounts if words.resembles(name, word)]
    is_unique = len({word for _, word in accounts}) == len(accounts) == len(dict(accounts))
    return len(accounts) > 1 and is_unique and 2 * len(like) > len(pairs)


def _have_accounts_behind(texts: Sequence[str]) -> bool:
    """Whether the words behind a name and an `@` are accounts: most are like the name."""
    items = [item for item in _read_all(texts, _BEHIND) if item.shape.kind == "{name}@{word}"]
    return _are_like(items)


def _have_names_behind(texts: Sequence[str]) -> bool:
    """Whether the full names in brackets behind accounts are of those who have them: most are like
    the account, and no bracket behind an account says anything else."""
    items = _read_all(texts, _BEHIND)
    named = [item for item in items if item.shape.kind in _NAMED]
    is_other = any(item.shape.has_bracket and not item.person.name for item in items)
    return not is_other and _are_like(named)


def _are_like(items: Sequence[Item]) -> bool:
    """Whether names and accounts belong together: two or more, each of one only, and most alike."""
    pairs = {(str(item.person.name), str(item.person.handle)) for item in items}
    like = [name for name, word in pairs if words.resembles(name, word)]
    is_unique = len({word for _, word in pairs}) == len(pairs) == len(dict(pairs))
    return len(pairs) > 1 and is_unique and 2 * len(like) > len(pairs)


def _have_names_in_links(texts: Sequence[str]) -> bool:
    """Whether links to accounts show names: several do, more than show a word that may be either,
    and none shows the account as it is written."""
    items = [item for item in _items(texts) if account(str(item.person.url or ""))]
    names = {str(item.person.name) for item in items if item.shape.core == "[{label}]({url})"}
    accounts = {
        str(item.person.handle) for item in items if item.shape.core == "[{account}]({url})"
    }
    is_shown = all(map(words.is_capitalised, accounts))
    return is_shown and 1 < len(names) > len(accounts)


def _are_pairs(texts: Sequence[str]) -> bool:
    """Whether every person of a column is written by two links, and most of those are alike."""
    if not texts or not all("](mailto:" in text for text in texts):
        return False
    cells = [read(text, _PAIRS) for text in texts]
    items = [item for cell in cells if cell for item in cell.items]
    are_pairs = all(item.shape.core in grammar.PAIR_CORES for item in items)
    return all(cells) and are_pairs and _are_like(items)


def _read_all(texts: Sequence[str], conventions: Conventions) -> list[Item]:
    found = filter(None, (read(text, conventions) for text in texts))
    return [item for cell in found for item in cell.items]
