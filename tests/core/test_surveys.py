"""Questionnaires: the shipped ones, what a sheet may hold, and a broken list told with its line."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.marked_text import parse_marked
from core.number_guard import refusal
from core.plain_words import unexplained, without_ruby, words_of
from core.problem import Problem
from core.surveys import (
    LONGEST_WORDS,
    Answers,
    Ask,
    Survey,
    checked_answers,
    choices_as_texts,
    load_surveys,
    read_choices,
    read_words,
    shipped_surveys,
    words_as_text,
)

S1 = shipped_surveys().survey("S1")
EVERY = pytest.mark.parametrize("survey", shipped_surveys().all, ids=lambda each: f"{each.id}-{each.version}")


def _easy(survey: Survey) -> list[str]:
    asked = ((question.easy, *(each.easy for each in question.choices)) for question in survey.questions)
    return [survey.easy, *chain.from_iterable(asked)]


def _standard(survey: Survey) -> list[str]:
    asked = ((question.ja, *(each.ja for each in question.choices)) for question in survey.questions)
    return [survey.ja, *chain.from_iterable(asked)]


@EVERY
def test_every_kanji_of_the_easy_text_has_its_reading(survey: Survey) -> None:
    assert "".join(without_ruby(parse_marked(text)) for text in _easy(survey)) == ""


@EVERY
def test_no_loan_word_is_left_unexplained(survey: Survey) -> None:
    assert unexplained("\n".join(_standard(survey))) == []
    assert unexplained(words_of([parse_marked(text) for text in _easy(survey)])) == []


@EVERY
def test_no_question_asks_for_what_must_not_be_kept(survey: Survey) -> None:
    assert not any(refusal(text) for text in (*_standard(survey), *_easy(survey)))


def test_each_kind_of_session_has_its_survey_and_an_unknown_one_the_first() -> None:
    surveys = shipped_surveys()
    kinds = ("consultation", "standing", "trial", "course", "picnic")
    assert [surveys.usual(kind).id for kind in kinds] == ["S1", "S1", "S2", "S2", "S1"]


def test_a_usual_sheet_takes_five_answers_with_few_keys() -> None:
    assert [question.ask for question in S1.questions] == [Ask.ONE, Ask.ONE, Ask.MANY, Ask.ONE, Ask.WORDS]


@pytest.mark.parametrize(
    ("choices", "words", "code"),
    [
        ([("q9", "1")], [], "survey_question"),
        ([("q5", "1")], [], "survey_question"),
        ([("q4", "7")], [], "survey_choice"),
        ([("q1", "1"), ("q1", "2")], [], "survey_two"),
        ([], [("q1", "よい")], "survey_question"),
        ([], [("q9", "よい")], "survey_question"),
        ([], [("q5", "あ" * (LONGEST_WORDS + 1))], "survey_words"),
        ([], [("q5", " \n ")], "survey_empty"),
        ([], [], "survey_empty"),
    ],
)
def test_what_does_not_fit_the_paper_is_told(
    choices: list[tuple[str, str]], words: list[tuple[str, str]], code: str
) -> None:
    with pytest.raises(Problem) as told:
        checked_answers(S1, Answers(tuple(choices), tuple(words)))
    assert told.value.code == code
    assert told.value.next_step


def test_answers_stand_in_the_order_of_the_paper_and_words_on_one_line() -> None:
    told = Answers(
        (("q4", "1"), ("q3", "9"), ("q3", "2"), ("q3", "2"), ("q1", "5")), (("q5", " 🙂 よかった\n\tまた来る "),)
    )
    kept = checked_answers(S1, told)
    assert kept.choices == (("q1", "5"), ("q3", "2"), ("q3", "9"), ("q4", "1"))
    assert kept.words == (("q5", "🙂 よかった また来る"),)


@given(st.lists(st.tuples(st.from_regex(r"q[0-9]{1,2}", fullmatch=True), st.sampled_from("123456789"))))
def test_choices_are_read_back_as_they_were_kept(choices: list[tuple[str, str]]) -> None:
    assert list(read_choices(choices_as_texts(choices))) == choices


@given(st.text(max_size=200))
def test_words_are_read_back_as_they_were_kept(text: str) -> None:
    told = Answers((("q1", "1"),), (("q5", text),))
    kept = checked_answers(S1, told).words
    assert tuple(read_words(words_as_text(kept))) == kept
    assert [words for _, words in kept] == [each for each in (" ".join(text.split()),) if each]


def test_what_is_no_choice_is_left_out() -> None:
    assert list(read_choices(["q1=1", "", "q1=10", "q1", "x=1", "q2=0"])) == [("q1", "1")]


SMALL = """[[surveys]]
id = "S7"
version = 1
ja = "題"
easy = "だい"
en = "Title"
kinds = ["trial"]

[[surveys.questions]]
code = "q1"
ask = "one"
ja = "問い"
easy = "とい"
en = "Q"
choices = [
    { code = "1", ja = "はい", easy = "はい", en = "Yes" },
    { code = "2", ja = "いいえ", easy = "いいえ", en = "No" },
]
"""
SECOND = SMALL.replace("version = 1", "version = 2")


def test_older_versions_stay_and_the_newest_is_offered() -> None:
    surveys = load_surveys((SECOND + SMALL).encode())
    assert [each.version for each in surveys.versions("S7")] == [2, 1]
    assert [each.version for each in surveys.newest()] == [2]
    assert surveys.survey("S7").version == 2
    assert surveys.survey("S7", 1).version == 1
    for wanted in (("S7", 3), ("S8", None)):
        with pytest.raises(Problem) as told:
            surveys.survey(*wanted)
        assert told.value.code == "survey_unknown"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SMALL.replace('ja = "題"', "ja = 題"), "の4行目の書き方"),
        (SMALL.replace('ask = "one"', 'ask = "two"'), "の9行目からの項目が正しくありません"),
        (SMALL.replace('code = "1"', 'code = "10"'), "の9行目からの項目が正しくありません"),
        (SMALL.replace('ask = "one"', 'ask = "words"'), "の9行目からの項目は、答えの数"),
        (SMALL.replace('code = "2"', 'code = "1"'), "の9行目からの項目は、同じ番号の答え"),
        (SMALL.replace('easy = "とい"', 'easy = "{とい"'), "の9行目からの項目は、ふりがな"),
        (SMALL.replace('easy = "だい"', 'easy = "*だい"'), "の1行目からの項目は、ふりがな"),
        (SMALL + SMALL, "の19行目からの項目は、同じ番号の同じ版"),
        (SMALL + SMALL.replace("S7", "S8"), "の1行目からの項目は、別のアンケートと同じ種類の会"),
        (SMALL + SMALL[SMALL.index("[[surveys.q") :], "の9行目からの項目は、同じ番号の質問"),
        (SMALL + SECOND.replace('"いいえ", easy', '"たぶん", easy'), "の27行目からの項目は、第1版では別の意味"),
        (SMALL + SECOND.replace('ask = "one"', 'ask = "many"'), "の27行目からの項目は、第1版では別の意味"),
        ("", "項目が正しくありません"),
    ],
)
def test_a_broken_list_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(Problem) as problem:
        load_surveys(text.encode())
    assert problem.value.code == "surveys_broken"
    assert told in problem.value.sentence
