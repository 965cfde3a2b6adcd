"""Which kind of phone a consultation was about: told when it helps, never asked for."""

from core.problem import Problem
from core.worded import Worded


class PhoneKind(Worded):
    """The codes as they are recorded."""

    ANDROID = "android", "Android", "Android"
    IPHONE = "iphone", "iPhone", "iPhone"
    EASY = "easy", "らくらくホン・かんたんスマホ", "Easy smartphone"
    FEATURE = "feature", "従来型携帯", "Feature phone"
    TABLET = "tablet", "タブレット", "Tablet"
    COMPUTER = "computer", "パソコン", "Computer"
    NONE = "none", "持っていない", "Has none"


def checked_phone_kind(code: str | None) -> str | None:
    """The same code; None for nothing. Raises Problem for one that there is not."""
    if code and code not in set(PhoneKind):
        raise Problem("phone_kind_unknown", "その機種の番号は一覧にありません。", "一覧から選び直してください。")
    return code or None
