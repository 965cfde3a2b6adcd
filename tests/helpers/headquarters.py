"""A real headquarters in a thread: PostgreSQL, Django, waitress, HTTP over loopback."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from waitress.wasyncore import close_all

from core.enrolment_code import new_enrolment_code
from desktop.sync.exchange import ExchangeReport, exchange
from desktop.sync.transport import HttpTransport
from tests.helpers.laptop import Laptop
from tests.helpers.postgres import fresh_database

Middleware = Callable[[Any], Any]
_CODES: defaultdict[tuple[bytes, bytes], list[str]] = defaultdict(list)


@dataclass
class Headquarters:
    """What a test needs of it; `database_url` is for looking at the tables."""

    url: str
    database_url: str

    def add_site(self, name: str = "田無庁舎", municipality: str = "132292", phone: str = "") -> str:
        """A site made at headquarters; its id."""
        from core.ids import new_site_id
        from hq.records.models import Site

        made = Site.objects.create(site_id=new_site_id(), name=name, municipality=municipality, phone=phone)
        return made.site_id

    def code(self, site_id: str) -> str:
        """A one-time code for a laptop of this site."""
        from hq.enrolment import make_code
        from hq.records.models import Site

        return make_code(Site.objects.get(pk=site_id))

    def enrolled(self, laptop: Laptop | None = None) -> Laptop:
        """The first laptop of a new site."""
        laptop = laptop or Laptop()
        laptop.join(self.url, self.code(self.add_site()))
        return laptop

    def exchange(self, laptop: Laptop) -> ExchangeReport:
        """One exchange over real HTTP."""
        return exchange(laptop, HttpTransport(self.url), laptop.clock.now)

    def query(self, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Rows, read past Django."""
        import psycopg

        with psycopg.connect(self.database_url) as connection:
            done = connection.execute(statement, parameters)
            return done.fetchall() if done.description else []


@contextmanager
def headquarters(around: Middleware = lambda app: app) -> Iterator[Headquarters]:
    """Headquarters with an empty database; `around` may wrap its application, to lose answers say."""
    with fresh_database() as database_url, _codes_again():
        from hq.web import application, make_server

        server = make_server("127.0.0.1", 0, around(application()))
        thread = threading.Thread(target=server.run, name="headquarters")
        thread.start()
        try:
            yield Headquarters(f"http://127.0.0.1:{server.effective_port}", database_url)
        finally:
            _stop(server, thread)


@contextmanager
def _codes_again() -> Iterator[None]:
    """Each headquarters gives out the same codes as the one before: a code is stretched slowly on purpose."""
    from hq import enrolment

    given = count()

    def next_code(signing_public: bytes, box_public: bytes) -> str:
        codes = _CODES[signing_public, box_public]
        number = next(given)
        while number >= len(codes):
            codes.append(new_enrolment_code(signing_public, box_public))
        return codes[number]

    vars(enrolment)["new_enrolment_code"] = next_code
    try:
        yield
    finally:
        vars(enrolment)["new_enrolment_code"] = new_enrolment_code


def _stop(server: Any, thread: threading.Thread) -> None:
    """End waitress's loop from outside: it ends when its map is empty, and only its own thread may empty that.

    What is open is closed afterwards: the loop may be at this trigger already while it is still being pulled.
    """
    still_open = dict(server._map)
    server.trigger.pull_trigger(lambda: still_open.update(server._map) or server._map.clear())
    thread.join()
    server.task_dispatcher.shutdown()
    close_all(still_open)
