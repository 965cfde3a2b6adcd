"""A pile of paper typed into the real window: slips of a day at the tables, and questionnaires.

A hand presses four keys a second and holds a slip before the scanner for a second; to that comes all that the machine
takes when the keys come as fast as it lets them.
"""

from pathlib import Path

import msgspec

from benchmarks.big_site import PASSPHRASE, new_folder, small_desk
from benchmarks.figures import Figure, Target
from benchmarks.probe import run_probe

SHEETS = 20
KEYS_A_SECOND = 4
SECONDS_A_SCAN = 1.0
SLIPS = Target("at_most", 180.0)
A_QUESTIONNAIRE = Target("at_most", 5.0)


class Piles(msgspec.Struct, frozen=True):
    """Keys pressed, and the seconds until the last sheet of the pile was durable and shown."""

    slip_keys: int
    slips_s: float
    survey_keys: int
    surveys_s: float


def measure() -> list[Figure]:
    """Twenty of each."""
    return measured(new_folder(), SHEETS)


def measured(data: Path, sheets: int) -> list[Figure]:
    """The same for any number of sheets."""
    small_desk(data).store.close()
    env = {"MADOGUCHI_PASSPHRASE": PASSPHRASE, "QT_QPA_PLATFORM": "offscreen"}
    told = run_probe("pile_window", Piles, str(data), str(sheets), env=env)
    slips = sheets * SECONDS_A_SCAN + told.slip_keys / KEYS_A_SECOND + told.slips_s
    survey = (told.survey_keys / KEYS_A_SECOND + told.surveys_s) / sheets
    return [
        Figure(f"{sheets} slips, {told.slip_keys} keys by a hand", slips, "s", target=SLIPS),
        Figure(f"(the machine's part: {sheets} slips)", told.slips_s, "s"),
        Figure(f"a questionnaire, {told.survey_keys / sheets:g} keys by a hand", survey, "s", target=A_QUESTIONNAIRE),
        Figure(f"(the machine's part: {sheets} questionnaires)", told.surveys_s, "s"),
    ]
