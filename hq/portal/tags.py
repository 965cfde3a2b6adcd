"""Words and numbers in templates: `{% t "きょうの拠点" %}`, `{{ moment|clock:language }}`."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django import template
from django.template import Context
from django.template.base import FilterExpression, Parser, Token
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from core import wareki
from core.clock import JAPAN, time_of_day
from core.english_dates import SHORT_WEEKDAYS, english_month, weekday_and_day
from hq.portal.labels import Labels
from hq.portal.menu import menu
from hq.portal.words import ENGLISH, UNITS, translated

if TYPE_CHECKING:
    from hq.portal.report_periods import Link
    from hq.portal.site_days import Missing

register = template.Library()
register.inclusion_tag("menu.html", takes_context=True)(menu)
_STILL = timedelta(seconds=90)  # nobody's clock is asked to be better than this


@register.tag
def t(parser: Parser, token: Token) -> "Words":
    """`{% t "text" %}`: the text in the language of the page; of a variable, what it holds."""
    try:
        _, text = token.split_contents()
    except ValueError as error:
        raise template.TemplateSyntaxError("t takes one text") from error
    return Words(parser.compile_filter(text))


class Words(template.Node):
    """A text of the page. Long tables have thousands of them, so one that is written there is made safe once."""

    def __init__(self, text: FilterExpression) -> None:
        self._text = text
        self._written = str(text.var) if text.is_var is False else None
        self._safe: dict[str, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """In the language of the context."""
        language = str(context.get("language") or "ja")
        if self._written is None:
            return escape(translated(str(self._text.resolve(context)), language))
        if language not in self._safe:
            self._safe[language] = escape(translated(self._written, language))
        return self._safe[language]


@register.simple_tag
def options(pairs: Iterable[tuple[str, str]], chosen: str | None = None) -> SafeString:
    """The options of a list, by value and name. A nation has a thousand sites, and most pages list them."""
    return SafeString("".join(_option(value, name, value == chosen) for value, name in pairs))


@register.simple_tag
def links(given: Iterable["Link"]) -> SafeString:
    """Likewise, of a report's choices."""
    return SafeString("".join(_option(each.address, each.words, each.is_here) for each in given))


def _option(value: str, name: str, is_chosen: bool) -> str:
    return f'<option value="{escape(value)}"{" selected" if is_chosen else ""}>{escape(name)}</option>'


@register.simple_tag(takes_context=True)
def unit(context: Context, count: int, word: str) -> str:
    """What was counted, to stand after the number: 回, and in English session or sessions."""
    return UNITS[word][count != 1] if context.get("language") == "en" else word


@register.filter
def aside(text: str, language: str) -> str:
    """In brackets, as the language has them."""
    return f" ({text})" if language == "en" else f"（{text}）"


@register.filter
def in_language(text: str, language: str) -> str:
    """As `t`, for a text that the view chose."""
    return translated(text, language)


@register.filter
def known(text: str, language: str) -> str:
    """As `in_language`, for what may be a file's words or a frozen report's: these stay, marked as what they are."""
    found = ENGLISH.get(text, text) if language == "en" else text
    return found if language == "ja" or found.isascii() else format_html('<span lang="ja">{}</span>', found)


@register.filter
def municipality(code: str) -> str:
    """Its name."""
    return Labels("ja").municipality(code)


@register.filter
def items(count: int, language: str) -> str:
    """So many records: 3 件, and 3 in English, where the word before it says of what."""
    return f"{count} 件" if language == "ja" else str(count)


@register.filter
def long_day(day: date, language: str) -> str:
    """A date with weekday: 令和8年11月21日（土）, Sat 21 November 2026."""
    if language == "en":
        return f"{weekday(day, language)} {day.day} {english_month(day)} {day.year}"
    return f"{month(day, language)}{day.day}日（{weekday(day, language)}）"


@register.filter
def short_day(day: date, language: str) -> str:
    """A date for a table: 11月21日（土）, Sat 21 Nov; with its year when that is not the present one."""
    short = day_and_weekday(day, language)
    if day.year == timezone.localdate().year:
        return short
    return f"{short} {day.year}" if language == "en" else f"{day.year}年{short}"


