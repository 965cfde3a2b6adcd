"""The QR of the recovery sheet, however it reaches us: typed by a scanner, or in a picture of the sheet."""

from pathlib import Path

from core.problem import Problem

_BEGINS = "MR1"


def is_sheet(text: str) -> bool:
    """Whether this may be the text of a sheet's QR."""
    return text.strip().upper().startswith(_BEGINS)


def sheet_in_picture(path: Path) -> str:
    """The text on a photo or scan of the sheet. Raises Problem when it shows none."""
    from desktop.devices.photos import texts_in_file

    found = next(filter(is_sheet, texts_in_file(path)), None)
    if found is None:
        raise Problem(
            "no_sheet_seen",
            "この画像に、復旧用紙の二次元コードが見つかりません。",
            "右上のコードが大きく、明るく写るように撮り直してください。",
        )
    return found


def sheet_text(given: str) -> str:
    """What was typed, if it is a sheet's text; else what the picture of that name shows. Raises Problem."""
    return given.strip() if is_sheet(given) else sheet_in_picture(Path(given))
