"""`survey …`, and what `print survey` prints."""

import sys
from argparse import ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path
from typing import Literal

from core.handouts import Register
from core.reports.surveys import QuestionCount, SurveyCount
from core.surveys import Answer, Answers, Choice, Survey, shipped_surveys
from desktop.app.desk import Desk
from desktop.app.files import write_file
from desktop.app.paper import Paper
from desktop.app.surveys import (
    Pile,
    Scope,
    enter_sheet,
    results_csv,
    survey_paper,
    survey_results,
    survey_words,
    use_survey,
    void_sheet,
)
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands, Parser
from desktop.cli.values import count, day


class SurveyLine(Record, frozen=True, kw_only=True):
    """A version of a questionnaire; `questions` hold every code and its meaning."""

    survey: str
    version: int
    ja: str
    en: str
    kinds: tuple[str, ...]
    questions: tuple[object, ...]

    @property
    def text(self) -> str:
        return f"{self.survey}\t第{self.version}版\t{self.ja}\t{' '.join(self.kinds)}"


class SheetLine(Record, frozen=True, kw_only=True):
    """A sheet that was typed in; `entered` counts those of its pile."""

    sheet_id: str
    survey: str
    version: int
    entered: int

    @property
    def text(self) -> str:
        return f"入力しました。{self.entered}枚目　{self.sheet_id}"


class VoidedSheet(Record, frozen=True, kw_only=True):
    """A sheet that counts nowhere from now on."""

    sheet_id: str
    voided: Literal[True] = True


class AnswerLine(Record, frozen=True, kw_only=True):
    """How often an answer was given; `answered` of `sheets` answer its question.

    `unknown` sheets are of a version that this program does not have; they count in no answer.
    """

    survey: str
    question: str
    answer: str
    ja: str
    times: int
    answered: int
    sheets: int
    unknown: int

    @property
    def text(self) -> str:
        return f"{self.survey} {self.question}\t{self.answer} {self.ja}\t{self.times} / {self.sheets}"


class WordsLine(Record, frozen=True, kw_only=True):
    """What somebody wrote."""

    survey: str
    question: str
    words: str

    @property
    def text(self) -> str:
        return f"{self.survey} {self.question}\t{self.words}"


class UsedLine(Record, frozen=True, kw_only=True):
    """The questionnaire that is the usual one for a kind of session from now on."""

    session_kind: str
    survey: str


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    survey = commands.group("survey", "アンケート")
    survey.add("list", show_list, "アンケートとその質問")
    entering = survey.add("enter", enter, "用紙を1枚入力する")
    entering.add_argument("--survey", required=True, metavar="S1")
    entering.add_argument(
        "--version", dest="survey_version", type=count, metavar="N", help="用紙の版（なければ新しい版）"
    )
    entering.add_argument("--day", type=day)
    entering.add_argument("--session", metavar="ID")
    entering.add_argument("--answer", dest="answers", action="append", type=_answer, metavar="q1=2", help="選んだ番号")
    entering.add_argument("--words", action="append", type=_answer, metavar="q5=WORDS", help="- で標準入力から")
    results = survey.add("results", show_results, "集計")
    _scoped(results).add_argument("--csv", metavar="FILE", help="表にして保存する")
    _scoped(survey.add("words", show_words, "書かれたことば（見たことは記録に残ります）"))
    survey.add("void", void, "入力を取り消す").add_argument("id", metavar="ID")
    using = survey.add("use", use, "会の種類で使うアンケートを決める")
    using.add_argument("id", metavar="S1")
    using.add_argument("--for", dest="session_kind", required=True, metavar="KIND", help="trial など")


def add_paper_choice(parser: Parser) -> None:
    """Which sheet `print survey` prints."""
    parser.add_argument("--survey", required=True, metavar="S1")
    parser.add_argument("--register", choices=list(map(str, Register)), help="標準か、やさしい日本語（easy）")
    parser.add_argument("--session", metavar="ID", help="日付と会場を入れる会")


