"""The laws L4, L8, L9, L10 and L11 for a command, over a registry and tables that differ.

Each law is a function that yields what breaks it, of the files before and after a command that ran
and of all that it printed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from readings import Files, TableRow, blocks_of, name_key, squeeze
from runs import EVERYTHING, Run, is_kept, is_named, named, names_of, own_names


def edit_faults(run: Run) -> Iterator[str]:
    """What breaks a law after an editing command."""
    yield from manners(run, codes=(0, 2))
    if run.code == 0:
        yield from losses(run, may_go=is_named)
        yield from moved_rows(run)
        yield from moved_items(run)
        yield from own_item(run)
        yield from languages(run)
        yield from taken_rows(run)
        yield from twins(run)


def fix_faults(run: Run) -> Iterator[str]:
    """What breaks a law after the safe fixes: nothing at all goes."""
    yield from manners(run, codes=(0, 1, 2))
    yield from losses(run, may_go=lambda *_: False)
    yield from registry_losses(run)
    yield from lost_rows(run)


def render_faults(run: Run) -> Iterator[str]:
    """What breaks a law after all fixes, and after `render`: what goes is printed."""
    yield from manners(run, codes=(0, 1, 2))
    yield from losses(run, may_go=lambda *_: True)
    yield from registry_losses(run)
    yield from lost_rows(run, may_go=True)


def manners(run: Run, codes: Sequence[int]) -> Iterator[str]:
    """Exit codes are few, and a command that could not run changes nothing and says one line."""
    if run.code not in codes:
        yield f"exit code {run.code}"
    if run.code == 2 and not run.is_same:
        yield "exit code 2, and files changed"
    if run.code == 2 and (run.stderr.count("\n") != 1 or run.stdout):
        yield "exit code 2, and not one line on stderr"
    if run.others:
        yield f"files were left: {sorted(run.others)}"


def losses(run: Run, may_go: Any) -> Iterator[str]:
    """L9: what a table said and the registry did not is there, or it may go and is printed."""
    before, after = run.before, run.after
    for at, table in enumerate(before.tables):
        for row in before.rows[at]:
            shown = {each.name_in(table.language) for each in before.entries_of(at, row)}
            names = {*_names_after(run, row.name), *shown}
            for key, text in sorted(row.facts - before.known(at, row)):
                if (key, text) in _table_facts(after, at, names) or _is_elsewhere(
                    run, at, names, (key, text)
                ):
                    continue
                if key == "name" and _names_after(run, row.name) & _table_names(after, at):
                    continue
                if may_go(run, at, row, (key, text)) and (
                    text in run.printed or _is_renamed(run, at, names, text)
                ):
                    continue
                yield f"L9: {table}: {row.name!r}: {key} {text!r} is gone"


def _is_renamed(run: Run, at: int, names: set[str], text: str) -> bool:
    """Whether somebody is there under the name that `rename-lead` gives."""
    is_renamed = run.command.renames and text in run.command.people
    return is_renamed and ("leads", run.command.new_name) in _table_facts(run.after, at, names)


def _names_after(run: Run, name: str) -> set[str]:
    """The names that a row may have after a command that may have renamed its SIG."""
    names = {name}
    if (
        run.command.new_name
        and not run.command.renames
        and name in names_of(run.before, run.command)
    ):
        names.add(name_key(run.command.new_name))
    return names


def _table_facts(files: Files, at: int, names: set[str]) -> set[tuple[str, str]]:
    return {fact for row in files.rows[at] if row.name in names for fact in row.facts}


def _registry_facts(files: Files, at: int, name: str) -> set[tuple[str, str]]:
    return files.known(at, TableRow(name, frozenset(), ""))


def _table_names(files: Files, at: int) -> set[str]:
    return {row.name for row in files.rows[at]}


def _is_elsewhere(run: Run, at: int, names: set[str], fact: tuple[str, str]) -> bool:
    """Whether the registry says it afterwards, or another table of that language."""
    after, code = run.after, run.after.tables[at].language
    if not any(names):
        return False
    if any(fact in _registry_facts(after, at, name) for name in names):
        return True
    return run.command.moves and any(
        fact in _table_facts(after, other, names)
        for other, table in enumerate(after.tables)
        if table.language == code
    )


def twins(run: Run) -> Iterator[str]:
    """Nobody comes to be named twice in a cell."""
    old, new = (
        {
            (name, handle)
            for rows in files.rows
            for row in rows
            for name in _names_after(run, row.name)
            for handle, count in Counter(re.findall(r"(?<!\w)@\w+", row.line)).items()
            if count > 1
        }
        for files in (run.before, run.after)
    )
    items = [Counter(text for _, text in each.facts(None)) for each in run.after.items]
    for name, handle in new - old:
        if not any(each[handle] > 1 for each in items):
            yield f"L9: {handle} is twice in a row of {name!r}"


def taken_rows(run: Run) -> Iterator[str]:
    """L9: a new SIG has the one row that somebody wrote for it, with all that the row says."""
    command, before, after = run.command, run.before, run.after
    if command.arguments[0] != "add-sig":
        return
    name = name_key(command.sig)
    found = [at for at, rows in enumerate(before.rows) for row in rows if row.name == name]
    # Named in no language, it is named in that of its row, if it has one.
    own = {None, *(before.tables[at].language for at in found)}
    codes = {command.language} if command.language else own
    if not any(each.name_in(code) == name for each in after.items for code in codes):
        yield f"L10: no SIG has the name {name!r} in {command.language}"
    sections = {before.tables[at].section for at in found}
    if len(found) != len(set(found)) or len(sections - {command.section or None}) > 1:
        return
    for at in found:
        table = before.tables[at]
        is_other = bool(command.section and table.section != command.section)
        # A row that links the page of a SIG is that one's, whatever its name.
        is_other |= bool(_pages(before) & {each[1] for each in _table_facts(before, at, {name})})
        if is_other or (command.language and table.language != command.language):
            continue
        if [row.name for row in after.rows[at]].count(name) != 1:
            yield f"L9: there are two rows of {name!r} in {table}"
        wanted = {
            each for each in _table_facts(before, at, {name}) if each[0] not in ("name", "more")
        }
        lost = {
            fact
            for fact in wanted - _registry_facts(after, at, name)
            if fact[0] not in command.fields
        }
        yield from (f"L9: {name!r} has not {fact} of its row in {table}" for fact in sorted(lost))


def _pages(files: Files) -> set[str]:
    return {page for each in files.items for page in each.pages}


def moved_rows(run: Run) -> Iterator[str]:
    """L4: the rows of other SIGs keep their bytes, but for the padding of an aligned table."""
    names = own_names(run)
    people = run.command.people if not run.command.fields else frozenset()

    def others(files: Files) -> Iterator[str]:
        for at, rows in enumerate(files.rows):
            for row in rows:
                is_own = row.name in names
                if people and not run.command.sig:
                    is_own = bool(people & {text for _, text in row.facts})
                    is_own |= row.name in names
                if not is_own:
                    yield f"{at}: {re.sub(' +', ' ', row.line)}"

    old, new = list(others(run.before)), list(others(run.after))
    if old != new:
        yield f"L4: other rows changed: {old} -> {new}"
    if _prose(run.before) != _prose(run.after):
        yield "L8: text around the tables changed"


def _prose(files: Files) -> list[str]:
    return [
        line
        for text in files.documents.values()
        for line in text.splitlines()
        if line and not line.startswith("|")
    ]


def moved_items(run: Run) -> Iterator[str]:
    """L4 and L8: the items of other SIGs, and what is no item, keep their lines."""
    names = names_of(run.before, run.command)
    own = {id(each.data) for each in named(run.before, run.command)}
    old = [
        block
        for (_, block), entry in zip(blocks_of(run.before.registry), run.before.items, strict=True)
        if id(entry.data) not in own
    ]
    new = [block for keys, block in blocks_of(run.after.registry)]
    left = list(new)
    for block in old:
        if block not in left:
            yield f"L4: another item of the registry changed: {block!r}"
            return
        left.remove(block)
    if [block for block in new if block in old] != old:
        yield "L4: other items of the registry changed places"
    if any(not keys & names for keys, block in blocks_of(run.after.registry) if block in left):
        yield f"L4: items of the registry are new: {left}"
    heads = [files.registry.partition("\nsigs:")[0] for files in (run.before, run.after)]
    if heads[0] != heads[1]:
        yield "L4: what is above the SIGs changed"


def own_item(run: Run) -> Iterator[str]:
    """L8 and L9: what the command does not name of its SIG is still there."""
    command = run.command
    names = names_of(run.before, command)
    own = {id(each.data) for each in named(run.before, command)}
    blocks = blocks_of(run.before.registry)
    for entry, (_, block) in zip(run.before.items, blocks, strict=True):
        if id(entry.data) not in own:
            continue
        comments = re.findall(r"# .*", block)
        yield from (
            f"L8: a comment is gone: {each}"
            for each in comments
            if each not in run.after.registry and each not in run.printed
        )
        if EVERYTHING in command.fields:
            continue
        found = [each.data for each in run.after.items if each.names & names]
        if not any(is_kept(entry.data, each, command) for each in found):
            yield f"L9: the registry lost something of {entry.data} in {found}"


def languages(run: Run) -> Iterator[str]:
    """L10: a text that is given in one language changes no text of another."""
    command = run.command
    if command.language is None or command.moves:
        return
    for at, table in enumerate(run.before.tables):
        path = table.path
        if table.language == command.language or not table.language:
            continue
        # A new SIG takes over its row in each language, and people are in all of them.
        is_new = command.arguments[0] == "add-sig"
        if not is_new and run.before.documents[path] != run.after.documents[path]:
            yield f"L10: {path} changed, which is in {run.before.tables[at].language}"
        old, new = (
            sorted(
                (fact for each in files.items for fact in each.facts(table.language)),
            )
            for files in (run.before, run.after)
        )
        if Counter(old) - Counter(new):
            yield f"L10: the registry lost of {table.language}: {Counter(old) - Counter(new)}"
        if Counter(new) - Counter(old) and not is_new:
            yield f"L10: the registry gained of {table.language}: {Counter(new) - Counter(old)}"


def registry_losses(run: Run) -> Iterator[str]:
    """No fact of the registry goes, and no comment."""
    for entry in run.before.items:
        found = [each for each in run.after.items if each.names == entry.names]
        for code in (None, *run.before.languages):
            after = {fact for each in found for fact in each.facts(code)}
            for fact in set(entry.facts(code)) - after:
                yield f"L9: the registry lost of {sorted(entry.names)} in {code}: {fact}"
    for comment in re.findall(r"# .*", run.before.registry):
        if comment not in run.after.registry:
            yield f"L8: a comment is gone: {comment}"


def lost_rows(run: Run, *, may_go: bool = False) -> Iterator[str]:
    """L11: each row is there after a fix under the name that it had; one without a name as it was.

    With `may_go`, a row may go that the registry does not show, if it is printed.
    """
    for at in range(len(run.before.tables)):
        old, new = (Counter(map(_identity, files.rows[at])) for files in (run.before, run.after))
        for name in old - new:
            if may_go and (name in new or name in run.printed.casefold()):
                continue
            yield f"L11: a row is gone of {name!r} in {run.before.tables[at]}"
    if _prose(run.before) != _prose(run.after):
        yield "L8: text around the tables changed"


def _identity(row: TableRow) -> str:
    return row.name or re.sub(" +", " ", row.line)


# --- init ----------------------------------------------------------------------------------------


def init_faults(run: Run) -> Iterator[str]:
    """What breaks a law after `init`: each cell of each table is in the registry, in its language,
    and what the registry said before is still there or printed."""
    yield from manners(run, codes=(0, 2))
    if run.before.documents != run.after.documents:
        yield "L1: init changed a document"
    if run.code:
        return
    for at, rows in enumerate(run.after.rows):
        for row in rows:
            facts = {fact for fact in row.facts if fact[0] != "more" and row.name}
            lost = facts - run.after.known(at, row)
            yield from (f"L9: init lost {fact} of {row.name!r}" for fact in sorted(lost))
    yield from wrong_pairs(run)
    for entry in run.before.items:
        found = [each for each in run.after.items if each.marks & entry.marks]
        codes = (None, *run.after.languages)
        after = {fact for each in found for code in codes for fact in each.facts(code)}
        lost = {fact for code in codes for fact in entry.facts(code)} - after
        yield from (f"L9: init lost {f}" for f in lost if f[1].lstrip("@") not in run.printed)
    for text in re.findall(r"# .*|since: .*|founded: .*", run.before.registry):
        if text not in run.after.registry and text not in run.printed:
            yield f"L8: init lost {text!r}"


def wrong_pairs(run: Run) -> Iterator[str]:
    """L11: rows of two languages are one SIG by name or page, or else by a guess that is told."""
    if not run.after.languages:
        return
    for entry in run.after.items:
        name = entry.data["name"]
        if not isinstance(name, dict) or len(set(map(name_key, name.values()))) < 2:
            continue
        pages = [
            {
                fact
                for row in rows
                if row.name == name_key(name[table.language])
                for fact in row.facts
            }
            for table, rows in zip(run.after.tables, run.after.rows, strict=True)
        ]
        if not {text for key, text in pages[0] & pages[1] if key == "readme"} and not all(
            squeeze(text) in run.printed for text in name.values()
        ):
            yield f"L11: init made one SIG of {name} and does not say so"


def still_faults(run: Run) -> Iterator[str]:
    """L1 and L3: there is nothing left to do."""
    if run.code or not run.is_same:
        yield f"L1: {run.command} right after changed something, or stopped: {run.stderr}"