@register.filter
def day_and_weekday(day: date, language: str) -> str:
    """A date beside which the year stands already: 11月21日（土）, Sat 21 Nov."""
    return weekday_and_day(day) if language == "en" else f"{day.month}月{day.day}日（{wareki.weekday(day)}）"


@register.filter
def iso_day(day: str, language: str) -> str:
    """As `short_day`, of a date in the ISO 8601 form of records; as it was told where that is none."""
    try:
        return short_day(date.fromisoformat(day), language)
    except ValueError:
        return day


@register.filter
def iso_week(told: str, language: str) -> str:
    """第47週 of 2026-W47."""
    return week(int(told.partition("-W")[2]), language)


@register.filter
def month(day: date, language: str) -> str:
    """令和8年（2026年）11月, November 2026."""
    if language == "en":
        return f"{english_month(day)} {day.year}"
    return f"{wareki.wareki_year(day)}（{day.year}年）{day.month}月"


@register.filter
def weekday(day: date, language: str) -> str:
    """土, Sat."""
    return SHORT_WEEKDAYS[day.weekday()] if language == "en" else wareki.weekday(day)


@register.filter
def week(number: int, language: str) -> str:
    """第47週, week 47."""
    return f"week {number}" if language == "en" else f"第{number}週"


@register.filter
def people(count: int, language: str) -> str:
    """So many people: 3人, and 3 in English, where the word before it says of what."""
    return f"{count}人" if language == "ja" else str(count)


@register.filter
def missing(days: "Missing", language: str) -> str:
    """Since when a site owes its reports, and of how many days."""
    since = short_day(days.since, language)
    if language == "ja":
        return f"{since}から{days.days}日分がまだ"
    return f"{days.days} day{'s' if days.days > 1 else ''} not closed since {since}"


@register.filter
def clock(moment: str | None) -> str:
    """The time of day in Japan of an RFC 3339 text; nothing for what a laptop's fault made none."""
    with suppress(ValueError, OverflowError):
        return time_of_day(moment)
    return ""


@register.filter
def ago(moment: datetime | None, language: str) -> str:
    """How long ago, in words; nothing when it never was."""
    if moment is None:
        return ""
    minutes = int((timezone.now() - moment).total_seconds() // 60)
    for size, ja, en in ((1440, "日前", "d ago"), (60, "時間前", "h ago"), (1, "分前", " min ago")):
        if minutes >= size:
            return f"{minutes // size}{ja if language == 'ja' else en}"
    return "たった今" if language == "ja" else "just now"


@register.filter
def when(moment: datetime | None, language: str) -> str:
    """Date and time in Japan: 11月21日（土） 9:30, Sat 21 Nov 09:30; with its year when that is not the present one."""
    if moment is None:
        return ""
    there = moment.astimezone(JAPAN)
    time = f"{there:%H:%M}" if language == "en" else f"{there.hour}:{there:%M}"
    return f"{short_day(there.date(), language)} {time}"


@register.filter
def clock_offset(milliseconds: int | None, language: str) -> str:
    """A laptop's clock in words: right, ahead or behind."""
    if milliseconds is None:
        return ""
    if is_clock_right(milliseconds):
        return "合っています" if language == "ja" else "right"
    size = _size(abs(milliseconds) // 1000, language)
    if language == "ja":
        return f"{size}{'進んでいます' if milliseconds > 0 else '遅れています'}"
    return f"{size} {'fast' if milliseconds > 0 else 'slow'}"


def _size(seconds: int, language: str) -> str:
    for length, ja, en in ((86_400, "日", " d"), (3600, "時間", " h"), (60, "分", " min")):
        if seconds >= length:
            return f"{seconds // length}{ja if language == 'ja' else en}"
    return f"{seconds}{'秒' if language == 'ja' else ' s'}"


@register.filter
def is_clock_right(milliseconds: int | None) -> bool:
    """Whether a clock is as good as anybody asks."""
    return milliseconds is not None and abs(milliseconds) <= _STILL.total_seconds() * 1000


@register.filter
def bar(count: int, most: int) -> SafeString:
    """A horizontal bar as a picture, for a share of the biggest; the figure itself stands beside it."""
    width = round(100 * count / most, 1) if most else 0
    return SafeString(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{width}" height="10"/></svg>'
    )
