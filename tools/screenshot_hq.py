"""Pictures of headquarters' portal: `python -m tools.screenshot_hq`. Needs Chromium beside what the project installs.

A real headquarters, laptops that send their made-up weeks and a real one that sends its made-up day, and the pages as a
browser shows them to somebody who signed in: in both languages on a desk, some of them on a phone too.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page

from desktop.app.day import close_day
from desktop.app.enrolling import enrol
from desktop.app.handouts import send_feedback
from desktop.app.sending import send_now
from desktop.cli.demo.headquarters import PASSWORD, Headquarters
from tests.helpers.browser import chromium
from tests.helpers.portal_life import PLACES, TOWN, Place, live
from tools.screenshot_days import NOON, make_afternoon, reopened, same_cards

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "screenshots" / "hq"
USER, OF_TOWN = "honbu", "nishitokyo"
DESK, PHONE = (1366, 900), (390, 844)
_DAY = f"day={NOON.date()}"
_YEAR = "fiscal-year=2026"
_WEEKS = 26
_TALLEST = 2400
"""Pixels; what is longer is more of the same."""


@dataclass(frozen=True)
class Shot:
    """A page by its address, or by the first link of another page that leads there; `who` is signed in, or nobody."""

    name: str
    address: str
    leads: str = ""
    who: str = USER
    on_phone: bool = False


SHOTS = (
    Shot("sign-in", "/login", who="", on_phone=True),
    Shot("today", f"/?{_DAY}", on_phone=True),
    Shot("today-municipality", f"/?{_DAY}", who=OF_TOWN),
    Shot("site", "/sites/{site}?" + _DAY, on_phone=True),
    Shot("site-telephone", "/sites/{site}/phone"),
    Shot("calendar", f"/calendar?{_DAY}", on_phone=True),
    Shot("reports", "/reports"),
    Shot("report", f"/reports/r7?{_YEAR}&by=municipality", on_phone=True),
    Shot("report-by-topic", f"/reports/r7?{_YEAR}&by=topic"),
    Shot("report-compared", f"/reports/r7?{_YEAR}&by=programme&compare=1"),
    Shot("report-supporters", f"/reports/r4?{_YEAR}"),
    Shot("report-municipality", f"/reports/r7?{_YEAR}&by=site", who=OF_TOWN),
    Shot("report-behind", f"/reports/r7/behind?{_YEAR}&row=&column=visits", on_phone=True),
    Shot("report-charts", f"/reports/r7/charts?{_YEAR}"),
    Shot("conditions", f"/conditions?{_DAY}", on_phone=True),
    Shot("handed-in", "/handed-in"),
    Shot("handed-in-one", "/handed-in", leads="main tbody a"),
    Shot("unresolved", f"/unresolved?{_DAY}", on_phone=True),
    Shot("unresolved-behind", f"/unresolved?{_DAY}", leads="main tbody a"),
    Shot("surveys", f"/surveys?{_DAY}", on_phone=True),
    Shot("provisional", f"/provisional?{_DAY}", on_phone=True),
    Shot("programmes", "/programmes"),
    Shot("municipalities", "/municipalities"),
    Shot("topics", "/topics"),
    Shot("handouts", "/handouts"),
    Shot("devices", "/devices", on_phone=True),
    Shot("quarantine", "/quarantine"),
    Shot("quarantine-one", "/quarantine", leads="main tbody a"),
)


def main() -> int:
    """Take them."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshot_hq")
    parser.add_argument("--out", type=Path, default=PICTURES)
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    shots = [each for each in SHOTS if not asked.only or each.name in asked.only]
    with tempfile.TemporaryDirectory() as scratch, same_cards():
        hq = Headquarters(Path(scratch) / "hq")
        hq.start()
        try:
            site_id = _report(hq, Path(scratch) / "laptop")
            for language in ("ja", "en"):
                with chromium(language) as browser:
                    _take(hq.url, browser, language, site_id, shots, asked.out)
        finally:
            hq.stop()
    return 0


def _report(hq: Headquarters, folder: Path) -> str:
    """Three sites with their weeks, and one that closes its day and sends it: its id."""
    hq.add_user(USER)
    hq.ask("user", "add", OF_TOWN, "--municipality", TOWN)
    live(hq.url, lambda place: _code(hq, _site(hq, place)), NOON, _WEEKS)
    told = ("--sessions", "1", "--visits", "9", "--how", "phone", "--by", "本部 山田")
    hq.ask(
        "provisional", "add", "--site", PLACES[1].name, "--day", (NOON - timedelta(days=1)).date().isoformat(), *told
    )
    site_id = _site(hq, Place("あおば公民館", TOWN, "", "", ""))
    make_afternoon(folder)
    desk = reopened(folder, NOON)
    enrol(desk, hq.url, _code(hq, site_id))
    send_feedback(desk, "H05", "お店の画面の絵が、もう少し大きいと助かります。")
    close_day(desk, "晴れ", "")
    send_now(desk)
    desk.store.close()
    return desk.identity.site_id


def _site(hq: Headquarters, place: Place) -> str:
    told = ("--name", place.name, "--municipality", place.municipality, "--phone", place.phone)
    (made,) = hq.ask("site", "add", *told)
    return str(made["site_id"])


def _code(hq: Headquarters, site_id: str) -> str:
    return str(hq.ask("device", "code", site_id)[0]["code"])


def _take(url: str, browser: Browser, language: str, site_id: str, shots: list[Shot], out: Path) -> None:
    pages = {who: _reader(url, browser, language, who) for who in ("", USER, OF_TOWN)}
    for shot in shots:
        page = pages[shot.who]
        for suffix, (width, height) in _sizes(shot):
            page.set_viewport_size({"width": width, "height": height})
            answer = page.goto(url + shot.address.format(site=site_id))
            assert answer is not None
            assert answer.ok, (shot, answer.status)
            if shot.leads:
                with page.expect_navigation() as opened:
                    page.locator(shot.leads).first.click()
                assert opened.value.ok, (shot, opened.value.status)
            tall = min(_TALLEST, page.evaluate("document.documentElement.scrollHeight"))
            _keep(
                page.screenshot(full_page=True, clip=FloatRect(x=0, y=0, width=width, height=tall)),
                out / language / f"{shot.name}{suffix}.png",
            )


def _sizes(shot: Shot) -> Iterator[tuple[str, tuple[int, int]]]:
    yield "", DESK
    if shot.on_phone:
        yield "-phone", PHONE


def _reader(url: str, browser: Browser, language: str, who: str) -> Page:
    context = browser.new_context(locale={"ja": "ja-JP", "en": "en-GB"}[language], reduced_motion="reduce")
    context.add_cookies([{"name": "language", "value": language, "url": url}])
    page = context.new_page()
    if who:
        page.goto(f"{url}/login")
        page.fill("[name=username]", who)
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    return page


def _keep(png: bytes, target: Path) -> None:
    small = BytesIO()
    few = Image.open(BytesIO(png)).convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(small, "PNG", optimize=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(small.getvalue())
    print(f"{target.parent.name}/{target.name:32} {len(small.getvalue()) / 1024:5.0f} KB", flush=True)


if __name__ == "__main__":
    sys.exit(main())
