"""配布資料: the versions of every handout, publishing the next one, and what sites say of them."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from core.clock import JAPAN
from core.handouts import LARGEST, Handout
from core.published import MUNICIPALITIES, PROGRAMMES
from hq.handouts import publishing
from hq.handouts.feedback import feedback
from hq.handouts.in_force import newest
from hq.portal.publishing import Publication, Published, page
from hq.portal.reach import for_headquarters
from hq.records.models import HandoutVersion


@for_headquarters
@require_http_methods(["GET", "HEAD", "POST"])
def handouts(request: HttpRequest) -> HttpResponse:
    """The list; with a file, what it would change, and published if that was asked."""
    others = HandoutVersion.objects.exclude(handout__in=(PROGRAMMES, MUNICIPALITIES))
    return page(
        request,
        _HANDOUTS,
        present=_present,
        versions=others.order_by("handout", "-version"),
        feedback=lambda: feedback({each.id: each for each in newest()}),
    )


def _present() -> list[tuple[Handout, date, bool]]:
    """Each with the day by which it must be looked at, and whether that has passed."""
    today = datetime.now(JAPAN).date()
    return [(each, each.next_check(), each.next_check() < today) for each in newest()]


def _shown(made: publishing.Publication) -> Publication:
    return Publication(
        f"{made.handout.id} {made.handout.title}",
        made.handout.version,
        made.valid_from,
        ("どこが", "前の文章", "新しい文章"),
        tuple((each.where, each.before, each.after) for each in made.changed),
    )


_HANDOUTS = Published(
    "handouts",
    "配布資料（TOML）のファイルです。",
    LARGEST,
    lambda data: _shown(publishing.look_at(data)),
    lambda data: _shown(publishing.publish([data])[0]),
)
