"""Listening for other laptops: HTTP/1.1 by waitress on a thread of its own. Runs only after a person switched it on."""

import logging
import re
import socket
import threading
from collections.abc import Callable, Iterable
from typing import Any

from waitress.server import create_server
from waitress.wasyncore import close_all

from core.peer_wire import HELLO_PATH, MAX_PEER_BODY, PEER_PORT
from core.wire import CONTENT_TYPE
from desktop.sync import peer_faults
from desktop.sync.peer_answers import MAX_WAITING, Heard, PeerAnswers, Told, is_known
from desktop.sync.peer_news import News
from desktop.sync.peer_port import PeerStore

PORTS = range(PEER_PORT, PEER_PORT + 10)
_OPTIONS: dict[str, Any] = {
    "threads": MAX_WAITING + 4,
    "max_request_body_size": MAX_PEER_BODY,
    "max_request_header_size": 8 * 1024,
    "connection_limit": 50,
    "channel_timeout": 30,
    "cleanup_interval": 10,
    "ident": None,
    "clear_untrusted_proxy_headers": True,
}
_NUMBERS = re.compile(r"[0-9.]*(:[0-9]+)?")
"""How a laptop is asked: by a name, only a page in somebody's browser could have been led here."""
_LINES = {200: "200 OK", 400: "400 Bad Request", 403: "403 Forbidden", 404: "404 Not Found"}
StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class PeerServer:
    """Listens from its making until `close`. Raises PeerProblem when it cannot."""

    def __init__(
        self, store: PeerStore, news: News, heard: Heard, host: str = "", ports: Iterable[int] = PORTS
    ) -> None:
        """On all of the machine's IPv4 addresses, or on `host` alone; on the first port that is free."""
        logging.getLogger("waitress").setLevel(logging.CRITICAL)  # whose address asked is nobody's business
        self._answers = PeerAnswers(store, news, heard)
        self._server = self._bound(host or "0.0.0.0", ports)
        self.port = int(self._server.effective_port)
        self._thread = threading.Thread(target=self._server.run, name="peers", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Listen no more. Tell `news` before, so that nobody is kept waiting."""
        server, still_open = self._server, dict(self._server._map)
        # Its loop ends when its map is empty, and only its own thread may empty that.
        server.trigger.pull_trigger(lambda: still_open.update(server._map) or server._map.clear())
        self._thread.join()
        server.task_dispatcher.shutdown(timeout=2)
        close_all(still_open)

    def _bound(self, host: str, ports: Iterable[int]) -> Any:
        """The port comes first: waitress leaves threads and sockets behind where it does not get one."""
        for port in ports:
            try:
                listening = socket.create_server((host, port))
            except OSError:
                continue
            return create_server(self._application, sockets=[listening], **_OPTIONS)
        raise peer_faults.problem("peer_port_taken")

    def _application(self, asked: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        path = asked["PATH_INFO"] if _NUMBERS.fullmatch(asked.get("HTTP_HOST", "")) else ""
        told = self._told(asked["REQUEST_METHOD"], path, asked["wsgi.input"])
        length = str(len(told.body))
        start(_LINES.get(told.status, f"{told.status} -"), [("Content-Type", CONTENT_TYPE), ("Content-Length", length)])
        return [told.body]

    def _told(self, method: str, path: str, body: Any) -> Told:
        if not is_known(path) or (path == HELLO_PATH) != (method == "GET") or method not in ("GET", "POST"):
            return Told(404, b"")
        return self._answers.hello() if path == HELLO_PATH else self._answers.answer(path, body.read())
