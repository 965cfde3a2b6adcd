"""People from tables: nobody twice, nobody lost, nothing kept that the site does not keep."""

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from core.card_code import CodeKind, new_code
from core.clock import FixedClock
from core.facts import Card, Person
from core.kinds import PersonRegistered
from core.problem import Problem
from core.tables.meanings import OF_PEOPLE, Meaning
from desktop.app.cards import issue_card
from desktop.app.desk import Desk
from desktop.app.importing import tables
from desktop.app.importing.people import PeopleImport
from desktop.app.importing.summary import Summary, rows_to_look_at_csv, summary
from desktop.app.importing.tables import Table, kept_here, open_book, read_table, table_of
from desktop.app.importing.work import Progress, finish, go_on
from desktop.app.people import add_person, erase_person
from desktop.app.settings import change_setting
from desktop.storage.store import open_store
from tests.helpers.offices import PEOPLE, Value, write_csv, write_xlsx
from tests.helpers.sites import KEY

YAMADA: Sequence[Value] = ("山田 花子", "ヤマダ ハナコ", "090-1234-5678", "S25.4.1")
SATO: Sequence[Value] = ("佐藤 一郎", "サトウ イチロウ", "042-461-1234", "1948/1/31")
MY_NUMBER = "123456789018"


@pytest.fixture
def named(desk: Desk) -> Desk:
    """A site that keeps all four fields."""
    change_setting(desk, "visitor_fields", "name,kana,phone,birth_date")
    return desk


def prepare(desk: Desk, path: Path, batch: int = 1_000) -> tuple[PeopleImport, Summary]:
    """Compared, and not taken in."""
    book = open_book(path)
    table = table_of(book, OF_PEOPLE)
    done = PeopleImport(read_table(table, kept_here(desk)), batch)
    finish(desk, done.compare)
    return done, summary(book, table, done)


def take_in(desk: Desk, path: Path) -> Summary:
    """From file to record."""
    book = open_book(path)
    table = table_of(book, OF_PEOPLE)
    done = PeopleImport(read_table(table, kept_here(desk)))
    finish(desk, done.compare)
    finish(desk, done.take_in)
    return summary(book, table, done)


def people(desk: Desk) -> list[Person]:
    return desk.store.facts.where(Person, "erased = 0", order="kana, age_band")


def looks(told: Summary) -> list[tuple[int, str]]:
    return [(each.row, each.code) for each in told.to_look_at]


def test_the_people_of_a_table_are_on_record(named: Desk, tmp_path: Path) -> None:
    told = take_in(named, write_xlsx(tmp_path / "名簿.xlsx", ("来場者名簿",), (), PEOPLE, YAMADA, SATO, ("合計", 2)))
    assert (told.rows, told.new, told.added, told.known, told.refused, told.totals) == (2, 2, 2, 0, 0, 1)
    first, second = people(named)
    assert (first.name, first.phone, first.birth_date) == ("佐藤 一郎", "042-461-1234", "1948-01-31")
    assert (second.kana, second.age_band) == ("ヤマダ ハナコ", "70s")
    assert named.store.facts.search.find("はなこ") == [second.person_id]


def test_by_default_a_number_and_an_age_band(desk: Desk, tmp_path: Path) -> None:
    told = take_in(desk, write_csv(tmp_path / "名簿.csv", PEOPLE, YAMADA, ("", "", "", "H20.1.1")))
    assert [(each.field, each.rows) for each in told.left_out] == [
        ("name", 1),
        ("kana", 1),
        ("phone", 1),
        ("birth_date", 2),
    ]
    assert [(each.name, each.age_band) for each in people(desk)] == [(None, "18-19"), (None, "70s")]
    assert not any("山田".encode() in data for data in _bytes(desk))


