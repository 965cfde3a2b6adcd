"""The handout for what was asked: given once, printed again only with a reason, taken back, told of, replaced."""

import pytest

from core.assets import asset_path
from core.clock import FixedClock
from core.facts import GivenHandout
from core.handouts import Register
from core.kinds import SessionPlanned
from core.problem import Problem
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.handouts import (
    LONGEST_FEEDBACK,
    HandoutOrder,
    Reprint,
    give_from_stock,
    handouts_for,
    leaflet_paper,
    print_handouts,
    send_feedback,
    take_back_handouts,
)
from desktop.app.kept_prints import paper_again
from desktop.app.own_handouts import handouts_here, keep_own_handout
from desktop.app.sessions import open_session, plan_session
from desktop.app.walk_in import receive_walk_in
from tests.printing.reading import text_of

WIFI = asset_path("catalogue", "handouts", "H01.toml").read_text("utf-8")


@pytest.fixture
def consultation_id(desk: Desk) -> str:
    """Somebody asked about Wi-Fi and, besides, about buttons."""
    open_day(desk)
    visit = receive_walk_in(desk, "70s").attendance
    assert visit is not None
    form = ConsultationForm("T02-01", "O1", 15, more_topics=("T01-01",), attendance_id=visit.attendance_id)
    return record_consultation(desk, form).consultation.consultation_id


def plan(day: str, venue: str, session_kind: str = "consultation") -> SessionPlanned:
    return SessionPlanned(
        title="スマホの会", day=day, starts="10:00", ends="12:00", venue=venue, session_kind=session_kind
    )


def given_rows(desk: Desk) -> list[GivenHandout]:
    return desk.store.facts.where(GivenHandout, "voided = 0", [], order="at, given_id")


def refused(desk: Desk, order: HandoutOrder) -> str:
    with pytest.raises(Problem) as problem:
        print_handouts(desk, order)
    assert problem.value.next_step
    return problem.value.code


def test_each_handout_is_found_once_and_a_topic_without_one_is_told(desk: Desk) -> None:
    choice = handouts_for(desk, ["T05-01", "T10-01", "T02-01", "T02-03"])
    assert [each.id for each in choice.handouts] == ["H06", "H01"]
    assert choice.unmet == ("T10-01",)


def test_a_print_is_recorded_before_there_is_a_paper(desk: Desk, consultation_id: str) -> None:
    printed = print_handouts(desk, HandoutOrder(("H01", "H09"), Register.EASY, consultation_id=consultation_id))
    rows = given_rows(desk)
    assert {row.given_id for row in rows} == set(printed.ids)
    assert {(row.handout, row.register, row.version, row.printed) for row in rows} == {
        ("H01", "easy", 1, 1),
        ("H09", "easy", 1, 1),
    }
    assert {row.consultation_id for row in rows} == {consultation_id}
    assert all(row.attendance_id for row in rows)
    assert GivenHandout in printed.changed
    assert printed.paper is not None
    assert printed.paper.pdf.startswith(b"%PDF")


def test_the_leaflet_tells_what_was_asked_and_the_next_consultation_day(desk: Desk, consultation_id: str) -> None:
    plan_session(desk, plan("2026-11-28", "柳沢公民館", "course"))
    plan_session(desk, plan("2026-12-05", "田無公民館"))
    text = text_of(leaflet_paper(desk, HandoutOrder(("H01",), consultation_id=consultation_id)).pdf)
    compact = "".join(text.split())
    assert "Wi-Fi接続、電源・ボタン" in compact
    assert "12月5日（土）10:00から田無公民館" in compact
    assert given_rows(desk) == []


def test_the_venue_is_that_of_the_open_session(desk: Desk) -> None:
    open_session(desk, plan_session(desk, plan(desk.today.isoformat(), "柳橋出張所")).session.session_id)
    assert "柳橋出張所" in text_of(leaflet_paper(desk, HandoutOrder(("H01",))).pdf)


def test_a_visit_s_leaflet_tells_all_that_was_asked_in_it(desk: Desk, consultation_id: str) -> None:
    visit = given_visit(desk, consultation_id)
    text = text_of(leaflet_paper(desk, HandoutOrder(("H01",), attendance_id=visit)).pdf)
    assert "Wi-Fi接続、電源・ボタン" in "".join(text.split())


def given_visit(desk: Desk, consultation_id: str) -> str:
    order = HandoutOrder(("H06",), consultation_id=consultation_id)
    visit = desk.store.facts.one(GivenHandout, give_from_stock(desk, order).ids[0])
    assert visit is not None
    assert visit.attendance_id is not None
    return visit.attendance_id


def test_the_same_handout_is_printed_again_only_with_a_reason(desk: Desk, consultation_id: str) -> None:
    order = HandoutOrder(("H01",), consultation_id=consultation_id)
    print_handouts(desk, order)
    (row,) = given_rows(desk)
    assert refused(desk, order) == "handout_printed"
    assert refused(desk, HandoutOrder(("H01",), attendance_id=row.attendance_id)) == "handout_printed"
    assert len(given_rows(desk)) == 1
    print_handouts(desk, order, Reprint.LOST)
    assert sorted(row.reason or "" for row in given_rows(desk)) == ["", "lost"]


