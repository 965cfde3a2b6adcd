"""Every page that links lead to, as each reader gets it: for a screen reader, on a phone, enlarged, in one language."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page

from core.assets import asset_path
from core.municipality import load_municipalities
from tests.browser.readers import Language, Portal, Role, pages
from tests.helpers.portal_life import WORDS

HEIGHT = 800
DESK, ENLARGED, PHONE, SMALL = 1366, 683, 390, 320
"""Widths in CSS pixels: a laptop, the same at 200 %, a phone, and the narrowest that WCAG asks for."""
NARROW = (ENLARGED, SMALL)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
_PLACES = asset_path("catalogue", "municipalities.toml")
_JAPANESE = re.compile(r"[\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff]+")
_BROKEN = re.compile(r"\b(None|True|False|nan|NaN|undefined)\b|<[A-Z]\w+ |\{[{%]")
_SAID = ["aria-label", "title", "placeholder", "data-label", "alt"]
_TEXT = """said => {
    const copy = document.documentElement.cloneNode(true);
    const other = `[lang]:not(html):not([lang=${document.documentElement.lang}])`;
    for (const each of copy.querySelectorAll(other)) each.remove();
    const all = [...copy.querySelectorAll('*')];
    return [copy.textContent, ...said.flatMap(name => all.map(each => each.getAttribute(name) ?? ''))].join('\\n');
}"""

_LISTS_TOO_WIDE = """[...document.querySelectorAll('.scroll:has(> .stacks)')].some(
    each => each.scrollWidth > each.clientWidth + 1)"""


@pytest.mark.parametrize(
    ("role", "language", "width"),
    [("honbu", "ja", DESK), ("honbu", "en", PHONE), ("shi", "ja", SMALL), ("shi", "en", ENLARGED)],
)
def test_every_page(portal: Portal, role: Role, language: Language, width: int) -> None:
    page, faults = portal.reader(role, language), list[str]()
    page.on("console", lambda message: faults.append(f"console: {message.text}"))
    page.set_viewport_size({"width": width, "height": HEIGHT})
    for address in pages(portal.url, role, plainest=role == "shi"):
        answer = page.goto(portal.url + address)
        if answer is None or not answer.ok:
            faults.append(f"{address} cannot be opened")
        faults += [
            f"{address} {each}"
            for each in (*_stumbled(page), *_read(page, language), *_too_wide(page, {width, *NARROW}))
        ]
        page.set_viewport_size({"width": width, "height": HEIGHT})
    page.close()
    assert not faults, "\n".join(faults)


_BROKEN_HEADS = """[...document.querySelectorAll('.compared thead .number')].flatMap(head =>
    [...head.textContent.matchAll(/\\S+/g)].filter(word => {
        const range = document.createRange();
        range.setStart(head.firstChild, word.index);
        range.setEnd(head.firstChild, word.index + word[0].length);
        return new Set([...range.getClientRects()].map(each => each.top)).size > 1;
    }).map(String))"""


def test_no_word_is_broken_above_a_comparison(portal: Portal) -> None:
    page = portal.reader("honbu", "en")
    page.set_viewport_size({"width": DESK, "height": HEIGHT})
    page.goto(f"{portal.url}/reports/r7?by=programme&compare=1")
    assert page.locator(".compared thead .number").count() > 1
    assert page.evaluate(_BROKEN_HEADS) == []
    page.close()


def _stumbled(page: Page) -> Iterator[str]:
    """What axe finds."""
    page.evaluate(_axe())
    asked = {"runOnly": RULES, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = page.evaluate("asked => axe.run(asked).then(told => told.violations)", asked)
    for each in found:
        yield f"{each['id']}: {each['help']}: {[node['target'] for node in each['nodes']][:4]}"


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def _read(page: Page, language: Language) -> Iterator[str]:
    """Words of the other language, but for names; values that nobody put into words."""
    text: str = page.evaluate(_TEXT, _SAID)
    yield from (f"unwritten: {found[0]!r}" for found in _BROKEN.finditer(text))
    if language == "en":
        yield from (f"Japanese: {found}" for found in sorted(set(_JAPANESE.findall(_without_names(text)))))


def _without_names(text: str) -> str:
    """Names of places and people stay as they are written, and so does what a site wrote itself."""
    for name in sorted(_names(), key=len, reverse=True):
        text = text.replace(name, "")
    return text


@cache
def _names() -> frozenset[str]:
    return frozenset({*WORDS, *(each.name for each in load_municipalities(_PLACES).values())})


def _too_wide(page: Page, widths: set[int]) -> Iterator[str]:
    """Sideways scrolling of the page itself, and enlarged of tables that stand as lists; others scroll on their own."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        beyond = page.evaluate("document.documentElement.scrollWidth") - width
        if beyond > 0:
            yield f"is {beyond} px too wide at {width}"
        if width in NARROW and page.evaluate(_LISTS_TOO_WIDE):
            yield f"has a list that scrolls sideways at {width}"
