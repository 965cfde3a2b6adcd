"""ファイルで届いた記録: a laptop's parcel is uploaded, and its answer comes back as the download."""

import logging
import tempfile
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from core.problem import Problem
from hq.intake.parcels import WaitingParcel
from hq.portal import language
from hq.portal.parcel_words import REFUSALS
from hq.portal.reach import for_headquarters
from hq.portal.words import translated

LARGEST = 32 * 1024 * 1024
"""Bytes of an upload: a browser gives up before a bigger one is taken."""
_log = logging.getLogger("hq.portal")


@for_headquarters
@require_http_methods(["GET", "HEAD", "POST"])
def parcels(request: HttpRequest) -> HttpResponseBase:
    """The page; with a file, its answer, or why there is none."""
    refusal = ""
    if request.method == "POST":
        try:
            return _answer(request)
        except Problem as problem:
            _log.warning("parcel refused %s", problem.code)
            refusal = translated(REFUSALS.get(problem.code, REFUSALS["parcel_damaged"]), language.of(request))
    shown = {"here": "devices", "refusal": refusal}
    return render(request, "parcels.html", shown, status=400 if refusal else 200)


def _answer(request: HttpRequest) -> HttpResponse | FileResponse:
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile) or sent.file is None:
        raise Problem("no_file", REFUSALS["no_file"])
    size = sent.size or 0
    if size > LARGEST:
        raise Problem("parcel_too_large", REFUSALS["parcel_too_large"])
    parcel = WaitingParcel(cast(BinaryIO, sent.file), size)
    answer = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        parcel.carry_out(answer)
        answer.seek(0)
    except BaseException:
        answer.close()
        raise
    return FileResponse(
        answer, as_attachment=True, filename=parcel.answer_name, content_type="application/octet-stream"
    )
