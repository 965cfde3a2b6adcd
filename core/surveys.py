"""Questionnaires (アンケート): what is asked, in versions, and what a filled-in sheet may hold.

The code of an answer is the number that is circled on the paper. Codes keep their meaning for ever, so that sheets of
an older version are counted together with those of a newer one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, NoReturn

import msgspec

from core.assets import asset_path
from core.marked_text import parse_marked
from core.problem import Problem
from core.toml_asset import Text, TomlAsset

LONGEST_WORDS = 1_000
"""Characters of one free answer."""

SurveyId = Annotated[str, msgspec.Meta(pattern=r"^S[0-9]{1,3}$")]
QuestionCode = Annotated[str, msgspec.Meta(pattern=r"^q[0-9]{1,2}$")]
ChoiceCode = Annotated[str, msgspec.Meta(pattern=r"^[1-9]$")]
SessionKind = Annotated[str, msgspec.Meta(pattern=r"^[a-z]+$")]
_CHOICE = re.compile(r"(?P<question>q[0-9]{1,2})=(?P<choice>[1-9])")


class Ask(StrEnum):
    """How a question is answered."""

    ONE = "one"
    MANY = "many"
    WORDS = "words"


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer to circle; `easy` is marked text."""

    code: ChoiceCode
    ja: Text
    easy: Text
    en: Text


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question; one that asks for words has no choices."""

    code: QuestionCode
    ask: Ask
    ja: Text
    easy: Text
    en: Text
    choices: Annotated[tuple[Choice, ...], msgspec.Meta(max_length=9)] = ()

    def choice(self, code: str) -> Choice | None:
        """The choice with this code, if there is one."""
        return next((each for each in self.choices if each.code == code), None)


class Survey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version of a questionnaire. `kinds` are the kinds of session for which it is the usual one."""

    id: SurveyId
    version: Annotated[int, msgspec.Meta(ge=1, le=9999)]
    ja: Text
    easy: Text
    en: Text
    questions: Annotated[tuple[Question, ...], msgspec.Meta(min_length=1, max_length=20)]
    kinds: tuple[SessionKind, ...] = ()

    def question(self, code: str) -> Question | None:
        """The question with this code, if there is one."""
        return next((each for each in self.questions if each.code == code), None)


@dataclass(frozen=True, slots=True)
class Surveys:
    """Every version of every questionnaire, in the order in which they are offered."""

    all: tuple[Survey, ...]

    def newest(self) -> tuple[Survey, ...]:
        """The newest version of each, in their order."""
        return tuple(self.versions(each)[0] for each in dict.fromkeys(survey.id for survey in self.all))

    def versions(self, survey_id: str) -> tuple[Survey, ...]:
        """Every version of one, the newest first; none for an unknown id."""
        return tuple(sorted((each for each in self.all if each.id == survey_id), key=lambda each: -each.version))

    def find(self, survey_id: str, version: int) -> Survey | None:
        """This very version, if it is known here."""
        return next((each for each in self.all if (each.id, each.version) == (survey_id, version)), None)

    def survey(self, survey_id: str, version: int | None = None) -> Survey:
        """This version, by default the newest. Problem `survey_unknown`."""
        found = self.versions(survey_id)[:1] if version is None else (self.find(survey_id, version),)
        for survey in found:
            if survey is not None:
                return survey
        raise Problem("survey_unknown", "そのアンケートは一覧にありません。", "一覧から選び直してください。")

    def usual(self, session_kind: str) -> Survey:
        """The one for sessions of this kind; where none is, the first."""
        newest = self.newest()
        return next((each for each in newest if session_kind in each.kinds), newest[0])


Answer = tuple[str, str]
"""A question's code, and the code of a choice or the words."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What stands on a filled-in sheet, in the order of its questions."""

    choices: tuple[Answer, ...] = ()
    words: tuple[Answer, ...] = ()


def checked_answers(survey: Survey, told: Answers) -> Answers:
    """The answers in the order of the paper, words on one line each.

    Problem for a code that this version does not have, two answers where one is asked for, words that are too long, and
    a sheet without any answer.
    """
    for code, choice in told.choices:
        question = survey.question(code)
        if question is None or question.ask is Ask.WORDS:
            _no_such_question()
        if question.choice(choice) is None:
            raise Problem(
                "survey_choice",
                "その番号の答えは、この質問にありません。",
                "用紙の版を確かめて、番号を入れ直してください。",
            )
    _at_most_one(survey, told.choices)
    words = tuple(_in_order(survey, ((code, _line(text)) for code, text in told.words if text.strip())))
    if any((survey.question(code) or _no_such_question()).ask is not Ask.WORDS for code, _ in words):
        _no_such_question()
    if any(len(text) > LONGEST_WORDS for _, text in words):
        raise Problem("survey_words", "書かれたことばが長すぎます。", "1,000文字までにしてください。")
    choices = tuple(_in_order(survey, dict.fromkeys(told.choices)))
    if not choices and not words:
        raise Problem(
            "survey_empty", "答えがひとつもありません。", "白紙の用紙は数えません。次の用紙に進んでください。"
        )
    return Answers(choices, words)


