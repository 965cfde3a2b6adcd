"""Dates, times and ages as offices write them: Western and Japanese years, Excel's day numbers, with and without signs.

A day that can be read in two ways is not guessed at: ValueError, and a person looks.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from core.age_band import AgeBand, age_band
from core.tables.cells import Cell, text_of
from core.wareki import ERAS

OLDEST = 125
"""Years that nobody has lived longer."""
_EXCEL_BEGINS = date(1899, 12, 30)
_EXCEL_DAYS = range(1, 100_000)
_HALF_A_YEAR = timedelta(days=183)

_GAP = r"[\s./\-年月,]*"
_ERA_NAMES = "明治|大正|昭和|平成|令和|[MTSHR明大昭平令]"
_ERA_DATE = re.compile(rf"({_ERA_NAMES}){_GAP}(元|\d{{1,2}}){_GAP}(\d{{1,2}}){_GAP}(\d{{1,2}})\s*日?", re.IGNORECASE)
_ERA_PACKED = re.compile(r"([MTSHR])(\d{2})(\d{2})(\d{2})", re.IGNORECASE)
_ERA_CODED = re.compile(r"([1-5])(\d{2})(\d{2})(\d{2})")
_WESTERN = re.compile(r"(?:西暦)?(\d{4})\s*[./\-年]\s*(\d{1,2})\s*[./\-月]\s*(\d{1,2})\s*日?")
_WESTERN_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[./\-月]\s*(\d{1,2})\s*日?")
_WEEKDAY = re.compile(r"\s*[(\[]?(?:[月火水木金土日](?:曜日?)|\(\s*[月火水木金土日・祝休]+\s*\))[)\]]?\s*")
_BORN = re.compile(r"\s*(?:生まれ|生|頃|ごろ)$")
_CLOCK = re.compile(
    r"(午前|午後|AM|PM)?\s*(\d{1,2})\s*(?::\s*(\d{2})(?::\d{2})?|時\s*(?:(\d{1,2})分|(半))?)\s*(AM|PM)?", re.IGNORECASE
)
_DURATION = re.compile(
    r"約?(?:(\d{1,2})時間(?:(\d{1,2})分?|(半))?|(\d{1,3})(?:分|min|minutes)?)(?:間|程度|くらい|ぐらい)?"
)
_PACKED_CLOCK = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_DASHES = str.maketrans("‐‑‒–—―−ー－", "-" * 9)
_DECADE = re.compile(r"(\d{1,3})\s*(?:歳|才)?\s*代(?:前半|後半|半ば)?")
_YEARS = re.compile(r"(?:満)?\s*(\d{1,3})\s*(?:歳|才)?")
_UNDER = re.compile(r"18\s*(?:歳|才)?\s*未満|未成年|小学生|中学生|高校生")
_KANJI_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_KANJI_NUMBER = re.compile("[〇一二三四五六七八九十百]+")
_OVER = re.compile(r"([89]\d|1\d\d)\s*(?:歳|才)?\s*代?\s*以上")
_TEENS = re.compile(r"18\s*(?:歳|才)?[\s・~\-,]*19\s*(?:歳|才)?")
_ERAS = {key: era for era in ERAS for key in (era.name, era.name[0], era.letter)}
_BY_CODE = {str(code): era for code, era in enumerate(reversed(ERAS), 1)}


def read_birth_date(cell: Cell, today: date) -> date:
    """The day of birth. ValueError for what is none, lies ahead, or too far back."""
    born = _day_of(cell)
    if born is None:
        born = _whole_date(_BORN.sub("", _plain(cell)))
    if born > today or today.year - born.year > OLDEST:
        raise ValueError("not a day on which anybody here was born")
    return born


def read_day(cell: Cell, today: date) -> date:
    """The day of a booking. Without a year it is the one nearest to today. ValueError for what is none."""
    known = _day_of(cell)
    if known is not None:
        return known
    words = _CLOCK.sub("", _WEEKDAY.sub(" ", _plain(cell)).strip()).strip(" ~-")
    short = _MONTH_DAY.fullmatch(words)
    if short is None:
        return _whole_date(words)
    near = [_date_or_none(today.year + step, int(short[1]), int(short[2])) for step in (-1, 0, 1)]
    nearest = min((day for day in near if day), key=lambda day: abs(day - today), default=None)
    if nearest is None or abs(nearest - today) > _HALF_A_YEAR:
        raise ValueError("no such day")
    return nearest


def read_time(cell: Cell) -> time:
    """The time at which something begins; of a span its beginning. ValueError for what is none."""
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    if isinstance(cell, timedelta) and timedelta() <= cell < timedelta(days=1):
        return (datetime.min + cell).time()
    if isinstance(cell, float) and 0 < cell < 1:
        return (datetime.min + timedelta(minutes=round(cell * 24 * 60))).time()
    words = _plain(cell)
    found = _CLOCK.search(words)
    packed = _PACKED_CLOCK.fullmatch(words)
    if found is None and packed is not None:
        return time(int(packed[1]), int(packed[2]))
    if found is None:
        raise ValueError("no time of day")
    return _on_the_clock(found)


def read_end(cell: Cell) -> time | None:
    """The end of a span in one cell (13:00〜16:00); None where only one time stands there. ValueError as above."""
    spans = list(_CLOCK.finditer(_plain(cell))) if isinstance(cell, str) else []
    return _on_the_clock(spans[-1]) if len(spans) > 1 else None


def read_minutes(cell: Cell) -> int:
    """Whole minutes: 15, 「15分」, 「1時間30分」, or a duration as Excel keeps it. ValueError for what is none."""
    if isinstance(cell, time):
        return 60 * cell.hour + cell.minute
    if isinstance(cell, timedelta):
        return round(cell.total_seconds() / 60)
    words = _plain(cell).replace(" ", "")
    found = _DURATION.fullmatch(words)
    if found is None:
        raise ValueError("no duration")
    hours, minutes, half, alone = found.groups()
    return 60 * int(hours or 0) + int(minutes or alone or (30 if half else 0))


def has_time(cell: Cell) -> bool:
    """Whether a day's cell also tells the time."""
    if isinstance(cell, datetime):
        return cell.time() != time()
    return isinstance(cell, str) and _CLOCK.search(_plain(cell)) is not None


