"""The node of `validate:` in `sigs.yaml` -> `Settings`. Pure."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sigtool.model import Settings
from sigtool.registry.values import Part, Path, Reader
from sigtool.yaml.tree import Entry

SETTING_KEYS: Final = (
    "ignore", "per_sig", "max_leads", "hosts", "placeholders", "publish_email",
)  # fmt: skip
_TRUTHS: Final[Mapping[str, bool]] = MappingProxyType(
    {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
)


def settings_of(reader: Reader, entry: Entry | None) -> Settings:
    """What `validate:` says; what cannot be read is reported, and as if it were not there."""
    path: Path = ("validate",)
    mapping = reader.mapping(entry.value, path, Part.SETTINGS) if entry else None
    if mapping is None:
        return Settings()
    values = reader.entries(mapping, SETTING_KEYS, path, Part.SETTINGS)
    usual = Settings()
    max_leads = _number(reader, values.get("max_leads"), (*path, "max_leads"))
    publish_email = truth_of(reader, values.get("publish_email"), (*path, "publish_email"))
    return Settings(
        ignore=_texts(reader, values.get("ignore"), (*path, "ignore")),
        per_sig=_per_sig(reader, values.get("per_sig"), (*path, "per_sig")),
        max_leads=usual.max_leads if max_leads is None else max_leads,
        hosts=_texts(reader, values.get("hosts"), (*path, "hosts")),
        placeholders=_texts(reader, values.get("placeholders"), (*path, "placeholders")),
        publish_email=usual.publish_email if publish_email is None else publish_email,
    )


def _texts(reader: Reader, entry: Entry | None, path: Path) -> tuple[str, ...]:
    items = reader.items(entry, path, Part.TEXTS)
    texts = (reader.word(node, (*path, at)) for at, node in items)
    return tuple(text for text in texts if text)


def _per_sig(reader: Reader, entry: Entry | None, path: Path) -> Mapping[str, Mapping[str, str]]:
    """The rules that do not count in each SIG, with the reasons; none counts without a reason."""
    mapping = reader.mapping(entry.value, path, Part.PER_SIG) if entry else None
    if mapping is None:
        return {}
    found: dict[str, Mapping[str, str]] = {}
    for name, each in reader.entries(mapping, None, path, Part.PER_SIG).items():
        rules = reader.mapping(each.value, (*path, name), Part.REASONS)
        if rules is None:
            continue
        reasons = {
            rule: reader.word(reason.value, (*path, name, rule))
            for rule, reason in reader.entries(rules, None, (*path, name), Part.REASONS).items()
        }
        found[name] = {rule: reason for rule, reason in reasons.items() if reason}
    return found


def _number(reader: Reader, entry: Entry | None, path: Path) -> int | None:
    return reader.number(reader.word(entry.value, path) if entry else None, entry, path)


def truth_of(reader: Reader, entry: Entry | None, path: Path) -> bool | None:
    """A truth value; None where there is none, or another word, which is reported."""
    text = reader.word(entry.value, path) if entry else None
    if text is None or not reader.is_known(text.lower(), list(_TRUTHS), entry, path):
        return None
    return _TRUTHS[text.lower()]
