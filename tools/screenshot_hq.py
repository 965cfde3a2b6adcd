"""Pictures of headquarters' portal: `python -m tools.screenshot_hq`. Needs Chromium beside what the project installs.

A real headquarters, a real laptop that sends its made-up day, and the pages as a browser draws them.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import requests
from PIL import Image

from desktop.app.day import close_day
from desktop.app.enrolling import enrol
from desktop.app.handouts import send_feedback
from desktop.app.sending import send_now
from desktop.cli.demo.headquarters import PASSWORD, Headquarters
from tools.screenshot_days import NOON, make_afternoon, reopened, same_cards

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "screenshots" / "hq"
USER = "honbu"
SIZE = "1366,900"
_OTHER_SITES = (("ひばり公民館", "132292"), ("みなみ交流館", "132292"))


def main() -> int:
    """Take them."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshot_hq")
    parser.add_argument("--out", type=Path, default=PICTURES)
    out: Path = parser.parse_args().out
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("Chromium was not found.")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, same_cards():
        hq = Headquarters(Path(scratch) / "hq")
        hq.start()
        try:
            site_id = _report(hq, Path(scratch) / "laptop")
            _take(hq, browser, site_id, out, Path(scratch))
        finally:
            hq.stop()
    return 0


def _report(hq: Headquarters, folder: Path) -> str:
    """Three sites; one of them closes its day and sends it."""
    hq.add_user(USER)
    for name, municipality in _OTHER_SITES:
        hq.ask("site", "add", "--name", name, "--municipality", municipality)
    site_id = str(hq.ask("site", "add", "--name", "あおば公民館", "--municipality", "132292")[0]["site_id"])
    make_afternoon(folder)
    desk = reopened(folder, NOON)
    enrol(desk, hq.url, str(hq.ask("device", "code", site_id)[0]["code"]))
    send_feedback(desk, "H05", "お店の画面の絵が、もう少し大きいと助かります。")
    close_day(desk, "晴れ", "")
    send_now(desk)
    desk.store.close()
    return desk.identity.site_id


def _take(hq: Headquarters, browser: str, site_id: str, out: Path, scratch: Path) -> None:
    visitor = requests.Session()
    pages = {"sign-in": "/login", "today": "/?day=", "site": f"/sites/{site_id}?day="}
    pages |= {"devices": "/devices", "handouts": "/handouts"}
    for name, path in pages.items():
        if name == "today":
            _sign_in(visitor, hq.url)
        address = hq.url + path + (NOON.date().isoformat() if path.endswith("=") else "")
        answer = visitor.get(address, timeout=30)
        answer.raise_for_status()
        page = scratch / f"{name}.html"
        # The browser has no session: it draws the page that was fetched, with the real stylesheet.
        page.write_text(answer.text.replace("<head>", f'<head><base href="{hq.url}/">', 1), encoding="utf-8")
        _draw(browser, page, out / f"{name}.png", scratch)


def _sign_in(visitor: requests.Session, url: str) -> None:
    form = visitor.get(f"{url}/login", timeout=30).text
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert found is not None
    told = {"csrfmiddlewaretoken": found[1], "username": USER, "password": PASSWORD}
    visitor.post(f"{url}/login", data=told, headers={"Referer": f"{url}/login"}, timeout=30).raise_for_status()


def _draw(browser: str, page: Path, target: Path, scratch: Path) -> None:
    shot = scratch / "shot.png"
    words = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--lang=ja", f"--window-size={SIZE}"]
    profile = f"--user-data-dir={scratch / 'browser'}"
    subprocess.run(
        [browser, *words, profile, f"--screenshot={shot}", page.as_uri()], check=True, timeout=60, capture_output=True
    )
    small = BytesIO()
    few = Image.open(shot).convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(small, "PNG", optimize=True)
    target.write_bytes(small.getvalue())
    print(f"{target.name:20} {len(small.getvalue()) / 1024:5.0f} KB")


if __name__ == "__main__":
    sys.exit(main())
