"""Promise 6: no visitor can be read at headquarters, wherever one looks."""

import base64
import io
import logging
from pathlib import Path

from core import kinds
from hq import places
from tests.helpers.headquarters import Headquarters

PERSONAL = {
    "name": "田無花子",
    "kana": "たなしはなこ",
    "phone": "090-1234-5678",
    "birth_date": "1948-03-15",
}
NOTE = "右手が不自由とのこと"


def _ways_to_write(text: str) -> list[bytes]:
    raw = text.encode()
    shifted = [base64.b64encode(b"\0" * shift + raw)[4 if shift else 0 : -4] for shift in range(3)]
    escaped = text.encode("unicode_escape")
    return [raw, raw.hex().encode(), text.encode("utf-16-le"), escaped, *shifted]


def _everything_stored(hq: Headquarters) -> bytes:
    tables = hq.query("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
    names = [name for (name,) in tables]
    assert {"event", "segment", "key_record", "fact_person", "quarantined"} <= set(names)
    cells = (cell for name in names for row in hq.query(f'SELECT * FROM "{name}"') for cell in row)
    return b"\n".join(bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in cells)


def _server_log() -> bytes:
    """Of the one server that all tests of a process share."""
    return (Path(places.data_folder()) / "postgres" / "server.log").read_bytes()


def test_no_visitor_is_readable_in_any_column_or_log(hq: Headquarters) -> None:
    written, before = io.StringIO(), len(_server_log())
    handler = logging.StreamHandler(written)
    logging.getLogger().addHandler(handler)
    try:
        laptop = hq.enrolled()
        hana = laptop.visitor(**PERSONAL)
        laptop.write(kinds.CardIssued(person_id=hana.entity_id, code="MC00000000000000"))
        laptop.write(
            kinds.ConsultationRecorded(
                at="2026-11-21T10:00:00+09:00", topic="T01-01", outcome="O1", minutes=5, note=NOTE
            )
        )
        laptop.write(kinds.HandoutFeedback(handout="x", text="番号 123456789018"))
        laptop.write(kinds.IncidentRecorded(at="2026-11-21T10:00:00+09:00", incident_kind="fall", text=NOTE))
        assert hq.exchange(laptop).stored == 4
    finally:
        logging.getLogger().removeHandler(handler)
    server_log = _server_log()[before:]
    haystack = _everything_stored(hq) + written.getvalue().encode() + server_log
    assert hana.entity_id.encode() in haystack
    for secret in (*PERSONAL.values(), NOTE, "MC00000000000000", "123456789018"):
        for needle in _ways_to_write(secret):
            assert needle not in haystack, secret


def test_the_walk_would_find_a_name(hq: Headquarters) -> None:
    hq.add_site("田無花子")
    assert any(each in _everything_stored(hq) for each in _ways_to_write("田無花子"))
