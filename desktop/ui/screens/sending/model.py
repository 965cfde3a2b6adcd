"""Sending, in words."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from core.kind_words import kind_words
from desktop.ui.i18n import language, tr

if TYPE_CHECKING:
    from desktop.app.apart import ApartLine
    from desktop.app.send_trouble import Trouble
    from desktop.app.sending import SendState, Sent


def record_words(line: "ApartLine") -> str:
    """What sort of records they are and how many, or who says to have written them."""
    if line.at_hq:
        word = tr(kind_words(line.kind))
        return tr("{word} {n}件", word=word, n=line.count) if line.count > 1 else word
    if line.letter:
        return tr("端末{letter}の記録 {n}件", letter=line.letter, n=line.count)
    return tr("ほかの端末の記録 {n}件", n=line.count)


def moment(at: datetime, today: date | None) -> str:
    """10:12 today, else with its date."""
    clock = _time(at)
    return clock if at.date() == today else tr("{month}月{day}日 {clock}", month=at.month, day=at.day, clock=clock)


def headline(state: "SendState") -> str:
    """The one sentence of the screen."""
    if state.unsent:
        return tr("まだ送っていない記録 {n}件", n=state.unsent)
    return tr("すべて本部に届いています") if state.last_confirmed else tr("送る記録は、まだありません")


def is_news(report: "Sent") -> bool:
    """Whether headquarters was told of any own record."""
    return bool(report.stored or report.duplicate or report.quarantined)


def result(report: "Sent") -> str:
    """What came of sending."""
    parts = [] if is_news(report) else [tr("新しく送る記録はありませんでした。")]
    if report.stored:
        parts.append(tr("{n}件を本部が受け取りました。", n=report.stored))
    if report.duplicate:
        parts.append(tr("{n}件は、前に届いていました。", n=report.duplicate))
    if report.quarantined:
        parts.append(tr("{n}件は、本部で保留です。「保留」をご覧ください。", n=report.quarantined))
    if report.pulled:
        parts.append(tr("ほかの端末の記録も受け取りました。"))
    return "".join(parts)


def trouble_words(trouble: "Trouble", today: date | None) -> str:
    """Since when nothing has arrived, why, and what to do."""
    since = tr("{moment}から送れていません。", moment=moment(trouble.since, today))
    clock = _certificate_words(trouble.clock) if trouble.clock else ""
    return _joined(since, tr(trouble.sentence), clock, tr(trouble.next_step))


def clock_words(ahead: timedelta) -> str:
    """How far this laptop's clock is from headquarters'."""
    source = "この端末の時計が{span}進んでいます。" if ahead > timedelta() else "この端末の時計が{span}遅れています。"
    harmless = tr("記録は失われません。端末の日付と時刻を直してください。")
    return _joined(tr(source, span=span_words(abs(ahead))), harmless)


def span_words(span: timedelta) -> str:
    """9分, 3時間, 12日, 10年: as much as one needs to see what is wrong."""
    minutes = round(span.total_seconds() / 60)
    for least, unit, source in _UNITS:
        if minutes >= least:
            return tr(source, n=round(minutes / unit))
    return tr("{n}分", n=minutes)


def held_words(count: int) -> str:
    """What headquarters could not take so far."""
    return _joined(
        tr("{n}件の記録は、本部がまだ受け取れません。ほかの記録は先に届いています。", n=count),
        tr("送るたびに、もう一度試します。続くときは、ファイルで渡すか、本部の担当者にお知らせください。"),
    )


_DAY = 24 * 60
_UNITS = ((730 * _DAY, 365.25 * _DAY, "{n}年"), (2 * _DAY, _DAY, "{n}日"), (120, 60, "{n}時間"))


def _certificate_words(clock: tuple[datetime, datetime, datetime]) -> str:
    here, begins, ends = (f"{_whole_day(each)} {_time(each)}" for each in clock)
    source = "この端末の時計は {here}、本部の証明書は {begins} から {ends} までです。"
    return tr(source, here=here, begins=begins, ends=ends)


def _whole_day(at: datetime) -> str:
    return tr("{year}年{month}月{day}日", year=at.year, month=at.month, day=at.day)


def _time(at: datetime) -> str:
    return f"{at.hour}:{at.minute:02}"


def _joined(*sentences: str) -> str:
    gap = " " if language() == "en" else ""
    return gap.join(each.strip() for each in sentences if each)
