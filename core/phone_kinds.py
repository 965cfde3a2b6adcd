"""Which kind of phone a consultation was about: told when it helps, never asked for."""

from enum import StrEnum

from core.problem import Problem


class PhoneKind(StrEnum):
    """The codes as they are recorded."""

    ANDROID = "android"
    IPHONE = "iphone"
    EASY = "easy"
    FEATURE = "feature"
    TABLET = "tablet"
    COMPUTER = "computer"
    NONE = "none"

    @property
    def ja(self) -> str:
        """As the window and the papers say it."""
        return _WORDS[self][0]

    @property
    def en(self) -> str:
        """The same in English."""
        return _WORDS[self][1]


_WORDS = {
    PhoneKind.ANDROID: ("Android", "Android"),
    PhoneKind.IPHONE: ("iPhone", "iPhone"),
    PhoneKind.EASY: ("らくらくホン・かんたんスマホ", "Easy smartphone"),
    PhoneKind.FEATURE: ("従来型携帯", "Feature phone"),
    PhoneKind.TABLET: ("タブレット", "Tablet"),
    PhoneKind.COMPUTER: ("パソコン", "Computer"),
    PhoneKind.NONE: ("持っていない", "Has none"),
}


def checked_phone_kind(code: str | None) -> str | None:
    """The same code; None for nothing. Raises Problem for one that there is not."""
    if code and code not in set(PhoneKind):
        raise Problem("phone_kind_unknown", "その機種の番号は一覧にありません。", "一覧から選び直してください。")
    return code or None
