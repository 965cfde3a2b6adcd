"""Dates, times and ages as offices write them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.age_band import AgeBand
from core.tables.cells import Cell
from core.tables.dates import read_age_band, read_birth_date, read_day, read_end, read_minutes, read_time
from core.wareki import ERAS, era_of, era_year, wareki

TODAY = date(2026, 11, 21)
BORN = date(1950, 4, 1)
ANY_CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.from_regex(r"[MTSHR㍼昭和令0-9./\-年月日() 時分:]{1,16}"),
)


@pytest.mark.parametrize(
    "written",
    [
        "1950-04-01", "1950/4/1", "1950.4.1", "1950年4月1日", "１９５０／４／１", "19500401", "1950/4/1(土)",
        "1950年4月1日生", "西暦1950年4月1日", "S25.4.1", "S25/4/1", "s25-4-1", "昭和25年4月1日", "昭和２５年４月１日",
        "昭和 25 年 4 月 1 日", "昭25.4.1",
        "㍼25.4.1", "S250401", "3250401", "昭和.25.4.1", "18354", 18354, 18354.0, BORN,
        datetime(1950, 4, 1), "'1950/4/1", '="1950/4/1"',
    ],
)  # fmt: skip
def test_one_day_in_every_way_of_writing(written: Cell) -> None:
    assert read_birth_date(written, TODAY) == BORN


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("R1/4/1", date(2019, 4, 1)),
        ("H31.4.30", date(2019, 4, 30)),
        ("S64.1.7", date(1989, 1, 7)),
        ("T15.12.24", date(1926, 12, 24)),
        ("M45.1.1", date(1912, 1, 1)),
    ],
)
def test_the_edges_of_eras(written: str, day: date) -> None:
    assert read_birth_date(written, TODAY) == day


@pytest.mark.parametrize(
    "written",
    ["25/4/1", "50/4/1", "1950/13/1", "1950/2/30", "S65.1.1", "H32.1.1", "2027/1/1", "1890/1/1", "令和元年", "昭和25年",
     "4/1", "12345678", "S0.1.1", "", "不詳", "70"],
)  # fmt: skip
def test_what_is_no_day_or_could_be_two_is_not_guessed(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_birth_date(written, TODAY)


@given(st.dates(ERAS[-1].begins, TODAY))
def test_every_japanese_date_is_read_back(day: date) -> None:
    letter = f"{era_of(day).letter}{era_year(day)}.{day.month}.{day.day}"
    late = day.replace(year=max(day.year, TODAY.year - 120)) if (day.month, day.day) != (2, 29) else None
    if late and era_of(late) == era_of(day):
        assert read_birth_date(wareki(late), TODAY) == late
    assert read_day(letter, TODAY) == day


@given(ANY_CELL)
def test_no_cell_breaks_a_reader(cell: Cell) -> None:
    for read in (lambda c: read_birth_date(c, TODAY), lambda c: read_day(c, TODAY), read_time, read_age_band):
        try:
            read(cell)
        except (ValueError, OverflowError):
            continue


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("11/21", TODAY),
        ("11月21日（土）", TODAY),
        ("12月1日 火曜日", date(2026, 12, 1)),
        ("1/5", date(2027, 1, 5)),
        ("R8.11.21 10:00～11:00", TODAY),
        ("2026年11月21日（土・祝） 午後1時", TODAY),
        (datetime(2026, 11, 21, 10, 0), TODAY),
        (46347, TODAY),
    ],
)
def test_the_day_of_a_booking(written: Cell, day: date) -> None:
    assert read_day(written, TODAY) == day


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("10:00", time(10)),
        ("10:00〜10:30", time(10)),
        ("１０時", time(10)),
        ("13時30分", time(13, 30)),
        ("午後1時半", time(13, 30)),
        ("午後12時", time(12)),
        ("午前12時", time(0)),
        ("1:30 PM", time(13, 30)),
        ("①10:00", time(10)),
        ("1000", time(10)),
        (0.4375, time(10, 30)),
        (time(10, 30), time(10, 30)),
        (timedelta(hours=10, minutes=30), time(10, 30)),
        (datetime(2026, 11, 21, 10, 30), time(10, 30)),
    ],
)
def test_the_time_of_a_booking(written: Cell, moment: time) -> None:
    assert read_time(written) == moment


@pytest.mark.parametrize("written", ["第2回", "午前", "25:00", "10:70", "", "終日"])
def test_no_time_of_day(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_time(written)


@pytest.mark.parametrize(
    ("written", "band"),
    [
        ("70代", AgeBand.SEVENTIES),
        ("７０歳代", AgeBand.SEVENTIES),
        ("70代前半", AgeBand.SEVENTIES),
        ("満72才", AgeBand.SEVENTIES),
        (72.0, AgeBand.SEVENTIES),
        ("19", AgeBand.AGED_18_19),
        ("18歳・19歳", AgeBand.AGED_18_19),
        ("18歳未満", AgeBand.UNDER_18),
        ("80代以上", AgeBand.OVER_80),
        ("80歳以上", AgeBand.OVER_80),
        ("90代", AgeBand.OVER_80),
        ("10代", AgeBand.UNKNOWN),
        ("80plus", AgeBand.OVER_80),
    ],
)
def test_ages_and_decades(written: Cell, band: AgeBand) -> None:
    assert read_age_band(written) is band


@pytest.mark.parametrize("written", ["七十十", "二百三十", "百百", "150", "75代", "若い", "70代と80代", "-5"])
def test_no_age(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_age_band(written)


@pytest.mark.parametrize(
    ("written", "band"),
    [
        ("七十代", AgeBand.SEVENTIES),
        ("七〇代", AgeBand.SEVENTIES),
        ("六十五歳", AgeBand.SIXTIES),
        ("八十代以上", AgeBand.OVER_80),
        ("百二歳", AgeBand.OVER_80),
        ("十八歳未満", AgeBand.UNDER_18),
        ("十九歳", AgeBand.AGED_18_19),
    ],
)
def test_ages_in_kanji(written: str, band: AgeBand) -> None:
    assert read_age_band(written) is band


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("15", 15),
        (15, 15),
        (15.0, 15),
        ("１５分", 15),
        ("約20分", 20),
        ("1時間", 60),
        ("1時間30分", 90),
        ("1時間半", 90),
        (time(0, 15), 15),
        (timedelta(minutes=45), 45),
    ],
)
def test_how_long_it_took(cell: Cell, minutes: int) -> None:
    assert read_minutes(cell) == minutes


@pytest.mark.parametrize("cell", ["", "長い", "15:00", "-5", "1e3", "十五分くらいか"])
def test_no_duration(cell: Cell) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_minutes(cell)


def test_the_end_of_a_span_in_one_cell() -> None:
    assert read_end("13:00〜16:30") == time(16, 30)
    assert read_end("午後1時から午後3時半") == time(15, 30)
    assert read_end("13:00") is None
