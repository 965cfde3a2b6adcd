"""Signing in and out."""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from hq import attempts
from hq.refusal import Refused


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; ten wrong passwords from one address within a minute close it for that minute."""
    going = _going(request)
    if request.method != "POST":
        return render(request, "sign_in.html", {"going": going})
    address = request.META.get("REMOTE_ADDR", "")
    try:
        attempts.check("sign_in", address)
    except Refused as refused:
        response = render(request, "sign_in.html", {"going": going, "closed": True}, status=refused.status)
        response["Retry-After"] = str(refused.retry_after)
        return response
    name = request.POST.get("username", "").replace("\0", "")  # which PostgreSQL takes for no text at all
    user = authenticate(request, username=name, password=request.POST.get("password", ""))
    if user is None:
        attempts.failed("sign_in", address)
        return render(request, "sign_in.html", {"going": going, "wrong": True}, status=403)
    login(request, user)
    return redirect(going)


def _going(request: HttpRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}) else "/"


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out, and back to the form."""
    logout(request)
    return redirect("/login")
