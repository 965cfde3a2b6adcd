"""設定: each section does what it says, and only the coordinator gets to most of them."""

from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.facts import Attendance
from core.keys import SigningPair
from desktop.app.desk import Desk
from desktop.app.recovery import seal_root
from desktop.app.rotation import other_laptops
from desktop.app.settings import setting, visitor_fields
from desktop.app.staff import check_pin, set_pin, supporters
from desktop.app.walk_in import receive_walk_in
from desktop.storage.papers import offer_certificate
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.settings.backups import BackupSection
from desktop.ui.screens.settings.fields import FieldsSection
from desktop.ui.screens.settings.laptops import LaptopsSection
from desktop.ui.screens.settings.look import LookSection
from desktop.ui.screens.settings.recovery import RecoverySection
from desktop.ui.screens.settings.safety import SafetySection
from desktop.ui.screens.settings.section import Section
from desktop.ui.screens.settings.staff import StaffSection
from desktop.ui.screens.settings.view import PLACES, SettingsScreen
from desktop.ui.sounds import SoundName, Sounds
from tests.helpers.accessibility import problems
from tests.helpers.joined import CODE
from tests.helpers.sites import fixed_clock, make_identity
from tests.ui.busy import PASSPHRASE, busy_day
from tests.ui.windows import PIN, Opened, open_window, settings_section


class _Silent(Sounds):
    """Keeps what would be heard: a machine without speakers has none to ask."""

    def __init__(self) -> None:
        super().__init__(volume=0)
        self.played: list[str] = []

    def play(self, name: SoundName) -> None:
        self.played.append(name)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = busy_day(tmp_path, fixed_clock())
    set_pin(made, PIN)
    return made


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    shell.sounds = _Silent()
    return open_window(qtbot, shell, desk, "settings")


def _screen(opened: Opened) -> SettingsScreen:
    return cast(SettingsScreen, opened.screen)


def _holds_root(desk: Desk) -> bool:
    return desk.identity.root_seed is not None


@pytest.mark.parametrize("place", [name for name, place in PLACES.items() if not place.is_open])
def test_only_the_coordinator_gets_in(opened: Opened, place: str) -> None:
    screen = _screen(opened)
    screen.buttons[place].click()
    opened.settle()
    assert screen.gate.pin.isVisible()
    assert place not in screen._sections
    screen.gate.pin.entered.emit("0000")
    opened.qtbot.waitUntil(screen.gate.pin.refusal.isVisible)
    assert place not in screen._sections
    settings_section(opened, place, PLACES[place].make)  # type: ignore[arg-type]  # each `make` is its class
    opened.shell.leave()
    opened.shell.come_back("")
    opened.settle()
    assert screen.gate.pin.isVisible()


def test_with_large_text_a_chosen_section_comes_in_sight(opened: Opened, qapp: QApplication) -> None:
    theme.apply(qapp, 200)
    opened.window.resize(1366, 720)
    for place, kind in (("laptops", LaptopsSection), ("staff", StaffSection)):
        section = settings_section(opened, place, kind)
        opened.qtbot.waitUntil(partial(_begins_in_sight, section, opened))


def _begins_in_sight(section: Section, opened: Opened) -> bool:
    below = section.mapTo(opened.window, QPoint(0, 0)).y()
    return section.visibleRegion().boundingRect().top() == 0 and below < opened.window.height() / 3


def test_language_and_size_change_at_once_and_stay(opened: Opened, desk: Desk) -> None:
    look = cast(LookSection, _screen(opened).section("look"))
    look.language._segments["en"].click()
    opened.settle()
    assert _screen(opened).title.text() == "Settings"
    look.text_size._segments["150"].click()
    opened.settle()
    assert theme.scale() == 1.5
    assert (setting(desk, "language"), setting(desk, "text_size")) == ("en", "150")
    look.volume._segments["0"].click()
    opened.settle()
    assert setting(desk, "sound") == "off"
    look.volume._segments["100"].click()
    opened.settle()
    assert (setting(desk, "sound"), setting(desk, "sound_volume")) == ("on", "100")
    for button in look.tests:
        button.click()
    heard = cast(_Silent, opened.shell.sounds).played
    assert heard[-3:] == ["done", "please_look", "not_read"]


def test_staff_are_added_swapped_retired_and_all_of_it_is_undone(opened: Opened, desk: Desk) -> None:
    staff = settings_section(opened, "staff", StaffSection)
    staff.name.setText("青木 光")
    staff.add()
    opened.settle()
    assert "青木 光" in {one.display_name for one in supporters(desk)}
    opened.shell.undo()
    opened.settle()
    assert "青木 光" not in {one.display_name for one in supporters(desk)}
    staff.table.view.selectRow(1)
    chosen = staff.table.selected()
    assert chosen is not None
    for button, field in ((staff.swap, "role"), (staff.retire, "active")):
        button.click()
        opened.settle()
        present = {one.supporter_id: one for one in supporters(desk)}
        assert present.get(chosen.supporter_id) != chosen, field
        opened.shell.undo()
        opened.settle()
        assert chosen in supporters(desk)
        staff.table.view.selectRow(1)
        row = [one.supporter_id for one in staff.table.rows()].index(chosen.supporter_id)
        staff.table.view.selectRow(row)


