"""QR codes in picture files. A photo is looked at several times, with more patience than a camera's frame gets."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from PIL import Image, ImageFilter, ImageOps

from core.problem import Problem
from desktop.devices.decoder import Sighting, in_reading_order, sightings

_PATIENCE_PIXELS = 16_000_000
"""Larger pictures are shrunk before the second look: their codes are large too."""
_ENLARGED_PIXELS = 24_000_000
_KINDS = ("PNG", "JPEG", "WEBP", "AVIF", "TIFF", "GIF", "BMP")
"""What phones, scanners and offices write. Pillow knows more; EPS it would hand to a program that obeys the file."""


def texts_in_file(path: Path) -> list[str]:
    """Texts of all QR codes in a picture file, from top to bottom. Raises Problem when it is no picture."""
    return [each.text for each in in_reading_order(_seen_with_patience(grey_picture(path)))]


def grey_picture(path: Path) -> Image.Image:
    """The file's first picture, upright, in 256 greys on white. Raises Problem when there is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's remarks on odd files help nobody here
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=_KINDS) as image:
                return _grey(ImageOps.exif_transpose(image))
    except FileNotFoundError as error:
        raise Problem(
            "picture_missing", f"「{path}」が見つかりません。", "ファイルの名前を確かめてください。"
        ) from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError) as error:
        raise Problem(
            "picture_too_large", f"「{path}」は画像が大きすぎます。", "小さくした画像を選んでください。"
        ) from error
    except Exception as error:  # whatever a broken file makes its format's reader raise
        raise Problem(
            "picture_unreadable", f"「{path}」を画像として読めません。", "PNG か JPEG のファイルを選んでください。"
        ) from error


def _grey(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 or 32 bits a pixel: Pillow would cut off all above 255
        return _stretched_to_grey(image.convert("I"))
    if image.mode == "F":
        return _stretched_to_grey(image)
    if image.has_transparency_data:
        coloured = image.convert("RGBA")
        paper = Image.new("RGBA", coloured.size, "white")
        return Image.alpha_composite(paper, coloured).convert("L")
    return image.convert("L")


def _stretched_to_grey(image: Image.Image) -> Image.Image:
    lowest, highest = cast(tuple[float, float], image.getextrema())
    scale = 255 / ((highest - lowest) or 1)
    return image.point(lambda value: value * scale - lowest * scale).convert("L")


def _seen_with_patience(picture: Image.Image) -> list[Sighting]:
    """What any look finds; what two looks find in one place counts once."""
    found: list[Sighting] = []
    for look, scale in _looks(picture):
        for each in sightings(look):
            here = Sighting(each.text, each.x * scale, each.y * scale, each.size * scale)
            if not any(_is_same(here, known) for known in found):
                found.append(here)
    return found


def _looks(picture: Image.Image) -> Iterator[tuple[Image.Image, float]]:
    """Views of a picture, each with how many of the picture's pixels one of its own stands for."""
    yield picture, 1
    scale = max(1.0, (picture.width * picture.height / _PATIENCE_PIXELS) ** 0.5)
    size = (max(1, round(picture.width / scale)), max(1, round(picture.height / scale)))
    clear = ImageOps.autocontrast(picture if scale == 1 else picture.resize(size, Image.Resampling.BOX), cutoff=0.3)
    yield _sharpened(clear), scale
    yield _smoothed(clear), scale
    for times in (3, 2):
        if clear.width * clear.height * times**2 <= _ENLARGED_PIXELS:
            larger = clear.resize((clear.width * times, clear.height * times), Image.Resampling.BICUBIC)
            yield larger, scale / times
            return


def _sharpened(clear: Image.Image) -> Image.Image:
    """Against a lens out of focus, pale print, and light that falls off."""
    return clear.filter(ImageFilter.UnsharpMask(6, 300, 0))


def _smoothed(clear: Image.Image) -> Image.Image:
    """Against the grain of a dark room."""
    return clear.filter(ImageFilter.BoxBlur(1))


def _is_same(one: Sighting, other: Sighting) -> bool:
    near = max(one.size, other.size) / 2
    return one.text == other.text and abs(one.x - other.x) < near and abs(one.y - other.y) < near
