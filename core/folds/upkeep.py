"""Conflicts that a person settled, a site's own topics."""

from core import kinds
from core.conflicts import about
from core.events import Event
from core.facts import OwnTopic, Settlement
from core.projector import begins, lasts


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


lasts(kinds.ConflictSettled)
lasts(kinds.TopicDefined)
