"""A few days alone; prove_soak.py stays for a month."""

from pathlib import Path

from tests.proof.processes import stage
from tests.proof.soak import soak


def test_some_days_alone(tmp_path: Path) -> None:
    with stage(tmp_path) as made:
        soak(made, days=3, events=300)
