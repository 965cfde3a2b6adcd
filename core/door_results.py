"""The eight answers at the door (DESIGN section 7): what staff read and the visitor is told, tone and sound.

Nobody is shamed before the queue: `full` and `not_eligible` sound like any reception, and their reason is
for staff only.
"""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum


class DoorResult(StrEnum):
    """What became of a scan; the values are the codes of `check-in --json`."""

    RECEIVED = "received"
    ALREADY = "already"
    OTHER_SESSION = "other_session"
    UNKNOWN = "unknown"
    REVOKED = "revoked"
    FULL = "full"
    NOT_ELIGIBLE = "not_eligible"
    UNREADABLE = "unreadable"


class Tone(StrEnum):
    """How the answer looks: green, amber, red; always with an icon and words too."""

    SUCCESS = "success"
    ATTENTION = "attention"
    STOP = "stop"


class Sound(StrEnum):
    """Which of the three sounds goes with it."""

    DONE = "done"
    LOOK = "look"
    NOT_READ = "not_read"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class DoorMessage:
    """All that is shown, said and played for one result. `next_step` is what staff do now."""

    tone: Tone
    sound: Sound
    staff: Words
    next_step: Words
    visitor: Words


_GUIDED = Words("担当者がご案内します", "A member of staff will help you")

DOOR_MESSAGES = {
    DoorResult.RECEIVED: DoorMessage(
        Tone.SUCCESS,
        Sound.DONE,
        Words("受け付けました", "Checked in"),
        Words("整理番号をお伝えください", "Tell the visitor the number"),
        Words("受け付けました", "You are checked in"),
    ),
    DoorResult.ALREADY: DoorMessage(
        Tone.ATTENTION,
        Sound.LOOK,
        Words("受付済みです", "Already checked in"),
        Words("前と同じ整理番号でご案内ください", "The earlier number still holds"),
        Words("受付はお済みです", "You are already checked in"),
    ),
    DoorResult.OTHER_SESSION: DoorMessage(
        Tone.ATTENTION,
        Sound.LOOK,
        Words("別の回のご予約です", "Booked for another session"),
        Words("ご予約の日時をお伝えするか、この回で受け付けてください", "Tell the booked time, or check in here"),
        _GUIDED,
    ),
    DoorResult.UNKNOWN: DoorMessage(
        Tone.STOP,
        Sound.LOOK,
        Words("登録のないカードです", "This card is not registered"),
        Words("お名前でさがすか、新しく受け付けてください", "Find by name, or check in as new"),
        _GUIDED,
    ),
    DoorResult.REVOKED: DoorMessage(
        Tone.STOP,
        Sound.LOOK,
        Words("新しいカードをお使いください", "Please use the new card"),
        Words("新しいカードを読み取るか、カードを再発行してください", "Scan the new card, or issue one"),
        _GUIDED,
    ),
    DoorResult.FULL: DoorMessage(
        Tone.ATTENTION,
        Sound.DONE,
        Words("定員に達しています", "The session is full"),
        Words("次の回をご案内するか、「受け付ける」を押してください", "Offer another session, or check in"),
        _GUIDED,
    ),
    DoorResult.NOT_ELIGIBLE: DoorMessage(
        Tone.ATTENTION,
        Sound.DONE,
        Words("参加条件をご確認ください", "Please check the conditions"),
        Words("条件を確かめて、「受け付ける」を押すこともできます", "Check them; you may still check in"),
        _GUIDED,
    ),
    DoorResult.UNREADABLE: DoorMessage(
        Tone.STOP,
        Sound.NOT_READ,
        Words("読み取れませんでした", "Could not be read"),
        Words("もう一度読み取るか、お名前でさがしてください", "Scan again, or find by name"),
        Words("もう一度カードをかざしてください", "Please show the card again"),
    ),
}


def staff_sentence(result: DoorResult, received_at: time | None = None) -> Words:
    """What staff read. `received_at` is the local time of the earlier reception, told for `already` only."""
    words = DOOR_MESSAGES[result].staff
    if result is not DoorResult.ALREADY or received_at is None:
        return words
    clock = f"（{received_at.hour}時{received_at.minute:02}分）"
    return Words(f"{words.ja}{clock}", f"{words.en} ({received_at:%H:%M})")
