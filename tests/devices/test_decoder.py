"""The decoder on a single look, as a camera's frame gets it; and what it makes of bytes that name no character set."""

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from core.card_code import CodeKind, new_code
from desktop.devices.decoder import japanese_text, texts_in
from tests.helpers import pictures as p

CARD = "MC6HFT7GJ2RGF1CG"

FRAMES = {
    **{f"turned {angle}": p.lying(p.turned(p.code(CARD), angle)) for angle in (0, 7, 45, 90, 135, 180, 270, 333)},
    **{f"tilted {share}": p.lying(p.tilted(p.code(CARD, 12), share)) for share in (0.2, 0.4, 0.6)},
    **{f"curved {radius}": p.lying(p.curved(p.code(CARD, 12), radius)) for radius in (1.0, 0.6, 0.45)},
    "turned, tilted": p.lying(p.tilted(p.turned(p.code(CARD, 10), 30), 0.5)),
    "grain": p.grained(p.lying(p.code(CARD)), 60),
    "dark, grain": p.grained(p.dimmed(p.lying(p.code(CARD)), 10, 60), 4),
    "shade": p.shaded(p.lying(p.code(CARD)), 0.9),
    "blurred": p.blurred(p.lying(p.code(CARD)), 3),
    "shaken": p.shaken(p.lying(p.code(CARD)), 8),
    "small": p.lying(p.code_of(CARD, 2)),
    "mirrored": ImageOps.mirror(p.lying(p.code(CARD))),
    "light on dark": ImageOps.invert(p.lying(p.code(CARD))),
}
"""All in 1280x720."""


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES.keys())
def test_one_look_at_a_frame_reads_the_card(frame: Image.Image) -> None:
    assert frame.size == p.HD
    assert texts_in(frame) == [CARD]


def test_several_codes_come_from_top_to_bottom_and_left_to_right() -> None:
    codes = [new_code(CodeKind.CARD) for _ in range(4)]
    places = ((60, 40), (700, 20), (80, 380), (720, 400))
    parts = [(p.turned(p.code(text), 5 * n), place) for n, (text, place) in enumerate(zip(codes, places, strict=True))]
    assert texts_in(p.scene(*parts)) == codes


JAPANESE = "窓口の相談会・令和八年、髙橋さんと﨑山さん①②㈱ｽﾏﾎ～サポーター表示能力ソ－∥構予"
TEXTS = (JAPANESE, "髙橋", "受付\\~", "ｽﾏﾎ教室", "https://example.jp/?q=田無公民館", "漢字とabc012")


@pytest.mark.parametrize("charset", ["utf-8", "cp932", "utf-8-sig"])
@pytest.mark.parametrize(
    "text", [JAPANESE, "髙橋", "受付\\~", "ｽﾏﾎ教室", "https://example.jp/?q=田無公民館", "漢字とabc012"]
)
def test_japanese_without_a_named_character_set(text: str, charset: str) -> None:
    assert texts_in(p.lying(p.code(text.encode(charset), 6))) == [text]


def test_japanese_with_a_named_character_set_and_in_kanji_mode() -> None:
    for options in ("eci=utf-8", "eci=shift_jis", ""):
        made = zxingcpp.create_barcode("窓口の相談会", zxingcpp.BarcodeFormat.QRCode, options=options)
        picture = zxingcpp.write_barcode_to_image(made, scale=6, add_quiet_zones=True)
        assert texts_in(picture) == ["窓口の相談会"]


@pytest.mark.parametrize("text", ["Café Müller", "Málaga", "Straße 12"])
def test_western_text_stays_western(text: str) -> None:
    assert texts_in(p.lying(p.code(text.encode("utf-8")))) == [text]
    assert texts_in(p.lying(p.code(text.encode("latin-1")))) == [text]


@given(st.text() | st.text("〜‖−¢£¬—¥‾\\~aA窓縲あﾂ･é"))
def test_text_in_utf8_is_never_mended(text: str) -> None:
    assert japanese_text(text.encode(errors="ignore"), text) == text.removeprefix("\ufeff")


@given(st.text(st.characters(codec="cp932", exclude_characters="¢£¬‖−〜")), st.text())
def test_two_readings_that_disagree_leave_the_guess(text: str, guessed: str) -> None:
    assert japanese_text(text.encode("cp932"), guessed) in (text, guessed.removeprefix("\ufeff"))


NOTHING = {
    "grain": p.noise(),
    "white": Image.new("L", p.HD, 255),
    "barcode": p.stripes((3, 6, 9, 3, 12, 3, 6, 6, 3, 9)),
    "fine stripes": p.stripes((2, 2)),
    "finder-like stripes": p.stripes((8, 8, 24, 8, 8, 16)),
    "chequered": p.checks(9),
    "squares at random": p.checks(8, seed=1),
}


@pytest.mark.parametrize("picture", NOTHING.values(), ids=NOTHING.keys())
def test_a_picture_without_a_code_gives_nothing(picture: Image.Image) -> None:
    assert texts_in(picture) == []
