"""依頼: a session looks for people; changed, withdrawn, and put back."""

from dataclasses import dataclass
from typing import Any

from core.facts import StaffRequest
from core.ids import new_entity_id
from core.kinds import StaffRequestAmended, StaffRequestFields, StaffRequestMade, StaffRequestWithdrawn
from core.problem import Problem
from desktop.app.desk import Changed, Desk, guarded
from desktop.app.sessions import the_session
from desktop.storage.journal import Draft

MOST_NEEDED = 99


@dataclass(frozen=True)
class RequestWritten:
    """The request as it now stands."""

    request: StaffRequest
    changed: Changed


def request_staff(desk: Desk, told: StaffRequestFields) -> RequestWritten:
    """Ask for people for a session. Raises Problem for a number that cannot be."""
    the_session(desk, told.session_id)
    return _write(desk, new_entity_id(), StaffRequestMade(**_checked(told)))


def amend_request(desk: Desk, request_id: str, told: StaffRequestFields) -> RequestWritten:
    """The whole new version of it; one that was withdrawn stands again."""
    the_request(desk, request_id)
    return _write(desk, request_id, StaffRequestAmended(**_checked(told)))


def withdraw_request(desk: Desk, request_id: str) -> RequestWritten:
    """Nobody is looked for any more; who was matched stays so."""
    the_request(desk, request_id)
    return _write(desk, request_id, StaffRequestWithdrawn())


def restore_request(desk: Desk, request_id: str) -> RequestWritten:
    """取り消す: people are looked for as before."""
    return amend_request(desk, request_id, request_fields(the_request(desk, request_id)))


def request_fields(request: StaffRequest) -> StaffRequestFields:
    """A request as it stands, to be changed in part or put back."""
    return StaffRequestFields(
        session_id=request.session_id,
        role=request.role,
        needed=request.needed,
        needs_badge=bool(request.needs_badge),
        remark=request.remark,
    )


def requests_of(desk: Desk, session_id: str) -> list[StaffRequest]:
    """Those of a session that stand, in the order in which they were made."""
    standing = "session_id = ? AND withdrawn = 0"
    return desk.store.facts.where(StaffRequest, standing, [session_id], order="made_at, request_id")


def the_request(desk: Desk, request_id: str) -> StaffRequest:
    """The request with this id. Raises Problem."""
    found = desk.store.facts.one(StaffRequest, request_id)
    if found is None:
        raise Problem("request_unknown", "その依頼が見つかりません。", "予定から選び直してください。")
    return found


def _checked(told: StaffRequestFields) -> dict[str, Any]:
    if not 1 <= told.needed <= MOST_NEEDED:
        raise Problem("request_number", f"人数は1人から{MOST_NEEDED}人です。", "入れ直してください。")
    kept = {name: getattr(told, name) for name in StaffRequestFields.__struct_fields__}
    return kept | {"role": guarded(told.role) or "supporter", "remark": guarded(told.remark)}


def _write(
    desk: Desk, request_id: str, content: StaffRequestMade | StaffRequestAmended | StaffRequestWithdrawn
) -> RequestWritten:
    changed = desk.record(Draft(request_id, content)).changed
    return RequestWritten(the_request(desk, request_id), changed)