def test_a_field_needs_a_purpose(opened: Opened, desk: Desk) -> None:
    fields = settings_section(opened, "fields", FieldsSection)
    fields.boxes["phone"].setChecked(True)
    fields.purpose.setText(" ")
    fields.decide()
    opened.settle()
    assert fields.notice.isVisible()
    assert visitor_fields(desk) == ("name", "kana")
    fields.purpose.setText("忘れ物のご連絡のため")
    fields.decide()
    opened.settle()
    assert visitor_fields(desk) == ("name", "kana", "phone")
    assert setting(desk, "visitor_fields_purpose") == "忘れ物のご連絡のため"
    for box in fields.boxes.values():
        box.setChecked(False)
    fields.decide()
    opened.settle()
    assert visitor_fields(desk) == ()


def test_the_pin_changes_only_with_the_present_one(opened: Opened, desk: Desk) -> None:
    safety = settings_section(opened, "safety", SafetySection)
    safety.first.setText("135790")
    safety.second.setText("135791")
    safety.change()
    assert safety.notice.isVisible()
    safety.second.setText("135790")
    safety.present.setText("0000")
    safety.change()
    opened.settle()
    check_pin(desk, PIN)
    safety.present.setText(PIN)
    safety.change()
    opened.settle()
    check_pin(desk, "135790")
    assert safety.first.text() == ""
    safety.minutes._segments["10"].click()
    opened.settle()
    assert setting(desk, "away_minutes") == "10"


def test_the_root_leaves_only_after_the_code_was_typed_back(opened: Opened, desk: Desk) -> None:
    recovery = settings_section(opened, "recovery", RecoverySection)
    recovery.make.click()
    opened.qtbot.waitUntil(lambda: recovery.panel.paper is not None, timeout=10_000)
    code = recovery.code.text()
    assert len(code) == 19
    recovery.written.click()
    assert not recovery.code.isVisible()
    assert recovery.code.text() == ""
    recovery.typed.setText("0000-0000-0000-0000")
    recovery.confirm.click()
    opened.settle()
    assert recovery.notice.isVisible()
    assert _holds_root(desk)
    recovery.typed.setText(code)
    recovery.confirm.click()
    opened.settle()
    assert not _holds_root(desk)
    assert not recovery.make.isVisible()
    assert not recovery.steps.isVisible()


def test_leaving_the_section_forgets_the_code(opened: Opened, desk: Desk) -> None:
    recovery = settings_section(opened, "recovery", RecoverySection)
    recovery.make.click()
    opened.qtbot.waitUntil(lambda: bool(recovery.code.text()))
    opened.shell.go("today")
    assert recovery.code.text() == ""
    assert _holds_root(desk)


def test_a_lost_laptop_is_stopped_with_sheet_and_code(opened: Opened, desk: Desk) -> None:
    me = desk.identity
    assert me.root_seed is not None
    other = make_identity(SigningPair(me.root_seed), "B", me.site_id)
    with desk.store.db.atomic():
        offer_certificate(desk.store.db, other.certificate)
    laptops = settings_section(opened, "laptops", LaptopsSection)
    laptops.which.set_value(other.device_id)
    laptops.change.click()
    assert "復旧用紙" in laptops.sheet.sheet.hint.text()
    laptops.sheet.sheet.field.setText(seal_root(me.site_id, me.root_seed, CODE))
    laptops.sheet.code.field.setText(CODE)
    laptops.change.setFocus()
    laptops.change.click()
    assert laptops.progress.bar.hasFocus()
    opened.qtbot.waitUntil(laptops.notice.isVisible, timeout=10_000)
    assert "端末Bを止め" in laptops.notice.sentence.text()
    assert laptops.change.hasFocus()
    assert len(desk.identity.ring) == 2
    assert other_laptops(desk) == ()
    assert laptops.sheet.code.text() == ""


def test_a_backup_is_made_and_gone_back_to(opened: Opened, desk: Desk) -> None:
    backups = settings_section(opened, "backups", BackupSection)
    backups.now.click()
    opened.settle()
    assert len(backups.table.rows()) == 1
    receive_walk_in(desk, "60s", admit=True)
    before = desk.store
    backups.table.view.selectRow(0)
    backups.back.click()
    opened.settle()
    backups.passphrase.setText("ちがう")
    backups.restore()
    opened.settle()
    assert backups.notice.isVisible()
    assert desk.store is before
    assert desk.store.facts.count(Attendance) == 61
    backups.passphrase.setText(PASSPHRASE)
    with opened.qtbot.waitSignal(opened.workplace.changed):
        backups.restore()
    opened.settle()
    assert desk.store.facts.count(Attendance) == 60
    assert desk.identity.epoch == 2
    receive_walk_in(desk, "60s", admit=True)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [100, 200])
def test_everybody_can_use_it(opened: Opened, qapp: QApplication, language: i18n.Language, size: int) -> None:
    theme.apply(qapp, size)
    i18n.install(language)
    opened.window.resize(1366, 720)
    for name, place in PLACES.items():
        settings_section(opened, name, place.make)  # type: ignore[arg-type]  # each `make` is its class
        opened.settle()
        assert problems(opened.window) == []