def test_another_register_another_visit_or_one_from_stock_is_no_reprint(desk: Desk, consultation_id: str) -> None:
    order = HandoutOrder(("H01",), consultation_id=consultation_id)
    give_from_stock(desk, order)
    print_handouts(desk, order)
    print_handouts(desk, HandoutOrder(("H01",), Register.EASY, consultation_id=consultation_id))
    print_handouts(desk, HandoutOrder(("H01",)))
    print_handouts(desk, HandoutOrder(("H01",)))
    assert [row.printed for row in given_rows(desk)].count(1) == 4


def test_from_stock_is_recorded_without_a_paper(desk: Desk, clock: FixedClock) -> None:
    given = give_from_stock(desk, HandoutOrder(("H08",)))
    (row,) = given_rows(desk)
    assert given.paper is None
    assert (row.printed, row.handout, row.day) == (0, "H08", clock.now().date().isoformat())


def test_what_was_given_by_mistake_is_taken_back_and_may_be_printed_again(desk: Desk, consultation_id: str) -> None:
    order = HandoutOrder(("H01", "H02"), consultation_id=consultation_id)
    take_back_handouts(desk, print_handouts(desk, order).ids)
    assert given_rows(desk) == []
    print_handouts(desk, order)
    assert len(given_rows(desk)) == 2


def test_nothing_is_recorded_of_what_is_not_there(desk: Desk) -> None:
    assert refused(desk, HandoutOrder(())) == "no_handout"
    assert refused(desk, HandoutOrder(("V77",))) == "handout_unknown"
    assert refused(desk, HandoutOrder(("H01",), consultation_id="none")) == "consultation_unknown"
    assert refused(desk, HandoutOrder(("H01",), attendance_id="none")) == "attendance_unknown"
    with pytest.raises(Problem, match="見つかりません"):
        take_back_handouts(desk, ["none"])
    assert given_rows(desk) == []


def test_a_word_on_a_text_goes_to_headquarters_without_numbers(desk: Desk) -> None:
    def told() -> list[str]:
        rows = desk.store.db.execute("SELECT data FROM event WHERE kind = 'handout.feedback'").fetchall()
        return [row[0].decode("utf-8", "replace") for row in rows]

    send_feedback(desk, "H01", " 図を大きくしてほしい ")
    assert "図を大きくしてほしい" in told()[0]
    for wrong in ("番号は 1234 5678 9018 です", "  ", "あ" * (LONGEST_FEEDBACK + 1)):
        with pytest.raises(Problem):
            send_feedback(desk, "H01", wrong)
    assert len(told()) == 1


def test_a_text_of_the_site_s_own_is_given_first(desk: Desk) -> None:
    keep_own_handout(desk, WIFI.replace('"H01"', '"V01"').encode())
    assert [each.id for each in handouts_for(desk, ["T02-01"]).handouts] == ["V01"]
    assert len(handouts_here(desk).all) == 11


def test_a_newer_version_replaces_and_is_recorded_as_such(desk: Desk, consultation_id: str) -> None:
    order = HandoutOrder(("H01",), consultation_id=consultation_id)
    print_handouts(desk, order)
    keep_own_handout(desk, WIFI.replace("version = 1", "version = 2").encode())
    print_handouts(desk, order)
    assert sorted(row.version for row in given_rows(desk)) == [1, 2]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("version = 1", "version = 1", "handout_older"),
        ("'*「Wi-Fi」*を押します。'", "'*「Wi-Fi」を押します。'", "handout_markup"),
        ("「接続」", "「1234 5678 9018」", "my_number"),
        ("icon", "image", "handout_broken"),
    ],
)
def test_a_text_that_cannot_be_kept_changes_nothing(desk: Desk, old: str, new: str, code: str) -> None:
    with pytest.raises(Problem) as problem:
        keep_own_handout(desk, WIFI.replace(old, new).encode())
    assert problem.value.code == code
    assert [each.version for each in handouts_here(desk)] == [1] * 10


def test_a_group_gets_one_leaflet_and_a_record_for_each(desk: Desk, consultation_id: str) -> None:
    other = receive_walk_in(desk, "60s").attendance
    assert other is not None
    also = (HandoutOrder(("H01",), attendance_id=other.attendance_id),)
    order = HandoutOrder(("H01",), consultation_id=consultation_id)
    given = print_handouts(desk, order, also=also)
    assert len(given.ids) == len(given_rows(desk)) == 2
    with pytest.raises(Problem) as problem:
        print_handouts(desk, HandoutOrder(("H01",)), also=also)
    assert problem.value.code == "handout_printed"
    assert len(give_from_stock(desk, order, also=also).ids) == 2


def test_a_leaflet_is_made_again_from_its_request(desk: Desk, consultation_id: str) -> None:
    paper = print_handouts(desk, HandoutOrder(("H01",), Register.EASY, consultation_id=consultation_id)).paper
    assert paper is not None
    assert paper.request is not None
    again = paper_again(desk, paper.request)
    assert "".join(text_of(again.pdf).split()) == "".join(text_of(paper.pdf).split())
    assert len(given_rows(desk)) == 1