def test_the_same_file_again_adds_nothing_in_any_order_or_with_more_rows(named: Desk, tmp_path: Path) -> None:
    rows: list[Sequence[Value]] = [
        *((f"田中 {n}子", "", f"0901111{n:04}", "") for n in range(30)),
        *(("鈴木", "", "", ""),) * 3,  # three of one name, of whom no more is known
        *(("", "", "", "S25.4.1"),) * 2,
        ("髙橋", "タカハシ", "", ""),
    ]
    assert take_in(named, write_csv(tmp_path / "a.csv", PEOPLE, *rows)).added == 36
    assert take_in(named, write_csv(tmp_path / "a.csv", PEOPLE, *rows)).added == 0
    random.Random(1).shuffle(rows)
    more = [*rows[:7], YAMADA, *rows[7:], ("鈴木", "", "", "")]
    told = take_in(named, write_xlsx(tmp_path / "b.xlsx", PEOPLE, *more))
    assert told.added == 2
    assert len(people(named)) == 38


def test_two_nobodies_that_look_alike_are_two_and_stay_two(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ("年代",), ("70代",), ("70代",), ("80代以上",))
    assert take_in(desk, path).added == 3
    told = take_in(desk, path)
    assert (told.added, told.known) == (0, 3)
    assert [each.age_band for each in people(desk)] == ["70s", "70s", "80plus"]


def test_the_order_of_columns_does_not_make_another_row(named: Desk, tmp_path: Path) -> None:
    take_in(named, write_csv(tmp_path / "a.csv", ("氏名", "年齢"), ("山田花子", 72)))
    told = take_in(named, write_csv(tmp_path / "b.csv", ("備考", "年代", "お名前"), ("x", "70代", "山田　花子")))
    assert (told.added, told.known) == (0, 1)


def test_a_birthday_in_between_makes_nobody_new(desk: Desk, tmp_path: Path, clock: FixedClock) -> None:
    change_setting(desk, "visitor_fields", "name")
    path = write_csv(tmp_path / "a.csv", ("氏名", "生年月日"), ("森", "1956/11/22"), ("森", "1990/1/1"))
    assert take_in(desk, path).added == 2
    clock.advance(days=2)
    assert take_in(desk, path).added == 0
    assert [each.age_band for each in people(desk)] == ["30s", "60s"]


def test_stopped_in_the_middle_whole_batches_stand_and_it_goes_on_later(named: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ("年代", "氏名"), *(("70代", f"田中{n % 3}") for n in range(10)))
    work, _ = prepare(named, path, batch=4)
    taking = work.take_in
    assert go_on(named, taking) == Progress(4, 10, changed=frozenset({Person}))
    assert len(people(named)) == 4
    rest, told = prepare(named, path)
    assert (told.new, told.known) == (6, 4)
    finish(named, rest.take_in)
    assert prepare(named, path)[1].new == 0
    assert len(people(named)) == 10


def test_a_crash_between_mark_and_record_loses_nobody(desk: Desk, tmp_path: Path, clock: FixedClock) -> None:
    path = write_csv(tmp_path / "a.csv", ("年代",), ("70代",), ("60代",))
    work, _ = prepare(desk, path)

    def power_cut(*_drafts: object, staff_id: str | None) -> None:
        raise KeyboardInterrupt

    object.__setattr__(desk.store, "record", power_cut)
    with pytest.raises(KeyboardInterrupt):
        finish(desk, work.take_in)
    desk.store.close()
    desk.store = open_store(desk.store.path, KEY, clock)
    assert take_in(desk, path).added == 2
    assert take_in(desk, path).added == 0


def test_somebody_on_record_is_not_written_over(named: Desk, tmp_path: Path) -> None:
    add_person(named, PersonRegistered(name="山田 花子", phone="09012345678", age_band="70s"))
    told = take_in(named, write_csv(tmp_path / "a.csv", PEOPLE, YAMADA))
    assert (told.added, told.known) == (0, 1)
    (line,) = told.to_look_at
    assert (line.row, line.code, line.taken) == (2, "on_record", False)
    assert line.meanings == (Meaning.KANA, Meaning.BIRTH_DATE)
    assert line.columns == ("B", "D")
    assert people(named)[0].kana is None


