"""オープンバッジ: issued with its file, revoked, and its file given back as it came."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.badge_file import LARGEST, BadgeFile, given_back, taken
from core.facts import Badge
from core.ids import new_entity_id
from core.kinds import BadgeIssued, BadgeRevoked
from core.problem import Problem
from desktop.app.desk import Changed, Desk, guarded
from desktop.app.files import write_file
from desktop.app.staff import the_supporter
from desktop.app.supporters import checked_day
from desktop.storage.journal import Draft


@dataclass(frozen=True)
class BadgeWritten:
    """The badge as it now stands."""

    badge: Badge
    changed: Changed


def issue_badge(desk: Desk, told: BadgeIssued, file: Path | None = None) -> BadgeWritten:
    """A supporter has a badge; `file` is kept as it is. Raises Problem for days that cannot be, or no badge's file."""
    the_supporter(desk, told.supporter_id)
    name = guarded(told.badge)
    issued, expires = checked_day(told.issued_on), checked_day(told.expires_on) if told.expires_on else None
    if not name:
        raise Problem("badge_name", "バッジの名前がありません。", "「TOKYOスマホサポーター」のように入れてください。")
    if expires is not None and expires < issued:
        raise Problem("badge_days", "有効期限が、発行日より前です。", "日付を直してください。")
    brought = _read(file) if file is not None else None
    content = BadgeIssued(
        supporter_id=told.supporter_id,
        badge=name,
        issued_on=issued,
        expires_on=expires,
        file_name=guarded(brought.name) if brought else None,
        file_hash=brought.digest if brought else None,
        file=brought.encoded if brought else None,
    )
    return _write(desk, new_entity_id(), content)


def revoke_badge(desk: Desk, badge_id: str, reason: str = "undo") -> BadgeWritten:
    """It holds no more, or was entered by mistake."""
    _the_badge(desk, badge_id)
    return _write(desk, badge_id, BadgeRevoked(reason=guarded(reason) or "undo"))


def issue_again(desk: Desk, badge_id: str) -> BadgeWritten:
    """取り消す: a badge that was revoked, with its file, as a new one."""
    return _write(desk, new_entity_id(), _issued(desk, badge_id))


def badge_file(desk: Desk, badge_id: str) -> BadgeFile:
    """The file that was kept. Raises Problem where there is none, or where it is not what was kept."""
    issued = _issued(desk, badge_id)
    if issued.file is None:
        raise Problem("badge_no_file", "このバッジには、ファイルがありません。")
    return given_back(issued.file_name, issued.file, issued.file_hash)


def save_badge_file(desk: Desk, badge_id: str, path: Path) -> Path:
    """The file on disk, as it was handed over; nothing opens it."""
    return write_file(path, badge_file(desk, badge_id).data)


def badges_of(desk: Desk, supporter_id: str) -> list[Badge]:
    """Somebody's badges, the newest first; without those that were revoked."""
    standing = "supporter_id = ? AND voided = 0"
    return desk.store.facts.where(Badge, standing, [supporter_id], order="issued_on DESC, badge_id DESC")


def _read(path: Path) -> BadgeFile:
    try:
        with path.open("rb") as opened:
            return taken(path.name, opened.read(LARGEST + 1))
    except OSError as error:
        raise Problem(
            "badge_file_unread", "バッジのファイルを開けませんでした。", "別の場所に保存してから選び直してください。"
        ) from error


def _issued(desk: Desk, badge_id: str) -> BadgeIssued:
    _the_badge(desk, badge_id)
    return next(_issuings(desk, badge_id))


def _issuings(desk: Desk, badge_id: str) -> Iterator[BadgeIssued]:
    for each in desk.store.journal.events_of(badge_id):
        if isinstance(each.payload, BadgeIssued):
            yield each.payload


def _the_badge(desk: Desk, badge_id: str) -> Badge:
    found = desk.store.facts.one(Badge, badge_id)
    if found is None:
        raise Problem("badge_unknown", "そのバッジが見つかりません。", "一覧から選び直してください。")
    return found


def _write(desk: Desk, badge_id: str, content: BadgeIssued | BadgeRevoked) -> BadgeWritten:
    changed = desk.record(Draft(badge_id, content)).changed
    return BadgeWritten(_the_badge(desk, badge_id), changed)
