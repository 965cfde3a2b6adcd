"""A handout while it is written: what stands in the editor, and what is wrong with it yet."""

import datetime
import re
from dataclasses import dataclass

import msgspec

from core.catalogue import TopicCode
from core.handout_advice import advice
from core.handout_lines import Fault, FaultKind, LinesRead, lines_of, read_lines
from core.handouts import Address, Aging, Handout, Register
from core.marked_text import parse_marked, plain_text
from core.number_guard import refusal
from core.problem import Problem

_ADDRESS = re.compile(r"https://[!-~]{1,112}")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class HandoutDraft:
    """Texts as they are typed: lines for each register, an address, a day (YYYY-MM-DD)."""

    id: str
    topics: tuple[TopicCode, ...]
    en: str
    url: Address
    check_by: str
    standard: str
    easy: str
    ages: tuple[Aging, ...] = ()

    def lines(self, register: Register) -> str:
        """What stands there in this register."""
        return self.easy if register is Register.EASY else self.standard


@dataclass(frozen=True, slots=True)
class DraftRead:
    """What was understood of a draft: all faults of each register and of what belongs to none."""

    standard: LinesRead
    easy: LinesRead
    head: tuple[Fault, ...]
    advice_standard: tuple[Fault, ...]
    advice_easy: tuple[Fault, ...]

    def faults(self, register: Register) -> tuple[Fault, ...]:
        """What must be mended, then what would be better, of this register."""
        if register is Register.EASY:
            return (*self.easy.faults, *self.advice_easy)
        return (*self.standard.faults, *self.advice_standard)

    @property
    def is_whole(self) -> bool:
        """Whether it can be kept as it is."""
        return not self.head and self.standard.wording is not None and self.easy.wording is not None


def draft_of(handout: Handout) -> HandoutDraft:
    """The handout opened for writing."""
    return HandoutDraft(
        handout.id,
        handout.topics,
        handout.en,
        handout.url,
        handout.check_by.isoformat(),
        lines_of(handout.standard),
        lines_of(handout.easy),
        handout.ages,
    )


def read_draft(draft: HandoutDraft) -> DraftRead:
    """Look at all of it. Raises nothing."""
    standard, easy = read_lines(draft.standard), read_lines(draft.easy)
    return DraftRead(
        standard,
        easy,
        _head(draft),
        advice(standard.lines, Register.STANDARD),
        advice(easy.lines, Register.EASY),
    )


def handout_of(draft: HandoutDraft, version: int) -> Handout:
    """The handout that was written. Raises Problem `handout_unfinished` while a fault stands."""
    read = read_draft(draft)
    if not read.is_whole or read.standard.wording is None or read.easy.wording is None:
        raise Problem(
            "handout_unfinished",
            "配布資料の文章に、まだ直すところがあります。",
            "下に出ている行を直してから、もう一度押してください。",
        )
    day = datetime.date.fromisoformat(draft.check_by.strip())
    en = draft.en.strip() or plain_text(parse_marked(read.standard.wording.title))
    return Handout(
        draft.id,
        version,
        en,
        draft.topics,
        draft.url.strip(),
        day,
        read.standard.wording,
        read.easy.wording,
        # Who looked at the text has looked at what ages in it.
        tuple(msgspec.structs.replace(each, check_by=max(each.check_by, day)) for each in draft.ages),
    )


def _head(draft: HandoutDraft) -> tuple[Fault, ...]:
    faults = []
    if not _ADDRESS.fullmatch(draft.url.strip()):
        faults.append(Fault(FaultKind.ADDRESS, 0))
    if not _is_day(draft.check_by.strip()):
        faults.append(Fault(FaultKind.DAY, 0))
    if refusal(draft.url) or refusal(draft.en):
        faults.append(Fault(FaultKind.GUARDED, 0))
    if len(draft.en) > _LONGEST_NAME:
        faults.append(Fault(FaultKind.TOO_LONG, 0, str(_LONGEST_NAME)))
    return tuple(faults)


def _is_day(text: str) -> bool:
    try:
        return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False
