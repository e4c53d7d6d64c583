"""Which language a document is in, by its path or by its script.

Pure. A language is named by the code of its file name, normalised: `README_CN.md` and
`README-zh-Hans.md` are both `zh`.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from sigtool.text.lazily import lazily

_MARKDOWN: Final = lazily(r"\.(?:md|markdown|mdx)$", re.IGNORECASE)
# The last part of a file's stem, after `_`, `-` or `.`: what communities call their translations.
# In `sig-ai_en` the code is one part, in `README-zh-Hans` it is two.
_SUFFIXES: Final = (
    lazily(r"[._-](?P<code>[A-Za-z]{2,3}[_-][A-Za-z]{2,4})$"),
    lazily(r"[._-](?P<code>[A-Za-z]{2,3}|Chinese|English)$"),
)
_SEPARATOR: Final = lazily(r"[\\/]")
_FOLDER: Final = lazily(r"[A-Za-z]{2,3}(?:[_-][A-Za-z]{2,4})?|(?i:chinese|english)")
_CODES: Final = {
    **dict.fromkeys(("chinese", "cn", "zh-cn", "zh-hans", "zh-sg"), "zh"),
    **dict.fromkeys(("zh-tw", "zh-hk", "zh-hant"), "zh-Hant"),
    "english": "en",
    "jp": "ja",
    "kr": "ko",
}
# What a file's name may well end in; other short endings are no language (`README_v2`, `to-do`).
_KNOWN: Final = lazily(
    r"ar|bn|cs|d[ae]|e[lns]|f[air]|h[eiu]|i[dt]|ja|ko|n[lo]|p[lt]|r[ou]|sv|t[hr]|uk|vi|zh"
)
# Folders below which the translations of documents are that lie above them: `docs/fr/README.md`.
_HOMES: Final = frozenset(
    {"doc", "docs", "i18n", "l10n", "lang", "languages", "locales", "translation", "translations"}
)
# A letter of Chinese, Japanese or Korean.
EAST_ASIAN: Final = lazily(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_CJK: Final = lazily(r"[\u3400-\u9fff\uf900-\ufaff]")
_KANA: Final = lazily(r"[\u3040-\u30ff]")
_HANGUL: Final = lazily(r"[\uac00-\ud7af]")


def of_paths(paths: Sequence[str]) -> list[str | None]:
    """The language of each document, if a path says one: by the end of the file's name, or where no
    name says any, by a folder that is all that tells its path from that of another document."""
    if any(named := [of_name(path) for path in paths]):
        return named
    without = [_without_a_folder(path) for path in paths]
    return [
        next(
            (code for rest, code in own.items() if code and _is_elsewhere(rest, own, without)), None
        )
        for own in without
    ]


def _without_a_folder(path: str) -> dict[str, str | None]:
    """A path, and what is left of it without each folder that is called like a language, and
    without the folders above that are where translations are."""
    *folders, name = _SEPARATOR.split(path)
    found: dict[str, str | None] = {}
    for at, code in enumerate(map(_of_folder, folders)):
        above, below = folders[:at], [*folders[at + 1 :], name]
        if code:
            found["/".join(above + below)] = code
            if _is_home(above):
                found["/".join(below)] = code
    return {"/".join([*folders, name]): None, **found}


def originals_of(path: str, languages: Collection[str]) -> list[str]:
    """What the document may be called, the likeliest first, of which one at a path is in one of
    these languages: of `docs/fr/README.md` `docs/README.md`, then `README.md`."""
    *folders, name = path.split("/")
    plain = without_language(path, languages)
    bases = set(map(_base, languages))
    at = next((n for n, each in enumerate(folders) if _of_folder(each) and _base(each) in bases), 0)
    return [plain, "/".join([*folders[at + 1 :], name])] if _is_home(folders[:at]) else [plain]


def _is_home(folders: Sequence[str]) -> bool:
    """Whether translations are below these folders."""
    return bool(folders) and _HOMES.issuperset(folders)


def _is_elsewhere(
    path: str, own: Mapping[str, str | None], others: Sequence[Mapping[str, str | None]]
) -> bool:
    return any(path in other for other in others if other is not own)


def _of_folder(name: str) -> str | None:
    """The language that a folder is called like: `zh`, `en-us`."""
    return _code(name) if _FOLDER.fullmatch(name) else None


def of_name(path: str) -> str | None:
    """The language that a file's name ends in: `README_en.md` is `en`; None if it says none."""
    found = _suffix(_SEPARATOR.split(path)[-1])
    return _code(found["code"]) if found else None


def without_language(path: str, languages: Collection[str]) -> str:
    """A path without the language that the name of its Markdown file ends in, or that a folder is
    called, if that is one of these: `docs/README_en.md` is `docs/README.md`, and so is
    `docs/en/README.md`. Any other path is what it is."""
    bases = set(map(_base, languages))
    *folders, name = path.split("/")
    kept = [each for each in folders if not (_of_folder(each) and _base(each) in bases)]
    found, ending = _suffix(name), _MARKDOWN.search(name)
    if found and ending and _base(found["code"]) in bases:
        name = name[: found.start()] + ending.group()
    return "/".join([*kept, name])


def without_folder(path: str, languages: Collection[str]) -> str:
    """The path of a file without the folders that are called like one of these languages:
    `docs/en/ai.md` is `docs/ai.md`."""
    known = set(map(_base, languages))
    return "/".join(part for part in path.split("/") if not _code(part) or _base(part) not in known)


def _suffix(path: str) -> re.Match[str] | None:
    """Where the language stands at the end of a file's name."""
    stem = _MARKDOWN.sub("", path)
    found = filter(None, (suffix.search(stem) for suffix in _SUFFIXES))
    return next((each for each in found if _code(each["code"])), None)


def _code(text: str) -> str | None:
    """The language that a word names; None for any other word."""
    code = text.replace("_", "-").lower()
    code = _CODES.get(code, code)
    return code if _KNOWN.fullmatch(code.split("-")[0]) else None


def is_one(code: str, other: str) -> bool:
    """Whether two codes name one language, as `zh` and `zh-CN` do."""
    return _base(code) == _base(other)


def _base(code: str) -> str:
    """A language whatever its region and its script: `zh` of `CN` and of `zh-Hant`."""
    return (_code(code) or code).split("-")[0]


def of_text(texts: Iterable[str]) -> str:
    """The language that a script tells: `zh`, `ja`, `ko`, else `en`."""
    text = "".join(texts)
    if _KANA.search(text):
        return "ja"
    if len(_HANGUL.findall(text)) > len(_CJK.findall(text)):
        return "ko"
    # Chinese pages are full of Latin names and links; English ones hold hardly a character of CJK.
    return "zh" if 20 * len(_CJK.findall(text)) >= len(re.sub(r"\W", "", text)) else "en"
