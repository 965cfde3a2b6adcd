"""Parcels at headquarters: by the portal, signed in, and by the command line."""

import io
import json
import re
from pathlib import Path

import pytest
import requests

from core.parcel import ParcelHeader, ParcelKind, ParcelWriter, open_parcel, signed_request
from core.sealed_rest import SUFFIX
from core.wire import PROTOCOL, ExchangeRequest, pack
from hq.portal.parcel_words import REFUSALS, WORDS
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import MORNING, Laptop, second_of
from tests.hq.test_portal import staff  # noqa: F401 - a fixture


def parcel(laptop: Laptop) -> bytes:
    """All that a laptop has, as it would write it."""
    laptop.cut_segments()
    sent = laptop.outgoing(100)
    request = ExchangeRequest(
        PROTOCOL,
        laptop.site.site_id,
        laptop.device_id,
        laptop.epoch,
        "2001-01-01T00:00:00+09:00",
        laptop.last_seq(),
        laptop.cursor,
        sent.segments,
        sent.key_records,
    )
    header = ParcelHeader("0" * 32, laptop.site.site_id, "somebody", laptop.device_id, "Z", 3, MORNING.date())
    file = io.BytesIO()
    writer = ParcelWriter(file, ParcelKind.REQUEST, header)
    writer.add(signed_request(pack(request), laptop.pair))
    writer.close()
    return file.getvalue()


def upload(session: requests.Session, hq: Headquarters, data: bytes | None) -> requests.Response:
    form = session.get(f"{hq.url}/parcels", timeout=10).text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token is not None
    files = {} if data is None else {"file": ("a.mdgout", data)}
    return session.post(f"{hq.url}/parcels", data={"csrfmiddlewaretoken": token[1]}, files=files, timeout=30)


def test_a_parcel_is_uploaded_and_its_answer_comes_down(
    hq: Headquarters,
    staff: requests.Session,  # noqa: F811
    caplog: pytest.LogCaptureFixture,
) -> None:
    laptop = hq.enrolled()
    hq.exchange(laptop)
    ((offset, epoch, seq),) = hq.query("SELECT clock_offset_ms, epoch, last_seq FROM device")
    laptop.visitor(name="ひみつ花子")
    for _ in range(3):
        laptop.visit()
    answer = upload(staff, hq, parcel(laptop))
    assert answer.status_code == 200
    assert "mdgin" in answer.headers["Content-Disposition"]
    back = open_parcel(io.BytesIO(answer.content), len(answer.content))
    assert (back.kind, back.header.letter, back.header.site_name, back.count) == (ParcelKind.ANSWER, "A", "田無庁舎", 1)
    assert hq.query("SELECT count(*) FROM fact_attendance") == [(3,)]
    assert hq.query("SELECT clock_offset_ms, epoch, last_seq FROM device") == [(offset, epoch, seq)]  # told of then
    assert "ひみつ" not in caplog.text


def test_what_cannot_be_taken_is_told_on_the_page(
    hq: Headquarters,
    staff: requests.Session,  # noqa: F811
) -> None:
    whole = parcel(hq.enrolled())
    stranger = parcel(Laptop())
    for data, told in (
        (None, "ファイルを選んでください。"),
        (b"\xff\xd8\xff\xe0" * 50, "受け渡しファイルではありません"),
        (whole[:-9], "途中で切れています"),
        (whole[:-1] + bytes([whole[-1] ^ 1]), "こわれています"),
        (stranger, "この本部に登録されていません"),
        (whole + b"\0" * (32 * 1024 * 1024), "大きすぎます"),
    ):
        refused = upload(staff, hq, data)
        assert refused.status_code == 400
        assert told in refused.text
    assert "The file ends too early" in _in_english(hq, staff, whole[:-9])


