"""Headquarters' own figures, read where its staff read them: signed in, from the page of the site's day."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from core.problem import Problem

_SECONDS = 30
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class PortalDay:
    """A site's day on the portal: the figures above by their labels, cases by topic, and the page itself."""

    figures: dict[str, int]
    topics: dict[str, int]
    html: str


def portal_day(url: str, user: str, password: str, site_id: str, day: str) -> PortalDay:
    """Sign in and read the page. Raises Problem when headquarters does not let us in."""
    import requests  # 0.1 s: only the demo's last step needs it here

    with requests.Session() as session:
        form = session.get(f"{url}/login", timeout=_SECONDS).text
        token = _TOKEN.search(form)
        told = {"username": user, "password": password, "csrfmiddlewaretoken": token[1] if token else "", "next": "/"}
        session.post(f"{url}/login", data=told, headers={"Referer": f"{url}/login"}, timeout=_SECONDS)
        answer = session.get(f"{url}/sites/{site_id}", params={"day": day}, timeout=_SECONDS)
    if answer.url.startswith(f"{url}/login") or answer.status_code != requests.codes.ok:
        raise Problem("portal_closed", "本部の画面にログインできませんでした。")
    page = _Page()
    page.feed(answer.text)
    return PortalDay(page.figures, page.topics, answer.text)


@dataclass
class _Cell:
    """Text collected inside one element, without what is small print."""

    tag: str
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.words).strip()


class _Page(HTMLParser):
    """Reads `<dt>label</dt><dd><b>number</b>…` and the rows of the matrix of topics by outcomes."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: dict[str, int] = {}
        self.topics: dict[str, int] = {}
        self._open: list[_Cell] = []
        self._label = ""
        self._row: list[str] = []
        self._in_matrix = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._in_matrix = dict(attrs).get("class") == "matrix"
        if tag == "tr":
            self._row = []
        if tag in ("dt", "b", "th", "td", "small"):
            self._open.append(_Cell(tag))

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1].tag == tag:
            self._closed(tag, self._open.pop().text)
        elif tag == "tr" and self._in_matrix and self._row[-1:] != [] and self._row[-1].isdigit():
            self.topics[self._row[0]] = int(self._row[-1])

    def _closed(self, tag: str, text: str) -> None:
        if tag == "dt":
            self._label = text
        elif tag == "b" and text.isdigit():
            self.figures[self._label] = int(text)
        elif tag in ("th", "td"):
            self._row.append(text)
