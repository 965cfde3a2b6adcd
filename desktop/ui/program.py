"""The program with a window: what is built when, so that the first paint comes first."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from core.clock import Clock
from core.problem import Problem
from desktop.ui import i18n, theme
from desktop.ui.board.door import BoardDoor
from desktop.ui.commands import Command, Commands
from desktop.ui.first_paint import FirstPaint
from desktop.ui.jobs import Jobs
from desktop.ui.leaving import Leaving
from desktop.ui.main_window import MainWindow
from desktop.ui.screen import Shell
from desktop.ui.screens import screen_specs
from desktop.ui.sounds import Sounds
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:  # the use cases and what they import wait until the window stands
    from desktop.app.desk import Desk
    from desktop.app.preferences import Preferences


class Program(QObject):
    """Opens the site behind the window that is already seen, or asks for what is missing first."""

    def __init__(self, data: Path, clock: Clock) -> None:
        super().__init__()
        self.data, self.clock = data, clock
        self.jobs = Jobs(self)
        self.sounds = Sounds(self)
        self.shell = Shell(self.jobs, Commands(self), self.sounds, self)
        self.window: MainWindow | None = None
        self.workplace: Workplace | None = None
        self._start: QWidget | None = None
        self._first: FirstPaint | None = None
        self._report = ""
        self.jobs.unexpected.connect(self.told_unexpected)

    def begin(self, first: FirstPaint | None = None) -> None:
        """Show the window where the site opens by itself, else the page that asks; `first` gives way to it."""
        self._first = first
        if asks_first(self.data):
            self._ask()
        else:
            self._show_window(self._open_here)

    def open_with(self, open_desk: "Callable[[], Desk]") -> None:
        """Show the window on a desk that somebody else opens."""
        self._show_window(open_desk)

    def end(self) -> None:
        """Finish the database's work and let the file go."""
        if self.workplace is not None:
            self.workplace.rest()
            self.jobs.database(self.workplace.close, owner=self)
        self.jobs.close()

    def told_unexpected(self, report: str) -> None:
        """A bug: say so calmly, and keep a report that can be copied. It holds no personal data."""
        self._report = report
        self.shell.commands.add(Command("program.copy_report", "報告をコピーする", self._copy_report, icon="copy"))
        self.shell.tell_problem(
            Problem(
                "unexpected",
                "思いがけないことが起きました。これまでの記録は残っています。",
                "Ctrl+K で「報告をコピーする」を選び、本部にお知らせください。",
            )
        )

    def _copy_report(self) -> None:
        QApplication.clipboard().setText(self._report)
        self.shell.tell("報告をコピーしました。お名前などは入っていません。")

    def _open_here(self) -> "Desk":
        from desktop.app.site import open_site

        return open_site(self.data, self.clock, os.environ.get("MADOGUCHI_PASSPHRASE"))

    def _ask(self, problem: Problem | None = None) -> None:
        from desktop.ui.start.window import StartWindow

        start = StartWindow(self.jobs, self.sounds, self.data, self.clock, problem)
        start.ready.connect(self._opened)
        self._start = start
        self._show(start)

    def _opened(self, desk: "Desk") -> None:
        asked, self._start = self._start, None
        self._show_window(lambda: desk)
        if asked is not None:
            asked.close()
            asked.deleteLater()

    def _show_window(self, open_desk: "Callable[[], Desk]") -> None:
        self.workplace = Workplace(self.shell, open_desk)
        self._leaving = Leaving(self.workplace)
        self._leaving.left.connect(self._left)
        self.window = MainWindow(self.shell, screen_specs(self.workplace))
        self._show(self.window)
        QTimer.singleShot(0, self._open_site)

    def _show(self, window: QWidget) -> None:
        first, self._first = self._first, None
        if first is None:
            window.show()
        else:
            first.give_way(window)

    def _open_site(self) -> None:
        from desktop.app.preferences import preferences

        assert self.workplace is not None
        self.workplace.do(preferences).then(self._stand, self._refused, owner=self)

    def _stand(self, preferred: "Preferences") -> None:
        assert self.window is not None
        assert self.workplace is not None
        self.prefer(preferred)
        self._leaving.look()
        self.workplace.refresh_header()
        board = BoardDoor.stand(self.workplace)
        self.window.open("reception" if preferred.is_open else "today")
        self.window.watch_idle(preferred.away_minutes)
        if preferred.board:
            board.open_beside()
        QTimer.singleShot(500, self.sounds.warm_up)
        QTimer.singleShot(1_000, self.workplace.sending, self._watch_network)

    def _left(self) -> None:
        """This laptop was stopped and wiped: the page that says so takes the window's place."""
        gone, self.workplace = self.workplace, None
        if gone is not None:
            gone.rest()
            gone.deleteLater()
        self._refused(None)

    def _watch_network(self) -> None:
        assert self.workplace is not None
        self.workplace.sending.watch()
        self.workplace.peers.watch()

    def prefer(self, preferred: "Preferences") -> None:
        """Language, text size and sound as this site set them."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if preferred.language != i18n.language():
            i18n.install(preferred.language)
        if preferred.text_size != 100:
            theme.apply(app, preferred.text_size)
        self.sounds.set_volume(preferred.volume)

    def _refused(self, problem: Problem | None) -> None:
        refused, self.window = self.window, None
        self._ask(problem)  # before the other closes: the program ends with its last window
        if refused is not None:
            refused.close()
            refused.deleteLater()


def asks_first(data: Path) -> bool:
    """Whether somebody must answer before the site opens: no site yet, or a passphrase nobody gave.

    Looks at two small files only; whatever else is wrong shows when the site is opened.
    """
    try:
        site_id = (data / "site").read_text(encoding="ascii").strip()
        kept = (data / "sites" / site_id / "key.json").read_text(encoding="utf-8")
    except OSError:
        return True
    return '"passphrase"' in kept and not os.environ.get("MADOGUCHI_PASSPHRASE")


def dress() -> None:
    """Typeface, colours and language before anything is built."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app)
    i18n.install("ja")
