"""What headquarters' staff do with laptops: give out a code, stop one that was lost."""

import io

import qrcode
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST
from qrcode.image.svg import SvgPathImage

from core.card_code import pretty
from core.problem import Problem
from hq.enrolment import VALID, make_code
from hq.portal.reach import for_headquarters
from hq.records.models import Site
from hq.revoking import revoke


@for_headquarters
@require_POST
def issue_code(request: HttpRequest, site_id: str) -> HttpResponse:
    """A fresh code, shown this once."""
    site = get_object_or_404(Site, pk=site_id)
    code = make_code(site)
    shown = {"code": pretty(code), "picture": _picture(code), "until": timezone.now() + VALID}
    return render(request, "code.html", {"site": site, "here": "today", **shown})


def _picture(code: str) -> SafeString:
    written = io.BytesIO()
    qrcode.make(code, image_factory=SvgPathImage, border=4).save(written)
    return SafeString(written.getvalue().decode().partition("?>")[2])


@for_headquarters
@require_POST
def stop(request: HttpRequest, device_id: str) -> HttpResponse:
    """The laptop counts no more."""
    try:
        revoke(device_id)
    except Problem as problem:
        raise Http404 from problem
    return redirect("devices")
