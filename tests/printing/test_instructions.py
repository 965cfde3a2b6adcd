"""Recovery sheet and scanner test page."""

from datetime import date

from PySide6.QtWidgets import QApplication

from core.card_code import CodeKind, pretty, with_check
from core.typed_forms import LAYOUT_SAMPLE
from desktop.printing.recovery_sheet import RecoverySheet, recovery_sheet_pdf
from desktop.printing.scanner_test import scanner_test_pdf
from tests.printing.reading import assert_quiet_zones, pages_of, qr_codes, text_of

SEALED = "MDGR1:" + "A7K2P9QX" * 24
RECOVERY = RecoverySheet("西東京市スマホ相談拠点", "0199a1b2-7c3d-4e5f", SEALED, date(2026, 11, 21))


def test_both_copies_of_the_recovery_sheet_carry_the_sealed_key(qapp: QApplication) -> None:
    pdf = recovery_sheet_pdf(RECOVERY)
    first, second = pages_of(pdf)
    assert "1枚目（全2枚）" in first
    assert "2枚目（全2枚）" in second
    assert_quiet_zones(pdf)
    assert [[seen.text for seen in qr_codes(pdf, page)] for page in range(2)] == [[SEALED], [SEALED]]


def test_the_recovery_sheet_says_whose_it_is_and_how_to_keep_it() -> None:
    text = text_of(recovery_sheet_pdf(RECOVERY, copies=1))
    for part in (
        "西東京市スマホ相談拠点",
        "令和8年11月21日（土）",
        "金庫",
        "写真にとらない",
        "手書きのコード",
    ):
        assert part in text


def test_the_sealed_key_is_nowhere_in_type() -> None:
    assert "A7K2P9QX" not in text_of(recovery_sheet_pdf(RECOVERY))


def test_the_scanner_page_has_one_test_code(qapp: QApplication) -> None:
    code = with_check(CodeKind.SCANNER_TEST, "000000000001")
    pdf = scanner_test_pdf(code)
    assert [seen.text for seen in qr_codes(pdf)] == [LAYOUT_SAMPLE + code]
    assert pretty(code) in text_of(pdf)
    assert_quiet_zones(pdf)
