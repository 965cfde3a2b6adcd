"""Conflicts that a person settled, a site's own topics, what was printed, reports that were handed in."""

from core import kinds
from core.clock import local_day
from core.conflicts import Decision, about
from core.events import Event
from core.facts import OwnTopic, Printing, Settlement, Submission
from core.ids import conflict_id
from core.projector import begins, lasts

_PAIR = 2


@begins(Settlement, kinds.ConflictNoticed)
def _noticed(event: Event, payload: kinds.ConflictNoticed) -> Settlement:
    if len(set(payload.about)) != _PAIR or event.entity_id != conflict_id(
        event.site_id, payload.conflict, *payload.about
    ):
        raise ValueError("no pair, or another one's entity: nobody could decide it, or it would be told twice")
    return Settlement(
        conflict_id=event.entity_id,
        conflict=payload.conflict,
        decision=Decision.OPEN.value,
        kept_event_id=None,
        settled_at=event.wall_time,
        staff_id=None,
        about=about(*payload.about),
    )


@begins(Settlement, kinds.ConflictSettled)
def _settlement(event: Event, payload: kinds.ConflictSettled) -> Settlement:
    return Settlement(
        conflict_id=event.entity_id,
        conflict=payload.conflict,
        decision=payload.decision,
        kept_event_id=payload.kept_event_id,
        settled_at=payload.at or event.wall_time,
        staff_id=event.staff_id,
        about=about(*payload.about),
    )


@begins(OwnTopic, kinds.TopicDefined)
def _own_topic(event: Event, payload: kinds.TopicDefined) -> OwnTopic:
    return OwnTopic(
        topic_id=event.entity_id,
        topic=payload.topic,
        ja=payload.ja,
        reading=payload.reading,
        en=payload.en,
        valid_from=payload.valid_from,
        valid_to=payload.valid_to,
    )


@begins(Printing, kinds.PaperPrinted)
def _printing(event: Event, payload: kinds.PaperPrinted) -> Printing:
    return Printing(
        printing_id=event.entity_id,
        day=local_day(payload.at),
        at=payload.at,
        paper=payload.paper,
        about=payload.about,
        copies=payload.copies,
        again=payload.again,
        staff_id=event.staff_id,
    )


@begins(Submission, kinds.ReportSubmitted)
def _submitted(event: Event, payload: kinds.ReportSubmitted) -> Submission:
    return _submission(event, payload)


@begins(Submission, kinds.ReportReplaced)
def _replaced(event: Event, payload: kinds.ReportReplaced) -> Submission:
    return _submission(event, payload)


def _submission(event: Event, payload: kinds.ReportFields) -> Submission:
    return Submission(
        submission_id=event.entity_id,
        report=payload.report,
        period_from=payload.period_from,
        period_to=payload.period_to,
        by=payload.by,
        cut_off=payload.cut_off,
        version=payload.version,
        content=payload.content,
        content_hash=payload.content_hash,
        handed_to=payload.handed_to,
        reason=payload.reason,
        submitted_at=event.wall_time,
        staff_id=event.staff_id,
    )


lasts(kinds.ConflictSettled)
lasts(kinds.TopicDefined)
