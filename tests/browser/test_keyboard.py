"""The portal by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.readers import Portal, pages
from tests.helpers.readers import PASSWORD

_REACHABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
_LISTEN = """what => {
    const wanted = [...document.querySelectorAll(what)].filter(each => each.checkVisibility());
    wanted.forEach((each, place) => { each.dataset.place = place; });
    window.told = [];
    document.addEventListener('focusin', ({target}) => {
        const style = getComputedStyle(target), box = target.getBoundingClientRect();
        const seen = parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none';
        const there = box.width > 1 && box.height > 1 && box.left >= 0 && box.bottom > 0 && box.top < innerHeight;
        window.told.push([+(target.dataset.place ?? -1), seen, there, target.outerHTML.slice(0, 80)]);
    });
    return wanted.length;
}"""


def test_everything_is_reached_in_order_and_seen(portal: Portal) -> None:
    page, faults = portal.reader("honbu", "ja"), list[str]()
    page.set_viewport_size({"width": 1366, "height": 800})
    for address in pages(portal.url, "honbu", plainest=True):
        page.goto(portal.url + address)
        wanted: int = page.evaluate(_LISTEN, _REACHABLE)
        for _ in range(wanted + 12):  # a field for a date is several stops
            page.keyboard.press("Tab")
        told: list[tuple[int, bool, bool, str]] = page.evaluate("window.told")
        faults += [f"{address} cannot be seen: {what}" for _, seen, there, what in told if not (seen and there)]
        order = [place for place, *_ in told]
        first_round = list(dict.fromkeys(order[: wanted + 12]))
        if first_round != list(range(wanted)):
            faults.append(f"{address} is gone through as {first_round}")
    page.close()
    assert not faults, "\n".join(faults)


def test_a_visit_without_a_mouse(portal: Portal) -> None:
    """Sign in, leave the menu out, choose a day, open what stands behind a figure, sign out."""
    context = portal.nobody()
    page = context.new_page()
    page.goto(portal.url)
    _to(page, "input[name=username]")
    page.keyboard.type("honbu")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h2#sites")).to_be_visible()
    _skip_the_menu(page)
    _enter(page, "nav a", "集計")
    _enter(page, "nav a", "未解決")
    expect(page).to_have_url(f"{portal.url}/unresolved")
    _enter(page, "#day")
    expect(page).to_have_url(f"{portal.url}/unresolved?day={page.input_value('#day')}&site=")
    _enter(page, "tbody a")
    expect(page.locator("h2#behind")).to_be_visible()
    _enter(page, ".account button")
    expect(page).to_have_url(f"{portal.url}/login")
    context.close()


def _skip_the_menu(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.keyboard.press("Shift+Tab")


def _enter(page: Page, what: str, text: str = "") -> None:
    """Open what is there."""
    _to(page, what, text)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _to(page: Page, what: str, text: str = "") -> None:
    """Press Tab until it is there."""
    is_it = (
        "([what, text]) => document.activeElement.matches(what) && document.activeElement.textContent.includes(text)"
    )
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(is_it, [what, text]):
            return
    pytest.fail(f"{what} {text} cannot be reached by Tab")
