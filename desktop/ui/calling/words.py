"""The words of calling: one for each standing, one for each wish, the same on every screen."""

from core.calling import Standing, Wish, standing
from core.clock import time_of_day
from core.facts import Attendance
from desktop.ui.i18n import tr

_STANDINGS = {
    Standing.CALLED: "呼びました",
    Standing.WAITING: "待っています",
    Standing.SKIPPED: "あとで呼びます",
    Standing.HELPED: "相談を記録しました",
    Standing.NO_SHOW: "来られませんでした",
    Standing.VOIDED: "取り消しました",
}
_WISHES = {
    Wish.DISPLAY: ("番号表示", "board", "{ticket} を呼び出しの画面に出しました。声は要りません"),
    Wish.SEAT: ("席まで迎え", "seat", "{ticket} の方を、席まで迎えに行ってください"),
    Wish.WRITING: ("筆談", "edit", "{ticket} の方を呼びました。筆談でご案内ください"),
}
BY_VOICE = "声で"


def standing_text(visit: Attendance, *, helped: bool) -> str:
    """Where the visit stands, in a word; with the table, or the time of leaving."""
    where = standing(visit, helped=helped)
    if where is Standing.LEFT:
        return tr("帰りました {time}", time=time_of_day(visit.left_at))
    if where is Standing.CALLED and visit.called_to:
        return tr("呼びました　テーブル {table}", table=visit.called_to)
    return tr(_STANDINGS[where])


def wish_text(wish: str | None) -> str:
    """How the visitor wishes to be called; nothing for by voice."""
    return tr(wish_source(wish))


def wish_source(wish: str | None) -> str:
    """The Japanese source of `wish_text`."""
    return _WISHES[Wish(wish)][0] if wish else ""


def wish_icon(wish: str | None) -> str:
    """The icon beside it."""
    return _WISHES[Wish(wish)][1] if wish else ""


def called_text(visit: Attendance) -> str:
    """What whoever calls does now: a wish stands for itself and needs no voice."""
    ticket = visit.ticket or ""
    if visit.wish:
        told = tr(_WISHES[Wish(visit.wish)][2], ticket=ticket)
        return told + (tr("（テーブル {table}）", table=visit.called_to) if visit.called_to else "")
    if visit.called_to:
        return tr("{ticket} の方を、テーブル {table} へお呼びしました", ticket=ticket, table=visit.called_to)
    return tr("{ticket} の方をお呼びしました", ticket=ticket)
