"""What a transaction itself knows of the entities that begin in it."""

from core.events import Event, OpenedEvent
from core.payload import Payload

_TAKES_AWAY = frozenset({"day.closed", "person.erased"})


class WholeEntities:
    """All events of the entities that begin in this transaction: nobody need open what was sealed a moment ago.

    What a closed day forgets, and what erasing destroys, is read again from the journal.
    """

    def __init__(self) -> None:
        self.events: dict[str, list[OpenedEvent]] = {}
        self._lasts = True

    def begin(self, entity_id: str) -> None:
        """An entity of which nothing was known."""
        if self._lasts:
            self.events[entity_id] = []

    def add(self, event: Event, payload: Payload) -> None:
        """An event that was just written."""
        if event.kind in _TAKES_AWAY:
            self._lasts = False
            self.events.clear()
        elif event.entity_id in self.events:
            self.events[event.entity_id].append(OpenedEvent(event, payload))
