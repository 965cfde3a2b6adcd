"""Photos as visitors and offices send them, and files that are none."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont, ImageOps

from core.assets import asset_path
from core.card_code import CodeKind, with_check
from core.problem import Problem
from desktop.devices.photos import texts_in_file
from tests.helpers import pictures as p

CARD, OTHER = "MC6HFT7GJ2RGF1CG", with_check(CodeKind.CARD, "0123456789CD")
PHONE = (4000, 3000)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[str]]:
    """What stands in a picture once it is a file of this kind."""

    def read(picture: Image.Image, kind: str = "PNG", **options: object) -> list[str]:
        path = tmp_path / f"写真.{kind.lower()}"
        picture.save(path, kind, **options)
        return texts_in_file(path)

    return read


HARD = {
    "nearly black": p.dimmed(p.lying(p.code(CARD)), 0, 8),
    "nearly black, with grain": p.grained(p.dimmed(p.lying(p.code(CARD)), 0, 8), 4),
    "pale print": p.dimmed(p.lying(p.code(CARD)), 100, 112),
    "heavy grain": p.grained(p.lying(p.code(CARD)), 200),
    "out of focus": p.blurred(p.lying(p.code(CARD)), 4.5),
    "small and turned": p.lying(p.turned(p.code_of(CARD, 1.3), 45)),
    "small, turned and not sharp": p.blurred(p.lying(p.turned(p.code_of(CARD, 1.4), 20)), 0.6),
    "small in a larger picture": p.lying(p.turned(p.code_of(CARD, 1.3), 30), (2400, 1800)),
    "small in the largest": p.lying(p.turned(p.code_of(CARD, 1.6), 45), (6400, 4800)),
    "tilted away": p.lying(p.tilted(p.code(CARD, 12), 0.8)),
    "bottle": p.lying(p.curved(p.code(CARD, 12), 0.38)),
    "grey card without a quiet zone": p.lying(p.code(CARD, border=0), ground=120),
    "dark corner of a bright room": p.scene(
        (p.dimmed(p.lying(p.code(CARD), (500, 500)), 10, 25), (300, 100)), ground=240
    ),
    "bad JPEG": p.pressed(p.lying(p.code(CARD)), 3),
    "phone, far away": p.lying(p.code(CARD, 5), PHONE),
    "phone, pale": p.dimmed(p.lying(p.code(CARD, 3), PHONE), 100, 112),
    "phone, close": p.blurred(p.grained(p.lying(p.turned(p.code(CARD, 60), 20), PHONE), 30), 4),
    "light on dark": ImageOps.invert(p.grained(p.lying(p.turned(p.code(CARD), 25)), 30)),
}


@pytest.mark.parametrize("photo", HARD.values(), ids=HARD.keys())
def test_patience_reads_what_one_look_may_miss(photo: Image.Image, read: Callable[..., list[str]]) -> None:
    assert read(photo) == [CARD]


def test_codes_that_need_different_looks_are_all_read_once(read: Callable[..., list[str]]) -> None:
    dark = p.dimmed(p.code(OTHER), 0, 14)
    plain = p.code("https://example.jp/")
    photo = p.scene((plain, (60, 60)), (p.code_of(CARD, 1.3), (700, 100)), (dark, (700, 420)), ground=0)
    assert read(photo) == ["https://example.jp/", CARD, OTHER]


def test_the_same_card_twice_in_a_picture_is_told_twice(read: Callable[..., list[str]]) -> None:
    assert read(p.scene((p.code(CARD), (60, 60)), (p.code(CARD), (700, 60)))) == [CARD, CARD]


FILES: dict[str, Callable[[Image.Image], tuple[Image.Image, str, dict[str, object]]]] = {
    "JPEG": lambda grey: (grey.convert("RGB"), "JPEG", {}),
    "CMYK": lambda grey: (grey.convert("CMYK"), "JPEG", {}),
    "16 bits": lambda grey: (grey.convert("I;16").point(lambda value: value * 100 + 20_000), "PNG", {}),
    "32 bits": lambda grey: (grey.convert("I").point(lambda value: value * 4000 + 70_000), "TIFF", {}),
    "fractions": lambda grey: (grey.convert("F").point(lambda value: value / 1000 + 5), "TIFF", {}),
    "black and white": lambda grey: (grey.convert("1"), "PNG", {}),
    "palette": lambda grey: (grey.convert("RGB").quantize(8), "GIF", {}),
    "WebP": lambda grey: (grey.convert("RGB"), "WEBP", {}),
    "BMP": lambda grey: (grey, "BMP", {}),
    "colours": lambda grey: (ImageOps.colorize(grey, "#803000", "#ffe070"), "PNG", {}),
}


@pytest.mark.parametrize("make", FILES.values(), ids=FILES.keys())
def test_kinds_of_files(
    make: Callable[[Image.Image], tuple[Image.Image, str, dict[str, object]]], read: Callable[..., list[str]]
) -> None:
    picture, kind, options = make(p.lying(p.code(CARD)))
    assert read(picture, kind, **options) == [CARD]


def test_a_code_drawn_on_nothing_stands_on_paper(read: Callable[..., list[str]]) -> None:
    ink = ImageOps.invert(p.code(CARD))
    clear = Image.new("RGBA", ink.size, (0, 0, 0, 0))
    clear.putalpha(ink)
    assert read(clear) == [CARD]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_phone_held_sideways_keeps_the_reading_order(orientation: int, read: Callable[..., list[str]]) -> None:
    upright = p.scene((p.code(CARD), (60, 60)), (p.code(OTHER), (300, 400)))
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # how the sensor saw it
    stored = upright if orientation == 1 else upright.transpose(Image.Transpose(back[orientation]))
    tags = Image.Exif()
    tags[0x0112] = orientation
    assert read(stored, "JPEG", exif=tags) == [CARD, OTHER]


def _letter() -> Image.Image:
    face = ImageFont.truetype(asset_path("fonts", "BIZUDPGothic-Regular.ttf"), 24)
    page = Image.new("L", (1000, 1400), 250)
    lines = "\n".join(["スマホ相談会のご案内。開場は十時、二階の会議室です。□■回品口田"] * 30)
    ImageDraw.Draw(page).multiline_text((60, 60), lines, 20, face, spacing=16)
    return page


NOTHING = {
    "grain": p.noise(),
    "white": Image.new("L", p.HD, 255),
    "barcode": p.stripes((3, 6, 9, 3, 12, 3, 6, 6, 3, 9)),
    "finder-like stripes": p.stripes((8, 8, 24, 8, 8, 16)),
    "chequered": p.checks(9),
    **{f"squares at random {seed}": p.checks(8, seed=seed) for seed in range(6)},
    "one pixel": Image.new("L", (1, 1), 0),
    "a line": Image.new("L", (3000, 1), 0),
    "letter": _letter(),
}


@pytest.mark.parametrize("picture", NOTHING.values(), ids=NOTHING.keys())
def test_no_look_reads_what_is_not_there(picture: Image.Image, read: Callable[..., list[str]]) -> None:
    assert read(picture) == []


def _refused(path: Path) -> str:
    with pytest.raises(Problem) as told:
        texts_in_file(path)
    assert path.name in told.value.sentence
    assert told.value.next_step.endswith("。")
    return told.value.code


def test_what_is_no_picture_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "letter.png").write_text("Dear Sir")
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "half.png").write_bytes(p.encoded(p.noise(), "PNG")[:5000])
    assert _refused(tmp_path / "letter.png") == _refused(tmp_path / "empty.jpg") == "picture_unreadable"
    assert _refused(tmp_path / "half.png") == _refused(tmp_path) == "picture_unreadable"
    assert _refused(tmp_path / "gone.png") == "picture_missing"


def test_a_picture_that_is_a_program_is_not_run(tmp_path: Path) -> None:
    """Pillow would start Ghostscript, where there is one."""
    path = tmp_path / "写真.png"
    path.write_text("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\nshowpage\n", encoding="ascii")
    with pytest.raises(Problem) as told:
        texts_in_file(path)
    assert told.value.code == "picture_unreadable"


def test_a_picture_that_would_fill_the_memory_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (12_000, 12_000)).save(path)
    assert path.stat().st_size < 100_000
    assert _refused(path) == "picture_too_large"


WHOLE = {
    kind: p.encoded(p.lying(p.code(CARD), (300, 260)), kind)
    for kind in ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "AVIF")
}


@given(kind=st.sampled_from(sorted(WHOLE)), damage=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255))))
def test_a_damaged_file_is_read_or_a_sentence_never_another_code(
    kind: str, damage: list[tuple[int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = bytearray(WHOLE[kind])
    for place, value in damage:
        data[place % len(data)] = value
    path = tmp_path_factory.getbasetemp() / "damaged"
    path.write_bytes(data)
    try:
        read = texts_in_file(path)
    except Problem:
        return
    assert read in ([], [CARD])
