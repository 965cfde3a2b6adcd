"""Servers that answer one caller with bytes of the test's choice."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Serve = Callable[[socket.socket, threading.Event], None]


def http(status: str, body: bytes = b"", **headers: str) -> bytes:
    """A whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


@contextmanager
def answering(reply: bytes | None, on_call: Callable[[], None] = lambda: None) -> Iterator[str]:
    """Says these bytes to one caller and hangs up; with None it says nothing until the test ends."""

    def serve(caller: socket.socket, over: threading.Event) -> None:
        caller.recv(65536)
        on_call()
        if reply is None:
            over.wait(timeout=60)
        else:
            caller.sendall(reply)

    with _server(serve) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def dripping(begun: bytes, drop: bytes, *, pause: float) -> Iterator[str]:
    """Begins to answer, then adds a drop after each pause (seconds) until the caller has enough."""

    def serve(caller: socket.socket, over: threading.Event) -> None:
        caller.recv(65536)
        caller.sendall(begun)
        while not over.wait(pause):
            caller.sendall(drop)

    with _server(serve) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _server(serve: Serve) -> Iterator[int]:
    listening = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def run() -> None:
        with suppress(OSError):  # the test ended, or the caller hung up
            caller, _ = listening.accept()
            with caller:
                serve(caller, over)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        over.set()
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)  # wakes who still waits for a caller
        thread.join()
        listening.close()
