"""The questionnaire on paper, read back from the PDF."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from core.handouts import Register
from core.marked_text import parse_marked, plain_text
from core.surveys import Survey, shipped_surveys
from desktop.printing.paragraphs import LEAST
from desktop.printing.survey_sheet import SurveyPaper, survey_pdf
from tests.printing.reading import pages_of, size_in_mm, text_of

EVERY = [(survey, register) for survey in shipped_surveys().newest() for register in Register]


def _flat(text: str) -> str:
    return "".join(text.split())


def _pdf(
    survey: Survey, register: Register = Register.STANDARD, day: date | None = None, venue: str = "公民館"
) -> bytes:
    return survey_pdf(SurveyPaper(survey, register, day, venue))


@pytest.mark.parametrize("survey", shipped_surveys().newest(), ids=lambda each: each.id)
def test_every_question_and_every_answer_stands_with_its_number(survey: Survey) -> None:
    text = _flat(text_of(_pdf(survey)))
    for number, question in enumerate(survey.questions, start=1):
        assert f"問{number}" in text
        assert _flat(question.ja) in text
        for choice in question.choices:
            assert _flat(choice.ja) in text
            assert choice.code in text
    assert f"{survey.id}第{survey.version}版" in text


@pytest.mark.parametrize(("survey", "register"), EVERY)
def test_it_asks_for_no_name_says_so_and_thanks(survey: Survey, register: Register) -> None:
    text = _flat(text_of(_pdf(survey, register)))
    assert "マイナンバー" in text
    assert "書かないで" in text
    assert "ありがとうございました" in text
    assert "氏名" not in text
    assert size_in_mm(_pdf(survey, register)) == pytest.approx((210, 297), abs=0.5)


def test_the_usual_sheet_is_one_page_and_no_sheet_more_than_two() -> None:
    pages = {(survey.id, register): len(pages_of(_pdf(survey, register))) for survey, register in EVERY}
    assert pages["S1", Register.STANDARD] == 1
    assert max(pages.values()) <= 2


@pytest.mark.parametrize(("survey", "register"), EVERY)
def test_nothing_is_smaller_than_fourteen_points_but_ruby(survey: Survey, register: Register) -> None:
    sizes: set[float] = set()

    def look(text: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        if text.strip():
            sizes.add(size)

    for page in PdfReader(BytesIO(_pdf(survey, register))).pages:
        page.extract_text(visitor_text=look)
    assert sizes
    ruby = {size for size in sizes if register is Register.EASY and size in {each / 2 for each in (14, 15, 20)}}
    assert min(sizes - ruby) >= LEAST


def test_the_easy_sheet_speaks_easily() -> None:
    survey = shipped_surveys().survey("S1")
    text = _flat(text_of(_pdf(survey, Register.EASY)))
    for question in survey.questions:
        for choice in question.choices:
            assert _flat(plain_text(parse_marked(choice.easy)))[:8] in text  # the rest may stand below, after ruby
    assert "きょうの相談は" not in text


def test_day_and_venue_stand_on_it_or_a_place_for_the_day() -> None:
    survey = shipped_surveys().survey("S1")
    told = text_of(_pdf(survey, day=date(2026, 11, 21), venue="𠮷田公民館"))
    assert "令和8年（2026年）11月21日（土）" in told
    assert "𠮷田公民館" in told
    assert "令和" not in text_of(_pdf(survey))
