"""Reading QR codes from pictures: one decoder for the camera's frames and for files. zxing-cpp, no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

import zxingcpp

_FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_BYTE_ORDER_MARK = "\ufeff"
_UNKNOWN = "\ufffd"
_OTHER_ON_WINDOWS = frozenset("〜‖−¢£¬—¥‾" + _UNKNOWN)
"""What Shift_JIS by the standard reads otherwise than Windows does (～∥－￠￡￢―), or not at all (髙﨑①㈱)."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A code in a picture: its text, and its middle and size in the picture's pixels."""

    text: str
    x: float
    y: float
    size: float


def texts_in(picture: object) -> list[str]:
    """Texts of all QR codes in a grey or coloured picture, from top to bottom.

    It may be an array of rows, a Pillow image, or a plane of a video frame as a zxingcpp.ImageView.
    """
    return [each.text for each in in_reading_order(sightings(picture))]


def sightings(picture: object) -> list[Sighting]:
    """All QR codes in a picture, in any order: turned, tilted, mirrored, light on dark."""
    return [_sighting(each) for each in zxingcpp.read_barcodes(picture, formats=_FORMATS)]


def in_reading_order(found: Sequence[Sighting]) -> list[Sighting]:
    """From top to bottom; those at about the same height from left to right."""
    rows: list[list[Sighting]] = []
    for each in sorted(found, key=lambda sighting: sighting.y):
        if rows and each.y - rows[-1][0].y < max(each.size, rows[-1][0].size) / 2:
            rows[-1].append(each)
        else:
            rows.append([each])
    return [each for row in rows for each in sorted(row, key=lambda sighting: sighting.x)]


def _sighting(barcode: zxingcpp.Barcode) -> Sighting:
    place = barcode.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    size = max(max(xs) - min(xs), max(ys) - min(ys))
    return Sighting(japanese_text(barcode.bytes, barcode.text), sum(xs) / 4, sum(ys) / 4, size)


def japanese_text(data: bytes, guessed: str) -> str:
    """The text of a code whose bytes name no character set; `guessed` is what the library made of them.

    It tells UTF-8 from Shift_JIS well, but knows only the standard's Shift_JIS. Nearly all is written with that of
    Windows, which has 髙, 﨑, ① and ㈱ besides: where both readings agree in the rest, Windows is right.
    """
    windows = data.decode("cp932", "replace")
    same = len(windows) == len(guessed) and all(
        ours == theirs or (theirs in _OTHER_ON_WINDOWS and ours != _UNKNOWN)
        for ours, theirs in zip(windows, guessed, strict=True)
    )
    return windows if same else guessed.removeprefix(_BYTE_ORDER_MARK)
