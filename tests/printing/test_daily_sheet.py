from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.reports.daily_sheet import DailySheet
from desktop.printing.daily_sheet import STAMPS, daily_sheet_pdf
from tests.printing.days import SUPPORTERS, busy_day, empty_day
from tests.printing.reading import pages_of, size_in_mm, text_of

VISITORS_WORDS = ("name", "kana", "phone", "birth", "person_id", "visitor_name", "address")
SECTIONS = (
    "時間帯別の受付",
    "実施した回",
    "担当したサポーター・職員",
    "相談の内容と結果",
    "貸出",
    "現金",
    "事故・けが・苦情など",
    "要確認",
    "受付一覧",
    "相談一覧",
)


def test_no_part_of_the_sheet_has_room_for_a_visitors_name() -> None:
    about_visitors = {
        part.__name__: {field.name for field in fields(part)}
        for part in _parts(DailySheet)
        if part.__name__ not in ("Outcome", "TopicCount")  # what has a name there is the catalogue's
    }
    assert {"Reception", "ConsultationLine", "Loan", "IncidentCount", "Unsettled"} <= about_visitors.keys()
    for part, names in about_visitors.items():
        assert not {name for name in names if any(word in name for word in VISITORS_WORDS)}, part


def test_a_busy_day_fills_several_a4_pages_each_with_head_and_number() -> None:
    pdf = daily_sheet_pdf(busy_day())
    pages = pages_of(pdf)
    assert size_in_mm(pdf) == pytest.approx((210, 297), abs=0.1)
    assert len(pages) == 5
    for number, page in enumerate(pages, start=1):
        assert "日報" in page
        assert "令和8年11月21日（土）" in page
        assert "西東京市役所田無庁舎ロビー" in page
        assert f"{number} / {len(pages)} ページ" in page
        assert "印刷 令和8年11月21日 16:42" in page


def test_the_sections_come_in_order() -> None:
    text = text_of(daily_sheet_pdf(busy_day()))
    places = [text.index(f"\n{section}\n") for section in SECTIONS]
    assert places == sorted(places)


def test_persons_and_cases_and_visits_stand_apart() -> None:
    first = pages_of(daily_sheet_pdf(busy_day()))[0]
    for label, figure in (("延べ人数", "60"), ("実人員", "41"), ("相談者数", "38"), ("相談件数", "45")):
        assert f"{label}\n{figure}\n" in first
    assert "登録者のみ・匿名19人を除く" in first.replace("\n", "")
    assert "相談者数 38人・相談件数 45件" in first


def test_every_reception_and_consultation_is_listed_once() -> None:
    day = busy_day()
    pages = daily_sheet_pdf(day)
    receptions, consultations = text_of(pages).split("\n受付一覧\n")[1].split("\n相談一覧\n")
    listed = receptions.split("\n")
    for visit in day.receptions:
        assert listed.count(visit.ticket) == 1
    told = consultations.split("\n")
    assert told.count("面談") + told.count("電話") == len(day.consultation_lines)


def test_a_list_over_several_pages_repeats_its_heads() -> None:
    day = busy_day(visits=300, cases=300)
    pages = pages_of(daily_sheet_pdf(day))
    with_receptions = [page for page in pages if "お名前でさがす" in page]
    assert len(with_receptions) > 5
    assert all("受付の方法" in page for page in with_receptions)


def test_the_matrix_sums_up_to_the_cases() -> None:
    totals = busy_day().consultations
    text = text_of(daily_sheet_pdf(busy_day()))
    assert sum(totals.by_outcome) == totals.cases == 45
    row = "\n".join(["合計", *(f"{count or '–'}" for count in totals.by_outcome), "45"])
    assert row in text


def test_supporters_have_their_hours() -> None:
    text = text_of(daily_sheet_pdf(busy_day()))
    assert all(name in text for name in SUPPORTERS)
    assert "3時間45分" in text
    assert "11時間15分" in text
    assert "勤務中" in text


def test_money_loans_and_unsent_are_told() -> None:
    text = text_of(daily_sheet_pdf(busy_day()))
    for part in ("1,800円", "未返却 1件", "未送信\n37", "12:31 本部が受領", "整理番号A14と同じ方を"):
        assert part in text


def test_what_headquarters_does_not_count_is_told_in_a_line() -> None:
    day = busy_day()
    assert "本部で保留" not in text_of(daily_sheet_pdf(day))
    kept_apart = replace(day, sending=replace(day.sending, not_counted=3))
    text = text_of(daily_sheet_pdf(kept_apart)).replace("\n", "")
    assert "本部で保留" in text
    assert "この日の記録のうち3件は、まだ本部の集計に入っていません。" in text


def test_there_are_boxes_for_the_seals() -> None:
    first = pages_of(daily_sheet_pdf(busy_day()))[0]
    assert all(stamp in first for stamp in STAMPS)


def test_an_empty_day_is_one_page_that_says_so() -> None:
    (page,) = pages_of(daily_sheet_pdf(empty_day()))
    assert all(section in page for section in SECTIONS)
    assert page.count("なし") == len(SECTIONS) + 2  # weather and notes: 記入なし
    assert "1 / 1 ページ" in page


def test_long_notes_go_on_over_the_page() -> None:
    notes = "".join(f"記録{number}番。" for number in range(900))
    pages = pages_of(daily_sheet_pdf(replace(empty_day(), notes=notes)))
    assert len(pages) > 2
    told = "".join("".join(pages).split())
    for number in (0, 450, 899):
        assert f"記録{number}番。" in told


def test_the_same_day_makes_the_same_bytes() -> None:
    assert daily_sheet_pdf(busy_day()) == daily_sheet_pdf(busy_day())


def test_a_matrix_of_the_wrong_width_is_refused() -> None:
    totals = busy_day().consultations
    with pytest.raises(ValueError, match="one count for each outcome"):
        replace(totals, outcomes=totals.outcomes[:3])


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 90), st.integers(0, 60), st.text(max_size=200))
def test_any_day_prints_all_its_pages(receptions: int, cases: int, notes: str) -> None:
    day = busy_day(visits=90, cases=60)
    some = replace(
        day,
        receptions=day.receptions[:receptions],
        consultation_lines=day.consultation_lines[:cases],
        notes=notes,
    )
    pages = pages_of(daily_sheet_pdf(some))
    assert f"{len(pages)} / {len(pages)} ページ" in pages[-1]
    assert f"受付一覧\n{receptions}件" in "\n".join(pages)


def _parts(root: type) -> Iterator[type]:
    yield root
    for hint in get_type_hints(root).values():
        for part in (hint, *get_args(hint)):
            if isinstance(part, type) and is_dataclass(part):
                yield from _parts(part)
