"""Handouts: which one fits what was asked, the leaflet, and the record that somebody took it home."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from core.catalogue import Topic
from core.facts import Attendance, Consultation, GivenHandout
from core.handouts import Handout, Register
from core.ids import new_entity_id
from core.kinds import HandoutFeedback, HandoutGiven, HandoutVoided
from core.marked_text import Span, Spans
from core.problem import Problem
from desktop.app.appointments import next_visit
from desktop.app.consultations import the_consultation
from desktop.app.desk import Changed, Desk, guarded
from desktop.app.own_handouts import handouts_here
from desktop.app.paper import Paper
from desktop.app.paper_requests import LeafletRequest
from desktop.app.sessions import open_sessions, sessions_between, sessions_on
from desktop.printing.leaflet import Leaflet, NextSession
from desktop.storage.journal import Draft

LONGEST_FEEDBACK = 1_000
LONGEST_TITLE_WITH_RUBY = 30
_LOOKS_AHEAD = timedelta(days=60)
_REGISTER = "handout.register"


class Reprint(StrEnum):
    """Why the same handout is printed once more for the same visit."""

    FAILED = "failed"
    LOST = "lost"
    ANOTHER = "another"


@dataclass(frozen=True)
class HandoutChoice:
    """The handouts for some topics, each once; `unmet` are the topics that none is for.

    `register` is the one that was chosen last on this laptop.
    """

    handouts: tuple[Handout, ...]
    unmet: tuple[str, ...]
    register: Register = Register.STANDARD


@dataclass(frozen=True)
class HandoutOrder:
    """Which handouts, in which register, for whom. `topics` are what was asked where no consultation tells it."""

    handouts: tuple[str, ...]
    register: Register = Register.STANDARD
    topics: tuple[str, ...] = ()
    consultation_id: str | None = None
    attendance_id: str | None = None


@dataclass(frozen=True)
class HandoutsGiven:
    """What was recorded; `ids` are what `take_back_handouts` needs. `paper` is there when it was printed here."""

    ids: tuple[str, ...]
    changed: Changed
    paper: Paper | None = None


def handouts_for(desk: Desk, topics: Iterable[str]) -> HandoutChoice:
    """The handouts that fit these topics, in their order."""
    here = handouts_here(desk)
    fitting = {topic: here.for_topic(topic) for topic in topics}
    found = {handout.id: handout for handout in fitting.values() if handout}
    unmet = tuple(topic for topic, handout in fitting.items() if handout is None)
    return HandoutChoice(tuple(found.values()), unmet, last_register(desk))


def last_register(desk: Desk) -> Register:
    """The register that was chosen last on this laptop."""
    return Register.EASY if desk.store.settings.get(_REGISTER) == Register.EASY else Register.STANDARD


def choose_register(desk: Desk, register: Register) -> Register:
    """From now on this one is offered first."""
    desk.store.settings.put(_REGISTER, register)
    return register


def leaflet_paper(desk: Desk, order: HandoutOrder) -> Paper:
    """The leaflet to look at; nothing is recorded. Problem `no_handout` when none was chosen."""
    handouts = _chosen(desk, order)
    coming = _next_visit(desk, order) or _next_session(desk, desk.today)
    leaflet = Leaflet(handouts, order.register, desk.today, _venue(desk), _asked(desk, order), coming)
    name = f"配布資料_{'_'.join(each.id for each in handouts)}_{desk.today.isoformat()}.pdf"
    title = "・".join(each.title for each in handouts)
    return Paper(title, name, lambda: _drawn(leaflet), request=_request(order))


def leaflet_again(desk: Desk, request: LeafletRequest) -> Paper:
    """The leaflet of an earlier order, made anew after a restart; that it was given is on record already."""
    order = HandoutOrder(
        request.handouts,
        Register(request.register),
        request.topics,
        request.consultation_id,
        request.attendance_id,
    )
    return leaflet_paper(desk, order)


def print_handouts(
    desk: Desk, order: HandoutOrder, again: Reprint | None = None, *, also: tuple[HandoutOrder, ...] = ()
) -> HandoutsGiven:
    """Record that the leaflet is given, and make it. Problem `handout_printed` for a second time without a reason.

    `also` are the same leaflet for others of a group: one paper, a record for each.
    """
    printed = next(filter(None, (_printed_before(desk, each) for each in (order, *also))), None)
    if again is None and printed:
        raise Problem(
            "handout_printed",
            f"「{printed.title}」は、この方にもう印刷しました。",
            "もう一度印刷するときは、理由を選んでください。",
        )
    paper = leaflet_paper(desk, order)
    given = _give(desk, order, *also, printed=True, again=again)
    return HandoutsGiven(given.ids, given.changed, paper)


def give_from_stock(desk: Desk, order: HandoutOrder, *, also: tuple[HandoutOrder, ...] = ()) -> HandoutsGiven:
    """Record that handouts from the shelf were given; `also` as for `print_handouts`."""
    return _give(desk, order, *also, printed=False)


def take_back_handouts(desk: Desk, ids: Iterable[str]) -> Changed:
    """取り消す: they were not given after all. Raises Problem for one that never was."""
    drafts = [Draft(given_id, HandoutVoided()) for given_id in ids]
    if any(desk.store.facts.one(GivenHandout, draft.entity_id) is None for draft in drafts):
        raise Problem("given_unknown", "その資料をお渡しした記録が見つかりません。", "番号を確かめてください。")
    return desk.record(*drafts).changed


def send_feedback(desk: Desk, handout_id: str, text: str) -> Changed:
    """A word on a handout's text, which headquarters reads. Raises Problem for a guarded number."""
    handout = handouts_here(desk).handout(handout_id)
    kept = guarded(text)
    if kept is None or len(kept) > LONGEST_FEEDBACK:
        raise Problem("feedback_length", "ご意見は1文字から1,000文字までです。", "文字の数を直してから送ってください。")
    return desk.record(Draft(new_entity_id(), HandoutFeedback(handout=handout.id, text=kept))).changed


