"""受付用紙 read back: a number and a code of its own for each person, and nothing asked that was not switched on."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from core.slip_code import slip_code
from core.tickets import Ticket
from desktop.printing.reception_slip import HAND_OVER, NUMBER_WARNING, ReceptionForm, reception_slip_pdf
from desktop.printing.visit_paper import VisitPaper
from tests.printing.reading import assert_quiet_zones, pages_of, pixels_of, qr_codes, size_in_mm

DAY = date(2026, 11, 21)
SITE = "4a4c0f6e-2f0f-4c53-9a3b-0d8f6f0b7a11"
VISITS = [
    VisitPaper(str(ticket), slip_code(SITE, DAY, ticket), DAY, "田無公民館 2階 会議室")
    for ticket in (Ticket("A", number) for number in range(501, 506))
]
BANDS = ReceptionForm(("18歳未満", "18歳・19歳", "20代", "30代", "40代", "50代", "60代", "70代", "80代以上"))
ALL = replace(BANDS, fields=("お名前", "ふりがな", "電話番号", "生年月日"), purpose="次回のご案内のため" * 12)


@pytest.mark.parametrize("form", [BANDS, ALL])
def test_four_on_a4_each_with_its_number_and_code(qapp: QApplication, form: ReceptionForm) -> None:
    pdf = reception_slip_pdf(VISITS, form)
    assert size_in_mm(pdf) == pytest.approx((210, 297), abs=0.5)
    first, second = pages_of(pdf)
    assert all(visit.ticket in first for visit in VISITS[:4])
    assert VISITS[4].ticket in second
    assert [seen.text for seen in qr_codes(pdf)] == [visit.code for visit in VISITS[:4]]
    assert [seen.text for seen in qr_codes(pdf, page=1)] == [VISITS[4].code]
    assert_quiet_zones(pdf)
    assert first.count(NUMBER_WARNING) == first.count(HAND_OVER) == 4


def test_each_slip_asks_alone(qapp: QApplication) -> None:
    (first, _second) = pages_of(reception_slip_pdf(VISITS, BANDS))
    assert all(first.count(band) == 4 for band in BANDS.age_bands)
    assert "お名前" not in first
    assert "目的" not in first


def test_a_long_purpose_stays_above_the_foot(qapp: QApplication) -> None:
    """The rule above the foot, 19 mm from the edge, is crossed by no letter."""
    pdf = reception_slip_pdf(VISITS[:1], ALL)
    (page,) = pages_of(pdf)
    assert "…" in page
    pixels = pixels_of(pdf, dpi=254)  # ten to a millimetre
    just_above = pixels[1279:1291, : pixels.shape[1] // 2 - 10]
    assert np.all(just_above > 200)
