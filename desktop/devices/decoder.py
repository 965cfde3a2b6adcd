"""Reading QR codes from pictures: the camera's decoder, on files as on frames. zxing-cpp, no Qt."""

from collections.abc import Sequence
from pathlib import Path

import zxingcpp

from core.problem import Problem

_FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def texts_in(picture: object) -> list[str]:
    """Texts of all QR codes in a grey or coloured picture (an array of rows, or a Pillow image)."""
    found = zxingcpp.read_barcodes(picture, formats=_FORMATS)
    return [each.text for each in sorted(found, key=_place)]


def texts_in_file(path: Path) -> Sequence[str]:
    """Texts of all QR codes in a picture file, from top to bottom. Raises Problem when it is no picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as image:
            return texts_in(image.convert("L"))
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise Problem(
            "picture_unreadable", f"「{path}」を画像として読めません。", "PNG か JPEG のファイルを選んでください。"
        ) from error


def _place(barcode: zxingcpp.Barcode) -> tuple[int, int]:
    corner = barcode.position.top_left
    return corner.y, corner.x
