"""Printing for real, onto a file: from a PDF through QPrinter and back."""

from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtWidgets import QApplication

from core.card_code import CodeKind, with_check
from core.problem import Problem
from desktop.devices.printer import list_printers, print_pdf, print_pdf_to_file
from desktop.printing.visitor_card import VisitorCard, card_pdf, card_sheet_pdf
from tests.printing.reading import pages_of, pixels_of, qr_codes, size_in_mm

CARDS = [VisitorCard(with_check(CodeKind.CARD, f"{number:012d}"), "西東京市") for number in range(12)]


def printed(pdf: bytes, path: Path) -> bytes:
    """What came out, printed from a worker thread as the program does."""
    worker = Thread(target=print_pdf_to_file, args=(pdf, path))
    worker.start()
    worker.join()
    return path.read_bytes()


def test_a_sheet_of_cards_comes_out_with_every_code(qapp: QApplication, tmp_path: Path) -> None:
    pdf = card_sheet_pdf(CARDS)
    out = printed(pdf, tmp_path / "out.pdf")
    assert size_in_mm(out) == pytest.approx((210, 297), abs=0.5)
    assert len(pages_of(out)) == 2
    assert [seen.text for seen in qr_codes(out)] == [card.code for card in CARDS[:10]]
    assert [seen.text for seen in qr_codes(out, page=1)] == [card.code for card in CARDS[10:]]


def test_what_is_printed_stands_where_it_was_drawn(qapp: QApplication, tmp_path: Path) -> None:
    pdf = card_sheet_pdf(CARDS[:10])
    for drawn, out in zip(qr_codes(pdf), qr_codes(printed(pdf, tmp_path / "out.pdf")), strict=True):
        assert (out.x_mm, out.y_mm) == pytest.approx((drawn.x_mm, drawn.y_mm), abs=0.5)


def test_a_small_page_keeps_its_size_and_its_white_ground(qapp: QApplication, tmp_path: Path) -> None:
    out = printed(card_pdf(CARDS[0]), tmp_path / "card.pdf")
    assert size_in_mm(out) == pytest.approx((91, 55), abs=0.5)
    assert (pixels_of(out) > 250).mean() > 0.7


def test_a_printer_that_is_not_there_is_told(qapp: QApplication) -> None:
    with pytest.raises(Problem) as told:
        print_pdf(card_pdf(CARDS[0]), "倉庫のプリンター")
    assert told.value.code == "printer_missing"
    assert "倉庫のプリンター" in told.value.sentence
    assert told.value.next_step


def test_bytes_that_are_no_pdf_are_told(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(Problem) as told:
        print_pdf_to_file(b"no PDF", tmp_path / "out.pdf")
    assert told.value.code == "paper_unreadable"


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(Problem) as told:
        print_pdf_to_file(card_pdf(CARDS[0]), tmp_path / "no folder" / "out.pdf")
    assert told.value.code == "printer_refused"


def test_printers_are_listed_with_the_default_one_first(qapp: QApplication) -> None:
    assert [printer.is_default for printer in list_printers()[1:]].count(True) == 0
