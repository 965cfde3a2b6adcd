"""A telephone number of an office, however it is typed, and nothing else."""

import pytest

from core.phone_number import phone_number
from core.problem import Problem


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("042-000-1234", "042-000-1234"),
        (" ０４２（０００）１２３４ ", "042-000-1234"),
        ("(03) 1234 5678", "03-1234-5678"),
        ("0420001234", "0420001234"),
        ("0120ー12ー3456", "0120-12-3456"),
        ("0800-123-4567", "0800-123-4567"),
        ("090-1234-5678", "090-1234-5678"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_it_is_kept_as_it_is_dialled(told: str, kept: str) -> None:
    assert phone_number(told) == kept


@pytest.mark.parametrize(
    "told",
    [
        "000-1234",
        "042-000-12341",
        "042-464-131",
        "0424-641-311-1",
        "090-1234-567",
        "+81 42 464 1311",
        "042-000-1234 田中",
        "042-000-1234 内線 12",
        "図書館",
        "042-000-1234\n",
        "042\0000-1234",
    ],
)
def test_what_nobody_can_dial_is_refused(told: str) -> None:
    with pytest.raises(Problem) as caught:
        phone_number(told)
    assert caught.value.code == "phone_wrong"


@pytest.mark.parametrize(
    "told", ["123456789018", "1234-5678-9018", "012345678907", "0123 4567 8907", "０１２３-4567-8907"]
)
def test_no_my_number_fits(told: str) -> None:
    with pytest.raises(Problem):
        phone_number(told)
