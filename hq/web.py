"""The program that answers HTTP: Django behind waitress, with the portal's static files."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django.core.wsgi import get_wsgi_application
from waitress.server import create_server
from waitress.wasyncore import close_all
from whitenoise import WhiteNoise

from hq import places
from hq.api.views import MAX_BODY
from hq.settings import STATIC_ROOT

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_THREADS = 8


def application() -> Application:
    """Static files first, then Django."""
    return cast(Application, WhiteNoise(get_wsgi_application(), root=STATIC_ROOT, prefix="static/"))


def make_server(host: str, port: int, app: Application | None = None) -> Any:
    """A waitress server, bound but not yet running; `effective_port` tells the port that was taken."""
    options: dict[str, Any] = {"threads": _THREADS, "max_request_body_size": MAX_BODY, "ident": None}
    proxy = places.trusted_proxy()
    if proxy is not None:
        headers = {"x-forwarded-for", "x-forwarded-proto"}
        options |= {"trusted_proxy": proxy, "trusted_proxy_headers": headers}
    options["clear_untrusted_proxy_headers"] = True
    return create_server(app or application(), host=host, port=port, **options)


def run_until_interrupted(server: Any) -> None:
    """Serve until KeyboardInterrupt; requests at work are answered before this returns."""
    try:
        server.run()
    finally:
        close_all(server._map)
