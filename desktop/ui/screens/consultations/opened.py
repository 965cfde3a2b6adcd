"""The consultations that are under way at this desk: in memory only, one of them on top. No widgets."""

from dataclasses import dataclass, field, replace

from core.facts import Consultation


@dataclass(frozen=True, slots=True)
class Typed:
    """All that stands in a form, finished or not, exactly as it was typed. Empty is not chosen yet.

    `parts` is what the parts beside the form want back, in their order (`DeskPart.typed`).
    """

    topic: str = ""
    outcome: str = ""
    follow_up: str = ""
    minutes: str = ""
    search: str = ""
    note: str = ""
    day: str = ""
    supporter_id: str = ""
    channel: str = ""
    phone_kind: str = ""
    more_topics: tuple[str, ...] = ()
    parts: tuple[object, ...] = ()


@dataclass(eq=False, slots=True)
class OpenConsultation:
    """One of them. `visits` are whom it is about: nobody for a call, several for a group.

    `fresh` is what it began with, so that what a person typed can be told from it. `amending` is the recorded
    consultation that is being changed. `opened_at` is when its visitor sat down.
    """

    visits: tuple[str, ...] = ()
    typed: Typed = field(default_factory=Typed)
    fresh: Typed = field(default_factory=Typed)
    amending: Consultation | None = None
    remote: bool = False
    saving: bool = False
    opened_at: str = ""

    @property
    def is_touched(self) -> bool:
        """Whether something would be lost with it. Who sits at the desk is nothing typed."""
        before = self.amending.attendance_id if self.amending else None
        moved = self.amending is not None and self.visits != ((before,) if before else ())
        return moved or replace(self.typed, supporter_id="") != replace(self.fresh, supporter_id="")

    @property
    def is_blank(self) -> bool:
        """Whether nobody would miss it."""
        return not (self.visits or self.is_touched or self.amending or self.remote or self.saving)


class OpenConsultations:
    """There is always one on top; an untouched one gives way without a word."""

    def __init__(self) -> None:
        self.top = OpenConsultation()
        self._all = [self.top]

    def all(self) -> tuple[OpenConsultation, ...]:
        """In the order in which they were opened."""
        return tuple(self._all)

    def of(self, visit: str) -> OpenConsultation | None:
        """The one of this visit that is not a correction of an earlier one."""
        return next((each for each in self._all if visit in each.visits and each.amending is None), None)

    def open(self, wanted: OpenConsultation) -> OpenConsultation:
        """On top from now on; the one that was there stays behind it unless it is blank."""
        if wanted not in self._all:
            place = self._all.index(self.top) if self.top.is_blank else len(self._all)
            self._all.insert(place, wanted)
        self._bring(wanted)
        return wanted

    def open_blank(self) -> OpenConsultation:
        """One for nobody in particular; there is never more than one of them."""
        return self.open(next((each for each in self._all if each.is_blank), OpenConsultation()))

    def open_for(self, visit: str) -> OpenConsultation:
        """Somebody sits down: the form of this visit, an untouched one, or one more."""
        return self.open(self.of(visit) or OpenConsultation((visit,)))

    def open_behind(self, visit: str) -> None:
        """The form of this visit stands ready; what is on top stays there."""
        if self.of(visit) is None:
            self._all.append(OpenConsultation((visit,)))

    def close(self, gone: OpenConsultation) -> None:
        """It is done with. On top comes the one opened before it, or a blank one."""
        if gone not in self._all:
            return
        place = self._all.index(gone)
        self._all.remove(gone)
        if not self._all:
            self._all.append(OpenConsultation())
        if self.top is gone:
            self.top = self._all[max(0, min(place, len(self._all)) - 1)]

    def turn(self, steps: int) -> None:
        """The next one, or one before; round and round."""
        place = self._all.index(self.top) + steps
        self._bring(self._all[place % len(self._all)])

    def without(self, visits: frozenset[str]) -> None:
        """These visits are taken back: what was typed stays, and whatever is blank behind the top goes."""
        for each in self.all():
            if each.amending is None:
                each.visits = tuple(visit for visit in each.visits if visit not in visits)
            if each.is_blank and each is not self.top:
                self._all.remove(each)

    def _bring(self, wanted: OpenConsultation) -> None:
        before, self.top = self.top, wanted
        if before is not wanted and before.is_blank:
            self._all.remove(before)

    def clear(self) -> None:
        """Nothing is under way any more; whatever was typed is gone."""
        self.top = OpenConsultation()
        self._all = [self.top]
