"""事業 and 市区町村: the versions that were published, and publishing the next one."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from core.municipality import Municipalities
from core.published import MUNICIPALITIES, PROGRAMMES
from core.reports.table import Split
from hq.catalogue import municipalities as places
from hq.catalogue import programmes as published
from hq.catalogue.lists import LARGEST
from hq.portal import language
from hq.portal.publishing import Publication, Published, by_code, page
from hq.portal.reach import for_headquarters
from hq.records.models import HandoutVersion
from hq.reports.tables import names_of


@for_headquarters
@require_http_methods(["GET", "HEAD", "POST"])
def programmes(request: HttpRequest) -> HttpResponse:
    """Every programme of the newest version; with a file, what it would change, and published if that was asked."""
    return page(
        request, _PROGRAMMES, present=published.newest, rows=lambda: _rows(request), versions=_versions(PROGRAMMES)
    )


@for_headquarters
@require_http_methods(["GET", "HEAD", "POST"])
def municipalities(request: HttpRequest) -> HttpResponse:
    """The versions of the municipalities, likewise."""
    return page(request, _MUNICIPALITIES, present=places.newest, counts=_counts, versions=_versions(MUNICIPALITIES))


def _counts() -> list[tuple[str, int]]:
    """How many of each stand in the newest list."""
    listed = places.newest()
    own = [each for each in listed.by_code.values() if each.prefecture]
    over = sum(each.valid_to is not None for each in own)
    told = (
        ("いまある市区町村", len(own) - over),
        ("合併などで終わったもの", over),
        ("都道府県", len(listed.by_code) - len(own)),
    )
    return [(words, count) for words, count in told if count]


def _rows(request: HttpRequest) -> list[tuple[object, str, str]]:
    """Each programme with its name and the kind of its sessions in the language of the page."""
    place, names = language.of(request) == "en", names_of(None)
    return [
        (each, (each.ja, each.en)[place], names.label(Split.KIND, each.kind)[place]) for each in names.programmes.all
    ]


def _versions(name: str) -> QuerySet[HandoutVersion]:
    return HandoutVersion.objects.filter(handout=name).order_by("-version")


def _of_programmes(made: published.Publication) -> Publication:
    return by_code(made.programmes.version, made.programmes.first_day, made.changed)


def _of_places(before: Municipalities, made: Municipalities) -> Publication:
    return by_code(made.version, made.published, places.changes(before, made))


_PROGRAMMES = Published(
    "programmes",
    "事業の一覧（TOML）のファイルです。",
    LARGEST,
    lambda data: _of_programmes(published.look_at(data)),
    lambda data: _of_programmes(published.publish(data)),
)
_MUNICIPALITIES = Published(
    "municipalities",
    "市区町村の一覧（TOML）のファイルです。",
    LARGEST,
    lambda data: _of_places(places.newest(), places.look_at(data)),
    lambda data: _of_places(places.newest(), places.publish(data)),
)
