"""Slip and ticket: the paper set printed before a session."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from core.card_code import CodeKind, with_check
from desktop.printing.slip import NUMBER_WARNING, SlipChoice, SlipForm, SlipGroup, SlipPaper, slip_pdf
from desktop.printing.ticket import SENTENCE, ticket_sheet_pdf
from desktop.printing.visit_paper import VisitPaper
from tests.printing import days
from tests.printing.reading import assert_quiet_zones, pages_of, qr_codes, size_in_mm, text_of

OUTCOMES = tuple(SlipChoice(outcome.name, str(place)) for place, outcome in enumerate(days.OUTCOMES, 1))
DAY = "令和8年11月21日（土）"
VENUE = "西東京市役所田無庁舎ロビー"
FORM = SlipForm(
    groups=tuple(
        SlipGroup(
            f"分類{group}", tuple(SlipChoice(f"内容{group}の{topic}", f"{group % 10}{topic}") for topic in range(5))
        )
        for group in range(11)
    ),
    outcomes=OUTCOMES,
)


def visits(count: int) -> list[VisitPaper]:
    return [
        VisitPaper(
            f"A{number}",
            with_check(CodeKind.SLIP, f"{number:012d}"),
            date(2026, 11, 21),
            VENUE,
        )
        for number in range(1, count + 1)
    ]


def test_a_slip_is_a5_and_there_is_one_for_each_visit() -> None:
    pdf = slip_pdf(visits(3), FORM)
    assert size_in_mm(pdf) == pytest.approx((148, 210), abs=0.3)
    assert len(pages_of(pdf)) == 3


def test_a_slip_offers_every_topic_in_order_and_every_outcome() -> None:
    text = text_of(slip_pdf(visits(1), FORM))
    topics = [label for group in FORM.groups for label in (group.title, *(topic.label for topic in group.topics))]
    places = [text.index(label) for label in topics]
    assert places == sorted(places)
    assert all(outcome.label in text for outcome in OUTCOMES)


def test_every_box_has_the_digits_that_are_typed_for_it() -> None:
    lines = text_of(slip_pdf(visits(1), FORM))
    for choice in (*(topic for group in FORM.groups for topic in group.topics), *OUTCOMES):
        assert f"{choice.digits}\n{choice.label}" in lines or f"{choice.digits} {choice.label}" in lines


def test_minutes_are_ticked_only_where_they_are_offered() -> None:
    assert "何分" not in text_of(slip_pdf(visits(1), FORM))
    timed = SlipForm(FORM.groups, FORM.outcomes, (SlipChoice("15", "3"),))
    assert "何分" in text_of(slip_pdf(visits(1), timed))


def test_a_slip_tells_number_day_and_venue_and_what_not_to_write() -> None:
    text = text_of(slip_pdf(visits(1), FORM))
    for part in (
        "A1",
        "令和8年11月21日（土）",
        VENUE,
        "開始",
        "終了",
        "担当",
        NUMBER_WARNING,
    ):
        assert part in text


def test_age_bands_are_asked_only_when_given() -> None:
    assert "年代" not in text_of(slip_pdf(visits(1), FORM))
    with_bands = SlipForm(FORM.groups, FORM.outcomes, age_bands=(SlipChoice("60代", "7"), SlipChoice("80代以上", "9")))
    text = text_of(slip_pdf(visits(1), with_bands))
    assert "年代" in text
    assert "80代以上" in text


def test_each_slip_carries_its_own_qr(qapp: QApplication) -> None:
    pdf = slip_pdf(visits(2), FORM)
    assert [[seen.text for seen in qr_codes(pdf, page)] for page in range(2)] == [[visit.code] for visit in visits(2)]


@pytest.mark.parametrize("venue", ["公民館", "Tanashi Community Centre, second floor, east wing " * 3])
def test_the_quiet_zones_of_the_set_stay_white(qapp: QApplication, venue: str) -> None:
    papers = [VisitPaper(f"A{900 + number}", visits(8)[number].code, date(2026, 11, 21), venue) for number in range(8)]
    assert_quiet_zones(slip_pdf(papers, FORM))
    assert_quiet_zones(slip_pdf(papers, FORM, SlipPaper.TWO_ON_A4))
    assert_quiet_zones(ticket_sheet_pdf(papers))


def test_two_slips_stand_side_by_side_on_a4(qapp: QApplication) -> None:
    pdf = slip_pdf(visits(3), FORM, SlipPaper.TWO_ON_A4)
    assert size_in_mm(pdf) == pytest.approx((297, 210), abs=0.1)
    left, right = qr_codes(pdf, page=0)
    assert (left.text, right.text) == (visits(2)[0].code, visits(2)[1].code)
    assert left.x_mm < 148.5 < right.x_mm
    assert [seen.text for seen in qr_codes(pdf, page=1)] == [visits(3)[2].code]


def test_eight_tickets_stand_on_a_sheet_with_the_codes_of_their_slips(qapp: QApplication) -> None:
    pdf = ticket_sheet_pdf(visits(9))
    assert [seen.text for seen in qr_codes(pdf)] == [visit.code for visit in visits(8)]
    assert [seen.text for seen in qr_codes(pdf, page=1)] == [visits(9)[8].code]


def test_a_ticket_says_that_its_number_will_be_called() -> None:
    text = text_of(ticket_sheet_pdf(visits(1)))
    for part in ("A1", DAY, VENUE, SENTENCE):
        assert part in text
