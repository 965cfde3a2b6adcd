"""Conflicts, looking at personal data, reports, catalogues."""

from core.payload import Payload, kind
from core.placement import Plain


@kind("conflict.settled")
class ConflictSettled(Payload, frozen=True, kw_only=True):
    """A person settled what two laptops saw differently; both versions stay in the journal.

    The entity is the conflict, the same on every laptop (`core.ids.conflict_id`); `conflict` says which sort it is
    (`core.conflicts`), `about` names the entities that it is about, `decision` what was decided, `kept_event_id`
    which version stands where it is about versions.
    """

    conflict: Plain[str]
    kept_event_id: Plain[str | None] = None
    decision: Plain[str] = "kept"
    at: Plain[str | None] = None
    about: Plain[tuple[str, ...]] = ()


@kind("personal_data.viewed")
class PersonalDataViewed(Payload, frozen=True, kw_only=True):
    """Somebody looked at, exported or printed personal fields."""

    purpose: Plain[str]
    person_id: Plain[str | None] = None
    persons: Plain[int] = 1


class ReportFields(Payload, frozen=True, kw_only=True):
    """Which report, of which period, counted up to when."""

    report: Plain[str]
    period_from: Plain[str]
    period_to: Plain[str]
    cut_off: Plain[str]
    version: Plain[int] = 1
    content_hash: Plain[str] = ""


@kind("report.submitted")
class ReportSubmitted(ReportFields, frozen=True, kw_only=True):
    """提出: a report is frozen as handed in."""


@kind("report.replaced")
class ReportReplaced(ReportFields, frozen=True, kw_only=True):
    """差替え版: a later version takes its place; the earlier one stays."""


@kind("catalogue.published")
class CataloguePublished(Payload, frozen=True, kw_only=True):
    """A new version of the topics is in force from `valid_from`; the file travels by its hash."""

    catalogue_version: Plain[int]
    valid_from: Plain[str]
    content_hash: Plain[str]
