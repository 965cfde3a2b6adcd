"""Files that the portal hands out, each with a line in the log: who took what, of whom, in which form."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from core.reports.files import FileFormat
from hq import audit

TYPES = {
    FileFormat.CSV: "text/csv; charset=utf-8",
    FileFormat.CSV_CP932: "text/csv; charset=shift_jis",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.PDF: "application/pdf",
    FileFormat.JSON: "application/json",
}
"""What each form is called in HTTP. No browser guesses another (nosniff), or keeps it (no-store)."""


def download(request: HttpRequest, what: str, scope: str, name: str, data: bytes, kind: str) -> HttpResponse:
    """The file as a download. `what` and `scope` are for the log: a report with its period, and whose."""
    audit.note("file taken: %s %s of %s by %s", name, what, scope, request.user.get_username())
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