def _chosen(desk: Desk, order: HandoutOrder) -> tuple[Handout, ...]:
    here = handouts_here(desk)
    chosen = tuple(here.handout(handout_id) for handout_id in dict.fromkeys(order.handouts))
    if not chosen:
        raise Problem(
            "no_handout",
            "この内容の配布資料は、まだありません。",
            "一覧からほかの資料を選ぶか、紙に書いてお渡しください。",
        )
    return chosen


def _give(desk: Desk, *orders: HandoutOrder, printed: bool, again: Reprint | None = None) -> HandoutsGiven:
    drafts = [draft for order in orders for draft in _drafts(desk, order, printed, again)]
    changed = desk.record(*drafts).changed
    return HandoutsGiven(tuple(draft.entity_id for draft in drafts), changed)


def _drafts(desk: Desk, order: HandoutOrder, printed: bool, again: Reprint | None) -> Iterator[Draft]:
    visit = _visit(desk, order)
    for handout in _chosen(desk, order):
        given = HandoutGiven(
            handout=handout.id,
            register=order.register,
            version=handout.version,
            printed=printed,
            consultation_id=order.consultation_id,
            attendance_id=visit,
            at=desk.now,
            reason=again,
        )
        yield Draft(new_entity_id(), given)


def _drawn(leaflet: Leaflet) -> bytes:
    from desktop.printing.handout import handout_pdf

    return handout_pdf(leaflet)


def _request(order: HandoutOrder) -> LeafletRequest:
    return LeafletRequest(order.handouts, order.register, order.topics, order.consultation_id, order.attendance_id)


def _printed_before(desk: Desk, order: HandoutOrder) -> Handout | None:
    """A handout of this order that was printed for the same visit, in the same register and version."""
    given = _given_to(desk, order)
    return next((each for each in _chosen(desk, order) if (each.id, order.register, each.version) in given), None)


def _given_to(desk: Desk, order: HandoutOrder) -> set[tuple[str, str, int]]:
    visit = _visit(desk, order)
    if not (order.consultation_id or visit):
        return set()
    rows = desk.store.facts.where(
        GivenHandout,
        "voided = 0 AND printed = 1 AND (consultation_id = ? OR attendance_id = ?)",
        [order.consultation_id or "", visit or ""],
    )
    return {(row.handout, row.register, row.version) for row in rows}


def _visit(desk: Desk, order: HandoutOrder) -> str | None:
    """The reception that the order belongs to, told by itself or by its consultation."""
    consultation = the_consultation(desk, order.consultation_id) if order.consultation_id else None
    visit = order.attendance_id or (consultation.attendance_id if consultation else None)
    if visit and desk.store.facts.one(Attendance, visit) is None:
        raise Problem("attendance_unknown", "その受付が見つかりません。", "一覧から選び直してください。")
    return visit


def _asked(desk: Desk, order: HandoutOrder) -> tuple[Spans, ...]:
    """Titles of the topics; the readings stand over them in the easy register."""
    topics = (desk.catalogue.find_topic(code) for code in dict.fromkeys(_topics(desk, order)))
    return tuple((Span(topic.ja, _reading(topic, order.register)),) for topic in topics if topic)


def _reading(topic: Topic, register: Register) -> str:
    """None over a title too long to stand unparted on a line."""
    fits = len(topic.ja) <= LONGEST_TITLE_WITH_RUBY and len(topic.kana) <= 2 * LONGEST_TITLE_WITH_RUBY
    return topic.kana if register is Register.EASY and fits else ""


def _topics(desk: Desk, order: HandoutOrder) -> Iterator[str]:
    yield from order.topics
    for consultation in _consultations(desk, order):
        yield from (consultation.topic, *consultation.more_topics.split())


def _consultations(desk: Desk, order: HandoutOrder) -> list[Consultation]:
    if order.consultation_id:
        return [the_consultation(desk, order.consultation_id)]
    if order.attendance_id:
        visit = [order.attendance_id]
        return desk.store.facts.where(Consultation, "attendance_id = ? AND voided = 0", visit, order="at")
    return []


def _venue(desk: Desk) -> str:
    sessions = open_sessions(desk) or sessions_on(desk, desk.today)
    return next((each.venue for each in sessions if each.venue), desk.identity.site_name)


def _next_visit(desk: Desk, order: HandoutOrder) -> NextSession | None:
    """The appointment that what was asked has been given: it goes before the next day on the calendar."""
    found = (next_visit(desk, each) for each in _consultations(desk, order))
    visit = next((each for each in found if each and not each.waiting and each.day > desk.today), None)
    if visit is None:
        return None
    starts = time.fromisoformat(visit.starts) if visit.starts else None
    return NextSession(visit.day, starts, visit.venue, visit.number or "")


def _next_session(desk: Desk, today: date) -> NextSession | None:
    """The next consultation day that is on the calendar."""
    coming = sessions_between(desk, today + timedelta(days=1), today + _LOOKS_AHEAD)
    planned = (each for each in coming if each.state == "planned" and each.session_kind == "consultation")
    session = next(planned, None)
    if session is None:
        return None
    venue = session.venue or desk.identity.site_name
    return NextSession(date.fromisoformat(session.day), time.fromisoformat(session.starts), venue)
