"""How the figures of reports are written: 1,360, 約1,700, △12, 18.2, –.

Source of the marks: the tables of the public documents (約, ％), and offices' usage (△ for what is below zero).
"""

from core.reports.table import Cell, Figure

UNKNOWN = "–"
HIDDEN = "＊"
_ABOUT = "約"
_BELOW_ZERO = "△"
_PROVISIONAL = "※"


def figure_text(cell: Cell) -> str:
    """As it is printed; ※ marks a figure that stands in for records that have not arrived."""
    if cell is None:
        return UNKNOWN
    if cell.suppressed:
        return HIDDEN
    about = _ABOUT if cell.approximate else ""
    mark = _PROVISIONAL if cell.provisional else ""
    return f"{about}{_number(cell)}{mark}"


def share_of(part: int, whole: int) -> Figure | None:
    """Percent with one digit behind the point, rounded half up; None of nothing."""
    return Figure(value=(part * 2000 + whole) // (2 * whole), scale=1) if whole > 0 else None


def difference(now: Cell, before: Cell) -> Cell:
    """How much more than before; it is 約 if either is, and unknown if either is."""
    if now is None or before is None or now.suppressed or before.suppressed:
        return None
    scale = max(now.scale, before.scale)
    return Figure(
        value=now.value * 10 ** (scale - now.scale) - before.value * 10 ** (scale - before.scale),
        scale=scale,
        approximate=now.approximate or before.approximate,
        provisional=now.provisional or before.provisional,
    )


def _number(figure: Figure) -> str:
    whole, rest = divmod(abs(figure.value), 10**figure.scale)
    digits = f"{whole:,}" + (f".{rest:0{figure.scale}d}" if figure.scale else "")
    return f"{_BELOW_ZERO}{digits}" if figure.value < 0 else digits
