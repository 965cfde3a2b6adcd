"""What can be printed, in words."""

from dataclasses import dataclass
from datetime import date

from core.english_dates import weekday_and_day
from core.wareki import wareki_with_weekday
from desktop.ui.i18n import language, tr


@dataclass(frozen=True, slots=True)
class Kind:
    """One tile."""

    id: str
    title: str
    icon: str


KINDS = (
    Kind("card", "来場者カード", "card"),
    Kind("blank", "カード10枚の用紙", "card_new"),
    Kind("slips", "相談票の束", "consultation"),
    Kind("tickets", "整理券の束", "ticket"),
    Kind("reception_slips", "受付用紙の束", "reception"),
    Kind("handouts", "配布資料", "document"),
    Kind("poster", "ポスター", "board"),
    Kind("survey", "アンケート用紙", "question"),
    Kind("daily", "日報", "reports"),
    Kind("scanner", "読み取りテスト", "scan"),
    Kind("plain_words", "言いかえの一覧", "list"),
)
SHEETS = (("perforated", "ミシン目入り"), ("plain", "ふつうの紙（切る目印つき）"))
COUNTS = (("10", "10"), ("20", "20"), ("30", "30"), ("50", "50"))
SLIP_PAPERS = (("two_on_a4", "A4に2枚"), ("a5", "A5"))
POSTER_SIZES = (("a4", "A4"), ("a3", "A3"))
WORDINGS = (("standard", "ふつう"), ("easy", "やさしい日本語"))


def day_words(day: date, today: date) -> str:
    """令和8年11月21日(土) or Sat 21 Nov 2026, with a word for today."""
    words = f"{weekday_and_day(day)} {day.year}" if language() == "en" else wareki_with_weekday(day)
    return tr("今日 {day}", day=words) if day == today else words
