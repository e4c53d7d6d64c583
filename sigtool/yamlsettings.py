"""The node of `validate:` in `sigs.yaml` -> `Settings`. Pure."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sigtool.model import Settings
from sigtool.yamltree import Entry
from sigtool.yamlvalues import Reader

SETTING_KEYS: Final = (
    "ignore", "per_sig", "max_leads", "hosts", "placeholders", "publish_email",
)  # fmt: skip
_TRUTHS: Final[Mapping[str, bool]] = MappingProxyType(
    {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
)
_REASON: Final = "give the reason, as `SIG404: the account was renamed in 2023`"


def settings_of(reader: Reader, entry: Entry | None) -> Settings:
    """What `validate:` says; what cannot be read is reported, and as if it were not there."""
    mapping = reader.mapping(entry.value, "validate", "write `ignore: [SIG304]`") if entry else None
    if mapping is None:
        return Settings()
    values = reader.entries(mapping, SETTING_KEYS, "validate")
    usual = Settings()
    max_leads = _number(reader, values.get("max_leads"), "validate: max_leads")
    publish_email = _truth(reader, values.get("publish_email"), "validate: publish_email")
    return Settings(
        ignore=_texts(reader, values.get("ignore"), "validate: ignore"),
        per_sig=_per_sig(reader, values.get("per_sig")),
        max_leads=usual.max_leads if max_leads is None else max_leads,
        hosts=_texts(reader, values.get("hosts"), "validate: hosts"),
        placeholders=_texts(reader, values.get("placeholders"), "validate: placeholders"),
        publish_email=usual.publish_email if publish_email is None else publish_email,
    )


def _texts(reader: Reader, entry: Entry | None, label: str) -> tuple[str, ...]:
    items = reader.items(entry, label, "- …")
    texts = (reader.text(node, f"{label}[{at + 1}]") for at, node in items)
    return tuple(text for text in texts if text)


def _per_sig(reader: Reader, entry: Entry | None) -> Mapping[str, Mapping[str, str]]:
    """The rules that do not count in each SIG, with the reasons; none counts without a reason."""
    label = "validate: per_sig"
    mapping = reader.mapping(entry.value, label, "write `SIG: {SIG404: reason}`") if entry else None
    if mapping is None:
        return {}
    found: dict[str, Mapping[str, str]] = {}
    for name, each in reader.entries(mapping, None, label).items():
        rules = reader.mapping(each.value, f"{label}: {name}", _REASON)
        if rules is None:
            continue
        reasons = {
            rule: reader.text(reason.value, f"{label}: {name}: {rule}")
            for rule, reason in reader.entries(rules, None, f"{label}: {name}").items()
        }
        found[name] = {rule: reason for rule, reason in reasons.items() if reason}
    return found


def _number(reader: Reader, entry: Entry | None, label: str) -> int | None:
    text = reader.text(entry.value, label) if entry else None
    if entry is None or text is None:
        return None
    if text.isascii() and text.isdigit() and len(text) < 9 and int(text) > 0:
        return int(text)
    reader.report(
        "SIG006", f"{label} has to be a number from 1, not {text!r}", entry.value.span, "write 4"
    )
    return None


def _truth(reader: Reader, entry: Entry | None, label: str) -> bool | None:
    text = reader.text(entry.value, label) if entry else None
    if text is None or not reader.is_known(text.lower(), list(_TRUTHS), entry, label):
        return None
    return _TRUTHS[text.lower()]
