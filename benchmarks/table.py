"""The table on the screen and in results.md, where each benchmark keeps its own section."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import Figure, shown

HEADINGS = ("figure", "measured", "floor", "target", "verdict", "spread")
_HEAD = """# Speed and memory

Written by `python3 dev.py bench`; `benchmarks/__main__.py` names what can be measured. Each floor was measured in the
same run as the figure beside it. Spread: min / median / max of several runs, or percentiles of many measurements.
docs/adr/0030-benchmarks.md says how each is measured and why so.
"""


def row(figure: Figure) -> tuple[str, ...]:
    """The cells of a figure."""
    return (
        figure.name,
        f"{shown(figure.value)} {figure.unit}",
        "" if figure.floor is None else f"{shown(figure.floor)} {figure.unit}",
        figure.target.text(figure.unit) if figure.target else "",
        figure.verdict,
        figure.spread,
    )


def plain(figures: Sequence[Figure]) -> str:
    """For the screen: columns as wide as what stands in them."""
    rows = [HEADINGS, *map(row, figures)]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(_filled, each, widths)).rstrip() for each in rows)


def section(name: str, figures: Sequence[Figure], told: str) -> str:
    """One benchmark's part of results.md."""
    lines = [f"## {name}", "", told, "", *map(_cells, (HEADINGS, ("---",) * len(HEADINGS), *map(row, figures)))]
    return "\n".join(lines) + "\n"


def keep(path: Path, name: str, text: str, order: Sequence[str]) -> None:
    """Put a section in the place of its older self; the other benchmarks' sections stay."""
    old = path.read_text(encoding="utf-8").split("\n## ")[1:] if path.exists() else []
    parts = {part.partition("\n")[0]: f"## {part.rstrip()}\n" for part in old}
    parts[name] = text
    known = [parts[each] for each in order if each in parts]
    path.write_text("\n".join([_HEAD, *known]), encoding="utf-8")


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _filled(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
