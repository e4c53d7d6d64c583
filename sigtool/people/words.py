"""What single words tell: whose account one is like, which name an organisation, and which say that
an account is asked for."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from sigtool.people.surnames import JAPANESE, KOREAN, SPELLING_OF
from sigtool.text.lazily import lazily
from sigtool.text.wording import likeness

# Where somebody has an account that people are called by, and what one is.
FORGES: Final = ("github", "gitee", "gitlab", "gitcode", "atomgit", "codeberg")
ACCOUNTS: Final = (
    *("handle", "username", "login", "account", "profile"),
    *("账号", "帐号", "账户", "用户名", "アカウント", "ユーザー名", "계정"),
)
_GLUED: Final = lazily(
    rf"\b({'|'.join(FORGES)})(?=(?:id|name|user|username|handle|login|account|profile)s?\b)",
    re.IGNORECASE,
)
_ORGANISATION: Final = lazily(
    r"(?i:\b(?:inc|ltd|llc|gmbh|corp|corporation|company|co|plc|ag|s\.?a|bv|pte"
    r"|universi(?:ty|dad|dade|té|tät|tà|teit)|institut[eo]?|instituto|hochschule|école|stiftung"
    r"|college|academy|school|laborator(?:y|ies)|labs?|foundation|technolog(?:y|ies)|systems"
    r"|software|solutions|group|bank|research|networks?|cloud|hat)\b)"
    r"|(?:公司|集团|大学|学院|研究院|研究所|实验室|科技|银行|基金会|中心|委员会|社区|团队|小组|工作组|协会|部"
    r"|대학|대학교|연구소|연구원|회사|재단|은행|병원|大学院|財団|研究室)$|^(?:株式会社|주식회사)"
    r"|(?:이사|위원|협|학)회$"
    r"|^(?:[A-Z][A-Z0-9&]{1,7}|[A-Z])$"
    # Companies that many communities name, and whose names are nobody's.
    r"|^(?i:google|microsoft|huawei|amazon|meta|intel|nvidia|oracle|cisco|vmware|canonical|alibaba"
    r"|tencent|baidu|bytedance|linkedin|netflix|uber|facebook|salesforce|samsung|fujitsu|hitachi"
    r"|lenovo|mozilla|github|gitlab|datadog|hashicorp|docker|shopify|spotify|paypal|qualcomm)$"
    r"|^(?:华为|腾讯|阿里(?:巴巴)?|百度|高通|万科|万达|金山|京东|字节|网易|浪潮|中兴|联想|小米|滴滴|美团)$"
)
# The short name of a university, an academy, an office or a house, as it stands in brackets.
_INSTITUTION: Final = lazily(r"[\u3400-\u9fff]{1,4}[大院局厂社行]")
# Where somebody is, and that they are away: written as a short name of a company is.
_PLACE: Final = lazily(
    r"(?i:(?:UTC|GMT|[PMCE][SD]?T|CES?T|EES?T|BST|IST|JST|KST|AES?T)(?: ?[+-]\d{1,2}(?::?\d\d)?)?"
    r"|EMEA|APAC|AMER|LATAM|NA|EU|USA?|UK|CN|OOO|PTO)"
)
# What may follow a comma and is a part of the name before it.
_COMPANY: Final = r"inc|ltd|llc|gmbh|corp|co|plc|s\.?a"
_OF_A_COMPANY: Final = lazily(rf"(?i:{_COMPANY})\.?")
_OF_A_NAME: Final = lazily(rf"(?i:jr|sr|ph\.?d|m\.?d|m\.?sc|mba|esq|i{{2,3}}|iv|{_COMPANY})\.?")
# Two names that have so much in common, of 1, are one that is misspelt.
_NEAR: Final = 0.8
_LOGIN: Final = lazily(r"[a-z0-9][a-z0-9_.-]*")
_CJK: Final = lazily(r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]")


def with_forge_apart(header: str) -> str:
    """A header with a blank behind the word for a forge: `GithubID` as `Github ID`."""
    return _GLUED.sub(r"\1 ", header)


def is_organisation(text: str) -> bool:
    """Whether a text cannot be taken for somebody's name: `ACME`, `Example Ltd`, `示例公司`."""
    return bool(_ORGANISATION.search(_without_bracket(text)))


def is_institution(text: str) -> bool:
    """Whether a text in brackets is a short name of an organisation: `西大`, `中科院`."""
    return bool(_INSTITUTION.fullmatch(text))


