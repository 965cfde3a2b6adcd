"""相談内容: the versions that were published, and publishing the next one."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from core.problem import Problem
from hq.catalogue.in_force import newest
from hq.catalogue.publishing import LARGEST, Publication, look_at, publish
from hq.portal import language
from hq.portal.reach import for_headquarters
from hq.portal.words import CHANGES, REFUSALS, translated
from hq.records.models import CatalogueVersion


@for_headquarters
@require_http_methods(["GET", "HEAD", "POST"])
def topics(request: HttpRequest) -> HttpResponse:
    """The list; with a file, what it would change, and published if that was asked."""
    publication, refusal = None, ""
    if request.method == "POST":
        try:
            publication = _carry_out(request)
        except Problem as problem:
            refusal = told(problem, language.of(request))
    shown = {
        "here": "topics",
        "present": newest(),
        "versions": CatalogueVersion.objects.order_by("-version"),
        "publication": publication,
        "changes": _lines(publication) if publication else [],
        "done": publication is not None and "publish" in request.POST,
        "refusal": refusal,
    }
    return render(request, "topics.html", shown, status=400 if refusal else 200)


def _carry_out(request: HttpRequest) -> Publication:
    data = uploaded(request, LARGEST, "相談内容の一覧（TOML）のファイルです。")
    return publish(data) if "publish" in request.POST else look_at(data)


def _lines(publication: Publication) -> list[tuple[str, str, str]]:
    """What becomes of each code in words, the code, its title."""
    return [(CHANGES[each.change], each.code, each.ja) for each in publication.changed]


def uploaded(request: HttpRequest, largest: int, which: str) -> bytes:
    """The file that was sent, cut off one byte beyond `largest`. Problem `no_file`, saying which one it should be."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise Problem("no_file", "ファイルを選んでください。", which)
    data: bytes = file.read(largest + 1)
    return data


def told(problem: Problem, lang: str) -> str:
    """The whole in Japanese; in English what sort of fault it is."""
    if lang == "ja":
        return str(problem)
    return translated(REFUSALS.get(problem.code, REFUSALS["catalogue_broken"]), lang)
