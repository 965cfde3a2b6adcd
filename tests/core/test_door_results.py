"""The eight answers say what the design promises, and shame nobody."""

from datetime import time

import pytest

from core.door_results import DOOR_MESSAGES, DoorResult, Sound, Tone, Words, staff_sentence


@pytest.mark.parametrize(
    ("code", "sentence", "tone", "sound"),
    [
        ("received", "受け付けました", "success", "done"),
        ("already", "受付済みです", "attention", "look"),
        ("other_session", "別の回のご予約です", "attention", "look"),
        ("unknown", "登録のないカードです", "stop", "look"),
        ("revoked", "新しいカードをお使いください", "stop", "look"),
        ("full", "定員に達しています", "attention", "done"),
        ("not_eligible", "参加条件をご確認ください", "attention", "done"),
        ("unreadable", "読み取れませんでした", "stop", "not_read"),
    ],
)
def test_each_result_looks_sounds_and_reads_as_designed(code: str, sentence: str, tone: str, sound: str) -> None:
    message = DOOR_MESSAGES[DoorResult(code)]
    assert (message.staff.ja, message.tone, message.sound) == (sentence, Tone(tone), Sound(sound))


def test_every_result_has_a_message() -> None:
    assert list(DOOR_MESSAGES) == list(DoorResult)


def test_an_earlier_reception_is_told_with_its_time() -> None:
    assert staff_sentence(DoorResult.ALREADY, time(10, 12)) == Words(
        "受付済みです（10時12分）", "Already checked in (10:12)"
    )
    assert staff_sentence(DoorResult.ALREADY, time(9, 5)).ja == "受付済みです（9時05分）"
    assert staff_sentence(DoorResult.ALREADY).ja == "受付済みです"
    assert staff_sentence(DoorResult.RECEIVED, time(10, 12)).ja == "受け付けました"


@pytest.mark.parametrize("result", [DoorResult.FULL, DoorResult.NOT_ELIGIBLE])
def test_nobody_is_shamed_before_the_queue(result: DoorResult) -> None:
    message = DOOR_MESSAGES[result]
    assert message.visitor.ja == "担当者がご案内します"
    assert message.sound is DOOR_MESSAGES[DoorResult.RECEIVED].sound
    assert message.tone is Tone.ATTENTION
    assert "受け付ける" in message.next_step.ja


@pytest.mark.parametrize("result", DoorResult)
def test_every_text_is_there_in_both_languages(result: DoorResult) -> None:
    message = DOOR_MESSAGES[result]
    for words in (message.staff, message.next_step, message.visitor):
        assert words.ja
        assert not words.ja.isascii()
        assert words.en
        assert words.en.isascii()
