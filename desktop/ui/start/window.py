"""The window before the window: first start, passphrase, a record that does not open."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from core.clock import Clock
from core.problem import Problem
from desktop.ui import i18n, theme
from desktop.ui.i18n import tr
from desktop.ui.jobs import Jobs
from desktop.ui.shell.focus import FocusRing
from desktop.ui.sounds import Sounds
from desktop.ui.start.choose import ChoosePage
from desktop.ui.start.copy import CopyPage
from desktop.ui.start.join import JoinPage
from desktop.ui.start.parts import Page
from desktop.ui.start.setup import SetUpPage
from desktop.ui.start.stopped import StoppedPage
from desktop.ui.start.trouble import TroublePage
from desktop.ui.start.unlock import UnlockPage
from desktop.ui.widgets.buttons import Button, TextButton
from desktop.ui.widgets.frames import IconLabel, scrolling
from desktop.ui.widgets.pages import Pages
from desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from desktop.app.desk import Desk
    from desktop.app.first_start import Copy, SiteWanted
    from desktop.app.joining import Newcomer, SitePapers

SIZE = QSize(1080, 720)
_HELPED_BY_A_COPY = ("database_damaged",)


class StartWindow(QWidget):
    """`ready(desk)`: the site is open, on the database's thread; show the window and put this one away."""

    ready = Signal(object)

    def __init__(self, jobs: Jobs, sounds: Sounds, data: Path, clock: Clock, problem: Problem | None = None) -> None:
        super().__init__()
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._jobs, self._sounds, self._data, self._clock = jobs, sounds, data, clock
        self._passphrase = os.environ.get("MADOGUCHI_PASSPHRASE")
        self.choose, self.set_up = ChoosePage(), SetUpPage()
        self.join, self.copy = JoinPage(jobs), CopyPage(jobs)
        self.unlock, self.trouble, self.stopped = UnlockPage(), TroublePage(), StoppedPage()
        self.pages = Pages(self.choose, self.set_up, self.join, self.copy, self.unlock, self.trouble, self.stopped)
        self._arrange()
        self._listen()
        self.focus_ring = FocusRing(self)
        self.resize(SIZE)
        self._begin(problem)

    def page(self) -> Page:
        """The page that is seen."""
        current = self.pages.current()
        assert isinstance(current, Page)
        return current

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(32)
        column.addLayout(self._head())
        column.addWidget(self.pages, 1)
        middle = QWidget()
        middle.setMaximumWidth(theme.px(920))
        middle.setLayout(column)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(middle, 100)
        row.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(content))
        self.setWindowTitle(tr("窓口"))

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconLabel("reception", "key", 32))
        head.addWidget(Text("窓口", "heading", wrap=False))
        head.addStretch()
        head.addWidget(TextButton("文字を大きく", self._grow, icon="text_size"))
        self.language = Button("", self._switch_language, icon="language")
        self._name_language()
        head.addWidget(self.language)
        return head

    def _listen(self) -> None:
        self.choose.training.connect(self._train)
        self.choose.setting_up.connect(self._prepare)
        self.choose.joining.connect(lambda: self._prepare_with_sheet(self.join))
        self.choose.restoring.connect(lambda: self._prepare_with_sheet(self.copy))
        self.join.wanted.connect(self._join)
        self.copy.wanted.connect(self._from_copy)
        for page in (self.join, self.copy):
            page.cancelled.connect(lambda: self._turn_to(self.choose))
        self.stopped.anew.connect(self._begin_anew)
        self.stopped.left.connect(self.close)
        self.set_up.wanted.connect(self._set_up)
        self.set_up.cancelled.connect(lambda: self._turn_to(self.choose))
        self.set_up.begun.connect(self.ready.emit)
        self.unlock.entered.connect(self._open)
        self.unlock.training.connect(self._train)
        self.trouble.restored.connect(self._restore)
        self.trouble.again.connect(lambda: self._begin(None))
        self.trouble.left.connect(self.close)

    def _begin(self, problem: Problem | None) -> None:
        from desktop.app.revoked import stopped_here
        from desktop.app.site import asks_passphrase, current_site

        stopped = stopped_here(self._data)
        if stopped is not None:
            self.stopped.show_stopped(stopped)
            self._turn_to(self.stopped)
        elif current_site(self._data) is None:
            self._turn_to(self.choose)
        elif problem is not None and problem.code != "passphrase_needed":
            self._refused(problem)
        else:
            try:
                asks = asks_passphrase(self._data)
            except Problem as broken:
                self._refused(broken)
                return
            self._turn_to(self.unlock)
            if not asks:
                self._open("")

    def _turn_to(self, page: Page) -> None:
        self.pages.turn_to(page)
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus()

    def _train(self) -> None:
        self._turn_to(self.choose)
        self.choose.work()

        def make() -> "Desk":
            from desktop.app.training import make_training_day

            return make_training_day(self._data, self._clock)

        self._jobs.database(make, self.ready.emit, self.choose.refuse, owner=self)

    def _prepare(self) -> None:
        from desktop.devices.keystore import has_system_store

        self._turn_to(self.set_up)
        self._jobs.background(has_system_store, lambda has: self.set_up.need_passphrase(not has), owner=self)

    def _prepare_with_sheet(self, page: "JoinPage | CopyPage") -> None:
        from desktop.devices.keystore import has_system_store

        self._turn_to(page)
        self._jobs.background(has_system_store, lambda has: page.need_passphrase(not has), owner=self)

    def _join(self, sheet: str, code: str, laptop: str, hq: "tuple[str, str] | None", passphrase: str) -> None:
        """The sheet and the network beside the window, the file on the database's thread."""
        from desktop.app.hearsay import told_by_laptop
        from desktop.app.joining import newcomer, told_by_headquarters

        self.join.work()
        ask = told_by_headquarters(*hq) if hq else told_by_laptop(laptop)

        def introduce() -> "tuple[Newcomer, SitePapers]":
            me = newcomer(sheet, code, self._clock)
            return me, ask(me)

        self._jobs.background(introduce, partial(self._joined, passphrase), self.join.refuse, owner=self)

    def _joined(self, passphrase: str, told_here: "tuple[Newcomer, SitePapers]") -> None:
        from desktop.app.joining import begin_here

        work = partial(begin_here, self._data, *told_here, self._clock, passphrase or self._passphrase)
        self._jobs.database(work, self.ready.emit, self.join.refuse, owner=self)

    def _from_copy(self, copy: Path, sheet: str, code: str, passphrase: str) -> None:
        from desktop.app.restoring import begin_from_copy

        self.copy.work()
        passed = passphrase or self._passphrase
        work = partial(begin_from_copy, self._data, copy, (sheet, code), self._clock, passed)
        self._jobs.database(work, self.ready.emit, self.copy.refuse, owner=self)

    def _begin_anew(self) -> None:
        from desktop.app.revoked import begin_anew

        begin_anew(self._data)
        self._begin(None)

    def _set_up(self, wanted: "SiteWanted", address: str, code: str) -> None:
        from desktop.app.first_start import set_up

        self.set_up.work()
        made = partial(self._made, address, code)
        work = partial(set_up, self._data, wanted, self._clock)
        self._jobs.database(work, made, self.set_up.refuse, owner=self)

    def _made(self, address: str, code: str, desk: "Desk") -> None:
        if not address:
            self.ready.emit(desk)
            return

        def join() -> object:
            from desktop.app.enrolling import enrol

            return enrol(desk, address, code)

        self.set_up.join()
        alone = partial(self._stands_alone, desk)
        self._jobs.database(join, lambda _enrolled: self.ready.emit(desk), alone, owner=self)

    def _stands_alone(self, desk: "Desk", problem: Problem) -> None:
        self.set_up.stand_alone(desk, problem)

    def _open(self, passphrase: str) -> None:
        from desktop.app.site import open_site

        self._passphrase = passphrase or self._passphrase
        work = partial(open_site, self._data, self._clock, self._passphrase)
        self._jobs.database(work, self.ready.emit, self._refused, owner=self)

    def _refused(self, problem: Problem) -> None:
        if problem.code in ("passphrase_wrong", "passphrase_needed"):
            self._turn_to(self.unlock)
            self.unlock.refuse(problem)
            return
        self.trouble.show_problem(problem, self._copy_for(problem))
        self._turn_to(self.trouble)

    def _copy_for(self, problem: Problem) -> "Copy | None":
        from desktop.app.first_start import newest_copy

        return newest_copy(self._data) if problem.code in _HELPED_BY_A_COPY else None

    def _restore(self, copy: "Copy") -> None:
        from desktop.app.site import restore_backup

        work = partial(restore_backup, self._data, copy.path, self._clock, self._passphrase)
        self._jobs.database(work, self.ready.emit, self._refused, owner=self)

    def _grow(self) -> None:
        app = QApplication.instance()
        sizes = theme.TEXT_SIZES
        place = sizes.index(round(theme.scale() * 100))
        if isinstance(app, QApplication):
            theme.apply(app, sizes[(place + 1) % len(sizes)])

    def _switch_language(self) -> None:
        i18n.install("ja" if i18n.language() == "en" else "en")
        self._name_language()

    def _name_language(self) -> None:
        """The other language, in its own words."""
        self.language.say("日本語" if i18n.language() == "en" else "English")  # no-tr
