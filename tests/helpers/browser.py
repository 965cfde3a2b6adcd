"""The system's Chromium, driven by Playwright: none is ever fetched."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
# Pages come from this machine alone, and a container has neither the rights nor the shared memory for a sandbox.
_WORDS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb")

_FONTS = Path(__file__).parents[2] / "assets" / "fonts"
_FONT_SETTING = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{}</dir></fontconfig>
"""


@contextmanager
def chromium(language: str = "ja") -> Iterator[Browser]:
    """A browser without a window, whose own words are in this language, with a Japanese typeface on every machine.

    While it lasts, this thread has an event loop running, beside which Django refuses to work.
    Raises AssertionError with a sentence where the system has no Chromium.
    """
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    assert found, "Chromium がありません。The portal's pages are tested in it: `python3 dev.py setup` installs it."
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        fonts = Path(folder, "fonts.conf")
        fonts.write_text(_FONT_SETTING.format(_FONTS), "utf-8")
        surroundings: dict[str, str | float | bool] = {
            **os.environ,
            "LANGUAGE": language,
            "FONTCONFIG_FILE": str(fonts),
        }
        browser = playwright.chromium.launch(
            executable_path=found, args=[*_WORDS, f"--lang={language}"], env=surroundings
        )
        try:
            yield browser
        finally:
            browser.close()