def choices_as_texts(choices: Iterable[Answer]) -> tuple[str, ...]:
    """As a record keeps them: `q1=2`."""
    return tuple(f"{question}={choice}" for question, choice in choices)


def read_choices(texts: Iterable[str]) -> Iterator[Answer]:
    """The other way; what is none is left out."""
    for text in texts:
        if found := _CHOICE.fullmatch(text):
            yield found["question"], found["choice"]


def words_as_text(words: Iterable[Answer]) -> str:
    """As a record seals them: one question a line."""
    return "\n".join(f"{question}={text}" for question, text in words)


def read_words(text: str) -> Iterator[Answer]:
    """The other way."""
    for line in text.split("\n"):
        question, equals, words = line.partition("=")
        if equals:
            yield question, words


def _line(text: str) -> str:
    return " ".join(text.split())


def _at_most_one(survey: Survey, choices: Sequence[Answer]) -> None:
    for question in survey.questions:
        given = {choice for code, choice in choices if code == question.code}
        if question.ask is Ask.ONE and len(given) > 1:
            raise Problem(
                "survey_two",
                "ひとつだけ選ぶ質問に、答えがふたつあります。",
                "どちらともわからないときは、答えなし（0）にしてください。",
            )


def _in_order(survey: Survey, answers: Iterable[Answer]) -> list[Answer]:
    places = {question.code: place for place, question in enumerate(survey.questions)}
    return sorted(answers, key=lambda answer: (places.get(answer[0], len(places)), answer[1]))


def _no_such_question() -> NoReturn:
    raise Problem(
        "survey_question", "その質問は、このアンケートにありません。", "アンケートと版を確かめて、選び直してください。"
    )


@cache
def shipped_surveys() -> Surveys:
    """Those that come with the program."""
    return load_surveys(asset_path("catalogue", "surveys.toml"))


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    surveys: Annotated[tuple[Survey, ...], msgspec.Meta(min_length=1)]


def load_surveys(source: Path | bytes) -> Surveys:
    """Read all questionnaires. Problem `surveys_broken` names the line."""
    asset = TomlAsset(source, "アンケートの一覧", "surveys_broken")
    surveys = Surveys(asset.read(_File).surveys)
    for place, survey in enumerate(surveys.all):
        path = f"$.surveys[{place}]"
        earlier = surveys.all[:place]
        if any((each.id, each.version) == (survey.id, survey.version) for each in earlier):
            asset.reject_table(path, "は、同じ番号の同じ版が前にもあります。")
        if any(each.id != survey.id and set(each.kinds) & set(survey.kinds) for each in surveys.newest()):
            asset.reject_table(path, "は、別のアンケートと同じ種類の会のものになっています。")
        _check_marks(asset, path, survey.easy)
        for at, question in enumerate(survey.questions):
            _check_question(asset, f"{path}.questions[{at}]", survey, question)
            _check_meaning(
                asset, f"{path}.questions[{at}]", [each for each in earlier if each.id == survey.id], question
            )
    return surveys


def _check_question(asset: TomlAsset, path: str, survey: Survey, question: Question) -> None:
    codes = [each.code for each in question.choices]
    if sum(each.code == question.code for each in survey.questions) > 1:
        asset.reject_table(path, "は、同じ番号の質問がほかにもあります。")
    if len(set(codes)) < len(codes):
        asset.reject_table(path, "は、同じ番号の答えがふたつあります。")
    if (len(codes) < 2) is not (question.ask is Ask.WORDS) or (codes and question.ask is Ask.WORDS):
        asset.reject_table(path, "は、答えの数が質問の種類に合いません。")
    for text in (question.easy, *(each.easy for each in question.choices)):
        _check_marks(asset, path, text)


def _check_meaning(asset: TomlAsset, path: str, earlier: Iterable[Survey], question: Question) -> None:
    """A code that a version had keeps what it meant."""
    for survey in earlier:
        present = survey.question(question.code)
        if present is None:
            continue
        kept = {each.code: each.ja for each in present.choices}
        if present.ask is not question.ask or any(kept.get(each.code, each.ja) != each.ja for each in question.choices):
            asset.reject_table(path, f"は、第{survey.version}版では別の意味の番号です。新しい番号にしてください。")


def _check_marks(asset: TomlAsset, path: str, text: str) -> None:
    try:
        parse_marked(text)
    except Problem as broken:
        asset.reject_table(path, f"は、ふりがなの書き方が正しくありません。{broken.sentence}")
