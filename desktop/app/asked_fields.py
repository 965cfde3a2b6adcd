"""Which personal fields this site asks for, and what for."""

from dataclasses import dataclass

from core.problem import Problem
from desktop.app.desk import Desk, guarded
from desktop.app.settings import change_setting, setting, visitor_fields


@dataclass(frozen=True)
class AskedFields:
    """Names of `settings.PERSONAL_FIELDS` that are switched on, the purpose told to visitors, names on cards."""

    names: tuple[str, ...]
    purpose: str
    name_on_card: bool


def asked_fields(desk: Desk) -> AskedFields:
    """As it is now; nothing by default."""
    on_card = setting(desk, "card_shows_name") == "on"
    return AskedFields(visitor_fields(desk), setting(desk, "visitor_fields_purpose"), on_card)


def ask_fields(desk: Desk, wanted: AskedFields) -> AskedFields:
    """Switch fields on or off. Raises Problem when one is on and nobody says what for."""
    purpose = guarded(wanted.purpose) or ""
    if wanted.names and not purpose:
        raise Problem(
            "purpose_missing",
            "何のためにお聞きするかを書いてください。",
            "「次回のご案内のため」のように、来場者にそのまま伝えられる言葉で書いてください。",
        )
    change_setting(desk, "visitor_fields_purpose", purpose)
    change_setting(desk, "visitor_fields", ",".join(wanted.names))
    change_setting(desk, "card_shows_name", "on" if wanted.name_on_card else "off")
    return asked_fields(desk)
