"""Settling 要確認: one touch, and another one that takes it back."""

from core.conflicts import CHOICES, Conflict, Decision
from core.facts import Attendance, Series, Settlement
from core.kinds import AttendanceReinstated, AttendanceVoided, ConflictSettled
from core.problem import Problem
from desktop.app.desk import Changed, Desk
from desktop.app.registered_twice import merged_or_parted
from desktop.app.series import align_series
from desktop.app.unsettled import settlement_id, unsettled, unsettled_before
from desktop.storage.journal import Draft


def settle(
    desk: Desk, conflict: Conflict, about: tuple[str, ...], decision: Decision, kept: str | None = None
) -> Changed:
    """Record what was decided; `open` takes it back. `kept` is the `id` of the version that stands.

    Raises Problem for a decision that says nothing here.
    """
    names_version = (kept in about) == (decision is Decision.KEPT)
    if decision not in (*CHOICES[conflict], Decision.OPEN) or not names_version:
        raise Problem("decision_unfit", "この件は、そのようには決められません。", "一覧の選択肢から選んでください。")
    settled = ConflictSettled(
        conflict=conflict.value, decision=decision.value, kept_event_id=kept, at=desk.now, about=about
    )
    item_id = settlement_id(desk, conflict, about)
    changed = desk.record(Draft(item_id, settled), *_with_it(desk, item_id, conflict, about, decision)).changed
    is_series = decision is Decision.KEPT and desk.store.facts.one(Series, about[0]) is not None
    return changed | align_series(desk, about[0]) if is_series else changed


def settle_by_id(desk: Desk, item_id: str, decision: Decision, kept: str | None = None) -> Changed:
    """The same for an item that is listed now, or one that was settled before. Raises Problem for any other."""
    before = desk.store.facts.one(Settlement, item_id)
    if before is not None and before.conflict in set(Conflict):
        return settle(desk, Conflict(before.conflict), tuple(before.about.split("\n")), decision, kept)
    for item in (*unsettled(desk), *unsettled_before(desk)):
        if settlement_id(desk, item.conflict, item.about) == item_id:
            return settle(desk, item.conflict, item.about, decision, kept)
    raise Problem("item_unknown", "その要確認の項目が見つかりません。", "一覧を見直してください。")


def _with_it(
    desk: Desk, item_id: str, conflict: Conflict, about: tuple[str, ...], decision: Decision
) -> tuple[Draft, ...]:
    """Visitors who are one or two; the visit that counts after all, or no longer when that is taken back."""
    if conflict is Conflict.SAME_PERSON:
        return merged_or_parted(desk, about, decision)
    before = desk.store.facts.one(Settlement, item_id)
    was_reinstated = before is not None and before.decision == Decision.CAME
    visit = next((each for each in about if desk.store.facts.one(Attendance, each)), None)
    if visit is None or (decision is not Decision.CAME and not was_reinstated):
        return ()
    came = decision is Decision.CAME
    return (Draft(visit, AttendanceReinstated() if came else AttendanceVoided(reason="settled")),)
