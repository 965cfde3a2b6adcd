"""Rows of sessions, receptions and consultations as offices write them down."""

from datetime import date, time
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.age_band import AgeBand
from core.assets import asset_path
from core.catalogue import load_catalogue
from core.tables.cells import Cell, Row, Sheet
from core.tables.desk_entries import AttendanceReader, ConsultationReader, DeskEntry, DeskReader, SessionReader
from core.tables.desk_words import DeskWords, session_kind
from core.tables.entries import Kept, entries
from core.tables.layout import recognise
from core.tables.meanings import OF_ATTENDANCE, OF_CONSULTATIONS, OF_SESSIONS, Meaning
from core.tickets import Ticket

WORDS = DeskWords(load_catalogue(asset_path("catalogue", "topics.toml")))
KEPT = Kept(frozenset(), date(2026, 11, 21))
WANTED = {ConsultationReader: OF_CONSULTATIONS, AttendanceReader: OF_ATTENDANCE, SessionReader: OF_SESSIONS}


def read(reader: type[DeskReader], *rows: tuple[Cell, ...]) -> list[DeskEntry]:
    sheet = Sheet("表", tuple(Row(number, cells) for number, cells in enumerate(rows, 1)))
    layout = recognise(sheet, WANTED[reader])
    found = entries(sheet, layout, KEPT, reader=partial(reader, words=WORDS))
    return [entry for entry in found if isinstance(entry, DeskEntry)]


def reasons(entry: DeskEntry) -> list[str]:
    return [fault.reason.value for fault in entry.faults]


def test_a_consultation_in_the_words_of_an_office() -> None:
    (entry,) = read(
        ConsultationReader,
        ("相談日", "開始時間", "終了時間", "整理番号", "相談内容", "結果", "方法", "担当者", "備考", "年代"),
        ("R8.11.20", "13:05", "13:20", "A501", "Wi-Fi接続", "解決", "来所", "森田", "写真の続き", "七十代"),
    )
    assert entry.faults == ()
    assert entry == DeskEntry(
        row=2,
        day=date(2026, 11, 20),
        begins=time(13, 5),
        ends=time(13, 20),
        ticket=Ticket("A", 501),
        number="A501",
        topics=("T02-01",),
        outcome="O1",
        minutes=15,
        channel="in_person",
        supporter="森田",
        note="写真の続き",
        age_band=AgeBand.SEVENTIES,
    )


@pytest.mark.parametrize(
    "heading",
    [
        ("日付", "始まり", "終わり", "名前"),
        ("開催日", "開始時刻", "終了時刻", "講座名"),
        ("日程", "始", "終了", "名称"),
    ],
)
def test_a_session_whatever_its_columns_are_called(heading: tuple[str, ...]) -> None:
    (entry,) = read(SessionReader, heading, ("2026/12/5", "10:00", "12:00", "秋の相談会"))
    assert entry.faults == ()
    assert (entry.day, entry.begins, entry.ends) == (date(2026, 12, 5), time(10), time(12))
    assert entry.title == "秋の相談会"


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("T02-01", ("T02-01",)),
        ("t02-01", ("T02-01",)),
        ("Ｗｉ－Ｆｉ接続", ("T02-01",)),
        ("LINE", ("T05-01",)),
        ("公衆Wi-Fi", ("T02-03",)),
        ("スマホ決済、LINE", ("T08-01", "T05-01")),
        ("Wi-Fi接続／地図", ("T02-01", "T04-03")),
    ],
)
def test_topics_by_code_and_in_words(words: str, codes: tuple[str, ...]) -> None:
    assert WORDS.topics(words) == codes


@pytest.mark.parametrize("words", ["", "なんでも", "スマホ", "T77-01", "LINE、なんでも", "あ" * 10_000])
def test_words_that_mean_no_topic_or_several_are_not_guessed(words: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        WORDS.topics(words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("O1", ("O1", "")),
        ("解決済み", ("O1", "")),
        ("携帯ショップ", ("O4", "O4-shop")),
        ("他の窓口をご案内（携帯ショップ）", ("O4", "O4-shop")),
        ("O4-188", ("O4", "O4-188")),
        ("継続", ("O3", "")),
    ],
)
def test_outcomes_and_where_somebody_was_sent(words: str, told: tuple[str, str]) -> None:
    assert WORDS.outcome(words) == told


