"""The register: what may be on it, what is found, what is changed; trainings and badges with their files."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.badges import BadgeState
from core.facts import Badge, Supporter, Training
from core.ids import new_entity_id
from core.kinds import BadgeIssued, SupporterFields, SupporterRegistered, TrainingCompleted
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.staff import retire_supporter
from desktop.app.supporter_badges import (
    badge_file,
    badges_of,
    issue_again,
    issue_badge,
    revoke_badge,
    save_badge_file,
)
from desktop.app.supporter_training import complete_training, trainings_of, void_training
from desktop.app.supporters import amend_register, fields_of, register
from desktop.storage.journal import Draft
from tests.app.supporting import BADGE, badged, registered

PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)


def test_a_record_holds_codes_whatever_was_typed(desk: Desk) -> None:
    made = registered(
        desk,
        "山田 花子",
        kana="やまだ はなこ",
        age_band="70s",
        attributes=("学生", "民生委員"),
        municipalities=("小金井市", "132292"),
        weekdays=(3, 1, 3),
        strengths=("T08", "T02"),
        registered_on="2023-02-01",
    )
    assert (made.attributes, made.municipalities) == ("student welfare_commissioner", "132101 132292")
    assert (made.weekdays, made.strengths, made.registered_on) == ("1 3", "T02 T08", "2023-02-01")
    assert amend_register(desk, made.supporter_id, fields_of(made)).supporter == made


def test_what_a_newer_program_wrote_stays_when_a_record_is_changed(desk: Desk) -> None:
    newer = SupporterRegistered(display_name="山田", attributes=("astronaut",), strengths=("T55",))
    desk.record(Draft(new_entity_id(), newer))
    (made,) = desk.store.facts.where(Supporter, "1")
    renamed = msgspec.structs.replace(fields_of(made), display_name="山田 花")
    changed = amend_register(desk, made.supporter_id, renamed).supporter
    assert (changed.attributes, changed.strengths) == ("astronaut", "T55")


def test_without_a_day_it_is_today_and_stays_so(desk: Desk) -> None:
    made = registered(desk)
    assert made.registered_on == desk.today.isoformat()
    named = SupporterFields(display_name="山田 はな")
    assert amend_register(desk, made.supporter_id, named).supporter.registered_on == made.registered_on


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"name": "  "}, "staff_name"),
        ({"role": "boss"}, "staff_name"),
        ({"age_band": "under18"}, "supporter_band"),
        ({"attributes": ("大臣",)}, "supporter_attribute"),
        ({"municipalities": ("132100",)}, "supporter_place"),
        ({"municipalities": ("どこか市",)}, "supporter_place"),
        ({"weekdays": (0,)}, "supporter_weekday"),
        ({"strengths": ("T55",)}, "supporter_strength"),
        ({"registered_on": "2023-02-29"}, "supporter_day"),
        ({"name": "山田 983205673214"}, "my_number"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(desk: Desk, told: dict[str, Any], code: str) -> None:
    with pytest.raises(Problem) as refused:
        registered(desk, **told)
    assert refused.value.code == code
    assert desk.store.facts.count(Supporter) == 0


def test_people_are_found_by_name_kana_and_attribute(desk: Desk) -> None:
    registered(desk, "山田 花子", kana="やまだ はなこ", attributes=("学生",))
    badged(desk, "鈴木 一郎", kana="すずき いちろう")
    gone = registered(desk, "佐藤 次郎")
    retire_supporter(desk, gone.supporter_id)

    def names(text: str = "", **how: bool) -> list[str]:
        return [line.supporter.display_name for line in register(desk, text, **how)]

    assert names() == ["鈴木 一郎", "山田 花子"]
    assert names("ヤマダ　はな") == ["山田 花子"]
    assert names("学生") == ["山田 花子"]
    assert "佐藤 次郎" in names(everybody=True)
    assert [line.badge.state for line in register(desk)] == [BadgeState.VALID, BadgeState.NONE]


def test_a_training_is_recorded_with_its_check_and_taken_back(desk: Desk) -> None:
    key = registered(desk).supporter_id
    told = TrainingCompleted(supporter_id=key, training="オンライン講習", day="2026-01-20", minutes=210, passed=True)
    training = complete_training(desk, told).training
    assert (training.minutes, training.passed) == (210, 1)
    assert trainings_of(desk, key) == [training]
    assert void_training(desk, training.training_id).training.voided
    assert trainings_of(desk, key) == []


@pytest.mark.parametrize(
    ("training", "day", "code"),
    [(" ", "2026-01-20", "training_name"), ("講習", "2026-11-22", "training_day"), ("講習", "いつか", "supporter_day")],
)
def test_a_training_that_cannot_be_is_refused(desk: Desk, training: str, day: str, code: str) -> None:
    key = registered(desk).supporter_id
    with pytest.raises(Problem) as refused:
        complete_training(desk, TrainingCompleted(supporter_id=key, training=training, day=day))
    assert refused.value.code == code
    assert desk.store.facts.count(Training) == 0


def test_a_badge_keeps_its_file_and_gives_it_back(desk: Desk, tmp_path: Path) -> None:
    key = registered(desk).supporter_id
    brought = tmp_path / "badge.exe"
    brought.write_bytes(PNG)
    told = BadgeIssued(supporter_id=key, badge=BADGE, issued_on="2023-01-31", expires_on="2026-12-01")
    badge = issue_badge(desk, told, brought).badge
    assert badge.file_name == "badge.png"
    assert badge_file(desk, badge.badge_id).data == PNG
    saved = save_badge_file(desk, badge.badge_id, tmp_path / "out.png")
    assert saved.read_bytes() == PNG
    revoke_badge(desk, badge.badge_id)
    assert badges_of(desk, key) == []
    again = issue_again(desk, badge.badge_id).badge
    assert badge_file(desk, again.badge_id).data == PNG


def test_the_largest_file_fits_into_its_event(desk: Desk, tmp_path: Path) -> None:
    from core.badge_file import LARGEST

    key = registered(desk).supporter_id
    brought = tmp_path / ("長い名前" * 20 + ".png")
    brought.write_bytes(PNG.ljust(LARGEST, b"\1"))
    told = BadgeIssued(supporter_id=key, badge="バ" * 300, issued_on="2023-01-31")
    assert len(badge_file(desk, issue_badge(desk, told, brought).badge.badge_id).data) == LARGEST


@pytest.mark.parametrize(
    ("told", "data", "code"),
    [
        ({"badge": ""}, None, "badge_name"),
        ({"issued_on": "2023-02-30"}, None, "supporter_day"),
        ({"expires_on": "2022-01-01"}, None, "badge_days"),
        ({}, b"MZ", "badge_file_type"),
        ({}, PNG.ljust(300_000), "badge_file_large"),
    ],
)
def test_a_badge_that_cannot_be_is_refused(
    desk: Desk, tmp_path: Path, told: dict[str, str], data: bytes | None, code: str
) -> None:
    key = registered(desk).supporter_id
    brought = tmp_path / "badge.png"
    if data is not None:
        brought.write_bytes(data)
    content = {"supporter_id": key, "badge": BADGE, "issued_on": "2023-01-31", **told}
    with pytest.raises(Problem) as refused:
        issue_badge(desk, BadgeIssued(**content), brought if data is not None else None)
    assert refused.value.code == code
    assert desk.store.facts.count(Badge) == 0


def test_a_missing_file_is_told(desk: Desk, tmp_path: Path) -> None:
    key = registered(desk).supporter_id
    told = BadgeIssued(supporter_id=key, badge=BADGE, issued_on="2023-01-31")
    with pytest.raises(Problem) as refused:
        issue_badge(desk, told, tmp_path / "nothing.png")
    assert refused.value.code == "badge_file_unread"
    with pytest.raises(Problem) as refused:
        badge_file(desk, issue_badge(desk, told).badge.badge_id)
    assert refused.value.code == "badge_no_file"
