"""A supporter's card is read as a supporter's, and a letter says what was done, in the years of the era."""

from dataclasses import replace
from datetime import date

import pytest

from core.supporter_card import is_supporter_card, supporter_code
from desktop.printing.supporter_card import SupporterCard, supporter_cards_pdf
from desktop.printing.thanks_letter import ThanksLetter, hours_text, thanks_letter_pdf
from desktop.printing.visitor_card import CARD
from tests.printing.reading import pages_of, qr_codes, size_in_mm, text_of

LETTER = ThanksLetter(
    "山田 花子", date(2019, 4, 1), date(2020, 3, 31), 2190, 12, 11, date(2020, 3, 31), ("西東京市長　山川 太郎",)
)


def test_a_card_has_the_size_of_a_visitors_card_and_a_code_of_its_own() -> None:
    code = supporter_code("someone")
    pdf = supporter_cards_pdf([SupporterCard(code, "山田 花子", "西東京市")])
    assert size_in_mm(pdf) == pytest.approx((91, 55), abs=0.1)
    assert CARD[0] / CARD[1] == pytest.approx(91 / 55)
    assert [seen.text for seen in qr_codes(pdf)] == [code]
    assert is_supporter_card(code)
    assert "サポーター証" in text_of(pdf)


def test_several_stand_ten_to_a_sheet() -> None:
    cards = [SupporterCard(supporter_code(str(number)), f"{number}番", "拠点", "支援員") for number in range(12)]
    pdf = supporter_cards_pdf(cards)
    assert [page.count("支援員証") for page in pages_of(pdf)] == [10, 2]
    assert {seen.text for seen in qr_codes(pdf)} == {card.code for card in cards[:10]}


def test_a_letter_tells_period_sessions_and_hours() -> None:
    text = text_of(thanks_letter_pdf(LETTER))
    for words in (
        "感　謝　状",
        "山田 花子　様",
        "平成31年4月1日から令和2年3月31日まで",
        "12回（11日）",
        "36時間30分",
        "印",
    ):
        assert words in text
    assert "。" not in text  # as is the custom
    friendly = text_of(thanks_letter_pdf(replace(LETTER, form="letter", label="支援員")))
    assert "お　礼　状" in friendly
    assert "支援員として" in friendly


@pytest.mark.parametrize(("minutes", "text"), [(59, "59分"), (60, "1時間"), (61, "1時間1分"), (0, "0分")])
def test_hours_are_written_as_people_say_them(minutes: int, text: str) -> None:
    assert hours_text(minutes) == text
