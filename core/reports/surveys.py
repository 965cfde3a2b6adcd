"""What questionnaires said: how many sheets, and how often each answer was given.

Counted from the plain part of the records alone, so that the site and headquarters come to the same figures. Nothing is
suppressed here: the counts are those of a site that sees the sheets themselves.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from core.surveys import Answer, Question, Survey, Surveys, read_choices

GROUPS = """
SELECT survey, version, choices, count(*) FROM fact_surveysheet
WHERE voided = 0 AND day BETWEEN :first AND :last {only} GROUP BY survey, version, choices
"""
OF_SESSION = "AND session_id = :session"
OF_SITES = "AND site_id = ANY(:sites)"


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """So many sheets with the very same answers; `choices` stand one a line."""

    survey: str
    version: int
    choices: str
    sheets: int


def sheet_groups(rows: Iterable[Sequence[Any]]) -> list[SheetGroup]:
    """Rows of `GROUPS`."""
    return [SheetGroup(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class QuestionCount:
    """One question: of `sheets` that ask it, `answered` have an answer; `counts` is one for each choice."""

    question: Question
    sheets: int
    answered: int
    counts: tuple[int, ...]

    def share(self, count: int) -> float:
        """Of all sheets that ask it, from 0 to 1."""
        return count / self.sheets if self.sheets else 0.0


@dataclass(frozen=True, slots=True)
class SurveyCount:
    """One questionnaire over all its versions. `versions` are (version, sheets), the newest first.

    `unknown` sheets are of a version that this program does not have yet; they are in no question's figures.
    """

    survey: Survey
    sheets: int
    versions: tuple[tuple[int, int], ...]
    unknown: int
    questions: tuple[QuestionCount, ...]


def count_surveys(groups: Iterable[SheetGroup], surveys: Surveys) -> tuple[SurveyCount, ...]:
    """One for each questionnaire that has sheets, in the order in which they are offered."""
    by_survey: defaultdict[str, list[SheetGroup]] = defaultdict(list)
    for group in groups:
        by_survey[group.survey].append(group)
    return tuple(_count(each, by_survey[each.id], surveys) for each in surveys.newest() if each.id in by_survey)


def unknown_surveys(groups: Iterable[SheetGroup], surveys: Surveys) -> int:
    """Sheets of questionnaires that this program does not know at all."""
    known = {each.id for each in surveys.all}
    return sum(group.sheets for group in groups if group.survey not in known)


def _count(newest: Survey, groups: Sequence[SheetGroup], surveys: Surveys) -> SurveyCount:
    by_version: Counter[int] = Counter()
    given: Counter[Answer] = Counter()
    answered: Counter[str] = Counter()
    for group in groups:
        by_version[group.version] += group.sheets
        survey = surveys.find(group.survey, group.version)
        if survey is not None:
            answers = set(_answers(survey, group))
            given.update(dict.fromkeys(answers, group.sheets))
            answered.update(dict.fromkeys({code for code, _ in answers}, group.sheets))
    known = [each for each in surveys.versions(newest.id) if each.version in by_version]
    asked: Counter[str] = Counter()
    for survey in known:
        asked.update({question.code: by_version[survey.version] for question in survey.questions})
    return SurveyCount(
        newest,
        by_version.total(),
        tuple(sorted(by_version.items(), reverse=True)),
        by_version.total() - sum(by_version[each.version] for each in known),
        tuple(
            QuestionCount(
                question,
                asked[question.code],
                answered[question.code],
                tuple(given[question.code, each.code] for each in question.choices),
            )
            for question in _questions(known)
        ),
    )


def _answers(survey: Survey, group: SheetGroup) -> Iterator[Answer]:
    """Those that this version knows: another program may have written anything."""
    for code, choice in read_choices(group.choices.split("\n")):
        question = survey.question(code)
        if question is not None and question.choice(choice) is not None:
            yield code, choice


def _questions(versions: Iterable[Survey]) -> list[Question]:
    """Every question of these versions, as the first of them words it, with every answer that one of them has."""
    found: dict[str, Question] = {}
    for survey in versions:
        for question in survey.questions:
            found[question.code] = _joined(found.get(question.code, question), question)
    return list(found.values())


def _joined(newer: Question, older: Question) -> Question:
    choices = {each.code: each for each in (*older.choices, *newer.choices)}
    return Question(
        code=newer.code,
        ask=newer.ask,
        ja=newer.ja,
        easy=newer.easy,
        en=newer.en,
        choices=tuple(choices[code] for code in sorted(choices)),
    )
