"""The day that is chosen in the calendar: its sessions, and the way straight to planning another."""

from datetime import date
from typing import Protocol

from core.facts import Session
from desktop.app.calendar import CalendarDay
from desktop.ui.i18n import tr
from desktop.ui.screens.sessions.calendar_model import spoken_session
from desktop.ui.screens.sessions.model import day_text, hours, state_text
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.frames import Card, StatusPill
from desktop.ui.widgets.text import Text
from desktop.ui.widgets.tiles import Tile, TileGrid


class DayActions(Protocol):
    """What the panel asks of its screen."""

    def choose(self, session: Session) -> None: ...
    def begin_adding(self, day: date | None = None) -> None: ...


class DayPanel(Card):
    """Made anew for each day that is chosen."""

    def __init__(self, day: CalendarDay, in_the_way: frozenset[str], actions: DayActions) -> None:
        super().__init__(day_text(day.day))
        self.day = day.day
        if day.off:
            self.header.addWidget(StatusPill(day.off, "warning", "flag"))
        self.tiles = [self._tile(each, in_the_way, actions) for each in day.sessions]
        if self.tiles:
            self.add(TileGrid(self.tiles, tile_width=280))
        else:
            self.add(Text("この日の予定はありません", "muted"))
        self.plan = SecondaryButton("この日に予定を加える", lambda: actions.begin_adding(day.day), icon="plus")
        self.add(self.plan)
        self.body.addStretch()
        self.setFocusProxy(self.tiles[0] if self.tiles else self.plan)

    def _tile(self, session: Session, in_the_way: frozenset[str], actions: DayActions) -> Tile:
        shares = session.session_id in in_the_way
        below = "　".join(filter(None, (session.venue, session.room or "", state_text(session))))
        told = tr("{below}　部屋と時刻が重なっています", below=below) if shares else below
        title = f"{hours(session)}　{session.title}"
        made = Tile(title, told, lambda: actions.choose(session), icon="warning" if shares else "sessions")
        made.setAccessibleName(spoken_session(session, in_the_way))
        return made
