import unicodedata
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics

from core.paper.fallback import FALLBACK, fallback_characters
from core.paper.fonts import GETA, REGULAR, missing_glyphs, noting_missing, printable, runs, text_width
from desktop.printing.daily_sheet import daily_sheet_pdf
from desktop.printing.visitor_card import VisitorCard, card_pdf
from tests.printing.days import busy_day
from tests.printing.reading import text_of


def test_a_character_that_no_font_has_is_named_once_in_order() -> None:
    assert missing_glyphs("𠮷田😊 \ue000野😊") == ["😊", "\ue000"]


@pytest.mark.parametrize(
    "name",
    ["髙﨑 徳次郎", "渡邉 邊 齋藤", "草彅 濵田", "Ｏ’Ｎｅｉｌｌ", "㈱①〓", "ｱｲｳ", "𠮷田 𡈽屋 𠮟", "张伟", "Nguyễn Đức"],
)
def test_common_names_are_all_printable(name: str) -> None:
    assert missing_glyphs(name) == []
    assert printable(name) == name


def test_the_card_of_a_name_with_an_unknown_character_shows_the_geta() -> None:
    text = text_of(card_pdf(VisitorCard("MC00", "西東京市", "\ue000田 花子")))
    assert f"{GETA}田 花子 様" in text


@pytest.mark.parametrize("name", ["𠮷田 花子", "渡邊\U000e0101 花子", "田\U000e0100中𠮷子"])
def test_a_rare_name_is_drawn_by_the_fallback_font_and_copied_as_it_was_typed(name: str) -> None:
    pdf = card_pdf(VisitorCard("MC00", "西東京市", name))
    assert f"{name.replace(chr(0xE0100), '')} 様" in text_of(pdf)
    assert any("Fallback" in str(font["/BaseFont"]) for font in _fonts(pdf))


def test_a_kanji_beyond_the_first_plane_is_copied_right_from_the_usual_font_too() -> None:
    assert "𡈽屋 𠮟 様" in text_of(card_pdf(VisitorCard("MC00", "西東京市", "𡈽屋 𠮟")))


def test_each_form_of_a_kanji_has_its_own_shape() -> None:
    forms = {printable(f"邊{chr(selector)}") for selector in range(0xE0100, 0xE0108)}
    assert len(forms) == 8
    assert "邊" in forms


def test_a_private_character_never_borrows_the_shape_of_another_kanji() -> None:
    assert missing_glyphs("\U000f0000") == ["\U000f0000"]


def test_a_voicing_mark_written_apart_joins_its_letter() -> None:
    assert printable(unicodedata.normalize("NFD", "がぎパ")) == "がぎパ"


def test_a_compatibility_kanji_of_a_name_stays_as_it_is() -> None:
    assert printable("\ufa19谷か\u3099") == "\ufa19谷が"


def test_a_selector_of_a_form_that_no_font_has_goes_and_its_character_stays() -> None:
    assert printable("花\U000e01ef城") == "花城"
    assert missing_glyphs("花\U000e01ef城\u200b") == []


@given(st.text(max_size=40))
def test_whatever_is_printed_has_a_glyph(text: str) -> None:
    for font, piece in runs(printable(text), REGULAR):
        assert set(map(ord, piece)) - set(b"\n\t") <= pdfmetrics.getFont(font).face.charToGlyph.keys()


# The fallback font keeps forms of characters in plane 15: who types such a private character gets one of these.
@given(st.text(st.characters(max_codepoint=0xEFFFF), max_size=40))
def test_a_geta_stands_for_each_missing_character_and_for_no_other(text: str) -> None:
    shown = printable(text)
    assert (GETA in shown) == (GETA in text or missing_glyphs(text) != [])


def test_fonts_are_embedded_and_subset() -> None:
    fonts = _fonts(daily_sheet_pdf(busy_day()))
    assert {str(font["/BaseFont"]).split("+")[1] for font in fonts} == {
        "BIZUDPGothic-Regular",
        "BIZUDPGothic-Bold",
    }
    for font in fonts:
        prefix, _, _ = str(font["/BaseFont"]).partition("+")
        assert len(prefix) == 7  # a slash and six letters
        embedded = font["/FontDescriptor"]["/FontFile2"].get_data()
        assert len(embedded) < 400_000  # the whole font has 4.6 MB


def test_papers_are_the_same_bytes_from_any_thread() -> None:
    day = busy_day()
    with ThreadPoolExecutor(4) as pool:
        papers = list(pool.map(lambda _: daily_sheet_pdf(day), range(8)))
    assert set(papers) == {daily_sheet_pdf(day)}


def _fonts(pdf: bytes) -> list[Any]:
    found = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        for reference in resources["/Font"].values():
            font = reference.get_object()
            if "/FontDescriptor" in font:
                found[str(font["/BaseFont"])] = font
    return list(found.values())


def test_what_no_font_has_is_noted_while_a_paper_is_drawn_also_the_second_time() -> None:
    card = VisitorCard("MC00", "西東京市", "\ue000田 😊子")
    for _ in range(2):
        with noting_missing() as missing:
            card_pdf(card)
        assert list(missing) == ["\ue000", "😊"]
    with noting_missing() as missing:
        card_pdf(VisitorCard("MC00", "西東京市", "𠮷田 花子"))
    assert not missing


def test_a_tab_can_be_measured_before_any_rare_letter_was() -> None:
    pdfmetrics._fonts.pop(FALLBACK, None)
    fallback_characters.cache_clear()
    assert text_width("会場\t別館", REGULAR, 10) > 0