def read_age_band(cell: Cell) -> AgeBand:
    """The band of an age or of a decade in words. ValueError for what is neither."""
    words = _KANJI_NUMBER.sub(lambda found: str(_kanji_number(found[0])), _plain(cell).replace("~", "-"))
    for band in AgeBand:
        if words in (band.value, band.ja, band.en):
            return band
    if _UNDER.fullmatch(words):
        return AgeBand.UNDER_18
    if _TEENS.fullmatch(words):
        return AgeBand.AGED_18_19
    if _OVER.fullmatch(words):
        return AgeBand.OVER_80
    decade = _DECADE.fullmatch(words)
    if decade is not None:
        return _of_decade(int(decade[1]))
    years = _YEARS.fullmatch(words)
    if years is None or int(years[1]) > OLDEST:
        raise ValueError("no age")
    return age_band(int(years[1]))


def _kanji_number(words: str) -> int:
    """七十 and 七〇 are 70, 百二 is 102."""
    if not set(words) & {"十", "百"}:
        return int("".join(str(_KANJI_DIGITS[each]) for each in words))
    hundreds, _, below = words.rpartition("百") if "百" in words else ("", "", words)
    tens, _, ones = below.rpartition("十") if "十" in below else ("", "", below)
    total = 100 * _places(hundreds) if "百" in words else 0
    return total + (10 * _places(tens) if "十" in below else 0) + (_places(ones) if ones else 0)


def _places(words: str) -> int:
    """How many tens or hundreds: one where none is written. ValueError for more than a digit."""
    if len(words) > 1 or words in ("十", "百"):
        raise ValueError("no number")
    return _KANJI_DIGITS[words] if words else 1


def _of_decade(decade: int) -> AgeBand:
    """「10代」 may be 12 or 19: only what is sure is kept."""
    if decade == 10:
        return AgeBand.UNKNOWN
    if decade % 10 or not 20 <= decade <= 110:
        raise ValueError("no decade of life")
    return age_band(decade)


def _day_of(cell: Cell) -> date | None:
    """The day of a cell that is one, or that counts days as Excel does."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in _EXCEL_DAYS:
        return _EXCEL_BEGINS + timedelta(days=int(cell))
    return None


def _whole_date(words: str) -> date:
    told = _WEEKDAY.sub("", words).strip()
    western = _WESTERN.fullmatch(told) or _WESTERN_PACKED.fullmatch(told)
    if western is not None:
        return date(int(western[1]), int(western[2]), int(western[3]))
    era = _ERA_DATE.fullmatch(told) or _ERA_PACKED.fullmatch(told)
    if era is not None:
        return _of_era(_ERAS[era[1].upper()].begins, era)
    coded = _ERA_CODED.fullmatch(told)
    if coded is not None:
        return _of_era(_BY_CODE[coded[1]].begins, coded)
    if told.isascii() and told.isdigit() and int(told) in _EXCEL_DAYS and len(told) == 5:
        return _EXCEL_BEGINS + timedelta(days=int(told))
    raise ValueError("no date")


def _of_era(begins: date, told: re.Match[str]) -> date:
    """A day of the era. Its first and last years count whole: fiscal years and printed forms do not wait for edicts."""
    year = 1 if told[2] == "元" else int(told[2])
    day = date(begins.year + year - 1, int(told[3]), int(told[4]))
    later = [era.begins for era in ERAS if era.begins > begins]
    if year < 1 or (later and day.year > min(later).year):
        raise ValueError("no such day in this era")
    return day


def _on_the_clock(found: re.Match[str]) -> time:
    hour, minute = int(found[2]), int(found[3] or found[4] or (30 if found[5] else 0))
    half = (found[1] or found[6] or "").upper()
    if half in ("午後", "PM") and hour < 12:
        hour += 12
    elif half in ("午前", "AM") and hour == 12:
        hour = 0
    return time(hour, minute)


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plain(cell: Cell) -> str:
    return unicodedata.normalize("NFKC", text_of(cell)).translate(_DASHES).replace("〜", "~").strip()
