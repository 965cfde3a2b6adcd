"""One of every paper, with names as rare as names are wherever somebody can type one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from core.everyday_words import everyday_words
from core.handouts import Register, shipped_handouts
from core.marked_text import parse_marked
from core.reports.daily_sheet import DailySheet
from core.surveys import shipped_surveys
from desktop.printing.daily_sheet import daily_sheet_pdf
from desktop.printing.handout import handout_pdf
from desktop.printing.leaflet import Leaflet, NextSession
from desktop.printing.plain_words_sheet import plain_words_pdf
from desktop.printing.poster import Poster, poster_pdf
from desktop.printing.reception_slip import ReceptionForm, reception_slip_pdf
from desktop.printing.recovery_sheet import RecoverySheet, recovery_sheet_pdf
from desktop.printing.scanner_test import scanner_test_pdf
from desktop.printing.slip import SlipPaper, slip_pdf
from desktop.printing.supporter_card import SupporterCard, supporter_cards_pdf
from desktop.printing.survey_sheet import SurveyPaper, survey_pdf
from desktop.printing.thanks_letter import TITLES, Form, ThanksLetter, thanks_letter_pdf
from desktop.printing.ticket import ticket_sheet_pdf
from desktop.printing.visit_paper import VisitPaper
from desktop.printing.visitor_card import VisitorCard, card_pdf, card_sheet_pdf
from tests.printing.days import busy_day
from tests.printing.test_visit_papers import FORM

RARE = "𠮷\u7955髙﨑\u908a\U000e0101"
"""Beyond the first plane, in the fallback font alone, a compatibility form, and a form chosen by a selector."""
DAY = date(2026, 11, 21)
VISITS = [VisitPaper(f"A{number}", f"MV00{number}", DAY, f"{RARE}会館") for number in (1, 2)]


def _day() -> DailySheet:
    day = busy_day(12, 9)
    return replace(
        day,
        site=f"{RARE}拠点",
        venue=f"{RARE}会館",
        notes=f"{RARE}さんが来場",
        duties=tuple(replace(duty, staff=f"{RARE} 一郎") for duty in day.duties),
        sessions=tuple(replace(line, title=f"{RARE}の会") for line in day.sessions),
        consultation_lines=tuple(replace(line, staff=f"{RARE}") for line in day.consultation_lines),
        loans=tuple(replace(loan, item=f"{RARE}号") for loan in day.loans),
    )


def _leaflet(register: Register) -> Leaflet:
    coming = NextSession(DAY, time(10), f"{RARE}会館")
    handouts = shipped_handouts().all[:1]
    return Leaflet(handouts, register, DAY, f"{RARE}会館", (parse_marked(f"{RARE}のこと"),), coming)


def _thanks(form: Form) -> ThanksLetter:
    return ThanksLetter(f"{RARE} 花子", DAY, DAY, 90, 1, 1, DAY, (f"{RARE}市長", f"{RARE} 太郎"), RARE, form)


def _poster(register: Register) -> Poster:
    return Poster(
        f"{RARE}の相談会", DAY, time(10), time(12), venue=f"{RARE}会館", target=RARE, conditions=(RARE,),
        bring=RARE, phone="042-000-0000", url="https://example.jp/a", organiser=f"{RARE}市", register=register,
    )  # fmt: skip


def _survey(register: Register) -> bytes:
    return survey_pdf(SurveyPaper(shipped_surveys().newest()[0], register, DAY, f"{RARE}会館"))


Draw = Callable[[], bytes]
PAPERS: dict[str, tuple[Draw, ...]] = {
    "card_pdf": (lambda: card_pdf(VisitorCard("MC00", f"{RARE}拠点", f"{RARE} 花子")),),
    "card_sheet_pdf": (
        lambda: card_sheet_pdf([VisitorCard("MC00", f"{RARE}拠点", f"{RARE} 花子")], corner_marks=True),
    ),
    "daily_sheet_pdf": (lambda: daily_sheet_pdf(_day()),),
    "handout_pdf": tuple(lambda each=each: handout_pdf(_leaflet(each)) for each in Register),  # type: ignore[misc]
    "plain_words_pdf": (lambda: plain_words_pdf(everyday_words()),),
    "poster_pdf": (
        *(lambda each=each: poster_pdf(_poster(each)) for each in Register),
        lambda: poster_pdf(_poster(Register.STANDARD), a3=True),
    ),
    "reception_slip_pdf": (
        lambda: reception_slip_pdf(VISITS, ReceptionForm(("60代",), ("お名前",), f"{RARE}のため")),
        lambda: reception_slip_pdf(VISITS, ReceptionForm(("60代", "70代"))),
    ),
    "recovery_sheet_pdf": (lambda: recovery_sheet_pdf(RecoverySheet(f"{RARE}拠点", "0199", "MDGR1:A7K2", DAY)),),
    "scanner_test_pdf": (lambda: scanner_test_pdf("MT00"),),
    "slip_pdf": tuple(lambda each=each: slip_pdf(VISITS, FORM, each) for each in SlipPaper),  # type: ignore[misc]
    "supporter_cards_pdf": (
        lambda: supporter_cards_pdf([SupporterCard("MW00", f"{RARE} 花子", f"{RARE}拠点", RARE)]),
        lambda: supporter_cards_pdf([SupporterCard("MW00", f"{RARE} 花子", f"{RARE}拠点")] * 11),
    ),
    "survey_pdf": tuple(lambda each=each: _survey(each) for each in Register),  # type: ignore[misc]
    "thanks_letter_pdf": tuple(lambda each=each: thanks_letter_pdf(_thanks(each)) for each in TITLES),  # type: ignore[misc]
    "ticket_sheet_pdf": (lambda: ticket_sheet_pdf(VISITS),),
}
"""By the function that draws it; each as often as it has ways to look."""
WITHOUT_NAMES = {"plain_words_pdf", "scanner_test_pdf"}
"""Papers on which nobody's words stand."""