@pytest.mark.parametrize(
    ("kept", "row", "added"),
    [
        (PersonRegistered(name="山田花子"), ("山田　花子", "", "", ""), 0),
        (PersonRegistered(name="山田花子", kana="やまだはなこ"), ("", "ヤマダ ハナコ", "", ""), 0),
        (PersonRegistered(name="山田花子", phone="0424611234"), ("山田花子", "", "090-1111-2222", ""), 1),
        (PersonRegistered(name="山田花子", birth_date="1950-04-01"), ("山田花子", "", "", "S26.4.1"), 1),
        (PersonRegistered(name="山田花子", birth_date="1950-04-01"), ("山田花子", "", "0424611234", "S25.4.1"), 0),
        (PersonRegistered(name="高橋花子"), ("髙橋花子", "", "", ""), 0),
        (PersonRegistered(name="山田花子", kana="やまだはなこ"), ("山田花子", "ヤマダカコ", "", ""), 1),
        (PersonRegistered(name="山田花子", phone="0424611234"), ("山田太郎", "", "0424611234", ""), 1),
        (PersonRegistered(name="山田花子", age_band="40s"), ("山田花子", "", "", "S25.4.1"), 1),
    ],
)
def test_who_is_the_same_person(
    named: Desk, tmp_path: Path, kept: PersonRegistered, row: Sequence[Value], added: int
) -> None:
    add_person(named, kept)
    assert take_in(named, write_csv(tmp_path / "a.csv", PEOPLE, row)).added == added


def test_one_record_is_not_two_people_of_a_table(named: Desk, tmp_path: Path) -> None:
    add_person(named, PersonRegistered(name="佐藤"))
    path = write_csv(tmp_path / "a.csv", PEOPLE, ("佐藤", "", "", ""), ("佐藤", "", "", ""))
    assert (take_in(named, path).added, take_in(named, path).added) == (1, 0)


def test_a_row_that_tells_more_is_one_of_those_there_are(named: Desk, tmp_path: Path) -> None:
    take_in(named, write_csv(tmp_path / "a.csv", PEOPLE, *(("佐藤", "", "", ""),) * 3))
    told = take_in(named, write_csv(tmp_path / "b.csv", PEOPLE, ("佐藤", "", "", ""), ("佐藤", "サトウ", "", "")))
    assert (told.added, told.known, looks(told)) == (0, 2, [(3, "on_record")])


def test_the_same_person_twice_in_a_table_is_told(named: Desk, tmp_path: Path) -> None:
    told = take_in(named, write_csv(tmp_path / "a.csv", PEOPLE, YAMADA, SATO, YAMADA))
    assert (told.added, told.known) == (2, 1)
    assert looks(told) == [(4, "same_row")]


def test_bad_rows_are_told_and_the_good_ones_taken(named: Desk, tmp_path: Path) -> None:
    rows = (
        YAMADA,
        ("田中", "", "123", ""),
        ("", "", "", ""),
        (f"伊藤 {MY_NUMBER}", "", "", ""),
        ("森", "", "", "50/1/1"),
        SATO,
    )
    told = take_in(named, write_xlsx(tmp_path / "a.xlsx", PEOPLE, *rows))
    assert (told.rows, told.added, told.refused, told.empty) == (5, 2, 3, 1)
    assert looks(told) == [(3, "phone"), (5, "my_number"), (6, "birth_date")]
    said = rows_to_look_at_csv(told)
    assert said.startswith(b"\xef\xbb\xbf")
    assert said.decode("utf-8-sig").splitlines()[1] == "3,C,電話番号,電話番号が読めません。,していません"
    assert "伊藤" not in said.decode()
    assert not any(MY_NUMBER.encode() in data for data in _bytes(named))


def test_a_row_of_nothing_is_refused(desk: Desk, tmp_path: Path) -> None:
    told = take_in(desk, write_csv(tmp_path / "a.csv", ("氏名", "年代"), ("山田", ""), ("佐藤", "70代")))
    assert (told.added, looks(told)) == (1, [(2, "nothing")])


def test_cards_of_the_table_are_given_once(desk: Desk, tmp_path: Path) -> None:
    code, other = new_code(CodeKind.CARD), new_code(CodeKind.CARD)
    path = write_csv(tmp_path / "a.csv", ("カード番号", "年代"), (code, "70代"), (other, "60代"))
    assert take_in(desk, path).added == 2
    assert take_in(desk, path).added == 0
    assert {card.code for card in desk.store.facts.where(Card, "1")} == {code, other}


