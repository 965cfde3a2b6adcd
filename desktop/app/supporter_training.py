"""研修: what a supporter finished, with what its check said; taken back when it was entered by mistake."""

from dataclasses import dataclass

from core.facts import Training
from core.ids import new_entity_id
from core.kinds import TrainingCompleted, TrainingVoided
from core.problem import Problem
from desktop.app.desk import Changed, Desk, guarded
from desktop.app.staff import the_supporter
from desktop.app.supporters import checked_day
from desktop.storage.journal import Draft

MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class TrainingWritten:
    """The training as it now stands."""

    training: Training
    changed: Changed


def complete_training(desk: Desk, told: TrainingCompleted) -> TrainingWritten:
    """A supporter finished a training. Raises Problem without its name, and for a day still to come."""
    the_supporter(desk, told.supporter_id)
    name = guarded(told.training)
    if not name or not 0 <= told.minutes <= MOST_MINUTES:
        raise Problem("training_name", "研修の名前か、時間が正しくありません。", "名前と分を入れ直してください。")
    day = checked_day(told.day)
    if day > desk.today.isoformat():
        raise Problem("training_day", "その日は、まだ来ていません。", "修了した日を入れてください。")
    content = TrainingCompleted(
        supporter_id=told.supporter_id,
        training=name,
        day=day,
        minutes=told.minutes,
        edition=guarded(told.edition),
        passed=told.passed,
    )
    training_id = new_entity_id()
    changed = desk.record(Draft(training_id, content)).changed
    return TrainingWritten(_the_training(desk, training_id), changed)


def void_training(desk: Desk, training_id: str) -> TrainingWritten:
    """It was entered by mistake."""
    _the_training(desk, training_id)
    changed = desk.record(Draft(training_id, TrainingVoided())).changed
    return TrainingWritten(_the_training(desk, training_id), changed)


def trainings_of(desk: Desk, supporter_id: str) -> list[Training]:
    """What somebody finished, the newest first."""
    standing = "supporter_id = ? AND voided = 0"
    return desk.store.facts.where(Training, standing, [supporter_id], order="day DESC, training_id DESC")


def _the_training(desk: Desk, training_id: str) -> Training:
    found = desk.store.facts.one(Training, training_id)
    if found is None:
        raise Problem("training_unknown", "その研修の記録が見つかりません。", "一覧から選び直してください。")
    return found
