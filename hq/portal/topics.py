"""相談内容: the versions that were published, and publishing the next one."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from hq.catalogue import publishing
from hq.catalogue.in_force import newest
from hq.catalogue.publishing import LARGEST
from hq.portal.publishing import Publication, Published, by_code, page
from hq.portal.reach import for_headquarters
from hq.records.models import CatalogueVersion


@for_headquarters
@require_http_methods(["GET", "HEAD", "POST"])
def topics(request: HttpRequest) -> HttpResponse:
    """The list; with a file, what it would change, and published if that was asked."""
    return page(request, _TOPICS, versions=CatalogueVersion.objects.order_by("-version"), present=newest)


def _shown(made: publishing.Publication) -> Publication:
    return by_code(made.catalogue.version, made.catalogue.first_day, made.changed)


_TOPICS = Published(
    "topics",
    "相談内容の一覧（TOML）のファイルです。",
    LARGEST,
    lambda data: _shown(publishing.look_at(data)),
    lambda data: _shown(publishing.publish(data)),
)
