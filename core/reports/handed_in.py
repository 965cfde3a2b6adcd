"""提出: a table as it is frozen in an event, what it was asked for by, and whether it is still what was handed in."""

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from urllib.parse import quote, unquote

import msgspec

from core.clock import JAPAN
from core.problem import Problem
from core.reports.period import end_of, free_period
from core.reports.table import Asked, ReportCode, ReportTable, Split

LONGEST = 120_000
"""Characters of a frozen table: with its quotes written twice it must fit into one event."""
_COMPARES = "compare"
_SESSION, _UNTIL = "session=", "until="


@dataclass(frozen=True, slots=True)
class Frozen:
    """The JSON of a table and the hex of its BLAKE2b-32."""

    content: str
    content_hash: str


def freeze(table: ReportTable) -> Frozen:
    """The table as it is handed in. Raises Problem for one that no event can hold."""
    content = msgspec.json.encode(table).decode()
    if len(content) > LONGEST:
        raise Problem(
            "report_too_long", "この表は、ひとつの報告には大きすぎます。", "期間を短くするか、分け方を変えてください。"
        )
    return Frozen(content, content_hash(content))


def thaw(content: str, told_hash: str) -> ReportTable:
    """The table that was handed in. Raises Problem where it is not what it says."""
    if not is_whole(content, told_hash):
        raise _broken()
    try:
        return msgspec.json.decode(content, type=ReportTable)
    except msgspec.MsgspecError as error:
        raise _broken() from error


def is_whole(content: str, told_hash: str) -> bool:
    """Whether the content is the one that was handed in, byte by byte."""
    return content_hash(content) == told_hash


def content_hash(content: str) -> str:
    """Hex of BLAKE2b-32."""
    return blake2b(content.encode(), digest_size=32).hexdigest()


def asked_by(asked: Asked) -> str | None:
    """How the report was asked for beside its period, in words with spaces between; None for nothing more."""
    split = [asked.split.value] if asked.split is not Split.NONE else []
    only = [f"{each.value}={quote(value, safe='')}" for each, value in sorted(asked.only)]
    session = [f"{_SESSION}{asked.session_id}"] if asked.session_id else []
    until = [f"{_UNTIL}{asked.cut_off.astimezone(JAPAN).date()}"] if asked.cut_off else []
    compares = [_COMPARES] if asked.compares else []
    return " ".join((*split, *only, *session, *until, *compares)) or None


def asked_again(report: str, first: str, last: str, by: str | None) -> Asked:
    """The report to be counted anew. Raises Problem for one that this program does not know."""
    words = (by or "").split(" ") if by else []
    named = [word for word in words if "=" not in word and word != _COMPARES]
    pairs = [word.split("=", 1) for word in words if "=" in word and not word.startswith((_SESSION, _UNTIL))]
    until = _told(words, _UNTIL)
    try:
        return Asked(
            report=ReportCode(report),
            period=free_period(date.fromisoformat(first), date.fromisoformat(last)),
            split=Split(named[0]) if named else Split.NONE,
            only=tuple((Split(name), unquote(value)) for name, value in pairs),
            session_id=_told(words, _SESSION),
            compares=_COMPARES in words,
            cut_off=end_of(date.fromisoformat(until)) if until else None,
        )
    except ValueError as error:
        raise Problem("report_unknown", "その集計は、ここでは作れません。", "集計の一覧から選んでください。") from error


def _told(words: list[str], name: str) -> str | None:
    return next((word.removeprefix(name) for word in words if word.startswith(name)), None)


def _broken() -> Problem:
    return Problem(
        "submission_broken",
        "この報告の中身は、提出したときのものと同じではありません。",
        "ほかの端末か本部にある同じ版を確かめてください。",
    )
