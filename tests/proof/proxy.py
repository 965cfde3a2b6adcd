"""A line between laptop and headquarters, on loopback, on which things happen to bytes: drawn by lot, from a seed."""

import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from socketserver import BaseRequestHandler, ThreadingTCPServer

_LOOPBACK = "127.0.0.1"
_GIVES_UP = 3.0
"""Seconds of silence after which a bad line is dead: neither side then waits out its own patience."""
_GOOD_FOR = 60.0
_AT_ONCE = 64 * 1024


@dataclass(frozen=True)
class Way:
    """One direction: how many bytes go at once, how long each lot takes, and where something happens."""

    piece: int = _AT_ONCE
    seconds: float = 0.0
    cut_at: int | None = None
    """After so many bytes the connection is gone, in both directions."""
    flip_at: int | None = None
    """So many bytes further a bit is another."""


@dataclass(frozen=True)
class Fate:
    """Of one connection. With `again`, headquarters gets what was asked once more, from nobody."""

    there: Way = Way()
    back: Way = Way()
    again: bool = False
    refused: bool = False


def drawn(chance: random.Random) -> Fate:
    """Some of it at once, at places that lie in the first line as well as in the middle of megabytes."""
    kind = chance.choice(("refused", "cut", "cut", "flipped", "flipped", "slow", "again", "good"))
    spot = int(10 ** chance.uniform(0, 4.5))
    hit = {"cut": Way(cut_at=spot), "flipped": Way(flip_at=spot), "slow": Way(chance.randrange(20, 2000), 0.01)}
    way = hit.get(kind, Way())
    there, back = chance.choice(((way, Way()), (Way(), way)))
    return Fate(there, back, again=kind == "again", refused=kind == "refused")


@dataclass
class Line:
    """Good, until somebody gives it a `chance`; `fates` are those of the connections since then."""

    port: int
    chance: random.Random | None = None
    fates: list[Fate] = field(default_factory=list)

    def harmed(self) -> int:
        """How many connections were not as good as any."""
        return sum(fate != Fate() for fate in self.fates)

    @contextmanager
    def to(self, headquarters: int) -> Iterator[int]:
        """While this lasts, what is said to the port that it gives reaches headquarters' port, or does not."""
        self.port = headquarters
        line = self

        class Handler(BaseRequestHandler):
            def handle(self) -> None:
                line.carry(self.request)

        class Server(ThreadingTCPServer):
            daemon_threads = False  # all are ended before the test is

        with Server((_LOOPBACK, 0), Handler) as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.01,))
            thread.start()
            try:
                yield int(server.server_address[1])
            finally:
                server.shutdown()
                thread.join()

    def carry(self, laptop: socket.socket) -> None:
        """One connection, from its beginning to its end."""
        fate = drawn(self.chance) if self.chance else Fate()
        if self.chance:
            self.fates.append(fate)
        if fate.refused:
            return
        asked = bytearray()
        with suppress(OSError), socket.create_connection((_LOOPBACK, self.port)) as hq:
            for each in (laptop, hq):
                each.settimeout(_GIVES_UP if self.chance else _GOOD_FOR)
            answering = threading.Thread(target=_pump, args=(hq, laptop, fate.back))
            answering.start()
            _pump(laptop, hq, fate.there, asked)
            answering.join()
        if fate.again:
            self._repeat(bytes(asked))

    def _repeat(self, asked: bytes) -> None:
        with suppress(OSError), socket.create_connection((_LOOPBACK, self.port), _GIVES_UP) as hq:
            hq.sendall(asked)
            hq.shutdown(socket.SHUT_WR)
            while hq.recv(_AT_ONCE):
                pass


def _pump(source: socket.socket, sink: socket.socket, way: Way, seen: bytearray | None = None) -> None:
    """From one to the other, until either ends; a line that is cut is dead for both."""
    done = 0
    try:
        while data := source.recv(way.piece):
            if way.cut_at is not None and done + len(data) >= way.cut_at:
                sink.sendall(data[: way.cut_at - done])
                raise ConnectionAbortedError
            if seen is not None:
                seen += data
            time.sleep(way.seconds)
            sink.sendall(_flipped(data, way.flip_at, done))
            done += len(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        for each in (source, sink):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


def _flipped(data: bytes, flip_at: int | None, done: int) -> bytes:
    if flip_at is None or not done <= flip_at < done + len(data):
        return data
    changed = bytearray(data)
    changed[flip_at - done] ^= 0x20
    return bytes(changed)
