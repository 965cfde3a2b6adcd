"""What the scanner's typing tells, in every row of the table; and what is the same scan."""

import pytest

from core.card_code import CodeKind, new_code
from core.typed_forms import LAYOUT_SAMPLE
from desktop.devices.scanner import Repeats, Standing, standing
from desktop.devices.scanner_check import Finding, findings, tells_layout
from desktop.devices.wedge import Ending, Fate, Key, Trace, Wedge
from tests.helpers.wedge import Ime, Layout, Suffix, rows
from tests.helpers.wedge import Wedge as Row

CODE = new_code(CodeKind.SCANNER_TEST)
_ENDING = {"\r": Ending.ENTER, "\n": Ending.ENTER, "\t": Ending.TAB}


def _trace(row: Row, ms: int = 3, code: str = LAYOUT_SAMPLE + CODE) -> Trace:
    """As the window would have it."""
    wedge, at = Wedge(), 0.0
    keys = [Key(text, 0) for text in row.characters(row.prefix + code) if text]
    keys += [Key("", 0, ending=_ENDING[each]) for each in row.suffix.value]
    for key in keys:
        at += ms / 1000
        verdict = wedge.key(Key(key.text, at, at, key.place, key.ending))
        assert verdict.fate is not Fate.PASS
    assert wedge.trace is not None
    return wedge.trace


@pytest.mark.parametrize("ime", Ime)
def test_one_scan_tells_all_that_is_to_be_set(ime: Ime) -> None:
    for row in rows(ime):
        found = set(findings(_trace(row)))
        crossed = row.scanner is not row.windows and ime is not Ime.KANA
        lower = row.caps and ime is not Ime.KANA
        assert (Finding.SCANNER_US in found) == (crossed and row.scanner is Layout.US), row
        assert (Finding.SCANNER_JIS in found) == (crossed and row.scanner is Layout.JIS), row
        assert (Finding.CAPS_LOCK in found) == lower, row
        assert (Finding.KANA in found) == (ime is Ime.KANA), row
        assert (Finding.AIM_PREFIX in found) == (row.prefix[:1] == "]"), row
        assert (Finding.ECI_PREFIX in found) == ("\\" in row.prefix), row
        assert (Finding.NO_ENDING in found) == (row.suffix is Suffix.NONE), row
        assert (Finding.TAB in found) == (row.suffix is Suffix.TAB), row
        assert (Finding.TWO_ENDINGS in found) == (row.suffix is Suffix.CRLF), row


def test_a_scanner_as_it_should_be_needs_nothing() -> None:
    assert findings(_trace(Row(suffix=Suffix.ENTER))) == ()
    assert findings(_trace(Row(Layout.JIS, Layout.JIS))) == ()


def test_full_width_is_told_by_the_characters_or_by_the_composition() -> None:
    assert Finding.WIDE in findings(_trace(Row(ime=Ime.WIDE)))
    plain = _trace(Row())
    assert findings(Trace(plain.code, plain.typed, 0.0, is_composed=True, endings=plain.endings)) == (Finding.WIDE,)


def test_a_slow_scanner_is_told() -> None:
    assert findings(_trace(Row(), ms=50)) == (Finding.SLOW,)
    assert findings(_trace(Row(), ms=20)) == ()


def test_a_visitors_card_tells_all_but_the_layout() -> None:
    card = _trace(Row(caps=True), code=new_code(CodeKind.CARD))
    assert findings(card) == (Finding.CAPS_LOCK,)
    assert not tells_layout(card)
    assert tells_layout(_trace(Row()))


def test_the_same_code_within_seconds_is_the_same_scan() -> None:
    repeats = Repeats()
    assert not repeats.is_repeat("A", 10.0)
    assert repeats.is_repeat("A", 14.0)
    assert repeats.is_repeat("A", 18.9)
    assert not repeats.is_repeat("A", 24.0)
    assert not repeats.is_repeat("B", 24.5)
    assert not repeats.is_repeat("A", 25.0)
    repeats.forget()
    assert not repeats.is_repeat("A", 25.1)


def test_how_a_text_stands() -> None:
    wrong = CODE[:-1] + ("0" if CODE[-1] != "0" else "1")
    assert [standing(text) for text in (" ", "md1", "https", wrong, "000026MC12345678")] == [
        Standing.EMPTY, Standing.BEGUN, Standing.FOREIGN, Standing.MISREAD, Standing.BEGUN,
    ]  # fmt: skip
