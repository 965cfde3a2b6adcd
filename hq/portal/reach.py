"""Whose data a reader of the portal may see: headquarters all of it, a municipality its own.

Who is neither sees nothing: an account says what it is for (`madoguchi-hq user add`), and every page says for whom it
is by `for_readers` or `for_headquarters`.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from core.clock import JAPAN
from hq.catalogue import municipalities
from hq.records.models import MunicipalityReader, Site

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Reach:
    """All sites, or those of one municipality, by the code that it has today."""

    municipality: str | None = None

    @property
    def is_headquarters(self) -> bool:
        return self.municipality is None

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Its code and those of what was merged into it, whose sites are its own; none for headquarters."""
        return () if self.municipality is None else municipalities.with_merged(self.municipality)

    @cached_property
    def sites(self) -> QuerySet[Site]:
        """What may be seen, in the order in which sites are listed."""
        within = {} if self.municipality is None else {"municipality__in": self.codes}
        return Site.objects.filter(**within).order_by("municipality", "name")

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Of these sites, by their ids."""
        return dict(self.sites.values_list("site_id", "name"))

    @cached_property
    def site_ids(self) -> tuple[str, ...] | None:
        """Of its sites, for a query; None where there is nothing to leave out."""
        return None if self.municipality is None else tuple(self.sites.values_list("site_id", flat=True))

    @cached_property
    def common(self) -> Hashable:
        """What readers have in common who may see the same; of one database, where there are several."""
        return connection.settings_dict["NAME"], self.municipality, self.site_ids

    def covers(self, municipality: str) -> bool:
        """Whether what is in this municipality may be seen."""
        return self.municipality is None or municipality in self.codes

    def site(self, site_id: str) -> Site:
        """One of them; any other is not there (404)."""
        return get_object_or_404(self.sites, pk=site_id)


def reach_of(request: HttpRequest) -> Reach:
    """Of whoever is signed in, asked once a request. PermissionDenied for an account that is for nothing."""
    known: Reach | None = getattr(request, _KNOWN, None)
    if known is None:
        known = _asked(request)
        setattr(request, _KNOWN, known)
    return known


_KNOWN = "_reach"


def _asked(request: HttpRequest) -> Reach:
    found = MunicipalityReader.objects.filter(user__username=request.user.get_username()).first()
    if found is not None:  # a merger takes its accounts along
        return Reach(municipalities.newest().on(found.municipality, datetime.now(JAPAN).date()))
    if not getattr(request.user, "is_staff", False):
        raise PermissionDenied
    return Reach()


def reader(request: HttpRequest) -> Mapping[str, Reach | None]:
    """Context processor: whose data the reader may see; None before signing in, and for an account for nothing."""
    try:
        return {"reach": reach_of(request) if request.user.is_authenticated else None}
    except PermissionDenied:
        return {"reach": None}


def for_readers(view: View) -> View:
    """A page of both, which gets as its second argument whose data it may show."""

    @login_required
    @wraps(view)
    def within(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
        reach = reach_of(request)
        _check_words(request)
        return view(request, reach, *args, **named)

    return within


def for_headquarters(view: View) -> View:
    """A page of headquarters alone; a municipality is told so (403)."""

    @login_required
    @wraps(view)
    def within(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
        if not reach_of(request).is_headquarters:
            raise PermissionDenied
        _check_words(request)
        return view(request, *args, **named)

    return within


def _check_words(request: HttpRequest) -> None:
    """404 for an address or form with U+0000, which PostgreSQL takes for no text at all."""
    told = (value for words in (request.GET, request.POST) for _, values in words.lists() for value in values)
    if any("\0" in text for text in (request.path_info, *told)):
        raise Http404
