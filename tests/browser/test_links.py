"""Where links lead, and what the browser lets a page do."""

import pytest

from hq.portal.menu import MENU
from tests.browser.readers import Portal, Role, answers, view_of


@pytest.mark.parametrize("role", ["honbu", "shi"])
def test_no_link_leads_nowhere(portal: Portal, role: Role) -> None:
    found = answers(portal.url, role)
    assert [(each.address, each.named_on, each.status) for each in found if each.status != 200] == []
    opened = {view_of(each.address) for each in found}
    wanted = {page.name for section in MENU for page in section.pages if role == "honbu" or not page.for_headquarters}
    assert wanted | {"report_behind", "report_charts"} <= opened


def test_a_page_runs_no_script_and_no_style_of_its_own(portal: Portal) -> None:
    page, refused = portal.reader("honbu", "ja"), list[str]()
    page.on("console", lambda message: refused.append(message.text))
    page.goto(portal.url)
    page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'document.title = "it ran"';
            document.body.append(script);
            document.querySelector('h1').setAttribute('style', 'color: rgb(1, 2, 3)');
        }"""
    )
    assert page.title() != "it ran"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(1, 2, 3)"
    assert len(refused) == 2
    assert all("Content Security Policy" in each for each in refused)
    page.close()
