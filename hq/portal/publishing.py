"""Publishing from a page: a file is uploaded, what it would change is shown, and it is published if that was asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.problem import Problem
from hq.catalogue.changes import Changed
from hq.portal import language
from hq.portal.publishing_words import CHANGES, HINTS, PROBLEMS
from hq.portal.words import REFUSALS, translated


@dataclass(frozen=True)
class Publication:
    """A version as a page shows it: what it is called, its first day, and what it changes under these headings."""

    name: str
    version: int
    first_day: date
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Look = Callable[[bytes], Publication]


@dataclass(frozen=True)
class Published:
    """What can be published on a page. `file` says which file it should be; Problem for one that may not be."""

    here: str
    file: str
    largest: int
    look_at: Look
    publish: Look


def page(request: HttpRequest, what: Published, **more: object) -> HttpResponse:
    """The page of that name, with what the file that was sent would change, or has changed."""
    publication, refusal = None, ""
    if request.method == "POST":
        try:
            data = _uploaded(request, what)
            publication = what.publish(data) if "publish" in request.POST else what.look_at(data)
        except Problem as problem:
            refusal = _told(problem, language.of(request))
    shown = {
        "here": what.here,
        "publication": publication,
        "done": publication is not None and "publish" in request.POST,
        "refusal": refusal,
        "hint": HINTS[what.here],
    }
    return render(request, f"{what.here}.html", shown | more, status=400 if refusal else 200)


def by_code(version: int, first_day: date, changed: tuple[Changed, ...]) -> Publication:
    """Of a list of codes: what becomes of each, the code, its title."""
    rows = tuple((CHANGES[each.change], each.code, each.ja) for each in changed)
    return Publication("", version, first_day, ("変わること", "番号", "名前"), rows)


def _uploaded(request: HttpRequest, what: Published) -> bytes:
    """The file that was sent, cut off one byte beyond the largest. Problem `no_file`."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise Problem("no_file", "ファイルを選んでください。", what.file)
    data: bytes = file.read(what.largest + 1)
    return data


def _told(problem: Problem, lang: str) -> str:
    """The whole in Japanese; in English what sort of fault it is."""
    if lang == "ja":
        return str(problem)
    return translated((REFUSALS | PROBLEMS).get(problem.code, REFUSALS["catalogue_broken"]), lang)
