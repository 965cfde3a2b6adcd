"""Leaflets read back: every word in its order, large enough, with its ruby; the QR by a scanner; pictures."""

from dataclasses import dataclass, replace
from datetime import date, time
from io import BytesIO
from typing import Any

import msgspec
import numpy as np
import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from core.handouts import Handout, Picture, Register, Step, Wording, shipped_handouts, texts
from core.marked_text import Span, parse_marked, plain_text
from core.paper.fonts import missing_glyphs
from core.paper.layout import A4, Sheet
from desktop.printing.handout import handout_pdf
from desktop.printing.leaflet import Leaflet, NextSession
from desktop.printing.pictures import draw_picture
from desktop.printing.typesetting import RUBY_SHARE
from tests.printing.reading import assert_quiet_zones, pixels_of, qr_codes, size_in_mm

SHIPPED = shipped_handouts()
LEAFLETS = [(handout, register) for handout in SHIPPED for register in Register]
LEAST = 14.0
KANA = frozenset(chr(code) for code in (*range(0x3041, 0x3097), *range(0x30A1, 0x30FB), 0x30FC))

every_leaflet = pytest.mark.parametrize(
    ("handout", "register"), LEAFLETS, ids=[f"{handout.id}-{register}" for handout, register in LEAFLETS]
)


@dataclass(frozen=True)
class Read:
    """A page as read back: what is large enough to be read, without blanks, and what is smaller."""

    text: str
    small: tuple[tuple[str, float], ...]


def leaflet(*handouts: Handout, register: Register = Register.STANDARD, **other: Any) -> Leaflet:
    return Leaflet(handouts, register, date(2026, 11, 21), "西東京市役所田無庁舎ロビー", **other)


def read(pdf: bytes) -> list[Read]:
    return [_read(page) for page in PdfReader(BytesIO(pdf)).pages]


def _read(page: Any) -> Read:
    seen: list[tuple[str, float]] = []
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: seen.append((text.strip(), size)))
    small = tuple((text, size) for text, size in seen if text and size < LEAST)
    return Read(_compact("".join(text for text, size in seen if size >= LEAST)), small)


def _compact(text: str) -> str:
    return "".join(text.split())


def _plain(marked: str) -> str:
    return _compact(plain_text(parse_marked(marked)))


@every_leaflet
def test_every_text_is_there_in_order_and_no_step_is_parted(handout: Handout, register: Register) -> None:
    pages = read(handout_pdf(leaflet(handout, register=register)))
    whole = "".join(page.text for page in pages)
    place = 0
    for where, marked in texts(handout.wording(register)):
        text = _plain(marked)
        assert any(text in page.text for page in pages), (where, text)
        place = whole.index(text, place)


@every_leaflet
def test_nothing_but_ruby_is_smaller_than_14_points(handout: Handout, register: Register) -> None:
    pages = read(handout_pdf(leaflet(handout, register=register)))
    small = [each for page in pages for each in page.small]
    assert all(size >= LEAST * RUBY_SHARE and set(_compact(text)) <= KANA for text, size in small)
    assert bool(small) == (register is Register.EASY)


@every_leaflet
def test_the_qr_is_the_address_and_three_centimetres_wide(
    qapp: QApplication, handout: Handout, register: Register
) -> None:
    pdf = handout_pdf(leaflet(handout, register=register))
    pages = read(pdf)
    (page, code) = next((number, codes[0]) for number in range(len(pages)) if (codes := qr_codes(pdf, number)))
    assert code.text == handout.url
    assert code.side_mm >= 30
    assert_quiet_zones(pdf, page)
    assert handout.url in pages[page].text


@every_leaflet
def test_no_character_is_missing(handout: Handout, register: Register) -> None:
    wording = handout.wording(register)
    spans = [span for _, marked in texts(wording) for span in parse_marked(marked)]
    assert missing_glyphs("".join(span.text + span.ruby for span in spans)) == []


def test_ruby_is_read_back_in_the_order_of_its_kanji() -> None:
    pages = read(handout_pdf(leaflet(SHIPPED.handout("H09"), register=Register.EASY)))
    small = "".join(_compact(text) for page in pages for text, _ in page.small)
    for reading in ("れいわねんねんがつにちど", "もじなが", "あんぜん"):
        assert reading in small


def test_one_handout_is_one_sheet_of_two_sides() -> None:
    for handout, register in LEAFLETS:
        pdf = handout_pdf(leaflet(handout, register=register))
        assert len(read(pdf)) <= 2
        assert size_in_mm(pdf) == pytest.approx((210, 297), abs=0.1)


