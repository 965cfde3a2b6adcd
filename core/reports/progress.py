"""How near each KPI target is, as a chart: each bar is as long as its own target, with its own deadline in words."""

from dataclasses import dataclass
from datetime import date

from core.english_dates import english_day
from core.reports.figures import figure_text, share_of
from core.reports.table import Figure, ReportTable
from core.wareki import wareki


@dataclass(frozen=True, slots=True)
class Step:
    """One target: `told` is what was reached of it in words, `part` the share of it, from 0 to 1."""

    label: str
    told: str
    part: float


@dataclass(frozen=True, slots=True)
class Progress:
    """Targets below each other."""

    title: str
    steps: tuple[Step, ...]
    unit: str = ""


def progress_of(table: ReportTable, *, english: bool = False) -> tuple[Progress, ...]:
    """The chart of a table's targets; none for a table without."""
    if not table.aims:
        return ()
    steps = []
    for aim in table.aims:
        due = date.fromisoformat(aim.due)
        reached = f"{figure_text(aim.reached)} / {figure_text(Figure(value=aim.target))}"
        share = figure_text(share_of(aim.reached.value, aim.target))
        part = min(max(aim.reached.value / aim.target, 0.0), 1.0)
        if english:
            steps.append(Step(f"{aim.en}, by {english_day(due)}", f"{reached} ({share} %)", part))
        else:
            steps.append(Step(f"{aim.ja}　{wareki(due)}まで", f"{reached}（{share} ％）", part))
    return (Progress("Progress to the targets" if english else "目標までの進みぐあい", tuple(steps)),)
