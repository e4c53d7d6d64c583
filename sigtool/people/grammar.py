"""How people write people in a cell: the tables that `cell` reads and writes by.

A template does both: `[@{handle}]({url})`. Behind each stands an example, which a test reads and
writes. What no table accounts for stays text.
"""

import re
from enum import Enum
from functools import cache
from typing import Final

# Ways of writing who somebody is, the most telling first.
CORES: Final = (
    "[@{handle} ({name}, {affiliation})]({url})",  # [@ada (Ada Lovelace, ACME)](https://e.org/ada)
    "[@{handle} ({name})]({url})",  # [@ada (Ada Lovelace)](https://e.org/ada)
    "[@{handle}](mailto:{email})",  # [@ada](mailto:ada@e.org)
    "[@{handle}]({url})",  # [@ada](https://e.org/ada)
    "**[@{handle}]({url})**",  # **[@ada](https://e.org/ada)**
    "[{email}](mailto:{email})",  # [ada@e.org](mailto:ada@e.org)
    "[{label}](mailto:{email})",  # [Ada Lovelace](mailto:ada@e.org)
    "[{account}]({url})",  # [ada](https://e.org/ada)
    "@[{account}]({url})",  # @[ada](https://e.org/ada)
    "[{account}@]({url})",  # [ada@](https://e.org/ada)
    "[`{account}`]({url})",  # [`ada`](https://e.org/ada)
    "[{label}]({url})",  # [Ada Lovelace](https://e.org/ada)
    "**[{label}]({url})**",  # **[Ada Lovelace](https://e.org/ada)**
    "[**{label}**]({url})",  # [**Ada Lovelace**](https://e.org/ada)
    "{name}@{company} ([{word}]({url}))",  # Ada Lovelace@ACME ([ada](https://e.org/ada))
    "{name} (**[@{handle}]({url})**)",  # Ada Lovelace (**[@ada](https://e.org/ada)**)
    "{name} ([@{handle}]({url}), {affiliation})",  # Ada Lovelace ([@ada](https://e.org/ada), ACME)
    "{name} ([@{handle}]({url}))",  # Ada Lovelace ([@ada](https://e.org/ada))
    "{name} ([{word}]({url}))",  # Ada Lovelace ([ada](https://e.org/ada))
    "{name} [@{handle}]({url})",  # Ada Lovelace [@ada](https://e.org/ada)
    "[@{handle}]({url}) {name}",  # [@ada](https://e.org/ada) Ada Lovelace
    "{name}([@{handle}]({url}))",  # 王小明([@wang](https://e.org/wang))
    "{name}（[@{handle}]({url})）",  # 王小明（[@wang](https://e.org/wang)）
    "{name} (@{word}, {affiliation})",  # Ada Lovelace (@ada, ACME)
    "{name} ({affiliation}, @{word})",  # Ada Lovelace (ACME, @ada)
    "{name} (@{word})",  # Ada Lovelace (@ada)
    "{name}(@{word})",  # 王小明(@wang)
    "{name}（@{word}）",  # 王小明（@wang）
    "{name} (`@{word}`)",  # Ada Lovelace (`@ada`)
    "@{group}",  # @example/docs-leads
    "@{word}",  # @ada
    "`@{word}`",  # `@ada`
    "<{email}>",  # <ada@e.org>
    "<{address}>",  # <https://e.org/ada>
    "{bare}",  # https://e.org/ada
    "{email}",  # ada@e.org
    "{name}",  # Ada Lovelace
)
# What may follow, and in this order: an e-mail address, an affiliation, a role.
EMAILS: Final = (
    "({email})",  # [@ada](https://e.org/ada)(ada@e.org)
    " ({email})",  # [@ada](https://e.org/ada) (ada@e.org)
    " <{email}>",  # Ada Lovelace <ada@e.org>
    "<{email}>",  # Ada Lovelace<ada@e.org>
    "（{email}）",  # 王小明（wang@e.org）
    " {email}",  # Ada Lovelace ada@e.org
    " [{email}](mailto:{email})",  # Ada Lovelace [ada@e.org](mailto:ada@e.org)
)
AFFILIATIONS: Final = (
    " ({affiliation})",  # Ada Lovelace (ACME)
    "({affiliation})",  # Ada Lovelace(ACME)
    "（{affiliation}）",  # 王小明（示例公司）
    ", {employer}",  # [Ada Lovelace](https://e.org/ada), ACME (for now)
    " - {employer}",  # [Ada Lovelace](https://e.org/ada) - ACME
)
ROLES: Final = (
    " ({role})",  # [@ada](https://e.org/ada) (chair)
    "({role})",  # @ada(chair)
    "（{role}）",  # 王小明（组长）
    ", {role}",  # Ada Lovelace (ACME), Co-Chair
)
LEADING_ROLES: Final = (
    "{role}: ",  # Chair: Ada Lovelace
    "{role}:",  # Chair:@ada
    "{role}：",  # 组长：王小明
    "**{role}:** ",  # **Chair:** Ada Lovelace
    "**{role}**: ",  # **Chair**: Ada Lovelace
)
# Where a table shows no way of its own: what is shortest and cannot be mistaken.
PREFERRED_CORES: Final = (
    "{name} ([@{handle}]({url}))",
    "[@{handle}]({url})",
    "[{label}]({url})",
    "{name} (@{word})",
    "@{word}",
    "{name}",
    "{bare}",
    "{email}",
)


