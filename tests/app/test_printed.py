"""A paper never comes out twice by mistake, on whichever laptop of the site it was printed."""

from datetime import date
from pathlib import Path

import pytest

from core.card_code import CodeKind
from core.clock import FixedClock
from core.kinds import PersonRegistered, SessionPlanned
from core.paper_marks import PaperMark
from core.problem import Problem
from desktop.app.cards import give_card
from desktop.app.desk import NOTHING, Desk
from desktop.app.kept_prints import KeptPrint, keep_prints, kept_prints, paper_again
from desktop.app.paper import (
    blank_card_sheet,
    card_paper,
    daily_sheet_paper,
    reception_slips,
    scanner_test,
    slips,
    tickets,
)
from desktop.app.paper_requests import BlankRequest, PosterRequest, SetRequest
from desktop.app.people import add_person
from desktop.app.poster import PosterWords, keep_poster_words, poster_paper, sessions_to_announce
from desktop.app.printed import Again, free_numbers, next_number, note_printed, note_saved, printed_before
from desktop.app.printers import use_printer, usual_printer
from desktop.app.sessions import cancel_session, plan_session
from desktop.app.settings import change_setting
from desktop.app.walk_in import receive_walk_in
from tests.helpers.apart import meet, two_laptops
from tests.printing.reading import qr_codes, size_in_mm, text_of

DAY = date(2026, 11, 21)
PLAN = SessionPlanned(title="スマホ相談会", day="2026-11-28", starts="10:00", ends="12:00", venue="田無公民館")


def _mark(paper: PaperMark | None) -> PaperMark:
    assert paper is not None
    return paper


def test_nothing_was_printed_until_a_printer_took_it(desk: Desk) -> None:
    mark = _mark(slips(desk, DAY, 20).mark)
    assert printed_before(desk, mark) is None
    note_printed(desk, mark, 2, Again.LOST)
    before = printed_before(desk, mark)
    assert before is not None
    assert (before.copies, before.again, before.at) == (2, "lost", desk.now)


def test_one_shared_number_is_enough_to_ask_why(desk: Desk) -> None:
    note_printed(desk, _mark(slips(desk, DAY, 20, 501).mark), 1)
    assert printed_before(desk, _mark(slips(desk, DAY, 10, 520).mark))
    assert printed_before(desk, _mark(slips(desk, DAY, 10, 521).mark)) is None
    assert printed_before(desk, _mark(tickets(desk, DAY, 20, 501).mark)) is None
    assert printed_before(desk, _mark(slips(desk, date(2026, 11, 22), 20, 501).mark)) is None


def test_the_next_set_is_offered_the_next_numbers(desk: Desk) -> None:
    assert next_number(desk, "slips", DAY) == 501
    note_printed(desk, _mark(slips(desk, DAY, 20, 501).mark), 1)
    assert next_number(desk, "slips", DAY) == 521
    assert next_number(desk, "tickets", DAY) == 501
    assert {each.day: each.first for each in free_numbers(desk, "slips")}[DAY] == 521
    note_printed(desk, _mark(slips(desk, DAY, 20, 980).mark), 1)
    with pytest.raises(Problem) as told:
        slips(desk, DAY, 1, next_number(desk, "slips", DAY))
    assert told.value.code == "paper_numbers"
    assert {each.day: each.first for each in free_numbers(desk, "slips")}[DAY] == 999


def test_a_saved_set_gives_its_numbers_away_and_was_not_printed(desk: Desk) -> None:
    mark = _mark(slips(desk, DAY, 20).mark)
    note_saved(desk, mark)
    assert next_number(desk, "slips", DAY) == 521
    assert printed_before(desk, mark) is None
    assert note_saved(desk, PaperMark("card", "x")) == note_saved(desk, None) == NOTHING


def test_two_laptops_know_of_each_other_after_an_exchange(tmp_path: Path, clock: FixedClock) -> None:
    with two_laptops(tmp_path, clock) as (first, second):
        person = add_person(first, PersonRegistered(age_band="70s")).person
        card = give_card(first, person.person_id).card
        mark = _mark(card_paper(first, card.card_id).mark)
        note_printed(first, mark, 1)
        note_printed(first, _mark(slips(first, DAY, 20).mark), 1)
        assert printed_before(second, mark) is None
        meet(first, second)
        assert printed_before(second, mark)
        assert next_number(second, "slips", DAY) == 501  # its own letter: B501


def test_blank_cards_never_bear_the_same_codes(desk: Desk) -> None:
    one, other = blank_card_sheet(desk), blank_card_sheet(desk)
    assert one.mark != other.mark
    codes = [{seen.text for seen in qr_codes(paper.pdf)} for paper in (one, other)]
    assert len(codes[0] | codes[1]) == 20


