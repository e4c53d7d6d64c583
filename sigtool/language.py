"""Which language a document is in, by its name or by its script.

Pure. A language is named by the code of its file name, normalised: `README_CN.md` and
`README-zh-Hans.md` are both `zh`.
"""

import re
from collections.abc import Iterable
from typing import Final

# The last part of a file's stem, after `_`, `-` or `.`: what communities call their translations.
_SUFFIX: Final = re.compile(r"[._-](?P<code>[A-Za-z]{2,3}(?:[_-][A-Za-z]{2,4})?|Chinese|English)$")
_CODES: Final = {
    "chinese": "zh",
    "cn": "zh",
    "english": "en",
    "jp": "ja",
    "kr": "ko",
    "zh-cn": "zh",
    "zh-hans": "zh",
    "zh-sg": "zh",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-hant": "zh-Hant",
}
# What a file's name may well end in; other short endings are no language (`README_v2`, `to-do`).
_KNOWN: Final = frozenset(
    [
        *("ar", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu"),
        *("id", "it", "ja", "ko", "nl", "no", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk"),
        *("vi", "zh"),
    ]
)
_CJK: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_KANA: Final = re.compile(r"[\u3040-\u30ff]")
_HANGUL: Final = re.compile(r"[\uac00-\ud7af]")


def of_name(path: str) -> str | None:
    """The language that a file's name ends in: `README_en.md` is `en`; None if it says none."""
    name = re.split(r"[\\/]", path)[-1]
    stem = re.sub(r"\.(?:md|markdown|mdx)$", "", name, flags=re.IGNORECASE)
    found = _SUFFIX.search(stem)
    if found is None:
        return None
    code = found["code"].replace("_", "-").lower()
    code = _CODES.get(code, code)
    return code if code.split("-")[0] in _KNOWN else None


def of_text(texts: Iterable[str]) -> str:
    """The language that a script tells: `zh`, `ja`, `ko`, else `en`."""
    text = "".join(texts)
    if _KANA.search(text):
        return "ja"
    if len(_HANGUL.findall(text)) > len(_CJK.findall(text)):
        return "ko"
    # Chinese pages are full of Latin names and links; English ones hold hardly a character of CJK.
    return "zh" if 20 * len(_CJK.findall(text)) >= len(re.sub(r"\W", "", text)) else "en"