class Stands(Enum):
    """Between which persons a separator stands."""

    ANYWHERE = "anywhere"
    WORD = "where no comma came before an affiliation"
    COMMA = "there, but not before a mere name that may be the affiliation of a link"
    BLANK = "between links, handles and addresses, which show where they begin and end"


_BR: Final = r"<[bB][rR][ \t]*/?>"
SEPARATORS: Final = (
    (rf"[ \t]*,?[ \t]*(?:{_BR}[ \t]*)+(?:[*•-][ \t]+)?", Stands.ANYWHERE),  # `<br>`, `<br/>* `
    (r"[ \t]*</li>[ \t]*<li>[ \t]*", Stands.ANYWHERE),
    (r"[ \t]*[;；][ \t]*", Stands.ANYWHERE),
    (r"[ \t]*,[ \t]+(?:and|&)[ \t]+", Stands.WORD),
    (r"[ \t]+(?:and|AND|And|和)[ \t]+", Stands.WORD),
    (r"[ \t]*&#124;[ \t]*", Stands.WORD),
    (r"[ \t]+[+·•][ \t]+", Stands.WORD),
    (r"[ \t]*[，、/&][ \t]*", Stands.WORD),
    (r"[ \t]*,[ \t]*", Stands.COMMA),
    (r"[ \t\u00a0\u3000]+", Stands.BLANK),
)
OPENINGS: Final = (r"<[ou]l>[ \t]*<li>[ \t]*", r"[*•-][ \t]+", rf"(?:{_BR}[ \t]*)+", r"")
CLOSINGS: Final = (
    r"[ \t]*</li>[ \t]*</[ou]l>",
    rf"[ \t]*(?:[,;、]|,?[ \t]*(?:{_BR}[ \t]*)+[*•-]?)",
    r"",
)
# What stands between persons in a cell that opens as a list.
LIST_SEPARATORS: Final = {
    "* ": "<br>* ",
    "- ": "<br>- ",
    "• ": "<br>• ",
    "<ul><li>": "</li><li>",
    "<ol><li>": "</li><li>",
}
_NOBODY: Final = (
    r"n\.?/?a\.?|t\.?b\.?[acd]\.?|to[ _]be[ _]\w+|to-?do|none|nobody|vacant|open|pending|unknown"
    r"|un(?:maintained|owned|assigned)|orphaned|deprecated|inactive|help wanted"
    r"|needs?[ -]an?[ -](?:lead|owner|maintainer|chair)"
    r"|待[定补]\w*|暂[无缺]|无|空缺|招募中"
)
_MANY: Final = (
    r"(?:and )?(?:all|others?|more|various|everyone|etc\.?)"
    r"|chairs?|leads?|maintainers?|owners?|members?"
    r"|(?:[\w.-]+ ){0,3}(?:teams?|committee|community|(?:working )?group)"
)
# The label of a link that leads to where persons are named, or may be written to.
_PAGE: Final = (
    r"(?:(?:see|view|full|current|the) )*(?:links?|list|here|this|above|below|details|read ?me"
    r"|page|website|file|(?:code ?)?owners|maintainers|members|leads|chairs|team|roster"
    r"|e?-?mail|contact)(?: (?:list|file|page|here))?"
)
# What stands where persons would, by the core that it would be read by; "" is a whole cell.
PLACEHOLDERS: Final = {
    "": re.compile(rf"(?i){_NOBODY}|{_MANY}"),
    "{name}": re.compile(rf"(?i){_NOBODY}|{_MANY}"),
    "@{word}": re.compile(rf"(?i)@(?:{_NOBODY})"),
    "`@{word}`": re.compile(rf"(?i)`@(?:{_NOBODY})`"),
    "[{label}]({url})": re.compile(rf"(?i)\[(?:{_NOBODY}|{_PAGE})\].*"),
    "[{label}](mailto:{email})": re.compile(rf"(?i)\[(?:{_NOBODY}|{_PAGE})\].*"),
}
# Several pieces read the same field of a person, each with an eye to where it stands.
FIELD_OF: Final = {
    "word": "handle",
    "group": "handle",
    "account": "handle",
    "label": "name",
    "address": "url",
    "bare": "url",
    "company": "affiliation",
    "employer": "affiliation",
}

