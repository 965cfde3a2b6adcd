"""Copied disks and restored backups, each told in one sentence with what to do, until somebody puts it away."""

from dataclasses import dataclass
from datetime import datetime

from core.clock import in_japan
from core.surprises import Surprise
from desktop.app.desk import Desk
from desktop.storage import occurrences as kept


@dataclass(frozen=True)
class Told:
    """A sentence with a place {n} for the number of records, and the next step."""

    sentence: str
    next_step: str


_TOLD = {
    Surprise.CLONED: Told(
        "この端末と同じ記録を持つ端末が、もう一台あるようです。"
        "この端末の記録 {n}件は、新しい番号で本部へ送り直しました。",
        "パソコンを丸ごと写して使っているときは、もう一台を復旧用紙で拠点に加え直してください。"
        "控えから戻しただけのときは、することはありません。",
    ),
    Surprise.RESTORED: Told(
        "この端末は、前の状態に戻っていました。この端末が前に書いた記録 {n}件を、本部から受け取り直しました。",
        "することはありません。パソコンを丸ごと写して使っているときは、もう一台を復旧用紙で拠点に加え直してください。",
    ),
    Surprise.HQ_RESTORED: Told(
        "本部の記録が、前の状態に戻っていました。本部になかった記録 {n}件を、この端末から送り直しました。",
        "することはありません。",
    ),
    Surprise.TOLD_BY_STOPPED: Told(
        "この端末が拠点に加わったときに拠点のことを教えた端末は、そのときもう止められていました。",
        "本部の担当者に知らせ、「設定」の「端末」で復旧用紙を使って鍵を新しくしてください。",
    ),
}


@dataclass(frozen=True)
class OccurrenceLine:
    """One that nobody has put away: when it was met, and what is told of it."""

    position: int
    what: Surprise
    at: datetime
    records: int

    @property
    def told(self) -> Told:
        """In words."""
        return _TOLD[self.what]

    @property
    def sentence(self) -> str:
        """Whole, in Japanese."""
        return self.told.sentence.format(n=self.records)


def occurrences(desk: Desk) -> tuple[OccurrenceLine, ...]:
    """The newest first."""
    return tuple(
        OccurrenceLine(each.position, each.what, in_japan(each.at), each.records) for each in kept.unseen(desk.store.db)
    )


def put_occurrence_away(desk: Desk, position: int) -> None:
    """It has been seen. `show_occurrence_again` takes that back."""
    kept.mark_seen(desk.store.db, position, desk.now)


def show_occurrence_again(desk: Desk, position: int) -> None:
    """It stands on the screens again."""
    kept.mark_seen(desk.store.db, position, None)
