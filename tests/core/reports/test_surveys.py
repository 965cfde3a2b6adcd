"""The counts of questionnaires are a plain count, whatever the sheets hold."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from core.reports.surveys import SheetGroup, count_surveys, unknown_surveys
from core.surveys import Answers, Ask, Survey, checked_answers, choices_as_texts, load_surveys, shipped_surveys

S1 = shipped_surveys().survey("S1")


@st.composite
def sheets(draw: st.DrawFn) -> Answers:
    """One filled-in sheet of S1, perhaps with questions left open."""
    choices: list[tuple[str, str]] = []
    for question in S1.questions:
        if question.ask is not Ask.WORDS:
            most = 1 if question.ask is Ask.ONE else len(question.choices)
            codes = st.sampled_from([each.code for each in question.choices])
            choices += [(question.code, code) for code in draw(st.lists(codes, max_size=most, unique=True))]
    return checked_answers(S1, Answers(tuple(choices), (("q5", "ことば"),)))


def _group(answers: Answers, version: int = 1, sheets: int = 1) -> SheetGroup:
    return SheetGroup("S1", version, "\n".join(choices_as_texts(answers.choices)), sheets)


@given(st.lists(sheets(), min_size=1, max_size=30))
def test_results_equal_a_plain_count(pile: list[Answers]) -> None:
    told = Counter(answer for each in pile for answer in each.choices)
    answered = Counter(code for each in pile for code in {code for code, _ in each.choices})
    (result,) = count_surveys(map(_group, pile), shipped_surveys())
    assert (result.sheets, result.unknown, result.versions) == (len(pile), 0, ((1, len(pile)),))
    for count in result.questions:
        assert count.sheets == len(pile)
        assert count.answered == answered[count.question.code]
        for choice, times in zip(count.question.choices, count.counts, strict=True):
            assert times == told[count.question.code, choice.code]
            assert count.share(times) == times / len(pile)


@given(st.lists(sheets(), min_size=1, max_size=10))
def test_equal_sheets_may_come_together_or_one_by_one(pile: list[Answers]) -> None:
    together = [_group(each, sheets=count) for each, count in Counter(pile).items()]
    assert count_surveys(together, shipped_surveys()) == count_surveys(map(_group, pile), shipped_surveys())


def _survey(version: int, *, more: str = "", question: str = "q1") -> str:
    return f"""[[surveys]]
id = "S1"
version = {version}
ja = "題"
easy = "だい"
en = "Title"
[[surveys.questions]]
code = "{question}"
ask = "one"
ja = "問い{version}"
easy = "とい"
en = "Q"
choices = [{{ code = "1", ja = "あ", easy = "あ", en = "A" }}, {{ code = "2", ja = "い", easy = "い", en = "B" }}{more}]
"""


THIRD = ', { code = "3", ja = "う", easy = "う", en = "C" }'
VERSIONS = load_surveys((_survey(1, more=THIRD) + _survey(2) + _survey(3, question="q2")).encode())


def _sheet(version: int, choice: str, sheets: int, survey: str = "S1") -> SheetGroup:
    return SheetGroup(survey, version, choice, sheets)


def test_sheets_of_all_versions_are_counted_by_their_codes_and_a_retired_answer_stays() -> None:
    groups = [_sheet(1, "q1=1", 2), _sheet(1, "q1=3", 4), _sheet(2, "q1=1", 3), _sheet(3, "q2=2", 5)]
    (result,) = count_surveys(groups, VERSIONS)
    assert (result.sheets, result.versions) == (14, ((3, 5), (2, 3), (1, 6)))
    told = {count.question.code: (count.question.ja, count.sheets, count.counts) for count in result.questions}
    assert told == {"q2": ("問い3", 5, (0, 5)), "q1": ("問い2", 9, (5, 0, 4))}


def test_what_this_program_does_not_know_is_told_apart() -> None:
    groups = [_sheet(9, "q1=1", 2), _sheet(2, "q1=2\nq7=1\nnonsense\nq1=9", 1), _sheet(1, "q1=1", 7, survey="S99")]
    (result,) = count_surveys(groups, VERSIONS)
    assert (result.sheets, result.unknown) == (3, 2)
    assert [(count.answered, count.counts) for count in result.questions] == [(1, (0, 1))]
    assert unknown_surveys(groups, VERSIONS) == 7


def test_a_version_without_sheets_asks_nothing() -> None:
    (result,) = count_surveys([_sheet(1, "q1=2", 1)], VERSIONS)
    assert [count.question.code for count in result.questions] == ["q1"]
    assert count_surveys([], VERSIONS) == ()


def test_a_survey_of_another_program_shows_only_its_sheets() -> None:
    (result,) = count_surveys([_sheet(9, "q1=1", 2)], VERSIONS)
    assert isinstance(result.survey, Survey)
    assert (result.sheets, result.unknown, result.questions) == (2, 2, ())
