from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from core.card_code import CodeKind, with_check
from core.paper.qr import qr_matrix
from desktop.printing.visitor_card import (
    PER_SHEET,
    SENTENCE,
    VisitorCard,
    card_pdf,
    card_sheet_pdf,
)
from tests.printing.reading import assert_quiet_zones, pages_of, qr_codes, size_in_mm, text_of

SITE = "西東京市スマホ相談窓口"


def card(number: int, name: str = "") -> VisitorCard:
    return VisitorCard(with_check(CodeKind.CARD, f"{number:012d}"), SITE, name)


def test_a_card_is_as_large_as_a_business_card() -> None:
    assert size_in_mm(card_pdf(card(1))) == pytest.approx((91, 55), abs=0.01)


def test_a_card_tells_code_site_name_and_what_to_do() -> None:
    text = text_of(card_pdf(card(1, "山田 花子")))
    code = card(1).code
    assert f"{code[:4]} {code[4:8]}" in text
    assert f"{code[8:12]} {code[12:]}" in text
    assert SITE in text
    assert "山田 花子 様" in text
    assert SENTENCE in text


def test_a_card_without_a_name_addresses_nobody() -> None:
    assert "様" not in text_of(card_pdf(card(1)))


def test_the_qr_of_a_card_reads_from_its_pixels(qapp: QApplication) -> None:
    assert [seen.text for seen in qr_codes(card_pdf(card(1)))] == [card(1).code]


def test_our_codes_fit_the_smallest_qr() -> None:
    assert len(qr_matrix(card(1).code)) == 21  # version 1


def test_the_qr_is_coarse_enough_for_cheap_scanners(qapp: QApplication) -> None:
    (seen,) = qr_codes(card_pdf(card(1)))
    assert seen.module_mm >= 0.9


def test_nothing_stands_in_the_quiet_zone(qapp: QApplication) -> None:
    long_words = VisitorCard(card(1).code, "Nishitokyo City Digital Support " * 3, "長い名前" * 20)
    assert_quiet_zones(card_pdf(long_words))
    assert_quiet_zones(card_sheet_pdf([long_words] * PER_SHEET, corner_marks=True))


def test_ten_cards_stand_in_their_places(qapp: QApplication) -> None:
    cards = [card(number) for number in range(PER_SHEET)]
    seen = qr_codes(card_sheet_pdf(cards))
    assert [code.text for code in seen] == [each.code for each in cards]
    first = seen[0]
    for place, code in enumerate(seen):
        row, column = divmod(place, 2)
        assert code.x_mm == pytest.approx(first.x_mm + 91 * column, abs=0.5)
        assert code.y_mm == pytest.approx(first.y_mm + 55 * row, abs=0.5)
    assert 14 < first.x_mm < 14 + 91
    assert 11 < first.y_mm < 11 + 55


def test_the_sheet_is_a4_and_the_eleventh_card_opens_a_second_one(qapp: QApplication) -> None:
    pdf = card_sheet_pdf([card(number) for number in range(11)])
    assert size_in_mm(pdf) == pytest.approx((210, 297), abs=0.1)
    assert len(pages_of(pdf)) == 2
    assert [seen.text for seen in qr_codes(pdf, page=1)] == [card(10).code]


def test_one_card_on_a4_takes_the_first_place(qapp: QApplication) -> None:
    alone = qr_codes(card_pdf(card(3), on_a4=True))
    of_ten = qr_codes(card_sheet_pdf([card(number) for number in (3, *range(4, 13))]))
    assert alone == of_ten[:1]


def test_a_sheet_partly_used_up_goes_on_where_it_was_left(qapp: QApplication) -> None:
    pdf = card_sheet_pdf([card(1), card(2)], first_place=10)
    (last,) = qr_codes(pdf)
    assert last.text == card(1).code
    assert last.x_mm > 105
    assert last.y_mm > 11 + 4 * 55
    assert [seen.text for seen in qr_codes(pdf, page=1)] == [card(2).code]


def test_a_place_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="10 places"):
        card_sheet_pdf([card(1)], first_place=11)


def test_corner_marks_are_only_drawn_when_asked_for() -> None:
    assert _lines(card_sheet_pdf([card(1)], corner_marks=True)) == _lines(card_sheet_pdf([card(1)])) + 8


def _content(pdf: bytes) -> str:
    contents = PdfReader(BytesIO(pdf)).pages[0].get_contents()
    assert contents is not None
    return contents.get_data().decode("latin-1")


def _lines(pdf: bytes) -> int:
    return _content(pdf).count(" l S")
