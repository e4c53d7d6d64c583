"""How people write people in a cell: the tables that `cell` reads and writes by.

A template does both: `[@{handle}]({url})`. Behind each stands an example, which a test reads and
writes. Brackets, colons and commas are read in full-width form, too, and blanks beside them or
none: `王小明（@wxm，示例公司）` by `{name} (@{word}, {affiliation})`. What no table accounts
for stays text.
"""

import re
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Final

from sigtool.people.nobody import ASKING, MANY, NOBODIES, NOBODY, NOTIFIED, PAGE
from sigtool.text.lazily import lazily

# Ways of writing who somebody is, the most telling first.
CORES: Final = (
    "[@{handle} ({name}, {affiliation})]({url})",  # [@ada (Ada Lovelace, ACME)](https://e.org/ada)
    "[@{handle} ({name})]({url})",  # [@ada (Ada Lovelace)](https://e.org/ada)
    "[@ {handle} ({name}, {affiliation})]({url})",  # [@ ada (Ada Lovelace, ACME)](https://e.org/ada)
    "[@{handle}]({url}) ({name})",  # [@ada](https://e.org/ada) (Ada Lovelace)
    "[{account}]({url}) ({name})",  # [ada](https://e.org/ada) (Ada Lovelace)
    "[@{handle}](mailto:{email})",  # [@ada](mailto:ada@e.org)
    "[@{handle}]({url})",  # [@ada](https://e.org/ada)
    "[`@{handle}`]({url})",  # [`@ada`](https://e.org/ada)
    "[**@{handle}**]({url})",  # [**@ada**](https://e.org/ada)
    "[{email}](mailto:{email})",  # [ada@e.org](mailto:ada@e.org)
    "[{label}](mailto:{email})",  # [Ada Lovelace](mailto:ada@e.org)
    "[{account}]({url})",  # [ada](https://e.org/ada)
    "@[{account}]({url})",  # @[ada](https://e.org/ada)
    "[{account}@]({url})",  # [ada@](https://e.org/ada)
    "[`{account}`]({url})",  # [`ada`](https://e.org/ada)
    "[{name} ({role})]({url})",  # [Ada Lovelace (chair)](https://e.org/ada)
    "[{name}, {role}]({url})",  # [Ada Lovelace, chair](https://e.org/ada)
    "[{name} ({affiliation})]({url})",  # [Ada Lovelace (ACME)](https://e.org/ada)
    "[{name}, {affiliation}]({url})",  # [Ada Lovelace, ACME](https://e.org/ada)
    "[{label}]({url})",  # [Ada Lovelace](https://e.org/ada)
    "[**{label}**]({url})",  # [**Ada Lovelace**](https://e.org/ada)
    "{name}@{company} ([{word}]({url}))",  # Ada Lovelace@ACME ([ada](https://e.org/ada))
    "{name} @{company} ([{word}]({url}))",  # Ada Lovelace @ACME ([ada](https://e.org/ada))
    "({name}@{company} [{word}]({url}))",  # (Ada@ACME [ada](https://e.org/ada))
    "{name}@{company}[@{handle}]({url})",  # Ada@ACME[@ada](https://e.org/ada)
    "{name} ({affiliation}) [@{handle}]({url})",  # Ada (ACME) [@ada](https://e.org/ada)
    "{name} ({role}) [@{handle}]({url})",  # Ada (chair) [@ada](https://e.org/ada)
    "{name} (**[@{handle}]({url})**)",  # Ada Lovelace (**[@ada](https://e.org/ada)**)
    "{name} ([@{handle}]({url}), {affiliation})",  # Ada Lovelace ([@ada](https://e.org/ada), ACME)
    "{name} ([@{handle}]({url}))",  # Ada Lovelace ([@ada](https://e.org/ada))
    "{name} ([{word}]({url}))",  # Ada Lovelace ([ada](https://e.org/ada))
    "{name} [@{handle}]({url})",  # Ada Lovelace [@ada](https://e.org/ada)
    "{name}[@{handle}]({url})",  # 王小明[@wang](https://e.org/wang)
    "{name} [{account}]({url})",  # Ada Lovelace [ada](https://e.org/ada)
    "{name}[{account}]({url})",  # 王小明[wang](https://e.org/wang)
    "[@{handle}]({url}) {name}",  # [@ada](https://e.org/ada) Ada Lovelace
    "{name} (@{word}, {affiliation})",  # Ada Lovelace (@ada, ACME)
    "{name} ({affiliation}, @{word})",  # Ada Lovelace (ACME, @ada)
    "{name} (@{word})",  # Ada Lovelace (@ada)
    "{name} (`@{word}`)",  # Ada Lovelace (`@ada`)
    "{name} @{word}",  # Ada Lovelace @ada
    "{name}@{word}",  # Ada Lovelace@ada
    "{name}@{company}",  # Ada Lovelace@ACME
    "@{word} ({name})",  # @ada (Ada Lovelace)
    "@{group}",  # @example/docs-leads
    "@{word}",  # @ada
    "`@{word}`",  # `@ada`
    "<{email}>",  # <ada@e.org>
    "<{address}>",  # <https://e.org/ada>
    "{bare}",  # https://e.org/ada
    "{email}",  # ada@e.org
    "{name}",  # Ada Lovelace
)
# Ways that show an account only in a column that shows accounts: else it is an affiliation, or a
# name. `Conventions` says which column does.
ACCOUNT_CORES: Final = (
    "{name} ({login})",  # Ada Lovelace (ada-l)
)
BARE_CORES: Final = (
    "`{login}`",  # `ada`
    "{login}",  # ada
)
# Ways of two links, which show one person where every cell of the column has both.
PAIR_CORES: Final = (
    "[{label}](mailto:{email}) [@{handle}]({url})",
    "[@{handle}]({url}) [{label}](mailto:{email})",
)
EVERY_CORE: Final = (*PAIR_CORES, *ACCOUNT_CORES, *CORES[:-1], *BARE_CORES, CORES[-1])
# Ways in which a full name stands in brackets behind an account.
NAMED_CORES: Final = frozenset(core for core in CORES if core.endswith("({name})"))
# What may follow, and in this order: an e-mail address, an affiliation, a role.
EMAILS: Final = (
    " <{email}>",  # Ada Lovelace <ada@e.org>
    "<{email}>",  # Ada Lovelace<ada@e.org>
    " {email}",  # Ada Lovelace ada@e.org
    " [{email}](mailto:{email})",  # Ada Lovelace [ada@e.org](mailto:ada@e.org)
    " email: {email}",  # [@ada](https://e.org/ada) email: ada@e.org
    " Email: {email}",  # [@ada](https://e.org/ada) Email: ada@e.org
    " E-Mail: {email}",  # [@ada](https://e.org/ada) E-Mail: ada@e.org
    " E-mail: {email}",  # [@ada](https://e.org/ada) E-mail: ada@e.org
    " e-mail: {email}",  # [@ada](https://e.org/ada) e-mail: ada@e.org
    " 邮箱: {email}",  # [@wang](https://e.org/wang) 邮箱: wang@e.org
    " ({email})",  # [@ada](https://e.org/ada) (ada@e.org)
)
AFFILIATIONS: Final = (
    " ({affiliation})",  # Ada Lovelace (ACME)
    ", {employer}",  # [Ada Lovelace](https://e.org/ada), ACME (for now)
    " - {employer}",  # [Ada Lovelace](https://e.org/ada) - ACME
)
ROLES: Final = (
    " ({role})",  # [@ada](https://e.org/ada) (chair)
    ", {role}",  # Ada Lovelace (ACME), Co-Chair
)
LEADING_ROLES: Final = (
    "{role}: ",  # Chair: Ada Lovelace
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
    COMMA = "there, but not beside a mere name, which may be an affiliation"
    BLANK = "between links, handles and addresses, which show where they begin and end"


_BR: Final = r"<[bB][rR][ \t]*/?>"
SEPARATORS: Final = (
    (
        rf"[ \t]*+(?:,[ \t]*+)?(?:{_BR}[ \t]*+)+(?:[*•-][ \t]+)?",
        Stands.ANYWHERE,
    ),  # `<br>`, `<br/>* `
    (r"[ \t]*</li>[ \t]*<li>[ \t]*", Stands.ANYWHERE),
    (r"[ \t]*[;；][ \t]*", Stands.ANYWHERE),
    (r"[ \t]*,[ \t]+(?:and|&)[ \t]+", Stands.WORD),
    (r"[ \t]+(?:and|AND|And|和|und|et|y|e|и)[ \t]+", Stands.WORD),
    (r"[ \t]*&#124;[ \t]*", Stands.WORD),
    (r"[ \t]+[+·•][ \t]+", Stands.WORD),
    # What an entity begins is a sign: `&nbsp;`. Of `&amp;`, that is the sign itself.
    (r"[ \t]*&amp;[ \t]*", Stands.WORD),
    (r"[ \t]*(?:、|&(?!#?\w{1,32};))[ \t]*", Stands.WORD),
    (r"[ \t]*[,，/／][ \t]*", Stands.COMMA),
    (r"[ \t\u00a0\u3000]+", Stands.BLANK),
)
OPENINGS: Final = (
    r"<[ou]l>[ \t]*<li>[ \t]*",
    r"[*•-][ \t]+",
    rf"(?:{_BR}[ \t]*)+",
    r"[\u00a0\u3000]+",
    r"",
)
CLOSINGS: Final = (
    r"[ \t]*</li>[ \t]*</[ou]l>",
    rf"[ \t]*+(?:(?:,[ \t]*+)?(?:{_BR}[ \t]*+)+[*•-]?|[,;、])",
    r"[ \t\u00a0\u3000]+",
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
# What stands before a link and is no name: `Lead [ada](…)`, `See[ada](…)`.
_NO_NAME: Final = lazily(rf"(?i)(?:{NOBODY}|{MANY}|{PAGE}|{ASKING}[^\[]*|see|ask)\s{{0,3}}\[.*")
# What stands where persons would, by the core that it would be read by; "" is a whole cell.
PLACEHOLDERS: Final = {
    "": lazily(rf"(?i){NOBODIES}|{MANY}|{NOTIFIED}"),
    "{name}": lazily(rf"(?i){NOBODY}|{MANY}"),
    "{login}": lazily(rf"(?i){NOBODY}|{MANY}"),
    "@{word}": lazily(rf"(?i)@(?:{NOBODIES})|{NOTIFIED}"),
    "`@{word}`": lazily(rf"(?i)`@(?:{NOBODY})`"),
    "[{label}]({url})": lazily(rf"(?i)\[(?:{NOBODY}|{PAGE}|{ASKING}[^\]]*)\].*"),
    "{name} [{account}]({url})": _NO_NAME,
    "{name}[{account}]({url})": _NO_NAME,
    "[{label}](mailto:{email})": lazily(rf"(?i)\[(?:{NOBODY}|{PAGE})\].*"),
}
# Several pieces read the same field of a person, each with an eye to where it stands.
FIELD_OF: Final = {
    "word": "handle",
    "group": "handle",
    "account": "handle",
    "login": "handle",
    "label": "name",
    "address": "url",
    "bare": "url",
    "company": "affiliation",
    "employer": "affiliation",
}

# Of the escapes that Markdown knows, the one that programs write into handles: `ada\_b`.
_WORD: Final = r"[A-Za-z0-9](?:(?:[\w.-]|\\_)*(?:[\w-]|\\_))?"
_CJK: Final = r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]"
# Of the marks that join a letter, those of Latin and of the scripts from India to Myanmar.
_REST: Final = r"[\w.'’\u0300-\u036f\u0900-\u109f-]*"
_CAPITALISED: Final = rf"(?:(?!{_CJK})[^\W\d_a-z]{_REST})"
# `y` and `e` join two family names, one word behind them, as in `José Ortega y Gasset`.
_PARTICLE: Final = (
    r"(?:d[aei]|de[lnr]|dos|du|la|le|van|von|bin|al|el|ter"
    rf"|[ye](?= {_CAPITALISED}(?! ?[^\W\d_])))"
)
_HOST: Final = r"(?:www\.|(?:[\w-]+\.)+(?:com|org|net|io|dev|cn)(?![\w.-]))"
_CJK_NAME: Final = rf"{_CJK}(?:{_CJK}|·){{1,11}}"
_NAME: Final = (
    rf"(?!{ASKING})"
    rf"(?:{_CAPITALISED}(?:(?! [ye] )(?: (?:{_CAPITALISED}|{_PARTICLE})){{1,5}})?"
    rf"(?: {_CJK_NAME})?(?!\w)"
    # One character is a name where its employer stands behind it: 孙（西大）.
    rf"|{_CJK_NAME}(?!{_CJK})|{_CJK}(?=[ \t]?[（(])|(?!{_HOST})[a-z]{_REST}(?!\w))"
)
_PRONOUN: Final = r"(?:she|he|they|her|him|hers|his|them|theirs|it|its|xe|xem|ze|zir|hir|any|all)"
# What only a bracket tells of somebody: their pronouns, and for how long they are what they are.
_NOTE: Final = (
    rf"(?:{_PRONOUN}(?: ?/ ?{_PRONOUN}){{1,3}}|any pronouns"
    r"|acting|interim|temporary|temporarily|provisional|substitute|outgoing|incoming|retired"
    r"|(?:currently )?on (?:sabbatical|vacation|(?:parental|medical) leave)|part[ -]time"
    r"|sabbatical|(?:parental |medical )?leave|away|休假中?|请假中?"
    r"|(?:[\w-]+ )?(?:until|till|since|from|through|starting)(?: [^\s()（）\[\]<>|@,;，；]+){1,5}"
    r"|暂代|代理?|临时|暂时|兼任?|[自从至到]?(?:19|20)\d\d年?[^\s()（）\[\]<>|@,;，；]{0,12})"
)
_ROLE: Final = (
    r"(?i:(?:co-?|vice[ -]|deputy |technical |tech |interim |acting |former )?"
    r"(?:chair(?:person|man|woman)?|leads?|leader|maintainer|owner|organi[sz]er|coordinator|shadow"
    r"|sponsor|mentor|liaison|secretary|facilitator|contact|approver|reviewer|committer|emeritus|p?tl|vice"
    r"|deputy|backup|on leave)"
    r"|(?:副|联合|代理?|临时)?(?:组长|主席|负责人|维护者|委员)|[正副]"
    rf"|{_NOTE}(?=[)）]))"
)
_NOT_IN_ADDRESS: Final = r"\s()（）<>|\\,;、，；\[\]*"
_ADDRESS: Final = rf"https?://[^{_NOT_IN_ADDRESS}]*[^{_NOT_IN_ADDRESS}.:!?'\"&]"
_PART: Final = rf"(?:{_ROLE}|(?i:{_NOTE}))"
# GitHub makes links of addresses in a text; one would be there that is not the person's.
_AFFILIATION: Final = (
    rf"(?!{_PART}[)）,;，；])(?![^\[\]()（）<>|@]{{0,200}}[,;，；] ?{_PART}[)）])"
    r"(?![^\[\]()（）<>|]{0,200}(?:://|www\.))"
    r"[^\s\[\]()（）<>|\\`*@](?:[^\[\]()（）<>|\\`*@\t]{0,200}[^\s\[\]()（）<>|\\`*@,;])?"
)
# A number, a channel and a way to a file are not what people are called; nor is what stands in
# brackets behind a name, or behind a comma, but for `PhD`.
_NO_LABEL: Final = (
    r"[\d#]|[^\[\]]*(?:[^\[\]\s]/[^\[\]\s]|\.(?:md|ya?ml|txt|toml|html?|json)\]|[)）]\]"
    r"|[,，](?! ?(?i:jr|sr|ph\.?d|m\.?d|m\.?sc|mba|esq|i{2,3}|iv)\.?\]))"
)
_PIECES: Final = {
    "handle": r"[^\s\[\]()@|<>\\`*&](?:(?:[^\[\]()@|<>\\`*&\t]|\\_)*"
    r"(?:[^\s\[\]()@|<>\\`*&]|\\_))?",
    "word": _WORD,
    "account": _WORD,
    "login": _WORD,
    "group": rf"{_WORD}/{_WORD}",
    "label": rf"(?!{_NO_LABEL})"
    r"[^\s\[\]|<>\\`*@](?:[^\[\]|<>\\`*@\t]*[^\s\[\]|<>\\`*@])?",
    "name": _NAME,
    "email": (
        r"[A-Za-z0-9](?:[A-Za-z0-9_.+-]{0,63}[A-Za-z0-9_+-])?"
        r"@(?:[A-Za-z0-9-]{1,63}\.){1,9}[A-Za-z0-9-]{0,62}[A-Za-z](?![A-Za-z0-9_-])"
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


# What decorates a person, and is no part of who they are: pictures and marks, and what is around.
_PICTURE: Final = (
    r"(?::[a-z0-9_+-]{1,40}:|[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]\ufe0f?"
    r"|<img [^<>|{}]{1,500}>|!\[[^\[\]|{}]{0,100}\]\([^\s()|<>{}]{1,400}\))"
)
_WRAPPING: Final = r"(?:</?kbd>|</?sub>|</?small>|</?nobr>|\*\*|__)"
# What stands around a link or an account alone: around mere words it stresses what they say.
_STRESS: Final = r"(?:</?(?:b|i|em|strong|u)>|[*_])"
WRAPPINGS: Final = lazily(rf"{_WRAPPING}|{_STRESS}")
BEFORE: Final = lazily(
    rf"(?:{_PICTURE}(?:[ \t]|{_BR}){{0,3}}|{_WRAPPING}|{_STRESS}(?=[\[@])){{1,8}}"
)
AFTER: Final = lazily(rf"(?:[ \t]{{0,2}}{_PICTURE}){{0,4}}")

# What may stand in a link or a blank beyond what the template says, and stays as it is.
BLANKS: Final = frozenset(" \t\u00a0\u3000")
_BLANK: Final = r"[ \t\u00a0\u3000]{1,3}"
_TITLE_OF_LINK: Final = r"(?:[ \t]{1,3}(?:\"[^\"\\|<>{}]{0,200}\"|'[^'\\|<>{}]{0,200}'))?[ \t]{0,3}"


# Where a link has its address, a blank before it or not; and where it ends, a title there or not.
LINK: Final = "\2"
TITLE: Final = "\1"


def closing_of(before: str) -> str:
    """What ends the decoration that a text begins: `**</kbd>` for `<kbd>**`."""
    opened = WRAPPINGS.findall(before)
    return "".join(each.replace("<", "</") for each in reversed(opened))


@cache
def pattern(template: str) -> re.Pattern[str]:
    """The regular expression that reads what `template` writes, a group for each piece; and groups
    `_0`, `_1` … for what `with_slack` puts in its place."""
    regex, seen, slack = "", set[str](), 0
    for part in parts_of(template):
        if piece := re.fullmatch(r"\{(\w+)\}", part):
            name = piece[1]
            regex += f"(?P={name})" if name in seen else f"(?P<{name}>{_PIECES[name]})"
            seen.add(name)
        elif own := slack_of(part):
            regex += f"(?P<_{slack}>{own})"
            slack += 1
        else:
            regex += re.escape(part)
    return re.compile(regex)


def with_slack(template: str, found: Mapping[str, str]) -> str:
    """A template with the blanks, titles and signs that its pattern has found in a text."""
    parts, slack = [], 0
    for part in parts_of(template):
        has_slack = slack_of(part) is not None
        parts.append(found[f"_{slack}"] if has_slack else part)
        slack += has_slack
    return "".join(parts)


def slack_of(part: str) -> str | None:
    """What a text may have in the place of a part of a template; None if only that part."""
    return SLACK.get(squeezed(part) or part)


def narrow(text: str) -> str:
    """A text with signs of common width, each in the place of what is read as it."""
    return text if text.isascii() else text.translate(_NARROW)


def squeezed(template: str) -> str:
    """A template as all are that read the same with other signs: without blanks."""
    return narrow(_ANY_BLANK.sub("", template))


_NARROW: Final = str.maketrans("（），、：", "(),,:")
_ANY_BLANK: Final = lazily(r"[ \t\u00a0\u3000]+")
_MAY_BE_BLANK: Final = r"[ \t\u00a0\u3000]{0,3}"
# A blank; a sign that has a full-width form; places that are empty in a template, behind `[` and
# before `)]`; and the signs of a link, which have no such form: `[@ada] (https://e.org/ada)`.
SLACK: Final = {
    " ": _BLANK,
    "(": rf"{_MAY_BE_BLANK}[(（]",
    ")": r"[)）]",
    # In a list of persons, `、` parts them: only in a bracket does it stand for a comma.
    ",": rf"(?:,{_BLANK}|(?:，|、(?=[^()（）\[\]]{{0,200}}[)）\]])){_MAY_BE_BLANK})",
    ":": rf"[:：]{_MAY_BE_BLANK}",
    "\0": r"[ \t\u00a0\u3000]?",
    TITLE: rf"{_TITLE_OF_LINK}\)",
    LINK: r"\](?:[ \t]{1,3}(?=\(https?://))?\(",
    "\3": r"\)",
}


@cache
def parts_of(template: str) -> tuple[str, ...]:
    """A template, cut at its pieces and where `SLACK` says that a text may have more."""
    marked = template.replace("[@{", "[\0@{").replace("})](", "}\0)](")
    marked = marked.replace("](mailto:{email})", "](mailto:{email}\3")
    marked = marked.replace("]({url})", f"{LINK}{{url}}{TITLE}")
    return tuple(filter(None, _PARTS.split(marked)))


# Pieces, signs that are not those of a link, and the rest of what `SLACK` has.
_PARTS: Final = lazily(
    r"(\{\w+\}|(?<!\])[ \t\u00a0\u3000]{0,3}[(（]|[)）]"
    r"|(?:[,，、]|(?<!mailto)[:：])[ \t\u00a0\u3000]{0,3}|[ \x00-\x03])"
)


@cache
def fields(template: str) -> frozenset[str]:
    """The fields of a person that `template` shows."""
    return frozenset(FIELD_OF.get(piece, piece) for piece in re.findall(r"\{(\w+)\}", template))
