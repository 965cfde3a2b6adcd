"""Supporters, badges, duties and sessions for tests of pure rules, in one line each."""

from core.facts import Badge, Duty, Session, Supporter


def supporter(key: str = "a", **changes: object) -> Supporter:
    told: dict[str, object] = {
        "supporter_id": key,
        "display_name": key,
        "kana": None,
        "role": "supporter",
        "attributes": "",
        "age_band": "60s",
        "active": 1,
        "registered_on": "2023-02-01",
    }
    return Supporter(**{**told, **changes})  # type: ignore[arg-type]  # varied by tests


def badge(issued: str = "2023-01-31", expires: str | None = "2025-01-31", **changes: object) -> Badge:
    told: dict[str, object] = {
        "badge_id": f"{issued} {expires}",
        "supporter_id": "a",
        "badge": "TOKYOスマホサポーター",
        "issued_on": issued,
        "expires_on": expires,
        "file_name": None,
        "file_hash": None,
    }
    return Badge(**{**told, **changes})  # type: ignore[arg-type]  # varied by tests


def session(key: str = "s", **changes: object) -> Session:
    told: dict[str, object] = dict.fromkeys(Session.__struct_fields__[:20])
    told |= {"session_id": key, "title": "相談会", "day": "2023-03-15", "starts": "13:00", "ends": "16:00", "venue": ""}
    return Session(**{**told, **changes})  # type: ignore[arg-type]  # varied by tests


def duty(begins: str, ends: str | None, day: str = "2023-03-15", **changes: object) -> Duty:
    told: dict[str, object] = {
        "duty_id": f"{day} {begins} {ends}",
        "supporter_id": "a",
        "day": day,
        "started_at": f"{day}T{begins}:00+09:00",
        "session_id": None,
        "ended_at": f"{day}T{ends}:00+09:00" if ends else None,
    }
    return Duty(**{**told, **changes})  # type: ignore[arg-type]  # varied by tests
