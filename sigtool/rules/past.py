"""What is of the past, and says so: people who were, groups that are over."""

import re
from typing import Final

from sigtool.check.snapshot import Snapshot
from sigtool.markdown import inline
from sigtool.model import Sig, texts_of
from sigtool.text.lazily import lazily

# What follows `ex-` and `outgoing` where they are said of somebody: `ex-officio` is, too, and `ex
# post` and `outgoing mail` are something else.
_OFFICE: Final = (
    r"(?:co|vice|deputy|board|council|committee|steering|chair\w{0,8}|members?|leads?|leaders?"
    r"|presidents?|secretar\w{1,4}|treasurers?|directors?|officers?|maintainers?|stewards?"
    r"|representatives?|delegates?|coordinators?|committers?|trustees?|moderators?|mentors?|heads?"
    r"|managers?|editors?|owners?|admins?)\b"
)
# The same in scripts without blanks: 前 of 前端 and 目前, and 原 of 原理, are parts of other words.
_OFFICE_EA: Final = (
    r"(?:联合|副|常务|执行|轮值|名誉)?(?:主席|会长|組長|组长|委员|委員|秘书|理事|负责人|成员|主任|代表"
    r"|维护者|主管|经理|董事|顾问|总监|導師|导师|議長|会長|メンバー|メンテナ|chair|lead|member|maintainer"
    r"|committer|PMC|TSC)"
)
# Whatever is of the past: a section, a heading, a file, or what a row says of somebody.
_PAST: Final = lazily(
    r"\b(?:emerit\w{1,3}|former(?:ly)?|past|previous|alumn\w{1,3}|histor\w{1,5}|retired|inactive"
    r"|archived?|stepped down|resigned|ehemalig\w{1,2}|ancien(?:ne)?s?|antigu[oa]s?|бывш\w{2,3})\b"
    rf"|\b(?:ex|outgoing)[ -](?!officio)(?:\w{{2,12}}[ -])?{_OFFICE}|^\W*outgoing\W*$"
    r"|往届|前任|历任|历届|荣誉|名誉|卸任|离任|退休|历史|已归档|已退出"
    rf"|(?<![\u3040-\u9fff])[前原元]\s?{_OFFICE_EA}",
    re.IGNORECASE,
)
# What a group is, in a column of that, and what it is there when it is over.
_STATUS: Final = lazily(r"status|state|lifecycle|状态|狀態|状況|estado|statut", re.IGNORECASE)
_OVER: Final = lazily(
    r"\b(?:dormant|closed|ended|dissolved|disbanded|discontinued|concluded|completed|sunset(?:ted)?"
    r"|merged|obsolete|deprecated|terminated)\b|归档|解散|关闭|结束|休眠|终止|停止|停用|合并",
    re.IGNORECASE,
)
_GOES_ON: Final = lazily(r"\W*(?:active|open|running|ongoing|活跃|进行|运行|正常)", re.IGNORECASE)


def is_past(text: str) -> bool:
    """Whether a text says that what it tells of was, and is no more."""
    return _PAST.search(text) is not None


def is_over(snapshot: Snapshot, sig: Sig) -> bool:
    """Whether a column of the community's own, as Status, says that a group is no more."""
    return any(
        (is_past(text) or _OVER.search(text)) and not _GOES_ON.match(text)
        for field in snapshot.once(_status_fields)
        for text in map(inline.plain, texts_of(sig.text(field)))
    )


def _status_fields(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(
        column.field
        for table in snapshot.registry.tables
        for column in table.columns
        if _STATUS.fullmatch(inline.plain(column.header).strip(" *:"))
    )
