"""The words that stand where persons would and name nobody, or many, or where to look. Pure."""

from typing import Final

from sigtool.text.lazily import lazily

NOBODY: Final = (
    r"n\.?/?a\.?|n\. ?n\.?|t\.?b\.?[acd]\.?|to[ _]be[ _]\w+|to-?do|none|nobody|no[ -]one"
    r"|(?:open|vacant)(?: (?:position|post|role|seat|slot|spot)s?)?|pending|unknown"
    r"|un(?:maintained|owned|assigned|filled|staffed)|orphaned|deprecated"
    r"|inactive|(?:help )?wanted|none yet|rotat(?:ing|ion|es)|whoever"
    r"|needs?[ -]an?[ -](?:lead|owner|maintainer|chair)"
    r"|(?:poste )?vacante?|offen|unbesetzt|vakant|niemand|keine[rs]?|à pourvoir|aucune?|personne"
    r"|nadie|ningun[oa]|por definir|ninguém|nenhuma?|vag[oa]|a definir|нет|никто|вакан(?:сия|тно)"
    r"|待[定补]\w*|未[定決]|暂[无缺]|无|缺|空缺|招募中|募集中|調整中|なし|空席|미정|공석|없음"
)
# One such word, or several in a row.
NOBODIES: Final = rf"(?:{NOBODY})(?:[ \t]*[,;/，；、][ \t]*(?:{NOBODY})){{0,9}}"
MANY: Final = (
    r"(?:and )?(?:all|others?|more|various|(?:every|any|some)(?:one|body)|etc\.?)"
    r"|al\.|andere|weitere|alle|autres|tous|otros|todos|outros|другие|все"
    r"|chairs?|leads?|maintainers?|owners?|members?|people|persons|contributors"
    r"|(?:[\w.-]+ ){0,3}(?:teams?|committee|community|(?:working )?group|board|council)"
)
# Whom a chat or a forge tells something by a word that is no account.
NOTIFIED: Final = r"@(?:here|all|channel|everyone)"
# The label of a link that leads to where persons are named, or may be written to.
PAGE: Final = (
    r"(?:(?:see|view|full|current|the) )*(?:links?|list|here|this|above|below|details|read ?me"
    r"|page|website|file|(?:code ?)?owners|maintainers|members|leads|chairs|team|roster"
    r"|e?-?mail|contact)(?: (?:list|file|page|here))?"
)
# A whole cell that says where persons are listed: `[5 Members](team.md)`, `see [docs/OWNERS](…)`.
POINTER: Final = lazily(
    rf"(?i)(?:see |in )?\[(?:\d+\+? )?(?:{PAGE}|{MANY}|[名位个]?(?:成员|维护者|贡献者|开发者)"
    r"|(?:[\w.-]+/)*(?:code)?(?:owners|maintainers)(?:\.\w+)?)\]\([^()\s]+\)"
)
# What begins a sentence that says what to do, and no name: `See OWNERS`, `Ask [@ada](…)`.
ASKING: Final = (
    r"(?:(?i:see|ask|contact|e-?mail|ping|join|visit|check|read|use|find|refer|please|look"
    r"|write|reach|message|consult|open|file|apply|volunteer)(?=[ :])"
    r"|请|参[见考看]|详见|见[上下]|联系|咨询)"
)
