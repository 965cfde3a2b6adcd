"""Colours and measures by what they are for, read once from assets/theme/tokens.toml."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from typing import Literal

from core.assets import asset_path

Role = Literal[
    "text", "strong", "muted", "on_colour", "surface", "ground", "line", "border", "disabled", "disabled_fill",
    "key", "key_hover", "key_pressed", "key_soft", "key_line", "selected", "success", "success_fill",
    "success_soft", "warning", "warning_fill", "warning_soft", "caution_fill", "caution_soft", "error",
    "error_fill", "error_soft", "quiet_fill", "focus", "focus_inner",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Palette:
    """Every role's colour as `#rrggbb`."""

    text: str
    strong: str
    muted: str
    on_colour: str
    surface: str
    ground: str
    line: str
    border: str
    disabled: str
    disabled_fill: str
    key: str
    key_hover: str
    key_pressed: str
    key_soft: str
    key_line: str
    selected: str
    success: str
    success_fill: str
    success_soft: str
    warning: str
    warning_fill: str
    warning_soft: str
    caution_fill: str
    caution_soft: str
    error: str
    error_fill: str
    error_soft: str
    quiet_fill: str
    focus: str
    focus_inner: str

    def __getitem__(self, role: Role) -> str:
        value: str = getattr(self, role)
        return value


@dataclass(frozen=True, slots=True)
class Measures:
    """Logical pixels at 100 % text on a grid of eight; `target` grows with the text (`theme.px`)."""

    target: int = 44
    gap: int = 8
    space: int = 16
    wide: int = 24
    radius: int = 8


@dataclass(frozen=True, slots=True)
class TypeSizes:
    """Points at 100 %. The base is 12 pt: 16 logical pixels, the design system's smallest for running text."""

    caption: int = 11
    body: int = 12
    lead: int = 14
    heading: int = 15
    title: int = 20
    figure: int = 28
    ticket: int = 72


MEASURES = Measures()
SIZES = TypeSizes()


@cache
def palette() -> Palette:
    """The palette of the window."""
    with asset_path("theme", "tokens.toml").open("rb") as file:
        tables = tomllib.load(file)
    primitive: dict[str, str] = tables["primitive"]
    role: dict[str, str] = tables["role"]
    return Palette(**{field.name: primitive[role[field.name]] for field in fields(Palette)})