@pytest.mark.parametrize("register", Register)
def test_three_handouts_make_one_leaflet_under_one_head(register: Register) -> None:
    three = [SHIPPED.handout(each) for each in ("H01", "H09", "H06")]
    pages = read(handout_pdf(leaflet(*three, register=register)))
    whole = "".join(page.text for page in pages)
    assert len(pages) <= 4
    assert whole.count("2026") == 1
    titles = [whole.index(_plain(each.wording(register).title)) for each in three]
    assert titles == sorted(titles)
    for handout in three:
        for step in handout.wording(register).steps:
            assert any(_plain(step.text) in page.text for page in pages)


def test_the_head_tells_the_day_the_venue_what_was_asked_and_when_to_come_again() -> None:
    coming = NextSession(date(2026, 12, 5), time(10), "田無公民館")
    asked = ((Span("Wi-Fi接続"),), (Span("写真の整理"),))
    (first, *_, last) = read(handout_pdf(leaflet(SHIPPED.handout("H01"), asked=asked, next_session=coming)))
    for told in ("令和8年（2026年）11月21日（土）", "西東京市役所田無庁舎ロビー", "Wi-Fi接続、写真の整理"):
        assert told in first.text
    assert "次の相談12月5日（土）10:00から田無公民館" in last.text


def test_without_a_next_session_somebody_here_is_named() -> None:
    (*_, last) = read(handout_pdf(leaflet(SHIPPED.handout("H01"))))
    assert "この会場の担当者に" in last.text
    assert "次の相談" not in last.text


def test_the_last_page_has_room_for_a_hand(qapp: QApplication) -> None:
    for handout, register in LEAFLETS:
        pdf = handout_pdf(leaflet(handout, register=register))
        last = pixels_of(pdf, len(read(pdf)) - 1, 72)
        below = last[-int(60 * 72 / 25.4) : -int(16 * 72 / 25.4), 60:-60]
        ruled = [row for row in below if np.count_nonzero(row < 230) > 0.9 * row.size]
        assert len(ruled) >= 3


def test_a_long_venue_and_the_first_year_of_an_era_are_set_whole() -> None:
    venue = "武蔵野市立吉祥寺東コミュニティセンター第二集会室（東側入口より入り階段で2階）" * 2
    long = replace(leaflet(SHIPPED.handout("H01")), venue=venue, day=date(2019, 5, 1))
    text = read(handout_pdf(long))[0].text
    assert venue in text
    assert "令和元年（2019年）5月1日（水）" in text


def test_the_longest_handout_that_may_be_kept_stays_on_its_pages() -> None:
    def long(length: int, mark: str) -> str:
        return ("あ" * (length - 8) + "{漢|か}。" + mark)[:length]

    steps = tuple(
        Step(Picture.STOP, long(200, "甲"), android=long(200, "乙"), iphone=long(200, "丙")) for _ in range(12)
    )
    items = (long(300, "丁"),) * 8
    wording = Wording(long(100, "戊"), long(300, "己"), steps, items, items, long(100, "庚"))
    made = msgspec.structs.replace(SHIPPED.handout("H01"), easy=wording, standard=wording)
    kept = msgspec.convert(msgspec.to_builtins(made), Handout)
    for register in Register:
        pdf = handout_pdf(leaflet(kept, register=register))
        text = "".join(page.text for page in read(pdf))
        assert [text.count(mark) for mark in "甲乙丙丁戊己庚"] == [12, 12, 12, 16, 1, 1, 1]
        assert all(30 <= y <= 810 for y in heights(pdf))


def heights(pdf: bytes) -> list[float]:
    """Baselines of all texts, in points from the foot of their pages."""
    seen: list[float] = []
    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=lambda text, cm, tm, font, size: seen.append(tm[5]) if text.strip() else None)
    return seen


def test_the_same_leaflet_is_the_same_file() -> None:
    made = leaflet(SHIPPED.handout("H05"), register=Register.EASY)
    assert handout_pdf(made) == handout_pdf(made)


def test_every_picture_has_ink_inside_its_square_and_looks_unlike_the_others(qapp: QApplication) -> None:
    seen = set()
    for picture in Picture:
        sheet = Sheet(A4, picture)
        draw_picture(sheet, picture, 72, 72, 144)
        pixels = pixels_of(sheet.finish(), 0, 72)
        height = pixels.shape[0]
        inside = pixels[height - 72 - 144 : height - 72, 72 : 72 + 144]
        ink = np.count_nonzero(inside < 128)
        assert 500 < ink < 0.5 * inside.size
        assert np.count_nonzero(pixels < 128) == ink
        seen.add(inside.tobytes())
    assert len(seen) == len(Picture)
