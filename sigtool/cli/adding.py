"""What `init --add` does: further tables into a registry, and all that is to be told about it."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sigtool.cli import adoption, doubled, init
from sigtool.cli.adoption import Choice, Reading
from sigtool.cli.ending import DONE, FOUND
from sigtool.cli.streams import say_waiting
from sigtool.community import joining
from sigtool.community.community import Community, Edited
from sigtool.community.joining import Joined
from sigtool.model import Table
from sigtool.outside import workspace
from sigtool.report import changes, fact_forms, terminal
from sigtool.tables.adopt import Imported
from sigtool.text import language
from sigtool.text.records import replace
from sigtool.text.source import Rewrite
from sigtool.text.wording import amount, argument


def add(documents: Sequence[Path], choice: Choice, file: Path | None, *, dry_run: bool) -> int:
    """Bring the tables of documents into the registry, which keeps all that it says.

    A dry run prints the diff. The exit code says whether registry and tables differ then.
    """
    with workspace.locked(file, say_waiting) as space:
        community = space.community()
        reading = Reading(space.path, choice)
        languages = _languages(community, documents, reading)
        originals = {path: _originals(community, path, reading, languages) for path in documents}
        kinds = community.registry.kinds
        parts, notes = adoption.read_beside(documents, reading, originals, kinds)
        texts = {reading.relative(path): reading.document(path) for path in documents}
        found = joining.joined(community, parts, texts, languages)
        rewrite = Rewrite(found.before, (), found.community.registry_document)
        edited = Edited(community, rewrite, found.wanted)
        if dry_run:
            changes.show(edited.sources())
        else:
            space.write(edited)
    _tell(replace(found, notes=(*notes, *found.notes)), parts, dry_run=dry_run)
    return FOUND if found.facts else DONE


def _originals(
    community: Community, path: Path, reading: Reading, languages: Mapping[str, str]
) -> list[Table]:
    """The tables that those of a document translate: all of the first language, or the only one."""
    tables = community.registry.tables
    own = languages.get(reading.relative(path))
    first = tables[0].language or languages.get(tables[0].path) if tables else None
    originals = [
        each
        for each in tables
        if own and (each.language or languages.get(each.path)) == first != own
    ]
    return originals if len(originals) == 1 or reading.choice.everything else []


def _languages(community: Community, documents: Sequence[Path], reading: Reading) -> dict[str, str]:
    """The language of each document, new or old, where any of them is in a language that its path,
    or somebody, says."""
    given = {os.fspath(path): reading.relative(path) for path in documents}
    old = {table.path: table.language for table in community.registry.tables}
    named = {given.get(name, name): code for name, code in reading.choice.languages.items()}
    paths = list(dict.fromkeys([*old, *given.values()]))
    by_path = dict(zip(paths, language.of_paths(paths), strict=True))
    found = {path: named.get(path) or old.get(path, by_path[path]) for path in paths}
    if not any(found.values()):
        return {}
    texts = {reading.relative(path): reading.document(path) for path in documents}
    texts = {**community.documents, **texts}
    return {
        path: code or by_path[path] or adoption.language_of(texts[path])
        for path, code in found.items()
        if path in texts
    }


def _tell(found: Joined, parts: Sequence[Imported], *, dry_run: bool) -> None:
    old, new = found.before.registry, found.community.registry
    path = found.before.source.path
    added = len(new.sigs) - len(old.sigs)
    terminal.warn(
        f"{'Would add' if dry_run else 'Added'} {', '.join(init.places(parts))} to {path}: "
        f"{amount(added, 'new SIG')}; {amount(len(old.sigs), 'was there', 'were there')}."
    )
    terminal.warn(f"Columns: {init.bound_in(parts)}.")
    for note in (*found.notes, *doubled.advice(new), *_lacking(found)):
        terminal.warn(terminal.one_line(note))
    init.tell_unread(parts)
    terminal.write(fact_forms.as_text_lines(found.community, found.facts))
    if found.facts:
        terminal.warn("Where the two differ, the registry was kept, and the table as it is.")


def _lacking(found: Joined) -> Iterator[str]:
    """Which tables that were there lack the row of a SIG, and the command that writes it."""
    for at, known in found.community.assigned.items():
        names = [each.sig.one_name for each in known.sigs if each.row is None]
        if names and at < len(found.before.registry.tables):
            source, line = known.place.shown.source, known.place.shown.line_number
            rows = "a row" if len(names) == 1 else "rows"
            yield (
                f"{source.path}:{line}: lacks {rows} for {', '.join(names)}; to write what is "
                f"missing: sigtool sync {' '.join(map(argument, names))} --prefer registry"
            )
