"""Who reads the portal, in which language, and what of it they can reach."""

from dataclasses import dataclass, field
from functools import cache
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from tests.helpers.portal_walk import Seen, walk
from tests.helpers.readers import signed_in_at

Role = Literal["honbu", "shi"]
Language = Literal["ja", "en"]


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


@cache
def answers(url: str, role: Role) -> tuple[Seen, ...]:
    """Every kind of address that this reader comes to by links, from the first page on."""
    return tuple(walk(signed_in_at(url, role), url, kind=_kind, chooses=False))


def pages(url: str, role: Role, *, plainest: bool = False) -> list[str]:
    """Of each view the address of its plainest page, and unless that is enough of the one that asks for the most."""
    found: dict[str, list[str]] = {}
    for each in answers(url, role):
        if each.is_page:
            found.setdefault(view_of(each.address), []).append(each.address)
    chosen = (sorted(some, key=lambda address: len(_words(address))) for some in found.values())
    places = (0,) if plainest else (0, -1)
    return [address for some in chosen for address in dict.fromkeys(some[place] for place in places)]


def view_of(address: str) -> str:
    """What answers there, by its name; the address itself where nothing does."""
    from django.urls import Resolver404, resolve

    path = urlsplit(address).path
    try:
        return str(resolve(path).url_name)
    except Resolver404:
        return path


def _kind(address: str) -> tuple[str, frozenset[str]]:
    return view_of(address), _words(address)


def _words(address: str) -> frozenset[str]:
    return frozenset(parse_qs(urlsplit(address).query))
