"""Cards and letters are filled from the register; without anything done there is nothing to thank for."""

from datetime import date

import pytest

from core.clock import FixedClock
from core.problem import Problem
from core.supporter_card import supporter_code
from desktop.app.desk import Desk
from desktop.app.settings import change_setting
from desktop.app.shifts import scan_shift
from desktop.app.supporter_papers import Thanks, supporter_card_paper, thanks_paper
from tests.app.supporting import planned, registered
from tests.printing.reading import qr_codes, text_of


def test_a_card_is_the_one_that_begins_the_shift(desk: Desk) -> None:
    change_setting(desk, "supporter_label", "支援員")
    person = registered(desk)
    paper = supporter_card_paper(desk, [person.supporter_id])
    (seen,) = qr_codes(paper.pdf)
    assert scan_shift(desk, seen.text).supporter == person
    assert "支援員証" in text_of(paper.pdf)
    assert "山田" not in paper.filename
    with pytest.raises(Problem) as refused:
        supporter_card_paper(desk, [])
    assert refused.value.code == "supporter_cards_none"


def test_a_letter_counts_what_was_done_in_its_period(desk: Desk, clock: FixedClock) -> None:
    person = registered(desk)
    planned(desk, starts="09:00", ends="12:00")
    for _scan in range(2):
        scan_shift(desk, supporter_code(person.supporter_id))
        clock.advance(minutes=90)
    told = Thanks(person.supporter_id, date(2026, 4, 1), date(2027, 3, 31), "letter", ("西東京市長", "山川 太郎"))
    text = text_of(thanks_paper(desk, told).pdf)
    for words in ("山田 花子", "1時間30分", "1回（1日）", "令和8年4月1日から令和9年3月31日まで", "山川 太郎"):
        assert words in text
    with pytest.raises(Problem) as refused:
        thanks_paper(desk, Thanks(person.supporter_id, date(2025, 4, 1), date(2026, 3, 31)))
    assert refused.value.code == "thanks_nothing"
