"""What browsers are told about every page: nothing from elsewhere, nothing kept."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


class PolicyMiddleware:
    """Adds the headers that Django has no setting for; an answer to HEAD has them alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        response.headers.setdefault("Cache-Control", "no-store")
        if request.method == "HEAD":  # or what follows would stand in the way of the next answer on the connection
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        return response
