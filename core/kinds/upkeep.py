"""Conflicts, looking at personal data, reports, catalogues, a site's own topics."""

from core.kinds.codes import Code
from core.payload import Payload, kind
from core.placement import Plain


@kind("conflict.settled")
class ConflictSettled(Payload, frozen=True, kw_only=True):
    """A person settled what two laptops saw differently; both versions stay in the journal.

    The entity is the conflict, the same on every laptop (`core.ids.conflict_id`); `conflict` says which sort it is
    (`core.conflicts`), `about` names the entities that it is about, `decision` what was decided, `kept_event_id`
    which version stands where it is about versions.
    """

    conflict: Plain[Code]
    kept_event_id: Plain[str | None] = None
    decision: Plain[str] = "kept"
    at: Plain[str | None] = None
    about: Plain[tuple[str, ...]] = ()


@kind("conflict.noticed")
class ConflictNoticed(Payload, frozen=True, kw_only=True):
    """A laptop saw what only the site's laptops can see, so that all of them and headquarters know of the item.

    The entity is that of the settlement to come, which goes before it in whatever order the two were written.
    """

    conflict: Plain[Code]
    about: Plain[tuple[str, ...]]


@kind("paper.printed")
class PaperPrinted(Payload, frozen=True, kw_only=True):
    """A printer took a paper; the entity is this printing.

    `paper` says which sort (card, slips, daily_sheet…), `about` what makes it this one and no other: a card's id, a
    day with its first and last number. `again` is why it was printed once more.
    """

    paper: Plain[str]
    about: Plain[str]
    at: Plain[str]
    copies: Plain[int] = 1
    again: Plain[str | None] = None


@kind("personal_data.viewed")
class PersonalDataViewed(Payload, frozen=True, kw_only=True):
    """Somebody looked at, exported or printed personal fields."""

    purpose: Plain[str]
    person_id: Plain[str | None] = None
    persons: Plain[int] = 1


class ReportFields(Payload, frozen=True, kw_only=True):
    """Which report, of which period, split how, counted up to when. The entity is the report of that period.

    `content` is what was handed in: the JSON of `core.reports.table.ReportTable`; `content_hash` the hex of its
    BLAKE2b-32. Versions count from 1. `handed_to` is who received it.
    """

    report: Plain[str]
    period_from: Plain[str]
    period_to: Plain[str]
    cut_off: Plain[str]
    version: Plain[int] = 1
    content_hash: Plain[str] = ""
    by: Plain[str | None] = None
    content: Plain[str] = ""
    handed_to: Plain[str | None] = None
    reason: Plain[str | None] = None


@kind("report.submitted")
class ReportSubmitted(ReportFields, frozen=True, kw_only=True):
    """提出: a report is frozen as handed in."""


@kind("report.replaced")
class ReportReplaced(ReportFields, frozen=True, kw_only=True):
    """差替え版: a later version takes its place; the earlier one stays."""


@kind("catalogue.published")
class CataloguePublished(Payload, frozen=True, kw_only=True):
    """The site has a new version of the topics, in force from `valid_from`.

    The first laptop that took it in says so; `content_hash` is the hex of BLAKE2b-32 of headquarters' file.
    """

    catalogue_version: Plain[int]
    valid_from: Plain[str]
    content_hash: Plain[str]


@kind("topic.defined")
class TopicDefined(Payload, frozen=True, kw_only=True):
    """A site's own topic as it is from now on; both days are inclusive, the last one retires it.

    The entity is the code (`core.ids.topic_id`), the same on every laptop; the later word holds.
    """

    topic: Plain[str]
    ja: Plain[str]
    reading: Plain[str]
    en: Plain[str]
    valid_from: Plain[str]
    valid_to: Plain[str | None] = None