def test_a_card_that_somebody_else_holds_is_refused(named: Desk, tmp_path: Path) -> None:
    holder = add_person(named, PersonRegistered(name="佐藤一郎")).person
    code = issue_card(named, holder.person_id).card.code
    told = take_in(
        named, write_csv(tmp_path / "a.csv", ("カード番号", "氏名"), (code, "山田花子"), (code, "佐藤　一郎"))
    )
    assert (told.added, told.known, looks(told)) == (0, 1, [(2, "card_used")])


def test_who_was_erased_leaves_no_mark(named: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", PEOPLE, YAMADA)
    take_in(named, path)
    erase_person(named, people(named)[0].person_id)
    assert named.store.db.execute("SELECT count(*) FROM imported").fetchone() == (0,)


def test_marks_do_not_tell_what_they_are_of(named: Desk, tmp_path: Path) -> None:
    take_in(named, write_csv(tmp_path / "a.csv", PEOPLE, YAMADA))
    ((mark, person_id),) = named.store.db.execute("SELECT mark, entity_id FROM imported").fetchall()
    assert len(mark) == 16
    assert person_id == people(named)[0].person_id


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    for data, code in (
        (b"%PDF-1.7\n", "not_a_table"),
        (b"", "table_empty"),
        (b"PK\x03\x04", "table_damaged"),
        (b"\x89PNG\r\n", "not_a_table"),
    ):
        (tmp_path / "a.xlsx").write_bytes(data)
        with pytest.raises(Problem) as told:
            open_book(tmp_path / "a.xlsx")
        assert told.value.code == code
    with pytest.raises(Problem) as told:
        open_book(tmp_path / "none.csv")
    assert told.value.code == "file_not_read"


def test_a_list_longer_than_any_office_has_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that hold nothing, as formulas leave them when they are filled down to the end of a sheet, do not count."""
    monkeypatch.setattr(tables, "MOST_ROWS", 5)
    filled = [("山田花子", ""), *[("", "")] * 20, ("", "x")]
    assert len(open_book(write_csv(tmp_path / "a.csv", ("氏名", "電話"), *filled)).sheets) == 1
    with pytest.raises(Problem) as told:
        open_book(write_csv(tmp_path / "b.csv", ("氏名", "電話"), *[("山田花子", "")] * 5))
    assert told.value.code == "table_too_large"


def test_the_sheet_with_a_heading_is_taken_or_the_one_that_is_named(desk: Desk, tmp_path: Path) -> None:
    book = open_book(write_xlsx(tmp_path / "a.xlsx", PEOPLE, YAMADA, sheets=(("表紙", False), ("計算", True))))
    assert table_of(book, OF_PEOPLE).sheet.name == "名簿"
    with pytest.raises(Problem) as told:
        table_of(book, OF_PEOPLE, "名札")
    assert told.value.code == "sheet_unknown"
    with pytest.raises(Problem) as told:
        read_table(table_of(book, OF_PEOPLE, "表紙"), kept_here(desk))
    assert told.value.code == "no_heading"


def test_a_person_may_say_what_the_columns_mean(named: Desk, tmp_path: Path) -> None:
    table = table_of(
        open_book(write_csv(tmp_path / "a.csv", ("山田花子", "0424611234"), ("佐藤一郎", "0424611235"))), OF_PEOPLE
    )
    layout = table.layout.with_meaning(0, Meaning.NAME).with_meaning(1, Meaning.PHONE)
    read = read_table(Table(table.sheet, layout), kept_here(named))
    assert [(entry.row, entry.name, entry.phone) for entry in read.entries] == [
        (1, "山田花子", "0424611234"),
        (2, "佐藤一郎", "0424611235"),
    ]


def test_age_bands_are_as_of_today(named: Desk, tmp_path: Path) -> None:
    take_in(named, write_csv(tmp_path / "a.csv", PEOPLE, ("森", "", "", date(1956, 11, 22).isoformat())))
    assert people(named)[0].age_band == "60s"


def _bytes(desk: Desk) -> list[bytes]:
    return [data for (data,) in desk.store.db.execute("SELECT data FROM event").fetchall()]