def test_a_sound_file_is_not_called_damaged_where_there_is_no_room(
    hq: Headquarters,
    staff: requests.Session,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hq.intake.quarantine.MOST_THINGS", 0)
    first = hq.enrolled()
    second = second_of(first)
    second.join(hq.url, hq.code(first.site.site_id), first=False)
    second.visit()
    second.cut_segments()
    page = upload(staff, hq, parcel(second))
    assert (page.status_code, REFUSALS["quarantine_full"] in page.text) == (400, True)


def _in_english(hq: Headquarters, session: requests.Session, data: bytes) -> str:
    session.get(f"{hq.url}/language/en", timeout=10)
    return upload(session, hq, data).text


def test_the_command_takes_what_it_can(hq: Headquarters, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from hq.__main__ import make_parser
    from hq.cli import parcels

    laptop = hq.enrolled()
    laptop.visit()
    stick, answers = tmp_path / "stick", tmp_path / "answers"
    stick.mkdir()
    (stick / "a.mdgout").write_bytes(parcel(laptop))
    (stick / "b.mdgout").write_bytes(b"not a parcel")
    (stick / "photo.jpg").write_bytes(b"\xff\xd8")
    asked = ["parcel", "take", str(stick), "--answer", str(answers), "--json"]
    assert parcels.take(make_parser().parse_args(asked)) == 1
    told = capsys.readouterr()
    assert '"stored": 1' in told.out
    assert '"refused": "parcel_foreign"' in told.out
    assert "受け渡しファイルではありません" in told.err
    assert [each.name for each in answers.iterdir()] == ["窓口_田無庁舎_A_2026-11-21_3.mdgin"]
    assert parcels.take(make_parser().parse_args([*asked[:2], str(stick / "a.mdgout"), *asked[3:]])) == 0
    assert sorted(each.name for each in answers.iterdir())[0] == "窓口_田無庁舎_A_2026-11-21_3 (1).mdgin"


def test_whoever_takes_files_reads_sentences_not_codes(
    hq: Headquarters, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laptop = hq.enrolled()
    laptop.visit()
    (tmp_path / "a.mdgout").write_bytes(parcel(laptop))
    (tmp_path / "b.mdgout").write_bytes(parcel(Laptop()))
    (tmp_path / "c.mdgout").write_bytes(b"not a parcel")
    (tmp_path / "d.mdgseg").write_bytes(_changed(laptop.segments[0]))
    assert _taken(tmp_path) == 1
    told = capsys.readouterr()
    assert "新しい記録 1件、保留 0件。返事: " in told.out
    assert f"{tmp_path / 'd.mdgseg'}: 保留にしました（だれが書いたかを確かめられません）。" in told.out
    assert told.err.splitlines() == [
        f"{tmp_path / 'b.mdgout'}: {WORDS['unknown_device']}",
        f"{tmp_path / 'c.mdgout'}: {WORDS['parcel_foreign']}",
    ]


def test_a_segment_alone_in_its_file_is_taken_without_an_answer(
    hq: Headquarters, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As earlier versions wrote them."""
    laptop, stranger = hq.enrolled(), Laptop()
    for each in (laptop, stranger):
        each.visit()
        each.cut_segments()
    file = tmp_path / "a.mdgseg"
    file.write_bytes(laptop.segments[0])
    for expected in ({"stored": 1, "duplicate": 0}, {"stored": 0, "duplicate": 1}):
        assert _taken(tmp_path, "--json") == 0
        record = json.loads(capsys.readouterr().out)
        assert record == record | expected | {"letter": "A", "answer": None, "refused": None}
    file.write_bytes(_changed(laptop.segments[0]))
    assert _taken(tmp_path, "--json") == 1
    assert json.loads(capsys.readouterr().out)["refused"] == "bad_signature"
    file.write_bytes(stranger.segments[0])
    assert _taken(tmp_path, "--json") == 1
    assert json.loads(capsys.readouterr().out)["refused"] == "unknown_site"
    assert list(tmp_path.iterdir()) == [file]


def _taken(*words: Path | str) -> int:
    from hq.__main__ import make_parser

    arguments = make_parser().parse_args(["parcel", "take", *map(str, words)])
    return int(arguments.run(arguments))


def _changed(segment: bytes) -> bytes:
    return segment[:-1] + bytes([segment[-1] ^ 1])


def test_what_a_stopped_laptop_left_can_be_chosen_too(
    hq: Headquarters,
    staff: requests.Session,  # noqa: F811
) -> None:
    """Its page sends people to headquarters with a .mdgrest."""
    form = staff.get(f"{hq.url}/parcels", timeout=30).text
    accepted = re.search(r'accept="([^"]+)"', form)
    assert accepted is not None
    assert accepted[1].split(",") == [".mdgout", SUFFIX]


@pytest.mark.parametrize("code", sorted(set(REFUSALS) - {"no_file"}))
def test_whoever_is_refused_is_told_what_to_do(code: str) -> None:
    what, what_to_do, rest = REFUSALS[code].split("。")
    assert what
    assert what_to_do.endswith("ください")
    assert rest == ""