def test_a_daily_sheet_with_other_figures_is_another_paper(desk: Desk) -> None:
    first = daily_sheet_paper(desk, desk.today).mark
    assert daily_sheet_paper(desk, desk.today).mark == first
    receive_walk_in(desk, "70s", admit=True)
    assert daily_sheet_paper(desk, desk.today).mark != first


def test_the_scanner_test_may_be_printed_at_any_time(desk: Desk) -> None:
    assert scanner_test(desk).mark is None


def test_what_is_still_to_be_printed_is_kept_and_made_again(desk: Desk) -> None:
    paper = slips(desk, DAY, 4, 511)
    assert paper.request is not None
    assert paper.mark is not None
    kept = KeptPrint(paper.title, "複合機", 2, desk.now, paper.request, paper.mark, "lost", sent=True)
    keep_prints(desk, (kept,))
    assert kept_prints(desk) == (kept,)
    again = paper_again(desk, kept.request)
    assert (again.mark, again.pdf) == (paper.mark, paper.pdf)
    keep_prints(desk, ())
    assert kept_prints(desk) == ()


@pytest.mark.parametrize("text", ["", "{", '[{"title": 1}]', '[{"request": {"type": "of a later version"}}]'])
def test_what_cannot_be_read_is_no_reason_to_stop(desk: Desk, text: str) -> None:
    desk.store.settings.put("printing.kept", text)
    assert kept_prints(desk) == ()


def test_a_blank_sheet_that_is_made_again_bears_other_codes(desk: Desk) -> None:
    paper = blank_card_sheet(desk)
    assert paper.request == BlankRequest()
    assert paper_again(desk, BlankRequest()).mark != paper.mark


def test_the_printer_is_remembered_for_each_size(desk: Desk) -> None:
    assert usual_printer(desk, "A4") == ""
    change_setting(desk, "printer", "1階")
    use_printer(desk, "カード", "カード用")
    assert (usual_printer(desk, "A4"), usual_printer(desk, "カード")) == ("1階", "カード用")


def test_reception_slips_carry_the_codes_of_the_slips_and_ask_for_nothing_by_default(desk: Desk) -> None:
    paper = reception_slips(desk, DAY, 4)
    words = text_of(paper.pdf)
    assert "マイナンバー" in words
    assert "80代以上" in words
    assert not any(label in words for label in ("お名前", "ふりがな", "電話番号", "生年月日", "目的"))
    same = {seen.text for page in range(2) for seen in qr_codes(slips(desk, DAY, 4).pdf, page)}
    assert {seen.text for seen in qr_codes(paper.pdf)} == same
    assert all(text.startswith(CodeKind.SLIP) for text in same)


def test_reception_slips_ask_for_what_is_switched_on_and_say_what_for(desk: Desk) -> None:
    change_setting(desk, "visitor_fields", "name,phone")
    change_setting(desk, "visitor_fields_purpose", "次回のご案内のため")
    words = text_of(reception_slips(desk, DAY, 4).pdf)
    assert all(label in words for label in ("お名前", "電話番号", "次回のご案内のため"))
    assert "生年月日" not in words


def test_a_poster_tells_the_session_and_the_sites_own_words(desk: Desk) -> None:
    session = plan_session(desk, PLAN).session
    keep_poster_words(desk, PosterWords("042-461-1170", "充電器", "https://www.example.lg.jp/sumaho"))
    paper = poster_paper(desk, PosterRequest(session.session_id, "a3"))
    assert size_in_mm(paper.pdf) == pytest.approx((297, 420), abs=0.5)
    words = text_of(paper.pdf)
    assert all(
        each in words for each in ("スマホ相談会", "令和8年", "11月28日（土）", "10:00", "042-461-1170", "充電器")
    )
    assert [seen.text for seen in qr_codes(paper.pdf)] == ["https://www.example.lg.jp/sumaho"]
    assert [each.session_id for each in sessions_to_announce(desk)] == [session.session_id]
    assert _mark(paper.mark) != _mark(poster_paper(desk, PosterRequest(session.session_id, "a4")).mark)


@pytest.mark.parametrize(
    "url", ["http://example.jp/", "example.jp", "https://", "https://a b.jp/", "javascript:alert(1)"]
)
def test_only_an_https_page_stands_on_a_poster(desk: Desk, url: str) -> None:
    with pytest.raises(Problem) as told:
        keep_poster_words(desk, PosterWords(url=url))
    assert told.value.code == "poster_url"


def test_there_is_no_poster_of_a_cancelled_session(desk: Desk) -> None:
    session = plan_session(desk, PLAN).session
    cancel_session(desk, session.session_id)
    assert sessions_to_announce(desk) == []
    with pytest.raises(Problem) as told:
        poster_paper(desk, PosterRequest(session.session_id))
    assert told.value.code == "session_cancelled"


def test_numbers_that_run_out_are_told(desk: Desk) -> None:
    with pytest.raises(Problem) as told:
        paper_again(desk, SetRequest("reception_slips", DAY, 20, 990))
    assert told.value.code == "paper_numbers"
