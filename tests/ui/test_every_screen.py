"""Every screen on a busy day: seen, spoken, worked by keyboard, in both languages and at both text sizes."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.assets import asset_path
from core.clock import FixedClock
from desktop.app.site import NewSite, init_site, open_site
from desktop.app.staff import set_pin, sit_down, supporters
from desktop.app.training import MadeUpDay
from desktop.ui import i18n, theme
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.screens.sending.places import PLACES
from desktop.ui.screens.sending.view import SendScreen
from desktop.ui.screens.settings.view import SettingsScreen
from desktop.ui.widgets.pdf import PdfPreview
from desktop.ui.widgets.pin import PinPanel
from tests.helpers.accessibility import describe, problems, spoken_name, visible
from tests.helpers.sites import MORNING
from tests.ui.windows import Opened, open_window

SCREENS = ("today", "reception", "consultation", "people", "sessions", "print", "reports", "send", "settings")
SMALL_LAPTOP = (1366, 728)
PIN, PASSPHRASE = "2468", "ひみつ"
NOON = MORNING.replace(hour=13, minute=30)
_JAPANESE = re.compile("[ぁ-ゖァ-ヺ一-鿿々]")
_TABS_AT_MOST = 250

Look = tuple[i18n.Language, int]
LOOKS: list[Look] = [("ja", 100), ("ja", 200), ("en", 100), ("en", 200)]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A busy day on disk; each test works on a copy."""
    folder = tmp_path_factory.mktemp("busy") / "day"
    clock = FixedClock(MORNING)
    desk = init_site(folder, NewSite("田無公民館", "132292", PASSPHRASE), clock)
    made_up = MadeUpDay(desk, clock, NOON)
    made_up.prepare()
    made_up.happen()
    set_pin(desk, PIN)
    desk.store.close()
    return folder


@pytest.fixture
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Look:
    """Language and text size, ours unless the test asks for others."""
    chosen: Look = getattr(request, "param", ("ja", 100))
    theme.apply(qapp, chosen[1])
    i18n.install(chosen[0])
    return chosen


@pytest.fixture
def opened(day: Path, tmp_path: Path, qtbot: QtBot, shell: Shell, look: Look) -> Iterator[Opened]:
    """The window on the copied day, on Today, as large as the smallest laptop shows it."""
    copy = Path(shutil.copytree(day, tmp_path / "day"))
    desk = open_site(copy, FixedClock(NOON), PASSPHRASE)
    sit_down(desk, supporters(desk)[0].supporter_id)
    made = open_window(qtbot, shell, desk, "today")
    made.window.resize(*SMALL_LAPTOP)
    made.workplace.refresh_header()
    made.settle()
    yield made
    made.settle()
    desk.store.close()


@pytest.mark.parametrize("look", LOOKS, indirect=True, ids=str)
def test_nothing_keeps_anybody_from_using_a_screen(opened: Opened) -> None:
    found: dict[str, list[str]] = {}
    for place in _places(opened):
        found[place] = problems(opened.window) + _pressed_columns(opened.window)
    assert {place: lines for place, lines in found.items() if lines} == {}
    assert set(SCREENS) < set(found)


def test_tab_reaches_every_control_and_comes_back(opened: Opened) -> None:
    missed: dict[str, list[str]] = {}
    for place in _places(opened):
        reached = _walk_by_tab(opened)
        missed[place] = [describe(each) for each in _for_tab(opened.window) if each not in reached]
    assert {place: lines for place, lines in missed.items() if lines} == {}


