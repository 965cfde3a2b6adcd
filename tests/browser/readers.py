"""Who reads the portal, in which language, and what of it they can reach."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import Literal
from urllib.parse import parse_qs, urljoin, urlsplit

import requests
from playwright.sync_api import Browser, BrowserContext, Page

from tests.helpers.readers import signed_in_at

Role = Literal["honbu", "shi"]
Language = Literal["ja", "en"]
_SAME, _OF_A_VIEW = 2, 24
"""So many addresses of one kind (the same view, asked by the same words) are followed, and of one view."""
_SWITCHES = ("/language/", "/logout")


@dataclass
class Portal:
    """A headquarters with weeks of records, and a browser."""

    url: str
    browser: Browser
    _contexts: dict[tuple[Role, Language], BrowserContext] = field(default_factory=dict)

    def reader(self, role: Role, language: Language) -> Page:
        """A new page of somebody who is signed in; whoever opens it closes it."""
        if (role, language) not in self._contexts:
            self._contexts[role, language] = self._signed_in(role, language)
        return self._contexts[role, language].new_page()

    def nobody(self) -> BrowserContext:
        """Somebody who is not signed in."""
        return self.browser.new_context(base_url=self.url, locale="ja-JP")

    def _signed_in(self, role: Role, language: Language) -> BrowserContext:
        cookies = signed_in_at(self.url, role).cookies
        context = self.nobody()
        told = [
            {"name": name, "value": value, "url": self.url} for name, value in {**cookies, "language": language}.items()
        ]
        context.add_cookies(told)  # type: ignore[arg-type]  # a TypedDict that only Playwright names
        return context


@dataclass(frozen=True)
class Answer:
    """What an address that some page names gives."""

    address: str
    named_on: str
    status: int
    is_page: bool
    kind: tuple[str, frozenset[str]]


@cache
def answers(url: str, role: Role) -> tuple[Answer, ...]:
    """Every kind of address that this reader comes to by links, from the first page on."""
    return tuple(_walk(url, signed_in_at(url, role)))


def pages(url: str, role: Role, *, plainest: bool = False) -> list[str]:
    """Of each view the address of its plainest page, and unless that is enough of the one that asks for the most."""
    found: dict[str, list[Answer]] = {}
    for each in answers(url, role):
        if each.is_page:
            found.setdefault(each.kind[0], []).append(each)
    chosen = (sorted(some, key=lambda each: len(each.kind[1])) for some in found.values())
    places = (0,) if plainest else (0, -1)
    return [address for some in chosen for address in dict.fromkeys(some[place].address for place in places)]


def _walk(url: str, visitor: requests.Session) -> Iterator[Answer]:
    seen: set[str] = set()
    kinds: Counter[object] = Counter()
    waiting = [("/", "")]
    while waiting:
        address, named_on = waiting.pop(0)
        kind = _kind(address)
        if address in seen or kinds[kind] == _SAME or kinds[kind[0]] == _OF_A_VIEW:
            continue
        seen.add(address)
        kinds.update((kind, kind[0]))
        answer = visitor.get(url + address, timeout=30)
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        yield Answer(address, named_on, answer.status_code, is_page, kind)
        if is_page:
            waiting += [(link, address) for link in _links(answer.text, url, address)]


def _kind(address: str) -> tuple[str, frozenset[str]]:
    from django.urls import Resolver404, resolve

    parts = urlsplit(address)
    try:
        return str(resolve(parts.path).url_name), frozenset(parse_qs(parts.query))
    except Resolver404:
        return parts.path, frozenset()


def _links(html: str, url: str, address: str) -> Iterator[str]:
    for found in re.findall(r'<a\b[^>]*\bhref="([^"]*)"', html):
        whole = urljoin(url + address, unescape(found)).partition("#")[0]
        link = whole.removeprefix(url)
        if link != whole and not link.startswith(_SWITCHES):
            yield link or "/"