def is_employer_for_sure(text: str) -> bool:
    """Whether what stands in brackets can be nothing but an organisation."""
    return is_organisation(text) or is_institution(text)


def is_place(text: str) -> bool:
    """Whether a text is a time zone, a part of the world, or that somebody is away: `PST`, `EU`."""
    return bool(_PLACE.fullmatch(text))


def is_employer(text: str) -> bool:
    """Whether a text is one employer at most: a comma in it stands before `Inc` or the like."""
    first, *others = re.split(r"[,，][ \t]*", _without_bracket(text))
    return not is_part_of_a_name(first) and all(map(_OF_A_COMPANY.fullmatch, others))


def is_part_of_a_name(text: str) -> bool:
    """Whether a text is what stands behind a name and a comma: `Jr.`, `PhD`."""
    return bool(_OF_A_NAME.fullmatch(text))


def is_full_name(text: str) -> bool:
    """Whether a text is more than one word, or written without blanks between words."""
    return " " in text or bool(_CJK.search(text))


def is_cjk(text: str) -> bool:
    """Whether a text is of Chinese, Japanese or Korean characters alone."""
    return all(map(_CJK.match, text))


def has_surname(text: str) -> bool:
    """Whether a text is a name in the script of China, Japan or Korea that begins with a surname
    that is frequent there."""
    if not is_cjk(text):
        return False
    is_japanese = 3 <= len(text) <= 9 and text[:2] in JAPANESE
    is_korean = 2 <= len(text) <= 4 and text[0] in KOREAN
    return is_japanese or is_korean or (2 <= len(text) <= 4 and text[0] in SPELLING_OF)


def repeats(name: str, text: str) -> bool:
    """Whether a text says a name again, so that it is no employer: `王小明 (示例-王小明)`."""
    return _folded(name) in _folded(text)


def is_capitalised(text: str) -> bool:
    """Whether a text is one word as names are written: `Ada`, and not `ada`, `AdaL` or `Ada2`."""
    return text.istitle() and text.isalpha()


def is_login(text: str) -> bool:
    """Whether a text is written as nearly all accounts are."""
    return bool(_LOGIN.fullmatch(text))


def resembles(name: str, word: str) -> bool:
    """Whether a word is like an account of somebody of that name: it has one of its parts, of no
    less than three letters, or the whole name, or is its initials and more; of a Chinese name it
    has the surname at either end, or a letter for each character."""
    parts = [part for part in re.split(r"[\W_]+", _folded(name)) if part]
    bare = re.sub(r"[\W_]+", "", _folded(word))
    if not parts or not bare:
        return False
    if spelled := SPELLING_OF.get(name[0]) if has_surname(name) else None:
        are_initials = bare[0] == spelled[0] and len(bare) == len(name)
        return bare.startswith(spelled) or bare.endswith(spelled) or are_initials
    if any(part in bare for part in parts if len(part) >= 3) or bare == "".join(parts):
        return True
    return len(bare) >= 3 and any(part.startswith(bare) for part in parts)


def may_be_one(name: str, other: str) -> bool:
    """Whether two names may be somebody's: they have a part in common, are nearly the same, or are
    of two scripts."""
    folded, others = _folded(name), _folded(other)
    if _CJK.search(name) and _CJK.search(other):
        return not set(folded).isdisjoint(others)
    if folded.isascii() != others.isascii():
        return True
    is_near = likeness(folded, others) >= _NEAR
    return is_near or resembles(name, other) or resembles(other, name)


def spells(name: str, word: str) -> bool:
    """Whether a word can hardly be but the account of somebody of that name: it is made of parts of
    the name, one of them whole, and of first letters of others."""
    if has_surname(name):
        return resembles(name, word)
    parts = re.findall(r"[^\W\d_]+", _folded(name))
    return len(parts) <= 4 and _is_made_of(re.sub(r"[\W\d_]+", "", _folded(word)), parts)


def _is_made_of(word: str, parts: Sequence[str], *, has_whole: bool = False) -> bool:
    if not word:
        return has_whole
    return any(
        word.startswith(piece)
        and _is_made_of(
            word[len(piece) :],
            [*parts[:at], *parts[at + 1 :]],
            has_whole=has_whole or len(piece) > 1,
        )
        for at, part in enumerate(parts)
        for piece in {part, part[0]}
    )


def _without_bracket(text: str) -> str:
    """An employer without what is said of it behind: `ACME (for now)` as `ACME`."""
    return re.sub(r" \([^()]*\)$", "", text)


def _folded(text: str) -> str:
    marked = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in marked if not unicodedata.combining(each))
