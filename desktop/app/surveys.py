"""アンケート: sheets typed in from a pile, taken back, counted.

A sheet is linked to nobody: its record tells the day and the session, no visit, no person, not who typed it in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.facts import Session, SurveySheet
from core.handouts import Register
from core.ids import new_sheet_id
from core.kinds import SurveyEntered, SurveyVoided
from core.problem import Problem
from core.reports.csv_text import csv_text, encoded
from core.reports.surveys import GROUPS, OF_SESSION, SurveyCount, count_surveys, sheet_groups, unknown_surveys
from core.surveys import (
    Answers,
    Question,
    Survey,
    Surveys,
    checked_answers,
    choices_as_texts,
    read_words,
    shipped_surveys,
    words_as_text,
)
from desktop.app.desk import Changed, Desk, guarded
from desktop.app.paper import Paper
from desktop.app.people import note_viewing
from desktop.app.sessions import sessions_between, the_session
from desktop.app.settings import change_setting, setting
from desktop.storage.journal import Draft

SETTING = "surveys"
_LOOKS_BACK = _LOOKS_AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class Pile:
    """What is told once for a pile of sheets. A session tells its day by itself."""

    survey: str
    version: int
    day: date
    session_id: str | None = None


@dataclass(frozen=True)
class SheetEntered:
    """The sheet that now counts, and how many of its pile have been typed in."""

    sheet_id: str
    entered: int
    changed: Changed


@dataclass(frozen=True)
class Occasion:
    """A day, or one session of it, that sheets may be of, with its usual questionnaire."""

    day: date
    usual: str
    session: Session | None = None


@dataclass(frozen=True)
class Announced:
    """A session from today on, with its usual questionnaire."""

    session: Session
    usual: str


@dataclass(frozen=True)
class PaperChoices:
    """What can be chosen before a sheet is printed: the newest versions, and the sessions of the next two months."""

    surveys: tuple[Survey, ...]
    occasions: tuple[Announced, ...]


@dataclass(frozen=True)
class EntryChoices:
    """What can be chosen before a pile is typed in."""

    surveys: Surveys
    occasions: tuple[Occasion, ...]


@dataclass(frozen=True)
class Scope:
    """Which sheets are counted; both days are inclusive."""

    first: date
    last: date
    session_id: str | None = None


@dataclass(frozen=True)
class SurveyResults:
    """The counts. `with_words` sheets hold words that can be read here; `unknown` are of no known questionnaire."""

    scope: Scope
    surveys: tuple[SurveyCount, ...]
    with_words: int
    unknown: int


@dataclass(frozen=True)
class WrittenWords:
    """What somebody wrote."""

    survey: Survey
    question: Question
    text: str


def usual_survey(desk: Desk, session_kind: str) -> Survey:
    """The questionnaire for sessions of this kind: as this site chose, else as the catalogue says."""
    versions = shipped_surveys().versions(_chosen(desk).get(session_kind, ""))
    return versions[0] if versions else shipped_surveys().usual(session_kind)


def use_survey(desk: Desk, session_kind: str, survey_id: str) -> Survey:
    """From now on this questionnaire is the usual one for sessions of this kind. Problem for an unknown one."""
    survey = shipped_surveys().survey(survey_id)
    chosen = _chosen(desk) | {session_kind: survey_id}
    change_setting(desk, SETTING, ",".join(f"{kind}={which}" for kind, which in chosen.items()))
    return survey


def entry_choices(desk: Desk) -> EntryChoices:
    """Today and the sessions of the last two months, newest first."""
    held = [each for each in sessions_between(desk, desk.today - _LOOKS_BACK, desk.today) if each.state != "cancelled"]
    today = Occasion(desk.today, usual_survey(desk, "").id)
    sessions = (
        Occasion(date.fromisoformat(each.day), usual_survey(desk, each.session_kind).id, each)
        for each in reversed(held)
    )
    return EntryChoices(shipped_surveys(), (*sessions, today))


def paper_choices(desk: Desk) -> PaperChoices:
    """Sheets are printed beforehand: today's sessions first, then those to come."""
    ahead = sessions_between(desk, desk.today, desk.today + _LOOKS_AHEAD)
    announced = (
        Announced(each, usual_survey(desk, each.session_kind).id) for each in ahead if each.state != "cancelled"
    )
    return PaperChoices(shipped_surveys().newest(), tuple(announced))


def enter_sheet(desk: Desk, pile: Pile, told: Answers) -> SheetEntered:
    """Record one sheet. Problem as `checked_answers`, for a day to come, and for a guarded number in the words."""
    survey = shipped_surveys().survey(pile.survey, pile.version)
    day = _day(desk, pile)
    answers = checked_answers(survey, told)
    for _, text in answers.words:
        guarded(text)
    content = SurveyEntered(
        survey=survey.id,
        day=day,
        version=survey.version,
        session_id=pile.session_id,
        choices=choices_as_texts(answers.choices),
        answers=words_as_text(answers.words) or None,
    )
    sheet_id = new_sheet_id()
    # Under nobody's name: a supporter often types in the sheets of those they sat with.
    changed = desk.store.record(Draft(sheet_id, content), staff_id=None).changed
    return SheetEntered(sheet_id, entered(desk, pile), changed)


