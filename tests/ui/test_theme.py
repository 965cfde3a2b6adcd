"""Colours that can be read, type that grows, icons of one hand."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.assets import asset_folder
from desktop.ui import theme
from desktop.ui.theme.icons import icon, pixmap
from desktop.ui.theme.qss import stylesheet
from desktop.ui.theme.tokens import Role, palette
from desktop.ui.widgets.result import RESULTS

AT_A_GLANCE = 7.0
READ = 4.5
EDGE = 3.0

GLANCED: list[tuple[Role, Role]] = [
    ("text", "surface"), ("text", "ground"), ("strong", "surface"), ("strong", "ground"), ("strong", "selected"),
    ("text", "key_soft"), ("text", "error_soft"), ("text", "warning_soft"), ("text", "success_soft"),
    ("strong", "error_soft"), ("muted", "surface"), ("muted", "ground"), ("on_colour", "key"),
    ("on_colour", "key_hover"), ("on_colour", "key_pressed"), ("key", "surface"), ("key", "ground"),
    *((look.ink, look.fill) for look in RESULTS.values()),
]  # fmt: skip
READ_PAIRS: list[tuple[Role, Role]] = [
    ("muted", "disabled_fill"), ("disabled", "disabled_fill"), ("error", "surface"), ("error", "error_soft"),
    ("warning", "warning_soft"), ("success_fill", "success_soft"), ("success", "surface"), ("key", "key_soft"),
    ("key", "selected"),
]  # fmt: skip
EDGES: list[tuple[Role, Role]] = [
    ("border", "surface"), ("border", "ground"), ("key", "surface"), ("focus", "surface"), ("focus", "ground"),
    ("focus", "focus_inner"), ("focus_inner", "key"), ("warning", "surface"),
]  # fmt: skip


def luminance(color: str) -> float:
    """WCAG 2.2, relative luminance of `#rrggbb`."""
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Role, other: Role) -> float:
    """WCAG 2.2, contrast ratio of two roles."""
    light, dark = sorted((luminance(palette()[one]), luminance(palette()[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("strong", "surface") == pytest.approx(21.0)


@pytest.mark.parametrize(("ink", "fill"), GLANCED)
def test_what_is_read_at_a_glance_has_seven_to_one(ink: Role, fill: Role) -> None:
    assert contrast(ink, fill) >= AT_A_GLANCE


@pytest.mark.parametrize(("ink", "fill"), READ_PAIRS)
def test_all_other_text_has_four_and_a_half_to_one(ink: Role, fill: Role) -> None:
    assert contrast(ink, fill) >= READ


@pytest.mark.parametrize(("line", "fill"), EDGES)
def test_edges_and_the_focus_ring_have_three_to_one(line: Role, fill: Role) -> None:
    assert contrast(line, fill) >= EDGE


def test_the_colours_that_the_design_names() -> None:
    assert (palette().text, palette().key, palette().error) == ("#333333", "#0017c1", "#ce0000")
    assert palette().success == "#197a4b"


@pytest.mark.parametrize("percent", theme.TEXT_SIZES)
def test_the_stylesheet_sets_type_in_points_and_leaves_no_gap(percent: int) -> None:
    sheet = stylesheet(palette(), percent / 100)
    assert "$" not in sheet
    assert not re.search(r"font-size:\s*[\d.]+px", sheet)
    assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize(("percent", "points", "target"), [(100, 12, 44), (125, 15, 55), (150, 18, 66), (200, 24, 88)])
def test_text_and_targets_grow_together(qapp: QApplication, percent: int, points: int, target: int) -> None:
    theme.apply(qapp, percent)
    assert qapp.font().family() == theme.FAMILY
    assert qapp.font().pointSize() == points
    assert theme.target() == target


ICONS = sorted(asset_folder().joinpath("icons").glob("*.svg"))


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_icons_are_of_one_hand_and_take_the_colour(path: Path, qapp: QApplication) -> None:
    drawing = asset_folder().joinpath("icons", path.name).read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in drawing
    assert 'stroke="currentColor"' in drawing
    assert re.findall(r'stroke-width="([^"]*)"', drawing) == ["2"]
    assert not re.search(r"#[0-9a-f]{3,6}", drawing)
    image = pixmap(path.stem, "error").toImage()
    pixels = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
    drawn = {pixel.name() for pixel in pixels if pixel.alpha() == 255}
    assert drawn == {palette().error}


def test_an_icon_grows_with_the_text(qapp: QApplication) -> None:
    theme.apply(qapp, 200)
    assert icon("send", "key").availableSizes()[0].width() == 48
