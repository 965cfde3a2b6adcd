"""Every kind of page that a reader of the portal comes to, by its links and by the choices of its forms."""

import io
import re
import zipfile
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import requests

_NAMING = {"site", "municipality", "venue", "programme", "topic"}
"""Splits whose values somebody named."""
_PERIODS = {"day", "month", "quarter", "year", "fiscal-year", "from", "to", "until"}
_TIMES = re.compile(r"\d{1,2}[:時]\d\d(:\d\d(\.\d+)?)?分?|\d+(分前| min ago)|たった今|just now|\d{8}T\d{6}Z")
_LEFT_OUT = ("/language/", "/logout", "/static/", "/login")


@dataclass
class Seen:
    """What an address answered, and the page that led to it."""

    address: str
    named_on: str
    status: int
    content: bytes
    is_page: bool
    is_text: bool

    @property
    def text(self) -> str:
        """What is read, without the time of day; of a workbook its cells, of any other file nothing."""
        if not self.is_text:
            return _TIMES.sub("", "".join(part for name, part in self.parts if name.startswith("xl/")))
        plain = self.content.decode("utf-8", "replace")
        return _TIMES.sub("", " ".join(re.sub(r"<[^>]+>", " ", plain).split()) if self.is_page else plain)

    @property
    def parts(self) -> Iterator[tuple[str, str]]:
        """All of it by name, also what is packed."""
        yield "", self.content.decode("utf-8", "replace")
        if self.content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(self.content)) as packed:
                yield from ((name, packed.read(name).decode("utf-8", "replace")) for name in packed.namelist())


def look(session: requests.Session, url: str, address: str, named_on: str = "") -> Seen:
    """Open one address."""
    answer = session.get(url + address, timeout=30)
    sort = answer.headers.get("Content-Type", "")
    is_page, is_text = sort.startswith("text/html"), sort.startswith("text/")
    return Seen(address, named_on, answer.status_code, answer.content, is_page, is_text)


def path_and_words(address: str) -> tuple[str, ...]:
    """A path without its ids, the names of the words beside it but for a period's, and by which names it is split."""
    parts = urlsplit(address)
    path = re.sub(r"/[^/]*\d[^/]{7,}", "/*", parts.path)
    told = parse_qsl(parts.query)
    ways = (value for name, value in told if name == "by" and value in _NAMING)
    return (path, *sorted({name for name, _ in told} - _PERIODS), *ways)


def walk(
    session: requests.Session,
    url: str,
    most: int | None = None,
    *,
    kind: Callable[[str], Hashable] = path_and_words,
    chooses: bool = True,
) -> list[Seen]:
    """From the first page on one address of each kind, by links and, where it `chooses`, by what forms offer."""
    found: list[Seen] = []
    kinds: set[Hashable] = set()
    waiting = [("/", "")]
    while waiting and len(found) != most:
        address, named_on = waiting.pop(0)
        if kind(address) in kinds:
            continue
        kinds.add(kind(address))
        found.append(look(session, url, address, named_on))
        if found[-1].is_page:
            waiting += [(link, address) for link in _addresses(found[-1], chooses=chooses)]
    return found


def _addresses(seen: Seen, *, chooses: bool) -> Iterator[str]:
    reading = _Reading()
    reading.feed(seen.content.decode())
    plain = len(path_and_words(seen.address)) == 1  # one choice after another would never end
    choices = (each for form in reading.forms for each in form.addresses()) if chooses and plain else ()
    for link in (*reading.links, *choices):
        whole = urlsplit(urljoin("http://here" + seen.address, unescape(link)))
        address = whole.path + (f"?{whole.query}" if whole.query else "")
        if whole.netloc == "here" and not address.startswith(_LEFT_OUT):
            yield address


@dataclass
class _Form:
    action: str
    told: dict[str, str] = field(default_factory=dict)
    choices: list[tuple[str, str]] = field(default_factory=list)

    def addresses(self) -> Iterator[str]:
        """The form with each choice of each list."""
        for name, value in self.choices:
            yield f"{self.action}?{urlencode({**self.told, name: value})}"


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[_Form] = []
        self._form: _Form | None = None
        self._list = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        elif tag == "form" and told.get("method", "get") == "get":
            self._form = _Form(told.get("action", ""))
            self.forms.append(self._form)
        elif self._form is not None and told.get("name") and tag in ("input", "select"):
            self._list = told["name"]
            if tag == "input" and (told.get("type") not in ("checkbox", "radio") or "checked" in told):
                self._form.told[self._list] = told.get("value", "")
            elif tag == "input":
                self._form.choices.append((self._list, told.get("value", "on")))
        elif self._form is not None and tag == "option":
            self._form.choices.append((self._list, told.get("value", "")))
            if "selected" in told:
                self._form.told[self._list] = told.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
