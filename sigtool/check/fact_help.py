"""What to do about a fact that is open: the commands that settle it, each as it is typed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from sigtool.check.advice import unshown
from sigtool.check.facts import rows_of_name
from sigtool.community import taking
from sigtool.community.community import Community
from sigtool.community.fact import PRESENCE, Fact, Why
from sigtool.edit import operations, query
from sigtool.errors import SigtoolError
from sigtool.markdown.inline import name_key
from sigtool.model import Registry, Sig, Table, Texts, as_text, in_language, languages_of
from sigtool.text.lazily import kept
from sigtool.text.records import dataclass
from sigtool.text.wording import argument

# What somebody has to do in the table, where the registry cannot take over what it says.
_REWRITES: Final[Mapping[Why | None, str]] = {
    Why.UNREAD: "write each person as @handle, [name](link) or a name, with commas between",
    Why.CLASH: "write the same into each table",
}
# What somebody has to do by hand, whichever side is right.
# Where a row stays of a SIG that the registry shows elsewhere, or nowhere.
_SHOWN_ELSEWHERE: Final = (Why.ELSEWHERE, Why.REFUSED, Why.OTHER_ROW)
_CORRECTIONS: Final[Mapping[Why | None, str]] = {
    Why.SURPLUS: "write a bar that belongs to a text as \\|",
    Why.NO_NAME: "write the name of its SIG into it, or take the row away",
    Why.HELD: "decide first about the row that looks like a rename",
    Why.UNSURE: "give each row and its SIG a name of their own",
    Why.TORN: "correct its name or its page, in the table or in the registry",
    Why.NAMESAKES: "in the registry, give one of them another name, or take it away (SIG301)",
    Why.SECTIONS: "keep one of these rows, remove the others, then run sigtool sync",
}


def help_text(community: Community, facts: Sequence[Fact], fact: Fact) -> str:
    """What to do about a fact that is open; "" where nothing is to be done, or where it is said
    beside another one of the `facts` that differ."""
    return _Help(community, facts, fact).text() if fact.verdict.is_open else ""


@dataclass(frozen=True)
class _Help:
    """What to do about one of the facts that differ."""

    community: Community
    facts: Sequence[Fact]
    fact: Fact

    def text(self) -> str:
        fact, name = self.fact, self.name
        if fact.why in (Why.RENAME, Why.RENAMED) or self._is_told():
            return self._of_a_rename()
        if fact.why is Why.OTHER_NAME:
            return self._of_another_name() if fact.table is None else ""
        if fact.why is Why.MAY_BE:
            return self._of_a_translation()
        if fact.why is Why.ONE_TABLE:
            return self._of_one_table()
        if fact.why in _SHOWN_ELSEWHERE and (shown := self._where_it_is_shown()):
            return shown
        if fact.why is Why.LOOSE:
            return fact.detail
        if fact.why in (Why.TWINS, Why.SAME_PAGE):
            return self._of_several_rows()
        if fact.why is Why.REFUSED:
            return self._of_what_is_refused()
        if fact.why is Why.NAMELESS:
            return (
                f"write its name into that row; or keep the registry's: sigtool sync {name} "
                f"--prefer registry; if the SIG is to go: sigtool sync {name} --prefer table"
            )
        why = Why.UNREAD if self._is_unread() else fact.why
        if why in _REWRITES:
            registry = f"or keep the registry's: sigtool sync {name} --prefer registry"
            return f"{_REWRITES[why]}; {registry}"
        return _CORRECTIONS.get(fact.why) or self._sides()

    # --- names ----------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """What a command calls the SIG."""
        return _name(self.community.registry, self.fact.sig)

    @property
    def table(self) -> Table:
        return self.community.assigned[self.fact.at].place.table

    @property
    def own(self) -> Sig | None:
        """The SIG as the registry has it, in every language."""
        return _own(self.community.registry, self.fact.sig.origin)

    def _sides(self) -> str:
        return (
            f"keep the registry's: sigtool sync {self.name} --prefer registry; "
            f"keep the table's: sigtool sync {self.name} --prefer table"
        )

    def _of_what_is_refused(self) -> str:
        fact = self.fact
        if fact.key == PRESENCE and fact.row is not None:
            return "change the row, or remove it"
        if (fact.sig.origin, fact.key) in self.community.plans[fact.at].unshowable:
            return f"correct it in {self.community.registry_document.source.path}"
        return "make both say the same by hand"

    # --- what may be another name ---------------------------------------------------------------

    def _is_told(self) -> bool:
        """Whether it is a row of whose SIG the registry may have another name, which is told."""
        fact = self.fact
        return fact.key == PRESENCE and any(
            other.at == fact.at
            and fact.row is not None
            and fact.row is self._former_row(other)
            and bool(_Help(self.community, self.facts, other)._of_the_registry())
            for other in _renamed(self.facts)
        )

    def _former_row(self, fact: Fact) -> object:
        """The row that has the former name of a SIG which the registry may have renamed."""
        strangers = self.community.assigned[fact.at].strangers
        wanted = name_key(fact.detail)
        return next((row for row, sig in strangers if name_key(sig.one_name) == wanted), None)

    def _of_a_rename(self) -> str:
        fact = self.fact
        if fact.why is Why.RENAME:
            return self._of_the_table() if fact.row is None else ""
        if fact.why is Why.RENAMED:
            is_both = fact.row is None and self._former_row(fact) is not None
            return (self._of_the_registry() if is_both else "") or self._sides()
        return ""

    def _of_the_table(self) -> str:
        """Of a row with a new name: the commands for one SIG in every table, and for two."""
        pairs = [
            other
            for other in self.facts
            if other.why is Why.RENAME
            and other.row is None
            and other.sig.origin == self.fact.sig.origin
        ]
        if pairs[0] != self.fact:
            return ""
        names: dict[str | None, list[str]] = {}
        for pair in pairs:
            language = self.community.assigned[pair.at].place.table.language
            names.setdefault(language, []).append(pair.detail)
        sections = self._sections()
        if len(sections) > 1:
            keep = f"keep one of the rows of {self.fact.detail}, remove the others"
            return f"{keep}, then run sigtool sync"
        away = [each for each in sections if each != self.table.section]
        renames = self._renames(names, "".join(away))
        first = f"renamed: {renames}; " if renames else ""
        return f"{first}{self._of_two(pairs)}"

    def _sections(self) -> list[str]:
        """The section of each new row that may be that of the SIG, in the language of the table."""
        fact, assigned = self.fact, self.community.assigned
        tables = (
            assigned[other.at].place.table
            for other in self.facts
            if other.why is Why.RENAME and other.row and other.sig.one_name == fact.detail
        )
        return [each.section or "" for each in tables if each.language == self.table.language]

    def _renames(self, names: Mapping[str | None, Sequence[str]], section: str = "") -> str:
        """The commands that give the SIG its new name in each language, and its new section; ""
        where none can."""
        registry, own = self.community.registry, self.own
        if own is None or any(len(set(map(name_key, each))) > 1 for each in names.values()):
            return ""
        one = {code: each[0] for code, each in names.items()}
        if isinstance(own.name, str) and self._is_whole(one):
            one = {None: next(iter(one.values()))}
        return self._chained(registry, own, list(one.items()), section)

    def _is_whole(self, names: Mapping[str | None, str]) -> bool:
        """Whether one new name serves every language."""
        languages = self.community.registry.languages
        return len(languages) < 2 or (len(set(names.values())) == 1 and {*names} >= {*languages})

    def _chained(
        self,
        registry: Registry,
        own: Sig,
        names: Sequence[tuple[str | None, str]],
        section: str = "",
    ) -> str:
        """The commands that rename a SIG, one after the other; "" where one of them would not."""
        commands: list[str] = []
        for code, new in names:
            try:
                taking.refuse_second_row(self.community, own, new, code)
                after = operations.rename_sig(registry, own, new, code)
            except (SigtoolError, ValueError):
                return ""
            shown = own.in_language(code) or own
            command = f"sigtool rename-sig {_name(registry, shown)} {argument(new)}"
            if section and not commands:
                command = f"sigtool edit-sig {_name(registry, shown)} --name {argument(new)}"
                command += f" --section {argument(section)}"
            commands.append(f"{command}{f' --language {argument(code)}' if code else ''}")
            registry, own = after, _own(after, own.origin) or own
        return " && ".join(commands)

    def _of_two(self, pairs: Sequence[Fact]) -> str:
        """The commands that keep the new rows as SIGs of their own, and the former name only where
        a table still has its row."""
        shown, new = self._new_rows(pairs)
        ats = {pair.at for pair in pairs}
        languages = {self.community.assigned[at].place.table.language for at in ats}
        others = self._others()
        waiting = [each for each in self._lost(ats) if each not in pairs]
        if others and waiting:
            # Of them, too, the new row may be that by another name.
            return f"two SIGs: decide first on {', '.join(each.sig.one_name for each in waiting)}"
        if others and (alone := self._without(languages)):
            kept = [f"sigtool sync {' '.join(new)} --prefer table"] if new else []
            return f"two SIGs: {' && '.join([alone, *shown, *kept])}"
        also = f", which also removes the row of {_paths(others)}" if others else ""
        sync = f"sigtool sync {' '.join([self.name, *new])} --prefer table"
        return f"two SIGs{also}: {' && '.join([*shown, sync])}"

    def _new_rows(self, pairs: Sequence[Fact]) -> tuple[list[str], list[str]]:
        """The commands that show those whose SIG the registry has, and the names of the others."""
        commands: list[str] = []
        names: list[str] = []
        for pair in pairs:
            known = self.community.assigned[pair.at]
            sig = next((sig for _, sig in known.strangers if sig.one_name == pair.detail), None)
            found = unshown(self.community.registry, sig, known.place.table) if sig else None
            if found and found.command:
                commands.append(found.command)
            else:
                names.append(argument(pair.detail))
        return list(dict.fromkeys(commands)), list(dict.fromkeys(names))

    def _lost(self, ats: Collection[int]) -> list[Fact]:
        """The SIGs without a row in these tables."""
        return [f for f in self.facts if f.key == PRESENCE and f.row is None and f.at in ats]

    def _of_the_registry(self) -> str:
        """Of a SIG that the registry renamed, and whose row was changed: the commands for one SIG,
        which take the new name back and give it again, to the row as well, and for two."""
        own, fact = self.own, self.fact
        if own is None:
            return ""
        code = self.table.language if isinstance(own.name, Texts) else None
        names = [(code, fact.detail), (code, in_language(own.name, code))]
        renames = self._chained(self.community.registry, own, names)
        two = f"two SIGs: sigtool sync {self.name} {argument(fact.detail)} --prefer registry"
        return f"renamed: {renames}; {two}" if renames else ""

    # --- languages ------------------------------------------------------------------------------

    def _others(self) -> list[Table]:
        """The tables that have a row of the SIG."""
        return [
            known.place.table
            for known in self.community.assigned.values()
            for each in known.sigs
            if each.row and each.sig.origin == self.fact.sig.origin
        ]

    def _without(self, languages: Collection[str | None]) -> str:
        """The commands that take the texts of a SIG in some languages out of the registry; "" where
        that would also change a table that has its row."""
        registry, own = self.community.registry, self.own
        if own is None or {*languages} & {None, *(table.language for table in self._others())}:
            return ""
        commands: list[str] = []
        for code in sorted(map(str, languages)):
            keys = ["name", *(k for k, v in own.values.items() if code in _languages(v))]
            try:
                after = operations.edit_sig(registry, own, dict.fromkeys(keys), code)
            except (SigtoolError, ValueError):
                return ""
            name = _name(registry, own.in_language(code) or own)
            unset = " ".join(f"--unset {key}" for key in keys)
            commands.append(f"sigtool edit-sig {name} {unset} --language {argument(code)}")
            registry, own = after, _own(after, own.origin) or own
        return " && ".join(commands)

    def _of_one_table(self) -> str:
        """Of a row that one table lost, and another one has."""
        if not (others := self._others()):
            own = self.fact.sig.origin
            waiting = [f.at for f in self.facts if f.sig.origin == own and f.why is Why.RENAME]
            tables = [self.community.assigned[at].place.table for at in waiting]
            return f"decide first on its row in {_paths(tables)}" if tables else self._sides()
        alone = self._without({self.table.language})
        away = f"remove its texts in {self.table.language} alone: {alone}; " if alone else ""
        return (
            f"keep the registry's, which puts the row back: sigtool sync {self.name} --prefer "
            f"registry; {away}remove the SIG, and its row in {_paths(others)}: "
            f"sigtool sync {self.name} --prefer table"
        )

    def _of_a_translation(self) -> str:
        new = f"--name {argument(self.fact.sig.one_name)} --language {self.table.language}"
        edit = f"sigtool edit-sig {argument(self.fact.detail)} {new}"
        return f"one SIG: {edit}; two SIGs: sigtool sync {self.name} --prefer table"

    def _of_another_name(self) -> str:
        who, other = argument(str(self.fact.person)), argument(self.fact.detail)
        only = f"--sig {self.name} --language {self.table.language}"
        return (
            f"the same person: sigtool rename-lead {who} {other} {only}; "
            f"somebody else: sigtool sync {self.name} --prefer table"
        )

    # --- several rows ---------------------------------------------------------------------------

    def _of_several_rows(self) -> str:
        """How to keep each of several rows of one name, or page."""
        if self.fact.why is Why.SAME_PAGE:
            return (
                "one SIG: remove the row of the name that is no longer right, then run sigtool "
                f"sync; two SIGs: sigtool sync {self.name} --prefer table, or give its row a page "
                "of its own"
            )
        lines = [line for line, _ in rows_of_name(self.community, self.fact)]
        keep = (
            f"to keep line {line}, remove {_numbers(other for other in lines if other != line)}"
            for line in lines
        )
        return f"{'; '.join(keep)}; then run sigtool sync; or give each a name of its own"

    # --- sections and status --------------------------------------------------------------------

    def _is_unread(self) -> bool:
        """Whether a row stays in its section since nobody can read whom it names."""
        row, place = self.fact.row, self.community.assigned[self.fact.at].place
        shown = place.sig_of(row) if row and self.fact.why is Why.CELLS else None
        keys = place.fields if shown else ()
        return any(
            shown and as_text(shown.value(key)) and self.fact.sig.people(key) for key in keys
        )

    def _where_it_is_shown(self) -> str:
        """Of a row whose SIG the registry shows elsewhere, or nowhere."""
        fact = self.fact
        found = unshown(self.community.registry, fact.sig, self.table) if fact.row else None
        if fact.key != PRESENCE or found is None or not found.command:
            return ""
        # What the registry cannot take over is no matter of a side.
        no = "remove the row"
        if fact.why is not Why.REFUSED:
            no = f"keep the registry's: sigtool sync {self.name} --prefer registry"
        return f"if the row is right: {found.command}; else {no}"


def _name(registry: Registry, sig: Sig) -> str:
    return query.command_name(registry, sig, query.shared_names(registry))


def _own(registry: Registry, origin: int | None) -> Sig | None:
    return _by_origin(registry).get(origin) if origin is not None else None


@kept
def _renamed(facts: Sequence[Fact]) -> Sequence[Fact]:
    """What is said of SIGs without a row that the registry may have renamed."""
    return [each for each in facts if each.why is Why.RENAMED and each.row is None]


@kept
def _by_origin(registry: Registry) -> Mapping[int | None, Sig]:
    return {sig.origin: sig for sig in reversed(registry.sigs)}


def _languages(value: object) -> Sequence[str]:
    return languages_of(value) if isinstance(value, Texts) else ()


def _numbers(lines: Iterable[int]) -> str:
    """Lines in a sentence, as `line 8` or `lines 8 and 11`."""
    *others, last = map(str, lines)
    return f"lines {', '.join(others)} and {last}" if others else f"line {last}"


def _paths(tables: Sequence[Table]) -> str:
    return ", ".join(dict.fromkeys(table.path for table in tables))
