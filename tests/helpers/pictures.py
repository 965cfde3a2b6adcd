"""Pictures as a camera takes them: codes, and what light, lens, paper and hand do to them. All in 256 greys."""

import io
from collections.abc import Sequence

import numpy as np
import qrcode
from PIL import Image, ImageFilter
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.util import MODE_8BIT_BYTE, QRData

TABLE = 150
"""The grey of what a card lies on."""
HD = (1280, 720)
MODULES = 21 + 8
"""A card's code with its quiet zone, in modules."""


def code(content: str | bytes, module: int = 8, border: int = 4) -> Image.Image:
    """A QR code with modules of this many pixels; bytes go in as they are, naming no character set."""
    made = qrcode.QRCode(box_size=module, border=border, error_correction=ERROR_CORRECT_Q)
    made.add_data(QRData(content, MODE_8BIT_BYTE) if isinstance(content, bytes) else content)
    made.make(fit=True)
    picture: Image.Image = made.make_image().get_image()
    return picture.convert("L")


def code_of(content: str, module: float) -> Image.Image:
    """A card's code with modules of a broken number of pixels: as a lens sees it from afar."""
    side = round(MODULES * module)
    return code(content).resize((side, side), Image.Resampling.LANCZOS)


def scene(*parts: tuple[Image.Image, tuple[int, int]], size: tuple[int, int] = HD, ground: int = TABLE) -> Image.Image:
    """A table with parts lying on it, each with its upper left corner."""
    table = Image.new("L", size, ground)
    for part, place in parts:
        table.paste(part, place)
    return table


def lying(part: Image.Image, size: tuple[int, int] = HD, ground: int = TABLE) -> Image.Image:
    """A table with one part in its middle."""
    return scene((part, ((size[0] - part.width) // 2, (size[1] - part.height) // 2)), size=size, ground=ground)


def turned(picture: Image.Image, degrees: float) -> Image.Image:
    """Against the clock."""
    return picture.rotate(degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=TABLE)


def tilted(picture: Image.Image, share: float) -> Image.Image:
    """In perspective: the right edge stands `share` of the way back."""
    width, height = picture.size
    far, top = width * (1 - share / 2), height * share / 2
    shown = [(0, 0), (far, top), (far, height - top), (0, height)]
    flat = [(0, 0), (width, 0), (width, height), (0, height)]
    rows, values = [], []
    for (x, y), (u, v) in zip(shown, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    way = [float(value) for value in np.linalg.solve(np.array(rows, float), np.array(values, float))]
    return picture.transform(picture.size, Image.Transform.PERSPECTIVE, way, Image.Resampling.BICUBIC, fillcolor=TABLE)


def curved(picture: Image.Image, radius: float) -> Image.Image:
    """Wrapped around an upright cylinder of `radius` picture widths, with the light falling off to its sides."""
    paper = np.asarray(picture, float)
    width = picture.width
    across = width * radius
    half = min(0.5 / radius, np.pi / 2 * 0.95)
    columns = np.arange(int(2 * across * np.sin(half)))
    angles = np.arcsin(np.clip((columns - len(columns) / 2) / across, -1, 1))
    at = angles * across + width / 2
    left = np.clip(at.astype(int), 0, width - 2)
    part = np.clip(at - left, 0, 1)
    seen = (paper[:, left] * (1 - part) + paper[:, left + 1] * part) * (np.cos(angles) * 0.6 + 0.4)
    return _greys(seen)


def grained(picture: Image.Image, deviation: float, seed: int = 0) -> Image.Image:
    """With a sensor's noise."""
    noise = np.random.default_rng(seed).normal(0, deviation, (picture.height, picture.width))
    return _greys(np.asarray(picture, float) + noise)


def dimmed(picture: Image.Image, darkest: int, lightest: int) -> Image.Image:
    """With all its greys between these two."""
    return _greys(darkest + np.asarray(picture, float) / 255 * (lightest - darkest))


def shaded(picture: Image.Image, loss: float) -> Image.Image:
    """Lit from the left: the right edge has lost this share of its light."""
    return _greys(np.asarray(picture, float) * np.linspace(1, 1 - loss, picture.width)[None, :])


def blurred(picture: Image.Image, radius: float) -> Image.Image:
    """Out of focus."""
    return picture.filter(ImageFilter.GaussianBlur(radius))


def shaken(picture: Image.Image, pixels: int) -> Image.Image:
    """The hand moved sideways."""
    flat = np.asarray(picture, float)
    return _greys(np.mean([np.roll(flat, step, 1) for step in range(pixels)], axis=0))


def pressed(picture: Image.Image, quality: int) -> Image.Image:
    """Through a JPEG of this quality."""
    return Image.open(io.BytesIO(encoded(picture, "JPEG", quality=quality))).convert("L")


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    """A file's bytes."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def noise(size: tuple[int, int] = HD, seed: int = 0) -> Image.Image:
    """Nothing but grain."""
    return grained(Image.new("L", size, 128), 70, seed)


def stripes(widths: Sequence[int], size: tuple[int, int] = HD) -> Image.Image:
    """Upright bars, as of a barcode, dark and light by turns."""
    row = np.concatenate([np.full(width, 20 if place % 2 else 235) for place, width in enumerate(widths)])
    repeated = np.resize(row, size[0])
    return _greys(np.tile(repeated, (size[1], 1)))


def checks(cell: int, size: tuple[int, int] = HD, seed: int | None = None) -> Image.Image:
    """A chequered cloth; with a seed, squares at random as in a code without its corners."""
    shape = (size[1] // cell + 1, size[0] // cell + 1)
    even = np.indices(shape).sum(axis=0) % 2
    cells = even if seed is None else np.random.default_rng(seed).integers(0, 2, shape)
    return _greys(np.kron(cells * 215 + 20, np.ones((cell, cell)))[: size[1], : size[0]])


def _greys(values: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> Image.Image:
    return Image.fromarray(values.clip(0, 255).astype("uint8"))
