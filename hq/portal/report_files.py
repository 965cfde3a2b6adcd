"""The table that a page shows as a file, and in the client's own form."""

from collections.abc import Callable
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from core.clock import JAPAN
from core.problem import Problem
from core.reports.files import FileFormat, file_name, report_file
from core.reports.form import fill_form
from core.reports.xlsx_names import MOST_BYTES, too_large
from hq.portal.downloads import TYPES, download
from hq.portal.reach import Reach, for_readers
from hq.portal.report_address import Address, chosen, offer_of
from hq.portal.report_counting import Counted
from hq.portal.reports import refused

_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.12"


@for_readers
@require_safe
def report_download(request: HttpRequest, reach: Reach, code: str) -> HttpResponse:
    """Exactly what the page of the same address shows."""
    try:
        form = FileFormat(request.GET.get("format", ""))
    except ValueError as error:
        raise Http404 from error

    def made(counted: Counted) -> HttpResponse:
        file = report_file(counted.table, form, counted.paper_charts() if form is FileFormat.PDF else None)
        name = file_name(counted.table, form, published=counted.chosen.publishes)
        return _sent(request, counted, name, file.data, TYPES[form])

    return _answered(request, reach, code, made)


@for_readers
@require_POST
def report_form(request: HttpRequest, reach: Reach, code: str) -> HttpResponse:
    """The uploaded form with the figures of the page in its named cells."""

    def made(counted: Counted) -> HttpResponse:
        sent, data = _uploaded(request)
        filled = fill_form(data, counted.table)
        if not filled.filled:
            raise Problem(
                "form_unnamed",
                "この表の名前の付いたセルが、様式にありません。",
                "下の「セルの名前」から選んで、様式のセルに付けてください。",
            )
        has_macros = sent.lower().endswith(".xlsm")
        name = file_name(counted.table, FileFormat.XLSX, published=counted.chosen.publishes)
        kind = _MACROS if has_macros else TYPES[FileFormat.XLSX]
        return _sent(request, counted, name.replace(".xlsx", ".xlsm") if has_macros else name, filled.data, kind)

    return _answered(request, reach, code, made)


def _answered(request: HttpRequest, reach: Reach, code: str, made: Callable[[Counted], HttpResponse]) -> HttpResponse:
    """What was made, or the page with why it was not."""
    offer, address, now = offer_of(code), Address.of(request.GET), datetime.now(JAPAN)
    try:
        return made(Counted(chosen(offer, address, reach, now.date()), reach, now))
    except Problem as problem:
        return refused(request, reach, offer, address, problem)


def _sent(request: HttpRequest, counted: Counted, name: str, data: bytes, kind: str) -> HttpResponse:
    period = counted.table.period
    what = f"{counted.chosen.offer.code.value} {period.first}/{period.last}"
    return download(request, what, counted.table.scope, name, data, kind)


def _uploaded(request: HttpRequest) -> tuple[str, bytes]:
    """The name and the bytes of the form. Problem for one that is far too large, or none."""
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile) or not sent.size:
        raise Problem(
            "form_unreadable",
            "様式として使えるファイルではありません。",
            "Excel の .xlsx か .xlsm の様式を選んでください。",
        )
    if sent.size > MOST_BYTES:
        raise too_large()
    return sent.name or "", sent.read()
