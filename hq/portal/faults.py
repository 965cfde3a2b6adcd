"""What is shown when a page cannot be."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return render(request, "fault.html", {"sentence": "ページが見つかりません。"}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    sentence = "本部で問題が起きました。管理者にお知らせください。"
    return render(request, "fault.html", {"sentence": sentence}, status=500)


def not_for_you(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: a page of headquarters, or an account that is for nothing yet."""
    sentence = "この画面は、この利用者では使えません。必要なときは、本部の管理者にお知らせください。"
    return render(request, "fault.html", {"sentence": sentence}, status=403)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form from another page, or one that was open for too long."""
    return render(request, "fault.html", {"sentence": "もう一度、前の画面からやり直してください。"}, status=403)