def printed_survey(desk: Desk, options: Namespace) -> Paper:
    """The sheet to fill in."""
    register = Register(getattr(options, "register", Register.STANDARD))
    return survey_paper(desk, options.survey, register, getattr(options, "session", None))


def show_list(call: Call) -> None:
    """Every version of every questionnaire."""
    for survey in shipped_surveys().all:
        call.out.show(_survey_line(survey))


def enter(call: Call) -> None:
    """One sheet, linked to nobody."""
    survey = shipped_surveys().survey(call.get("survey"), call.get("survey_version"))
    words = tuple((code, _spoken(text)) for code, text in call.get("words", ()))
    with call.desk() as desk:
        told = call.get("day")
        pile = Pile(survey.id, survey.version, date.fromisoformat(told) if told else desk.today, call.get("session"))
        done = enter_sheet(desk, pile, Answers(tuple(call.get("answers", ())), words))
        call.out.show(SheetLine(sheet_id=done.sheet_id, survey=survey.id, version=survey.version, entered=done.entered))


def show_results(call: Call) -> None:
    """The counts, and with `--csv` a table of them."""
    with call.desk() as desk:
        results = survey_results(desk, _scope(call, desk))
        for each in results.surveys:
            for counted in each.questions:
                _show_counts(call, each, counted)
        if call.get("csv"):
            write_file(Path(call.get("csv")), results_csv(results))


def show_words(call: Call) -> None:
    """What was written; that somebody looked is on record."""
    with call.desk() as desk:
        for each in survey_words(desk, _scope(call, desk)):
            call.out.show(WordsLine(survey=each.survey.id, question=each.question.code, words=each.text))


def void(call: Call) -> None:
    """The sheet counts nowhere."""
    with call.desk() as desk:
        void_sheet(desk, call.get("id"))
        call.out.show(VoidedSheet(sheet_id=call.get("id")))


def use(call: Call) -> None:
    """Asks for the PIN, as every setting does."""
    with call.desk() as desk:
        call.check_pin(desk)
        survey = use_survey(desk, call.get("session_kind"), call.get("id"))
        call.out.show(UsedLine(session_kind=call.get("session_kind"), survey=survey.id))


def _scoped(parser: Parser) -> Parser:
    parser.add_argument("--from", dest="first", type=day, metavar="DAY", help="なければきょう")
    parser.add_argument("--to", dest="last", type=day, metavar="DAY", help="なければきょう")
    parser.add_argument("--session", metavar="ID", help="この会だけ")
    return parser


def _scope(call: Call, desk: Desk) -> Scope:
    """A session alone means all its days; otherwise today, unless days are told."""
    session = call.get("session")
    first, last = (date.min, date.max) if session else (desk.today, desk.today)
    told = [call.get(name) for name in ("first", "last")]
    first, last = (date.fromisoformat(each) if each else by for each, by in zip(told, (first, last), strict=True))
    return Scope(first, last, session)


def _show_counts(call: Call, survey: SurveyCount, counted: QuestionCount) -> None:
    for choice, times in zip(counted.question.choices, counted.counts, strict=True):
        call.out.show(_answer_line(survey, counted, choice, times))


def _answer_line(survey: SurveyCount, counted: QuestionCount, choice: Choice, times: int) -> AnswerLine:
    return AnswerLine(
        survey=survey.survey.id,
        question=counted.question.code,
        answer=choice.code,
        ja=choice.ja,
        times=times,
        answered=counted.answered,
        sheets=counted.sheets,
        unknown=survey.unknown,
    )


def _survey_line(survey: Survey) -> SurveyLine:
    return SurveyLine(
        survey=survey.id,
        version=survey.version,
        ja=survey.ja,
        en=survey.en,
        kinds=survey.kinds,
        questions=survey.questions,
    )


def _answer(text: str) -> Answer:
    code, equals, told = text.partition("=")
    if not equals:
        raise ArgumentTypeError("invalid answer")
    return code, told


def _spoken(text: str) -> str:
    return sys.stdin.readline().rstrip("\r\n") if text == "-" else text
