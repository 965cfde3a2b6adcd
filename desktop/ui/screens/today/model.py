"""What 今日 says, as plain values."""

from dataclasses import dataclass
from datetime import date

from core.clock import time_of_day
from core.english_dates import weekday_and_day
from core.wareki import weekday
from desktop.app.opening import Check, CheckCode
from desktop.app.overview import SessionLine, Worker
from desktop.ui.i18n import language, tr
from desktop.ui.widgets.frames import Tone

TITLES: dict[CheckCode, str] = {
    CheckCode.YESTERDAY: "前の日",
    CheckCode.CLOCK: "時計",
    CheckCode.POWER: "電源",
    CheckCode.SCAN: "読み取り",
    CheckCode.PRINTER: "プリンター",
    CheckCode.DISK: "空き容量",
    CheckCode.UNSENT: "未送信",
    CheckCode.LOANS: "貸し出し",
    CheckCode.STAFF: "担当の方",
}
_FINDINGS: dict[tuple[CheckCode, str], str] = {
    (CheckCode.YESTERDAY, "closed"): "前の日までの締めは済んでいます。",
    (CheckCode.YESTERDAY, "left_open"): "{month}月{date}日の締めが、まだです。",
    (CheckCode.CLOCK, "plausible"): "日付と時刻は合っているようです。",
    (CheckCode.CLOCK, "before_records"): "最後の記録（{month}月{date}日）より前の時刻です。",
    (CheckCode.CLOCK, "far_from_exchange"): "最後に送った日（{month}月{date}日）から離れています。",
    (CheckCode.CLOCK, "zone"): "時刻の地域が、日本ではありません。",
    (CheckCode.POWER, "mains"): "電源につながっています。",
    (CheckCode.POWER, "battery"): "電池で動いています。残り {n}%",
    (CheckCode.POWER, "unknown"): "電源のようすは調べられませんでした。",
    (CheckCode.SCAN, "waiting"): "カードか、テスト用紙をかざします。",
    (CheckCode.SCAN, "read"): "読み取れました。",
    (CheckCode.SCAN, "not_ours"): "読み取れましたが、この窓口のカードではありません。",
    (CheckCode.PRINTER, "found"): "プリンターが {n}台 見つかりました。",
    (CheckCode.PRINTER, "none"): "プリンターがありません。受付はできます。",
    (CheckCode.DISK, "free"): "{n} GB あいています。",
    (CheckCode.DISK, "short"): "{n} MB しかあいていません。不要なファイルを消してください。",
    (CheckCode.UNSENT, "none"): "本部へ送っていない記録はありません。",
    (CheckCode.UNSENT, "unsent"): "{n}件（{month}月{date}日から）",
    (CheckCode.LOANS, "none"): "貸し出し中の端末はありません。",
    (CheckCode.LOANS, "out"): "{n}台を貸し出しています。",
    (CheckCode.LOANS, "overdue"): "お約束の日時を過ぎた端末が {n}台 あります。",
    (CheckCode.STAFF, "badged"): "オープンバッジは、そろっています。",
    (CheckCode.STAFF, "unbadged"): "オープンバッジのない方が、{n}人います。予定の「担当の方」をご覧ください。",
}
WEATHER = ("晴れ", "くもり", "雨", "雪")
OTHER_WEATHER = "other"
_STATES = {"planned": "これから", "open": "開場中", "closed": "終わりました"}


@dataclass(frozen=True, slots=True)
class Sign:
    """How a check's state is shown: never by colour alone."""

    word: str
    tone: Tone


SIGNS = {
    "fine": Sign("よし", "success"),
    "look": Sign("要確認", "warning"),
    "unknown": Sign("不明", "quiet"),
    "waiting": Sign("まだ", "info"),
}


def waiting(code: CheckCode) -> Check:
    """A check that nobody has looked at yet."""
    return Check(code, "unknown", "waiting")


def sign_of(check: Check) -> Sign:
    """Icon, word and colour of a check."""
    return SIGNS["waiting" if check.finding == "waiting" and check.verdict == "unknown" else check.verdict]


def finding_text(check: Check) -> str:
    """The sentence of a check."""
    source = _FINDINGS.get((check.code, check.finding), "調べています…")
    day = check.day
    return tr(source, n=check.number, month=day.month if day else "", date=day.day if day else "")


def failed(checks: list[Check]) -> tuple[str, ...]:
    """The codes that go with 開場: what was not right, and a scanner that nobody tried."""
    untried = (CheckCode.SCAN, "waiting")
    return tuple(
        check.code.value for check in checks if check.verdict == "look" or (check.code, check.finding) == untried
    )


def session_time(line: SessionLine) -> str:
    """10:00〜12:00."""
    return f"{line.session.starts}〜{line.session.ends}"


def session_use(line: SessionLine) -> str:
    """How much of the quota is used."""
    if line.session.quota is None:
        return tr("{n}人", n=line.received)
    return tr("{n} / {quota}人", n=line.received, quota=line.session.quota)


def session_state(line: SessionLine) -> str:
    """これから, 開場中, 終わりました."""
    return tr(_STATES.get(line.session.state, line.session.state))


def worker_text(worker: Worker) -> str:
    """Since when somebody is on duty."""
    if worker.duty is None:
        return tr("まだ来ていません")
    return tr("{time}から来ています", time=time_of_day(worker.duty.duty.started_at))


def day_words(day: date) -> str:
    """11月24日（火） in the language of the window."""
    if language() == "en":
        return weekday_and_day(day)
    return f"{day.month}月{day.day}日（{weekday(day)}）"  # no-tr