_WORD: Final = r"[A-Za-z0-9](?:[\w.-]*[\w-])?"
_CJK: Final = r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]"
# Of the marks that join a letter, those of Latin and of the scripts from India to Myanmar.
_REST: Final = r"[\w.'’\u0300-\u036f\u0900-\u109f-]*"
_CAPITALISED: Final = rf"(?:(?!{_CJK})[^\W\d_a-z]{_REST})"
_PARTICLE: Final = r"(?:d[aei]|de[lnr]|dos|du|la|le|van|von|bin|al|el|ter|y|e)"
_HOST: Final = r"(?:www\.|(?:[\w-]+\.)+(?:com|org|net|io|dev|cn)(?![\w.-]))"
_CJK_NAME: Final = rf"{_CJK}(?:{_CJK}|·){{1,11}}"
_NAME: Final = (
    rf"(?:{_CAPITALISED}(?: (?:{_CAPITALISED}|{_PARTICLE})){{0,5}}(?: {_CJK_NAME})?(?!\w)"
    # One character is a name where its employer stands behind it: 孙（西大）.
    rf"|{_CJK_NAME}(?!{_CJK})|{_CJK}(?=[（(])|(?!{_HOST})[a-z]{_REST}(?!\w))"
)
_ROLE: Final = (
    r"(?i:(?:co-?|vice[ -]|deputy |technical |tech |interim |acting |former )?"
    r"(?:chair(?:person|man|woman)?|leads?|leader|maintainer|owner|organi[sz]er|coordinator|shadow"
    r"|sponsor|mentor|liaison|secretary|facilitator|contact|approver|reviewer|committer|emeritus|p?tl)"
    r"|(?:副|联合)?(?:组长|主席|负责人|维护者|委员))"
)
_NOT_IN_ADDRESS: Final = r"\s()（）<>|\\,;、，；\[\]*"
_ADDRESS: Final = rf"https?://[^{_NOT_IN_ADDRESS}]*[^{_NOT_IN_ADDRESS}.:!?'\"&]"
# GitHub makes links of addresses in a text; one would be there that is not the person's.
_AFFILIATION: Final = (
    rf"(?!{_ROLE}[)）])"
    r"(?![^\[\]()（）<>|]*(?:://|www\.))"
    r"[^\s\[\]()（）<>|\\`*@](?:[^\[\]()（）<>|\\`*@\t]*[^\s\[\]()（）<>|\\`*@,;])?"
)
_PIECES: Final = {
    "handle": r"[^\s\[\]()@|<>\\`*&](?:[^\[\]()@|<>\\`*&\t]*[^\s\[\]()@|<>\\`*&])?",
    "word": _WORD,
    "account": _WORD,
    "group": rf"{_WORD}/{_WORD}",
    # A number, a channel and a way to a file are not what people are called.
    "label": r"(?![\d#]|[^\]]*[^\]\s]/[^\]\s]|[^\]]*\.(?:md|ya?ml|txt|toml|html?|json)\])"
    r"[^\s\[\]|<>\\`*@](?:[^\[\]|<>\\`*@\t]*[^\s\[\]|<>\\`*@])?",
    "name": _NAME,
    "email": (
        r"[A-Za-z0-9](?:[A-Za-z0-9_.+-]*[A-Za-z0-9_+-])?"
        r"@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]*[A-Za-z](?![A-Za-z0-9_-])"
    ),
    "url": r"(?!mailto:)[^\s()<>|\\]+(?:\([^\s()<>|\\]*\)[^\s()<>|\\]*)*",
    "address": _ADDRESS,
    # GitHub's link goes on to the next blank, but for a comma or a semicolon before that.
    "bare": rf"{_ADDRESS}(?=[,;]?(?:[ \t<]|$))",
    "affiliation": _AFFILIATION,
    "company": rf"(?![\w.-]*\.\w){_AFFILIATION}",  # or else `ada@e.org`
    "employer": rf"(?!{_ROLE}[:：]){_AFFILIATION}(?: \((?!{_ROLE}\))[^\[\]()<>|\\`*@\t]+\))?",
    "role": _ROLE,
}


@cache
def pattern(template: str) -> re.Pattern[str]:
    """The regular expression that reads what `template` writes, a group for each piece."""
    parts = re.split(r"\{(\w+)\}", template)
    regex = re.escape(parts[0])
    seen: set[str] = set()
    for piece, literal in zip(parts[1::2], parts[2::2], strict=True):
        regex += f"(?P={piece})" if piece in seen else f"(?P<{piece}>{_PIECES[piece]})"
        regex += re.escape(literal)
        seen.add(piece)
    return re.compile(regex)


@cache
def fields(template: str) -> frozenset[str]:
    """The fields of a person that `template` shows."""
    return frozenset(FIELD_OF.get(piece, piece) for piece in re.findall(r"\{(\w+)\}", template))
