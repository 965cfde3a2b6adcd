"""Printing for real, onto a file: from a PDF through QPrinter and back."""

from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from core.card_code import CodeKind, with_check
from core.paper.layout import A4, A5
from core.paper.layout import Sheet as Sheets
from core.problem import Problem
from desktop.devices.paper_sizes import Sheet, fitting_sheet, size_name
from desktop.devices.printer import list_printers, print_pdf, print_pdf_to_file
from desktop.printing.slip import SlipPaper, slip_pdf
from desktop.printing.visit_paper import VisitPaper
from desktop.printing.visitor_card import VisitorCard, card_pdf, card_sheet_pdf
from tests.printing.reading import pages_of, pixels_of, qr_codes, size_in_mm
from tests.printing.test_visit_papers import FORM

CARDS = [VisitorCard(with_check(CodeKind.CARD, f"{number:012d}"), "西東京市") for number in range(12)]

_sides = st.floats(50, 1500)


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
    """To a fifth of a millimetre at the foot too: the sheet is perforated."""
    pdf = card_sheet_pdf(CARDS[:10])
    for drawn, out in zip(qr_codes(pdf), qr_codes(printed(pdf, tmp_path / "out.pdf")), strict=True):
        assert (out.x_mm, out.y_mm) == pytest.approx((drawn.x_mm, drawn.y_mm), abs=0.2)


def test_a_small_page_keeps_its_size_and_its_white_ground(qapp: QApplication, tmp_path: Path) -> None:
    out = printed(card_pdf(CARDS[0]), tmp_path / "card.pdf")
    assert size_in_mm(out) == pytest.approx((91, 55), abs=0.5)
    assert (pixels_of(out) > 250).mean() > 0.7


def test_a_printer_that_is_not_there_is_told(qapp: QApplication) -> None:
    with pytest.raises(Problem) as told:
        print_pdf(card_pdf(CARDS[0]), "倉庫のプリンター")
    assert told.value.code == "printer_missing"
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


def test_no_seam_parts_the_strips_in_which_a_page_is_drawn(qapp: QApplication, tmp_path: Path) -> None:
    black = Sheets(A4, "black")
    black.box(50, 50, 400, 700, fill="black")
    pixels = pixels_of(printed(black.finish(), tmp_path / "out.pdf"), dpi=300)
    assert pixels[500:3000, pixels.shape[1] // 2].max() == 0


def test_a_full_disk_is_told(qapp: QApplication) -> None:
    with pytest.raises(Problem) as told:
        print_pdf_to_file(card_sheet_pdf(CARDS), Path("/dev/full"))
    assert told.value.code == "printer_refused"


def test_a_card_on_a_printer_without_card_paper_keeps_its_size(qapp: QApplication, tmp_path: Path) -> None:
    print_pdf_to_file(card_pdf(CARDS[0]), tmp_path / "out.pdf", sheets=(A5, A4))
    out = (tmp_path / "out.pdf").read_bytes()
    assert size_in_mm(out) == pytest.approx((210, 148), abs=1)  # wide, as the card is
    (drawn,), (printed_there,) = qr_codes(card_pdf(CARDS[0])), qr_codes(out)
    assert printed_there.side_mm == pytest.approx(drawn.side_mm, abs=0.3)
    assert (printed_there.x_mm, printed_there.y_mm) == pytest.approx((drawn.x_mm, drawn.y_mm), abs=0.5)


def test_paper_that_is_too_small_is_told_before_anything_is_printed(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(Problem) as told:
        print_pdf_to_file(card_sheet_pdf(CARDS), tmp_path / "out.pdf", sheets=(A5,))
    assert told.value.code == "printer_paper"
    assert not (tmp_path / "out.pdf").exists()


def test_printing_stops_between_two_pages(qapp: QApplication, tmp_path: Path) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(Problem) as told:
        print_pdf_to_file(card_sheet_pdf(CARDS), tmp_path / "out.pdf", stop=stop)
    assert told.value.code == "printing_stopped"


def test_two_slips_on_a4_come_out_wide(qapp: QApplication, tmp_path: Path) -> None:
    visits = [VisitPaper(f"A{number}", CARDS[number].code, date(2026, 11, 21), "公民館") for number in (1, 2)]
    out = printed(slip_pdf(visits, FORM, SlipPaper.TWO_ON_A4), tmp_path / "out.pdf")
    assert size_in_mm(out) == pytest.approx((297, 210), abs=0.5)
    assert [seen.text for seen in qr_codes(out)] == [visit.code for visit in visits]


@pytest.mark.parametrize(
    ("sheet", "name"), [(A4, "A4"), ((842, 595), "A4"), (A5, "A5"), ((258, 156), "カード"), ((100, 200), "35×71mm")]
)
def test_sizes_have_names(sheet: Sheet, name: str) -> None:
    assert size_name(sheet) == name


@given(st.tuples(_sides, _sides), st.lists(st.tuples(_sides, _sides), max_size=6))
def test_a_page_stands_whole_on_the_smallest_sheet_that_there_is(page: Sheet, sheets: list[Sheet]) -> None:
    upright = (min(page), max(page))
    found = fitting_sheet(upright, sheets)
    holding = [each for each in sheets if min(each) >= upright[0] and max(each) >= upright[1]]
    if found is None:
        assert sheets
        assert not holding
    else:
        assert found[0] >= upright[0] - 6
        assert found[1] >= upright[1] - 6
        assert not holding or found == upright or found[0] * found[1] <= min(each[0] * each[1] for each in holding)
