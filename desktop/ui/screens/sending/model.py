"""Sending, in words."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from desktop.ui.i18n import tr

if TYPE_CHECKING:
    from desktop.app.sending import Refused, SendState, Sent

_KINDS = {
    "attendance": "受付",
    "ticket": "整理番号",
    "consultation": "相談",
    "person": "来場者の登録",
    "card": "カード",
    "session": "予定",
    "booking": "予約",
    "supporter": "担当者の登録",
    "duty": "勤務",
    "loan": "貸出",
    "fee": "現金",
    "incident": "できごと",
    "day": "一日の締め",
}


def kind_words(refused: "Refused") -> str:
    """What sort of record it is."""
    return tr(_KINDS.get(refused.kind.partition(".")[0], "その他の記録"))


def moment(at: datetime, today: date | None) -> str:
    """10:12 today, else with its date."""
    clock = f"{at.hour}:{at.minute:02}"
    return clock if at.date() == today else tr("{month}月{day}日 {clock}", month=at.month, day=at.day, clock=clock)


def headline(state: "SendState") -> str:
    """The one sentence of the screen."""
    if state.unsent:
        return tr("まだ送っていない記録 {n}件", n=state.unsent)
    return tr("すべて本部に届いています") if state.last_confirmed else tr("送る記録は、まだありません")


def result(report: "Sent") -> str:
    """What came of sending."""
    parts = [tr("{n}件を本部が受け取りました。", n=report.stored)]
    if report.duplicate:
        parts.append(tr("{n}件は、前に届いていました。", n=report.duplicate))
    if report.quarantined:
        parts.append(tr("{n}件は、本部で保留です。下の一覧をご覧ください。", n=report.quarantined))
    if report.pulled:
        parts.append(tr("ほかの端末の記録も受け取りました。"))
    return "".join(parts)