def test_alt_and_a_number_open_each_screen(opened: Opened) -> None:
    for number, screen_id in enumerate(SCREENS, 1):
        QTest.keyClick(_focus(), Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        opened.settle()
        assert opened.window.current() is opened.window.open(screen_id)


@pytest.mark.parametrize("look", [("ja", 100), ("en", 100)], indirect=True, ids=str)
def test_the_palette_finds_every_command_by_its_name(opened: Opened) -> None:
    seen: set[str] = set()
    for _place in _places(opened):
        opened.window.open_palette()
        palette = opened.window.palette_view
        assert palette is not None
        for command in opened.shell.commands.all():
            if command.enabled():
                palette.field.setText(tr(command.title))
                assert command.id in palette.found()
                seen.add(command.id)
        palette.close_palette()
    assert seen >= {f"go.{screen_id}" for screen_id in SCREENS} | {"shell.away", "consultation.save"}


def test_no_japanese_stays_when_the_window_turns_english(opened: Opened) -> None:
    stayed: dict[str, set[str]] = {}
    for place in _places(opened):
        before = _texts(opened.window)
        _speak(opened, "en")
        stayed[place] = {text for text in _texts(opened.window) if _JAPANESE.search(_without_data(text))}
        _speak(opened, "ja")
        assert _texts(opened.window) == before, f"{place}: the way back leads elsewhere"
    assert {place: lines for place, lines in stayed.items() if lines} == {}


def test_no_english_stays_when_the_window_turns_japanese(opened: Opened) -> None:
    japanese = {place: _texts(opened.window) for place in _places(opened)}
    _speak(opened, "en")
    for place in _places(opened):
        _speak(opened, "ja")
        assert _texts(opened.window) == japanese[place], place
        _speak(opened, "en")


class _Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(describe(watched) if watched.parentWidget() else type(watched).__name__)
        return False


def test_nothing_flashes_up_as_a_window_of_its_own(opened: Opened, qapp: QApplication) -> None:
    watching = _Windows()
    qapp.installEventFilter(watching)
    for _place in _places(opened):
        assert watching.shown == []
    qapp.removeEventFilter(watching)
    assert QApplication.activeWindow() is opened.window


def _pressed_columns(window: QWidget) -> list[str]:
    """Columns of tables that are too narrow for their own title."""
    headers = [table.horizontalHeader() for table in window.findChildren(QTableView) if table.isVisible()]
    return [
        f"a column of {header.sectionSize(place)} px for 「{header.model().headerData(place, header.orientation())}」"
        for header in headers
        for place in range(header.count())
        if not header.isSectionHidden(place) and header.sectionSize(place) < header.sectionSizeHint(place)
    ]


def _places(opened: Opened) -> Iterator[str]:
    """Open every screen, section of the settings and page of 本部へ送る; each is at rest when it is named."""
    for screen_id in SCREENS:
        screen = opened.window.open(screen_id)
        opened.settle()
        if _ask_for_pin(opened):
            yield f"{screen_id}, locked"
            _unlock(opened)
        if isinstance(screen, SettingsScreen):
            yield from _sections(opened, screen)
        if isinstance(screen, SendScreen):
            yield from _pages(opened, screen)
        if screen_id == "print":  # drawn beside the database, for which alone `settle` waits
            opened.qtbot.waitUntil(lambda: any(each.isVisible() for each in opened.window.findChildren(PdfPreview)))
        yield screen_id


def _sections(opened: Opened, screen: SettingsScreen) -> Iterator[str]:
    for section in screen.buttons:
        screen.choose(section)
        opened.settle()
        _unlock(opened)
        yield f"settings, {section}"
    screen.choose("look")
    opened.settle()


def _pages(opened: Opened, screen: SendScreen) -> Iterator[str]:
    first, *others = PLACES
    for page in others:
        screen.choose(page)
        opened.settle()
        yield f"send, {page}"
    screen.choose(first)
    opened.settle()


def _ask_for_pin(opened: Opened) -> list[PinPanel]:
    return [panel for panel in opened.window.findChildren(PinPanel) if panel.isVisible()]


def _unlock(opened: Opened) -> None:
    for panel in _ask_for_pin(opened):
        panel.entered.emit(PIN)
    opened.settle()


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None, "the keyboard is nowhere"
    return focus


def _for_tab(window: QWidget) -> list[QWidget]:
    """What the Tab key must reach. Of buttons that exclude each other only one takes it; arrows go on from there."""
    return [
        each
        for each in visible(window)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isEnabled()
        and each.focusProxy() is None
        and not isinstance(each.parentWidget(), QComboBox)
    ]


def _walk_by_tab(opened: Opened) -> set[QWidget]:
    """Press Tab until it comes round again."""
    first = _focus()
    reached = {first}
    for _ in range(_TABS_AT_MOST):
        QTest.keyClick(_focus(), Qt.Key.Key_Tab)
        reached.add(_focus())
        if _focus() is first:
            return reached
    raise AssertionError(f"Tab never comes back to {describe(first)}; now at {describe(_focus())}")


def _speak(opened: Opened, language: i18n.Language) -> None:
    i18n.install(language)
    QApplication.sendPostedEvents()
    opened.settle()


@cache
def _data() -> tuple[str, ...]:
    """What people wrote, which no language changes; and a language's own name."""
    told = tomllib.loads(asset_path("training", "people.toml").read_text(encoding="utf-8"))
    people = [told["coordinator"], *told["supporters"], *told["visitors"]]
    names = [person[field] for person in people for field in ("name", "kana")]
    lent = ("貸出用スマートフォン 3号機", "タブレット 1号機", "充電ケーブル")
    return (*names, *lent, "田無公民館", "1階ロビー", "定期スマホ相談会", "れんしゅう市 デジタル推進課", "日本語")


def _without_data(text: str) -> str:
    for word in sorted(_data(), key=len, reverse=True):
        text = text.replace(word, "")
    return text


def _texts(window: QWidget) -> set[str]:
    """Everything that is read or heard."""
    texts: set[str] = {window.windowTitle()}
    for widget in visible(window):
        texts |= {spoken_name(widget), widget.toolTip(), *_shown_by(widget)}
    return texts


def _shown_by(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _cells(widget.model(), 1 if isinstance(widget, QListView) else widget.model().columnCount())


def _cells(model: QAbstractItemModel, columns: int) -> Iterator[str]:
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(model.rowCount()):
            yield str(model.data(model.index(row, column)) or "")
