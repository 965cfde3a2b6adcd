"""Conflicts, reports that were handed in, papers that were printed, a site's own topics."""

from core.facts.fact import Fact
from core.placement import Plain


class Settlement(Fact, frozen=True, kw_only=True):
    """What a person decided about a conflict; the last word holds. `open` is one that nobody decided, or no longer."""

    conflict_id: Plain[str]
    conflict: Plain[str]
    decision: Plain[str]
    kept_event_id: Plain[str | None]
    settled_at: Plain[str]
    staff_id: Plain[str | None]
    about: Plain[str] = ""
    """As `core.conflicts.about` writes it."""


class OwnTopic(Fact, frozen=True, kw_only=True):
    """A topic of the site's own, offered from one day to another, both inclusive."""

    topic_id: Plain[str]
    topic: Plain[str]
    ja: Plain[str]
    reading: Plain[str]
    en: Plain[str]
    valid_from: Plain[str]
    valid_to: Plain[str | None] = None


class Submission(Fact, frozen=True, kw_only=True):
    """A version of a report as it was handed in. `content` is the JSON of `core.reports.table.ReportTable`."""

    submission_id: Plain[str]
    report: Plain[str]
    period_from: Plain[str]
    period_to: Plain[str]
    by: Plain[str | None]
    cut_off: Plain[str]
    version: Plain[int]
    content: Plain[str]
    content_hash: Plain[str]
    handed_to: Plain[str | None]
    reason: Plain[str | None]
    submitted_at: Plain[str]
    staff_id: Plain[str | None]


class Printing(Fact, frozen=True, kw_only=True):
    """A paper that a printer took. `again` is why it was printed once more."""

    printing_id: Plain[str]
    day: Plain[str]
    at: Plain[str]
    paper: Plain[str]
    about: Plain[str]
    copies: Plain[int]
    again: Plain[str | None]
    staff_id: Plain[str | None]