def test_channels_and_kinds_of_sessions_in_words() -> None:
    assert [WORDS.channel(word) for word in ("面談", "TEL", "電子メール", "ＦＡＸ", "Zoom")] == [
        "in_person",
        "phone",
        "mail",
        "fax",
        "online",
    ]
    assert [session_kind(word) for word in ("講座", "定期相談会", "trial", "交流会")] == [
        "course",
        "regular",
        "trial",
        "social",
    ]


def test_what_a_consultation_lacks_is_told_by_column() -> None:
    heading = ("相談日", "内容", "結果", "所要時間", "方法", "番号", "メモ")
    rows = read(
        ConsultationReader,
        heading,
        ("2026/11/22", "なんでも", "たぶん", "長い", "のろし", "札の3", "個人番号 9832 0567 3214"),
        ("いつか", "", "", "", "", "12", "あ" * 10_000),
        ("2026/11/20", "Wi-Fi接続", "解決", "900", "", "", "🙂\u202eabc"),
    )
    assert reasons(rows[0]) == ["ticket", "future", "topic", "outcome", "minutes", "channel", "my_number"]
    assert reasons(rows[1]) == ["day", "no_topic", "no_outcome", "no_minutes", "too_long"]
    assert reasons(rows[2]) == ["minutes"]
    assert all(row.refused for row in rows)


def test_an_end_before_its_beginning_is_told_with_both_columns() -> None:
    heading = ("相談日", "開始", "終了", "内容", "結果")
    (row,) = read(ConsultationReader, heading, ("2026/11/20", "13:40", "13:30", "Wi-Fi接続", "解決"))
    assert [(fault.reason.value, fault.meanings) for fault in row.faults] == [("times", (Meaning.TIME, Meaning.ENDS))]


def test_a_reception_needs_its_day_and_a_session_its_times_and_name() -> None:
    (there,) = read(AttendanceReader, ("来場日", "整理番号", "年代"), ("2026/11/20", "Ａ５０２", "80歳以上"))
    assert (there.ticket, there.age_band, there.faults) == (Ticket("A", 502), AgeBand.OVER_80, ())
    (dayless,) = read(AttendanceReader, ("来場日", "整理番号", "年代"), ("", "7", "70代"))
    assert reasons(dayless) == ["no_day"]
    heading = ("開催日", "時間", "名称", "会場", "定員", "種別")
    sessions = read(
        SessionReader,
        heading,
        ("令和8年12月5日", "13:00〜16:00", "スマホ相談会", "田無公民館", "20名", "相談会"),
        ("2026/12/6", "16:00〜13:00", "", "", "多数", "お茶会"),
        ("", "13:00", "講座", "", "", ""),
    )
    assert (sessions[0].ends, sessions[0].quota, sessions[0].session_kind) == (time(16), 20, "consultation")
    assert reasons(sessions[0]) == []
    assert sorted(reasons(sessions[1])) == ["no_title", "quota", "session_kind", "times"]
    assert sorted(reasons(sessions[2])) == ["no_day", "no_end"]


def test_headings_of_the_desk_are_not_taken_for_those_of_people() -> None:
    sheet = Sheet("表", (Row(1, ("日付", "内容", "結果", "時間（分）", "担当", "備考", "マイナンバー")),))
    found = [column.meaning for column in recognise(sheet, OF_CONSULTATIONS).columns]
    assert found == [
        Meaning.DAY,
        Meaning.TOPIC,
        Meaning.OUTCOME,
        Meaning.MINUTES,
        Meaning.SUPPORTER,
        Meaning.NOTE,
        Meaning.SECRET,
    ]


@given(
    st.lists(
        st.one_of(st.none(), st.text(max_size=30), st.integers(), st.floats(), st.datetimes(), st.times()),
        min_size=10,
        max_size=10,
    )
)
def test_whatever_stands_in_a_row_is_read_or_refused_with_a_reason(cells: list[Cell]) -> None:
    heading = ("相談日", "開始", "終了", "整理番号", "相談内容", "結果", "分", "方法", "年代", "メモ")
    for entry in read(ConsultationReader, heading, tuple(cells)):
        told = entry.day and entry.topics and entry.outcome and entry.minutes is not None
        assert entry.refused or told
