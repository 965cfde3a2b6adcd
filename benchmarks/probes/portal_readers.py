"""`portal_readers URL READERS SECONDS PAGES`: so many people open pages and read each of them for a while.

They are threads of this process. Each opens a page by lot and reads it for some seconds before the next; how long a
page takes is told from the request to its last byte. PAGES is a JSON object of names and addresses.
"""

import random
import re
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Mapping

import msgspec
import requests

from desktop.cli.demo.headquarters import PASSWORD

USER = "honbu"
SHORTEST, LONGEST = 2.0, 8.0
"""Seconds for which a page is read."""


class Read(msgspec.Struct, frozen=True):
    """Milliseconds of each page by its name."""

    took: dict[str, list[float]]


def main(url: str, readers: int, seconds: float, pages: Mapping[str, str]) -> None:
    """Print one line of JSON."""
    took: defaultdict[str, list[float]] = defaultdict(list)
    visitor = _signed_in(url)
    for address in pages.values():  # what a first request loads is not what a reader meets
        _opened(visitor, url + address)
    cookies, until = visitor.cookies, time.monotonic() + seconds
    threads = [threading.Thread(target=_read, args=(url, cookies, until, pages, took)) for _ in range(readers)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    print(msgspec.json.encode(Read(took)).decode())


def _read(url: str, cookies: object, until: float, pages: Mapping[str, str], took: dict[str, list[float]]) -> None:
    visitor, chance = requests.Session(), random.Random()
    visitor.cookies.update(cookies)  # type: ignore[arg-type]  # a jar, which its own method takes
    time.sleep(chance.uniform(0, LONGEST))
    while time.monotonic() < until:
        name = chance.choice(list(pages))
        took[name].append(_opened(visitor, url + pages[name]))
        time.sleep(chance.uniform(SHORTEST, LONGEST))


def _opened(visitor: requests.Session, address: str) -> float:
    begun = time.perf_counter()
    visitor.get(address, timeout=60).raise_for_status()
    return 1000 * (time.perf_counter() - begun)


def _signed_in(url: str) -> requests.Session:
    visitor = requests.Session()
    form = visitor.get(f"{url}/login", timeout=60).text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token is not None
    told = {"csrfmiddlewaretoken": token[1], "username": USER, "password": PASSWORD}
    visitor.post(f"{url}/login", data=told, timeout=60).raise_for_status()
    return visitor


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), msgspec.json.decode(sys.argv[4], type=dict[str, str]))
