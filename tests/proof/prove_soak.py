"""A month without a network and half a million records: `python3 dev.py prove`."""

import os
from collections.abc import Callable
from pathlib import Path

from tests.proof.processes import stage
from tests.proof.soak import soak

DAYS = 30
EVENTS = int(os.environ.get("MADOGUCHI_PROOF_SOAK_EVENTS", "500000"))
RECORDING_MB, EXCHANGING_MB, HEADQUARTERS_MB = 200, 150, 250
"""The most that each may ever hold. What records here makes up its visitors as well."""


def test_a_month_alone(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    with stage(tmp_path) as made:
        took = soak(made, DAYS, EVENTS)
    record_property("measured", took)
    assert took.weeks.peak_mb < RECORDING_MB
    assert max(took.sent.peak_mb, took.read.peak_mb) < EXCHANGING_MB
    assert took.hq_peak_mb < HEADQUARTERS_MB
