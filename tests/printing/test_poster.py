"""The poster read back: every word once, on one page, in type that fills it; and no hole for what a session lacks."""

from dataclasses import replace
from datetime import date, time
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from core.handouts import Register
from core.marked_text import plain_text
from desktop.printing.poster import Poster, poster_pdf
from desktop.printing.poster_words import STANDARD, own_words
from tests.printing.reading import assert_quiet_zones, pages_of, pixels_of, qr_codes, size_in_mm

BARE = Poster("スマホ相談会", date(2026, 12, 5), time(10), time(12))
FULL = replace(
    BARE,
    kind="consultation",
    venue="田無公民館 2階 会議室",
    target="スマホをお持ちの方",
    conditions=("65歳以上", "市内にお住まいの方"),
    fee=100,
    fee_with_loan=200,
    lends=True,
    quota=12,
    bring="お使いのスマートフォン",
    phone="042-461-1170",
    bookable=True,
    url="https://www.example.lg.jp/smartphone/soudan.html",
    organiser="西東京市",
    co_organiser="きもつき情報化推進センター",
    programme="スマホ体験会（4回コース）",
    days=(date(2026, 12, 5), date(2026, 12, 12), date(2026, 12, 19), date(2026, 12, 26)),
)

LONG = replace(FULL, title="とても長い題名の" * 12, conditions=("条件の文",) * 12, days=FULL.days * 10)


def _words(pdf: bytes) -> str:
    (page,) = pages_of(pdf)
    return "".join(page.split())


def test_everything_that_is_known_stands_on_it(qapp: QApplication) -> None:
    pdf = poster_pdf(FULL)
    words = _words(pdf)
    told = [
        *("令和8年（2026年）12月5日（土）", "10:00〜12:00", "65歳以上", "100円", "200円", "12人", "主催　西東京市"),
        *("共催　きもつき情報化推進センター", "事業　スマホ体験会（4回コース）", "12/5・12/12・12/19・12/26"),
    ]
    assert all("".join(each.split()) in words for each in (*told, FULL.title, FULL.venue, FULL.bring, FULL.phone))
    assert [seen.text for seen in qr_codes(pdf)] == [FULL.url]
    assert_quiet_zones(pdf)


def test_what_is_not_known_leaves_no_label(qapp: QApplication) -> None:
    words = _words(poster_pdf(BARE))
    labels = [
        *(STANDARD.conditions, STANDARD.fee, STANDARD.bring, STANDARD.places, STANDARD.phone, STANDARD.organiser),
        *(STANDARD.co_organiser, STANDARD.programme, STANDARD.days),
    ]
    assert not [label for label in labels if label in words]
    assert qr_codes(poster_pdf(BARE)) == []


@pytest.mark.parametrize(("a3", "size"), [(False, (210, 297)), (True, (297, 420))])
def test_a3_is_the_same_poster_larger(qapp: QApplication, a3: bool, size: tuple[float, float]) -> None:
    pdf = poster_pdf(FULL, a3=a3)
    assert size_in_mm(pdf) == pytest.approx(size, abs=0.5)
    large, small = qr_codes(pdf)[0], qr_codes(poster_pdf(FULL))[0]
    assert large.x_mm / size[0] == pytest.approx(small.x_mm / 210, abs=0.01)


@pytest.mark.parametrize("register", list(Register))
@pytest.mark.parametrize(
    "poster", [BARE, FULL, replace(FULL, title="とても長い題名の" * 12, conditions=("条件の文",) * 12)]
)
def test_nothing_reaches_the_edge(qapp: QApplication, poster: Poster, register: Register) -> None:
    pixels = pixels_of(poster_pdf(replace(poster, register=register)), dpi=50)
    height, width = pixels.shape
    margin = width // 20
    below_bar = pixels[height // 20 :]
    assert np.all(below_bar[:, :margin] > 250)
    assert np.all(below_bar[:, -margin:] > 250)
    assert np.all(pixels[-height // 60 :] > 250)


def test_the_plain_words_carry_their_reading(qapp: QApplication) -> None:
    words = _words(poster_pdf(replace(FULL, register=Register.EASY)))
    assert all(ruby in words for ruby in ("そうだんかい", "こうみんかん", "かいぎしつ", "もう", "でんわ"))


def test_fonts_are_embedded(qapp: QApplication) -> None:
    (page,) = PdfReader(BytesIO(poster_pdf(FULL))).pages
    resources: Any = page["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].values()]
    embedded = [font for font in fonts if "/FontDescriptor" in font]
    assert embedded
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in embedded)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_readings_never_change_the_words(text: str) -> None:
    assert plain_text(own_words(text, Register.EASY)) == text
    assert plain_text(own_words(text, Register.STANDARD)) == text


def test_a_word_that_goes_on_in_kanji_gets_no_reading() -> None:
    assert [span.ruby for span in own_words("相談会場", Register.EASY)] == [""]
    assert [span.ruby for span in own_words("スマホ相談会", Register.EASY)] == ["", "そうだんかい"]
