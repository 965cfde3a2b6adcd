"""What the address of a report asks for, in the words of the command line (`core.reports.asking`)."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, QueryDict

from core.number_guard import refusal
from core.problem import Problem
from core.reports.asking import Words, asked_for
from core.reports.period import HOW_WRITTEN, Period, PeriodKind, quarter_of
from core.reports.splits import own_of
from core.reports.stepping import period_of
from core.reports.table import Asked, ReportCode, Split
from core.wareki import fiscal_year
from hq.portal.reach import Reach
from hq.portal.report_offers import OFFERS, Offer

_PERIOD = ("from", "to", "day", "month", "quarter", "year", "fiscal-year")
_WORDS = (*_PERIOD, "until", "by", "only", "session", "compare", "site", "municipality", "publish")
_EARLIEST, _LATEST = date(2000, 1, 1), date(2199, 12, 31)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LONGEST = 200
"""Letters of one word: nothing that can be chosen is longer."""
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Address:
    """The words of an address, as far as they are ours."""

    pairs: Pairs

    @classmethod
    def of(cls, told: QueryDict) -> "Address":
        """What was told. 404 for words that no page of ours leads to."""
        pairs = tuple((name, value) for name in _WORDS for value in told.getlist(name) if value)
        if any(len(value) > _LONGEST or _CONTROL.search(value) for _, value in pairs):
            raise Http404
        return cls(pairs)

    def one(self, name: str) -> str:
        """The last that was told, or nothing."""
        return next((value for each, value in reversed(self.pairs) if each == name), "")

    def all(self, name: str) -> list[str]:
        """Everything that was told."""
        return [value for each, value in self.pairs if each == name]

    def without(self, *names: str) -> "Address":
        """The others."""
        return Address(tuple((name, value) for name, value in self.pairs if name not in names))

    def query(self, **more: str) -> str:
        """To stand after the path."""
        return "?" + urlencode((*self.pairs, *more.items()))

    def of_period(self, period: Period) -> "Address":
        """The same report of another period."""
        return Address((*self.without(*_PERIOD).pairs, *period_pairs(period)))


@dataclass(frozen=True)
class Chosen:
    """A report that was asked for, by somebody who may ask for it."""

    offer: Offer
    address: Address
    asked: Asked
    site_id: str | None
    municipality: str | None
    publishes: bool

    @property
    def is_of_session(self) -> bool:
        """Whether it is of one session."""
        return self.offer.code is ReportCode.SESSION


def offer_of(code: str) -> Offer:
    """The report of a code; 404 for one that is not offered."""
    found = next((each for each in OFFERS.values() if each.code.value == code), None)
    if found is None:
        raise Http404
    return found


def chosen(offer: Offer, address: Address, reach: Reach, today: date) -> Chosen:
    """What the address asks for. Problem for a period or split that is none; 404 for what is not the reader's."""
    if not any(address.one(name) for name in _PERIOD):
        address = address.of_period(period_of(offer.usual, today))
    words = Words(
        first=address.one("from") or None,
        last=address.one("to") or None,
        **{name.replace("-", "_"): address.one(name) or None for name in (*_PERIOD[2:], "until", "by")},
        only=address.all("only"),
        session=address.one("session") or ("" if offer.code is ReportCode.SESSION else None),
        compare=bool(address.one("compare")),
    )
    asked = asked_for(offer.code, words, today)
    _check_days(asked)
    site_id, municipality = address.one("site") or None, address.one("municipality") or None
    if site_id is not None:
        reach.site(site_id)
    if municipality is not None and not reach.is_headquarters:
        raise Http404
    for split, value in (*asked.only, (Split.MUNICIPALITY, municipality or "")):
        _check_value(split, value, reach)
    return Chosen(offer, address, asked, site_id, municipality, bool(address.one("publish")))


def period_pairs(period: Period) -> Pairs:
    """A period in the words of the address."""
    first, last = period.first, period.last
    match period.kind:
        case PeriodKind.DAY:
            return (("day", first.isoformat()),)
        case PeriodKind.MONTH:
            return (("month", f"{first:%Y-%m}"),)
        case PeriodKind.QUARTER:
            return (("quarter", f"{fiscal_year(first)}-Q{quarter_of(first)}"),)
        case PeriodKind.FISCAL_YEAR:
            return (("fiscal-year", str(first.year)),)
        case PeriodKind.CALENDAR_YEAR:
            return (("year", str(first.year)),)
        case PeriodKind.FREE:
            return ("from", first.isoformat()), ("to", last.isoformat())


def _check_days(asked: Asked) -> None:
    """Years that no calendar of the pages has lead nowhere."""
    until = asked.cut_off.date() if asked.cut_off else asked.period.first
    if not _EARLIEST <= asked.period.first <= asked.period.last <= _LATEST or not _EARLIEST <= until <= _LATEST:
        raise Problem("period", "その期間はありません。", HOW_WRITTEN)


def _check_value(split: Split, value: str, reach: Reach) -> None:
    """A site, or a topic or programme of a site's own, that the reader may see."""
    code, site_id = ("", value) if split is Split.SITE else own_of(split, value)
    if site_id:
        reach.site(site_id)
    if refusal(code) is not None:  # it would be told on the page, in files and in the log
        raise Http404
