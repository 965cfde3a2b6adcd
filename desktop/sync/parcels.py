"""The exchange on foot: how headquarters' answer is settled.

The requests are those of HTTP (`desktop.sync.questions`), and what an answer means is decided by the same rules
(`desktop.sync.exchange`). Only time differs: an answer may come weeks later, twice, or after a newer one.
"""

from dataclasses import dataclass

import msgspec

from core.parcel import CarriedAnswer
from core.problem import Problem
from core.segment import segment_hash
from core.wire import ExchangeAnswer, unpack
from desktop.sync.exchange import ExchangeReport, Round, judged, settle
from desktop.sync.ports import Outgoing, SyncStore

PAGE = 4
"""Segments that a page of the answer brings: the desk goes on between two pages."""


@dataclass(frozen=True)
class Settled:
    """What a page of an answer brought; `again` says that another parcel must be written for all to be well."""

    report: ExchangeReport
    again: bool
    lost: bool


def settle_page(store: SyncStore, page: CarriedAnswer, sent: Outgoing, *, is_newest: bool) -> Settled:
    """Take one page in. `sent` is what the request held and no receipt has named yet.

    `is_newest` says that no receipt came since the request was written: only then can headquarters have gone back.
    Else the answer itself is old, and raises Problem; nothing has changed then.
    """
    who = store.identity()
    if not page.is_from(who.hq_signing_public):
        raise _other_headquarters()
    answer = _about(unpack(page.answer, ExchangeAnswer), sent)
    done = judged(store, sent, answer, who, store.last_seq(), page.pull_after)
    if done.lost and not is_newest:
        raise old_answer()
    return _settled(done, settle(store, done))


def _settled(done: Round, report: ExchangeReport) -> Settled:
    return Settled(report, done.is_surprise, done.lost)


def _about(answer: ExchangeAnswer, sent: Outgoing) -> ExchangeAnswer:
    """Without what it says of segments whose fate is known by a newer word."""
    open_still = {segment_hash(each) for each in sent.segments}
    told = tuple(each for each in answer.answers if each.segment_hash in open_still)
    return msgspec.structs.replace(answer, answers=told)


def old_answer() -> Problem:
    """Something newer was taken in."""
    return Problem(
        "answer_old",
        "この返事より新しい返事を、もう取り込んでいます。",
        "することはありません。このファイルは消してかまいません。",
    )


def _other_headquarters() -> Problem:
    return Problem(
        "answer_other_hq",
        "この返事は、この端末を登録した本部のものではありません。",
        "登録した本部で取り込んだときの返事を選んでください。",
    )
