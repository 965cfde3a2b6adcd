"""解決しなかった内容 on 集計・報告: the week's figures, and what stands behind each."""

from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.reports.unresolved import RULE
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.desk import Desk
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.reports import weekly_words as words
from desktop.ui.screens.reports.unresolved import UnresolvedPage
from desktop.ui.screens.reports.view import ReportsScreen
from tests.helpers.accessibility import problems
from tests.ui.busy import new_desk, with_staff
from tests.ui.windows import Opened, open_window

TODAY = "2026-11-21"


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    """This week LINE six times, three of them open, one payment; LINE before, too, and a thing long ago."""
    made = with_staff(new_desk(tmp_path, clock))
    for outcome in ("O1", "O1", "O1", "O2", "O2", "O3"):
        _asked(made, "T05-01", outcome)
    _asked(made, "T08-01", "O5", reason="O5-contract")
    for outcome in ("O1", "O1", "O1", "O1", "O6"):
        _asked(made, "T05-01", outcome, "2026-11-05")
    return made


def _asked(desk: Desk, topic: str, outcome: str, day: str = TODAY, reason: str | None = None) -> None:
    record_consultation(desk, ConsultationForm(topic, outcome, 15, reason=reason, at=f"{day}T10:00"))


def _turned(opened: Opened) -> UnresolvedPage:
    screen = cast(ReportsScreen, opened.screen)
    screen.views._segments["unresolved"].click()
    opened.settle()
    return screen.unresolved


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    return open_window(qtbot, shell, desk, "reports")


def test_the_week_with_its_shares_beside_the_four_before(opened: Opened) -> None:
    page = _turned(opened)
    assert page.week.text() == "2026年 第47週　11/16（月）～11/22（日）（途中）"
    assert page.total.text() == (
        "この週は相談7件のうち4件（57.1%）、前の4週は5件のうち1件（20.0%）が解決しませんでした。"
    )
    told = [
        (
            words.topic_text(row),
            words.counts(row.now),
            words.share(row.now),
            words.share(row.before),
            words.change_text(row),
        )
        for row in page.topics.rows()
    ]
    assert told == [
        ("LINE", "3/6件", "50.0%", "20.0%", "+30.0"),
        ("スマホ決済", "1/1件", "5件未満", "5件未満", "–"),
    ]


def test_lesson_and_handout_are_named(opened: Opened) -> None:
    page = _turned(opened)
    assert "次の講座の案: LINEで家族とつながる" in page.suggestion.sentence.text()
    assert "配布資料の案: H06" in page.suggestion.sentence.text()


def test_behind_a_topic_stand_its_consultations(opened: Opened) -> None:
    page = _turned(opened)
    assert (len(page.behind.rows()), page.behind_title.text()) == (11, "「LINE」のもとになった相談")
    counted = [words.counted_text(row) for row in page.behind.rows()]
    assert counted == ["解決せず"] * 4 + ["件数だけ"] * 7
    page.topics.view.selectRow(1)
    (row,) = page.behind.rows()
    assert (words.when_text(row), words.ended_text(row), words.counted_text(row)) == (
        "11/21（土） 10:00",
        "ここではできない・契約",
        "解決せず",
    )


def test_weeks_go_back_and_not_beyond_the_present(opened: Opened) -> None:
    page = _turned(opened)
    assert not page.after.isEnabled()
    for _ in range(2):
        QTest.mouseClick(page.before, Qt.MouseButton.LeftButton)
        opened.settle()
    assert page.week.text() == "2026年 第45週　11/2（月）～11/8（日）"
    assert [words.counts(row.now) for row in page.topics.rows()] == ["1/5件"]
    assert page.after.isEnabled()


def test_a_new_consultation_is_counted_at_once(opened: Opened) -> None:
    page = _turned(opened)
    form = ConsultationForm("T05-01", "O2", 15)
    with opened.qtbot.waitSignal(opened.workplace.changed):
        opened.workplace.do(record_consultation, form).then(owner=opened.shell)
    opened.settle()
    assert words.counts(page.topics.rows()[0].now) == "4/7件"


def test_an_empty_week_says_so(opened: Opened, clock: FixedClock) -> None:
    clock.moment += timedelta(days=70)
    page = _turned(opened)
    assert page.topics.rows() == ()
    assert not page.suggestion.isVisible()
    assert not page.behind_title.isVisible()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [100, 200])
def test_everybody_can_use_it(opened: Opened, qapp: QApplication, language: i18n.Language, size: int) -> None:
    theme.apply(qapp, size)
    i18n.install(language)
    opened.window.resize(1366, 720)
    _turned(opened)
    assert problems(opened.window) == []


def test_the_rule_on_the_page_is_the_one_of_the_report(opened: Opened) -> None:
    told = [each.text() for each in _turned(opened).findChildren(QLabel)]
    assert RULE in told
