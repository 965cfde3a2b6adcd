"""The form of a report: its period, how it is told apart, and what it is kept to."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from core.reports.names import Names
from core.reports.period import Period
from core.reports.table import ReportCode, Split
from hq.portal.labels import Labels
from hq.portal.reach import Reach
from hq.portal.report_address import Address
from hq.portal.report_offers import CORNERS, HELD_IN, OFFERS, SPLITS, Offer
from hq.portal.report_periods import Link, Periods, periods


@dataclass(frozen=True)
class Choice:
    """A list to choose from; `name` is the word of the address."""

    name: str
    title: str
    options: tuple[Link, ...]


@dataclass(frozen=True)
class Choosing:
    """Everything that can be asked of a report. `kept` counts what it is kept to."""

    offers: tuple[Link, ...]
    periods: Periods
    splits: tuple[Link, ...]
    places: tuple[Choice, ...]
    filters: tuple[Choice, ...]
    until: str
    compares: bool
    publishes: bool
    kept: int
    first_page: str


def choosing(
    offer: Offer, address: Address, period: Period, names: Names, reach: Reach, today: date, language: str
) -> Choosing:
    """As it stands at this address."""
    filters = tuple(_filter(split, address, names, language) for split in offer.filters)
    places = tuple(_places(address, reach, language))
    shared = urlencode([pair for pair in address.pairs if pair[0] in ("site", "municipality")])
    return Choosing(
        offers=tuple(
            Link(f"{each.code.value}?{shared}" if shared else each.code.value, each.title, each is offer)
            for each in OFFERS.values()
        ),
        periods=periods(address, period, today, language),
        splits=tuple(Link(each.value, SPLITS[each], each.value == address.one("by")) for each in offer.splits),
        places=places,
        filters=filters,
        until=address.one("until"),
        compares=bool(address.one("compare")),
        publishes=bool(address.one("publish")),
        kept=sum(option.is_here for each in filters for option in each.options),
        first_page=address.without("session").query() if offer.code is ReportCode.SESSION else "",
    )


def _filter(split: Split, address: Address, names: Names, language: str) -> Choice:
    """The values of a split that are in its list, and those that are asked for already."""
    told = {word.partition("=")[2] for word in address.all("only") if word.startswith(f"{split.value}=")}
    values = dict.fromkeys((*names.order(split), *sorted(told)))
    place = 1 if language == "en" else 0
    return Choice(
        "only",
        CORNERS[split],
        tuple(Link(f"{split.value}={each}", names.label(split, each)[place], each in told) for each in values),
    )


def _places(address: Address, reach: Reach, language: str) -> list[Choice]:
    sites, labels = list(reach.sites.values_list("site_id", "name", "municipality")), Labels(language)
    here = address.one("site")
    found = [Choice("site", CORNERS[Split.SITE], tuple(Link(each, name, each == here) for each, name, _ in sites))]
    if reach.is_headquarters:
        there = address.one("municipality")
        codes = dict.fromkeys((*(town for *_, town in sites), *([there] if there else [])))
        options = tuple(Link(code, labels.municipality(code), code == there) for code in codes)
        found.append(Choice("municipality", HELD_IN, options))
    return found