def void_sheet(desk: Desk, sheet_id: str) -> Changed:
    """取り消す: the sheet counts nowhere. Problem for one that is not on record."""
    if desk.store.facts.one(SurveySheet, sheet_id) is None:
        raise Problem("sheet_unknown", "その用紙の記録が見つかりません。", "番号を確かめてください。")
    return desk.store.record(Draft(sheet_id, SurveyVoided()), staff_id=None).changed


def entered(desk: Desk, pile: Pile) -> int:
    """How many sheets of this questionnaire, of all its versions, have been typed in for this session or day."""
    where = "voided = 0 AND survey = ? AND day = ? AND session_id IS ?"
    return desk.store.facts.count(SurveySheet, where, [pile.survey, _day(desk, pile), pile.session_id])


def survey_results(desk: Desk, scope: Scope) -> SurveyResults:
    """The answers counted, for each questionnaire that has sheets."""
    query = GROUPS.format(only=OF_SESSION if scope.session_id else "")
    told = {"first": scope.first.isoformat(), "last": scope.last.isoformat(), "session": scope.session_id}
    groups = sheet_groups(desk.store.db.execute(query, told))
    surveys = shipped_surveys()
    with_words = desk.store.facts.count(SurveySheet, *_with_words(scope))
    return SurveyResults(scope, count_surveys(groups, surveys), with_words, unknown_surveys(groups, surveys))


def survey_words(desk: Desk, scope: Scope) -> tuple[WrittenWords, ...]:
    """What was written, question by question, in the order of the alphabet and not of the pile.

    Who looked is recorded: people write of themselves.
    """
    sheets = desk.store.facts.where(SurveySheet, *_with_words(scope))
    found = [words for sheet in sheets for words in _written(sheet)]
    if found:
        note_viewing(desk, "survey_words", persons=len(found))
    return tuple(sorted(found, key=lambda each: (each.survey.id, each.question.code, each.text)))


def results_csv(results: SurveyResults, *, english: bool = False) -> bytes:
    """The counts for Excel: one line an answer."""
    rows: list[tuple[str | int, ...]] = [_HEAD_EN if english else _HEAD]
    for each in results.surveys:
        for count in each.questions:
            for choice, times in zip(count.question.choices, count.counts, strict=True):
                named = (each.survey, count.question, choice)
                title, question, answer = (part.en if english else part.ja for part in named)
                codes = (each.survey.id, count.question.code, choice.code)
                rows.append(
                    (codes[0], title, codes[1], question, codes[2], answer, times, count.answered, count.sheets)
                )
    return encoded(csv_text(rows)).data


_HEAD = ("アンケート", "題名", "質問", "質問の文", "答え", "答えの文", "枚数", "答えた枚数", "用紙の枚数")
_HEAD_EN = ("survey", "title", "question", "text", "answer", "text", "times", "answered", "sheets")


def survey_paper(
    desk: Desk, survey_id: str, register: Register = Register.STANDARD, session_id: str | None = None
) -> Paper:
    """The sheet to fill in, with the session's day and venue where one is told. Problem for an unknown code."""
    from desktop.printing.survey_sheet import SurveyPaper, survey_pdf

    survey = shipped_surveys().survey(survey_id)
    session = the_session(desk, session_id) if session_id else None
    paper = SurveyPaper(
        survey,
        register,
        date.fromisoformat(session.day) if session else None,
        (session.venue if session else "") or desk.identity.site_name,
    )
    return Paper(survey.ja, f"アンケート_{survey.id}_{register.value}.pdf", lambda: survey_pdf(paper))


def _chosen(desk: Desk) -> dict[str, str]:
    pairs = (part.partition("=") for part in setting(desk, SETTING).split(",") if part)
    return {kind: survey_id for kind, _, survey_id in pairs}


def _day(desk: Desk, pile: Pile) -> str:
    if pile.session_id:
        return the_session(desk, pile.session_id).day
    if pile.day > desk.today:
        raise Problem("survey_day", "これからの日の用紙は、まだ入力できません。", "会のあった日を選んでください。")
    return pile.day.isoformat()


def _with_words(scope: Scope) -> tuple[str, list[str]]:
    """The sheets of a scope that hold words, as an SQL condition and its values."""
    of_session = [scope.session_id] if scope.session_id else []
    where = "voided = 0 AND answers IS NOT NULL AND day BETWEEN ? AND ?" + " AND session_id = ?" * len(of_session)
    return where, [scope.first.isoformat(), scope.last.isoformat(), *of_session]


def _written(sheet: SurveySheet) -> Iterator[WrittenWords]:
    survey = shipped_surveys().find(sheet.survey, sheet.version)
    for code, text in read_words(sheet.answers or ""):
        question = survey.question(code) if survey else None
        if survey is not None and question is not None:
            yield WrittenWords(survey, question, text)
