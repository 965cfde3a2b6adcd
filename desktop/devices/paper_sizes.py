"""Sizes of paper: their names, and the sheet on which a page stands unscaled."""

from collections.abc import Iterable

Sheet = tuple[float, float]
"""Width and height of an upright sheet, in points."""

_ALIKE = 6.0
"""Points: drivers round sizes to whole millimetres and more."""
_MM = 72 / 25.4
_NAMES = {"A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "A6": (105, 148), "カード": (55, 91)}


def size_name(sheet: Sheet) -> str:
    """A4, A5…, カード, or the millimetres of any other size; upright and wide are one."""
    width, height = sorted(sheet)
    for name, (across, along) in _NAMES.items():
        if abs(width - across * _MM) <= _ALIKE and abs(height - along * _MM) <= _ALIKE:
            return name
    return f"{width / _MM:.0f}×{height / _MM:.0f}mm"


def fitting_sheet(page: Sheet, sheets: Iterable[Sheet]) -> Sheet | None:
    """The page's own size where the printer has it, or has any size (no `sheets`); else the smallest that holds it.

    None when all its paper is too small.
    """
    upright = [(min(sheet), max(sheet)) for sheet in sheets]
    if not upright or any(_is_alike(page, sheet) for sheet in upright):
        return page
    holding = (sheet for sheet in upright if all(has + _ALIKE >= needs for has, needs in zip(sheet, page, strict=True)))
    return min(holding, key=lambda sheet: sheet[0] * sheet[1], default=None)


def _is_alike(page: Sheet, sheet: Sheet) -> bool:
    return all(abs(one - other) <= _ALIKE for one, other in zip(page, sheet, strict=True))
