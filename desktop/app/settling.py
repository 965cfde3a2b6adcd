"""Settling 要確認: one touch, and another one that takes it back."""

from core.conflicts import CHOICES, Conflict, Decision
from core.facts import Settlement
from core.kinds import ConflictSettled
from core.problem import Problem
from desktop.app.desk import Changed, Desk
from desktop.app.unsettled import settlement_id, unsettled
from desktop.storage.journal import Draft


def settle(desk: Desk, conflict: Conflict, about: tuple[str, ...], decision: Decision) -> Changed:
    """Record what was decided; `open` takes it back. Raises Problem for a decision that says nothing here."""
    if decision not in (*CHOICES[conflict], Decision.OPEN):
        raise Problem("decision_unfit", "この件は、そのようには決められません。", "一覧の選択肢から選んでください。")
    settled = ConflictSettled(conflict=conflict.value, decision=decision.value, at=desk.now, about=about)
    return desk.record(Draft(settlement_id(desk, conflict, about), settled)).changed


def settle_by_id(desk: Desk, item_id: str, decision: Decision) -> Changed:
    """The same for an item that is listed now, or one that was settled before. Raises Problem for any other."""
    before = desk.store.facts.one(Settlement, item_id)
    if before is not None and before.conflict in set(Conflict):
        return settle(desk, Conflict(before.conflict), tuple(before.about.split("\n")), decision)
    for item in unsettled(desk):
        if settlement_id(desk, item.conflict, item.about) == item_id:
            return settle(desk, item.conflict, item.about, decision)
    raise Problem("item_unknown", "その要確認の項目が見つかりません。", "一覧を見直してください。")
