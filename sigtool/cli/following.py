"""What follows from an edit of SIGs: what names them has the new name, or still has the old one."""

from collections.abc import Collection, Mapping

from sigtool.community import mentions
from sigtool.community.community import Edited
from sigtool.text.wording import amount


def what_follows(
    edited: Edited,
    gone: Mapping[int | None, str],
    pages: Mapping[int | None, Collection[str]] | None = None,
) -> list[str]:
    """What else an edit changes with the names of SIGs, and what still names those that are renamed
    or removed, a line each; `gone` says by their origin how to speak of these, `pages` which links
    are those of their pages, which name nothing."""
    path = edited.registry.before.source.path
    lines = [
        f"{path}:{line}: per_sig: {old} becomes {new}"
        for line, old, new in mentions.renamed_keys(edited)
    ]
    for before, after in edited.others:
        from sigtool.check import baseline

        changed = zip(*(baseline.messages(each.text) for each in (before, after)), strict=True)
        if count := sum(old != new for old, new in changed):
            findings = amount(count, "finding has", "findings have")
            lines.append(f"{after.path}: {findings} the new name")
    for origin, name in gone.items():
        if found := mentions.mentions(edited, origin, (pages or {}).get(origin, ())):
            lines.append(f"also names {name}: {', '.join(found)}")
    return lines
