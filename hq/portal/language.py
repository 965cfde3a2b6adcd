"""Japanese, or English for whoever asks: kept in a cookie of its own, apart from the sign-in."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

COOKIE = "language"
LANGUAGES = ("ja", "en")


def of(request: HttpRequest) -> str:
    """The language of this request: ja or en."""
    asked = request.COOKIES.get(COOKIE, "ja")
    return asked if asked in LANGUAGES else "ja"


def language(request: HttpRequest) -> Mapping[str, str]:
    """Context processor: the page's language and the one it could be switched to."""
    present = of(request)
    return {"language": present, "other_language": "en" if present == "ja" else "ja"}


@require_safe
def switch(request: HttpRequest, language: str) -> HttpResponse:
    """Go on in this language where one was."""
    back = request.GET.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    response = HttpResponseRedirect(back if safe else "/")
    response.set_cookie(COOKIE, language, max_age=365 * 86_400, httponly=True, samesite="Lax")
    return response
