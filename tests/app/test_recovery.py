"""The recovery sheet: useless without its code, and the root leaves the laptop only when both are safe."""

import pytest

from core.card_code import ALPHABET
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.recovery import confirm_sheet, open_sheet, recovery_sheet, seal_root
from tests.printing.reading import qr_codes, text_of


def test_the_printed_qr_and_the_code_give_the_root_back(desk: Desk) -> None:
    sheet = recovery_sheet(desk)
    for page in range(2):
        (seen,) = qr_codes(sheet.pdf, page)
        opened = open_sheet(seen.text, sheet.code.lower().replace("-", " "))
        assert (opened.site_id, opened.seed) == (desk.identity.site_id, desk.identity.root_seed)


def test_the_code_is_on_no_paper_and_each_sheet_has_its_own(desk: Desk) -> None:
    one, two = recovery_sheet(desk), recovery_sheet(desk)
    assert one.code != two.code
    assert one.sealed_root != two.sealed_root
    text = text_of(one.pdf).replace(" ", "").replace("\n", "")
    assert one.code not in text
    assert one.code.replace("-", "") not in text
    assert set(one.code) <= set(ALPHABET) | {"-"}
    assert [len(group) for group in one.code.split("-")] == [4, 4, 4, 4]


def test_a_wrong_code_keeps_the_root_here(desk: Desk) -> None:
    sheet = recovery_sheet(desk)
    wrong = sheet.code[:-1] + ("0" if sheet.code[-1] != "0" else "1")
    with pytest.raises(Problem) as refused:
        confirm_sheet(desk, sheet, wrong)
    assert refused.value.code == "sheet_code_wrong"
    assert desk.identity.root_seed is not None


def test_once_typed_back_the_root_is_gone_for_good(desk: Desk) -> None:
    sheet = recovery_sheet(desk)
    confirm_sheet(desk, sheet, sheet.code)
    assert desk.identity.root_seed is None
    kept = desk.store.settings.secret("identity")
    assert kept is not None
    assert open_sheet(sheet.sealed_root, sheet.code).seed not in kept
    with pytest.raises(Problem) as refused:
        recovery_sheet(desk)
    assert refused.value.code == "root_gone"


@pytest.mark.parametrize("text", ["", "MR1", "MR1AAAA", "MC0000000000000", "MR1ああ"])
def test_another_qr_is_refused_in_words(text: str) -> None:
    with pytest.raises(Problem) as refused:
        open_sheet(text, "0123-4567-89CD-FGHJ")
    assert refused.value.code == "not_a_sheet"


def test_a_changed_sheet_does_not_open(desk: Desk) -> None:
    sealed = seal_root(desk.identity.site_id, bytes(32), "0123456789CDFGHJ")
    place = 10
    changed = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
    with pytest.raises(Problem) as refused:
        open_sheet(changed, "0123456789CDFGHJ")
    assert refused.value.code == "sheet_code_wrong"
