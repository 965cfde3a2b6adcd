"""The one stylesheet, made from the tokens. Type sizes are points; lengths grow with the text size."""

from string import Template

from desktop.ui.theme.tokens import MEASURES, SIZES, Palette

_TYPE = """
QLabel { background: transparent; }
QLabel[kind="caption"] { font-size: ${caption}pt; color: $muted; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="strong"] { font-weight: bold; color: $strong; }
QLabel[kind="lead"] { font-size: ${lead}pt; }
QLabel[kind="heading"] { font-size: ${heading}pt; font-weight: bold; color: $strong; }
QLabel[kind="title"] { font-size: ${title}pt; font-weight: bold; color: $strong; }
QLabel[kind="figure"] { font-size: ${figure}pt; font-weight: bold; color: $strong; }
QLabel[kind="error"] { color: $error; font-weight: bold; }
QLabel[bubble="true"] { background: $error_soft; border: 1px solid $error; padding: ${n4}px ${n8}px; }
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: ${n8}px; }
"""

_BUTTONS = """
QPushButton { min-height: ${inner}px; padding: 0 ${n16}px; border-radius: ${radius}px;
  border: 1px solid $border; background: $surface; color: $text; }
QPushButton:hover { background: $key_soft; }
QPushButton:pressed { background: $selected; }
QPushButton:disabled { background: $disabled_fill; color: $disabled; border-color: $line; }
QPushButton[kind="primary"] { background: $key; color: $on_colour; border-color: $key; font-weight: bold;
  padding: 0 ${n24}px; }
QPushButton[kind="primary"]:hover { background: $key_hover; border-color: $key_hover; }
QPushButton[kind="primary"]:pressed { background: $key_pressed; border-color: $key_pressed; }
QPushButton[kind="primary"]:disabled { background: $disabled_fill; color: $disabled; border-color: $line; }
QPushButton[kind="secondary"] { color: $key; border-color: $key; font-weight: bold; }
QPushButton[kind="secondary"]:disabled { color: $disabled; border-color: $line; }
QPushButton[kind="text"] { background: transparent; color: $key; border-color: transparent;
  padding: 0 ${n12}px; text-decoration: underline; }
QPushButton[kind="text"]:hover { background: $key_soft; }
QPushButton[kind="text"]:disabled { color: $disabled; }
QPushButton[kind="rail"] { text-align: left; border: none; border-radius: 0; padding: 0 16px 0 20px;
  min-height: ${rail}px; border-left: 4px solid transparent; background: transparent; }
QPushButton[kind="rail"]:hover { background: $key_soft; }
QPushButton[kind="rail"]:checked { background: $key_soft; color: $key; font-weight: bold;
  border-left: 4px solid $key; padding-right: 2px; }
QPushButton[kind="segment"] { border-radius: 0; border: 1px solid $border; margin-left: -1px; }
QPushButton[kind="segment"][place="first"] { border-top-left-radius: ${radius}px;
  border-bottom-left-radius: ${radius}px; margin-left: 0; }
QPushButton[kind="segment"][place="last"] { border-top-right-radius: ${radius}px;
  border-bottom-right-radius: ${radius}px; }
QPushButton[kind="segment"][place="only"] { border-radius: ${radius}px; margin-left: 0; }
QPushButton[kind="segment"]:checked { background: $key; color: $on_colour; border-color: $key; }
QPushButton[compact="true"] { padding: 0 ${n12}px; min-width: ${n20}px; }
QPushButton[kind="text"][compact="true"] { padding: 0; min-width: ${inner}px; }
QWidget#tight QPushButton { padding: 0 ${n8}px; min-width: ${n28}px; }
QPushButton[kind="tile"] { border: 1px solid $line; background: $surface; padding: 0; text-align: left; }
QPushButton[kind="tile"]:hover { border: 1px solid $key; background: $key_soft; }
QPushButton[kind="tile"]:pressed { background: $selected; }
QPushButton[kind="tile"]:checked { border: 2px solid $key; background: $key_soft; }
QPushButton[kind="on_fill"] { background: $surface; color: $text; border-color: $surface; font-weight: bold; }
QPushButton[kind="on_fill"]:hover { background: $key_soft; }
QPushButton::menu-indicator { width: 0; }
"""

_FIELDS = """
QLineEdit, QComboBox, QDateEdit, QTimeEdit, QSpinBox { min-height: ${inner}px; padding: 0 ${n12}px;
  border: 1px solid $border; border-radius: ${radius}px; background: $surface; color: $strong;
  placeholder-text-color: $muted; selection-background-color: $key; selection-color: $on_colour; }
QPlainTextEdit, QTextEdit { padding: ${n8}px; border: 1px solid $border; border-radius: ${radius}px;
  background: $surface; color: $strong; selection-background-color: $key; selection-color: $on_colour; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $disabled_fill; color: $disabled; border-color: $line; }
QLineEdit[state="error"], QPlainTextEdit[state="error"] { border: 2px solid $error; }
QLineEdit[kind="lead"] { font-size: ${lead}pt; min-height: ${lead_field}px; }
QComboBox::drop-down { border: none; width: ${n32}px; }
QComboBox QAbstractItemView { border: 1px solid $border; background: $surface; selection-background-color: $selected;
  selection-color: $strong; outline: none; }
QCheckBox, QRadioButton { min-height: ${target}px; spacing: ${n8}px; }
QCheckBox::indicator, QRadioButton::indicator { width: ${n20}px; height: ${n20}px; }
"""

_FRAMES = """
QMainWindow, QWidget[kind="ground"] { background: $ground; }
QWidget[kind="surface"] { background: $surface; }
QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: ${radius}px; }
QFrame[kind="header"] { background: $surface; border-bottom: 1px solid $line; }
QFrame[kind="rail"] { background: $surface; border-right: 1px solid $line; }
QFrame[kind="bar"] { background: $surface; border-top: 1px solid $line; }
QFrame[kind="rule"] { background: $line; max-height: 1px; min-height: 1px; border: none; }
QFrame[kind="strip"][tone="error"] { background: $error_soft; border-top: 2px solid $error; }
QFrame[kind="strip"][tone="warning"] { background: $warning_soft; border-top: 2px solid $warning_fill; }
QFrame[kind="strip"][tone="info"] { background: $key_soft; border-top: 2px solid $key; }
QFrame[kind="strip"][tone="success"] { background: $success_soft; border-top: 2px solid $success; }
QFrame[kind="notice"] { border-radius: ${radius}px; }
QFrame[kind="notice"][tone="error"] { background: $error_soft; border: 1px solid $error; }
QFrame[kind="notice"][tone="warning"] { background: $warning_soft; border: 1px solid $warning; }
QFrame[kind="notice"][tone="info"] { background: $key_soft; border: 1px solid $key; }
QFrame[kind="notice"][tone="success"] { background: $success_soft; border: 1px solid $success; }
QFrame[kind="pill"] { border-radius: ${pill}px; }
QFrame[kind="pill"][tone="success"] { background: $success_soft; }
QFrame[kind="pill"][tone="warning"] { background: $warning_soft; }
QFrame[kind="pill"][tone="error"] { background: $error_soft; }
QFrame[kind="pill"][tone="info"] { background: $key_soft; }
QFrame[kind="pill"][tone="quiet"] { background: $disabled_fill; }
QFrame[kind="pill"] QLabel[tone="success"] { color: $success_fill; font-weight: bold; }
QFrame[kind="pill"] QLabel[tone="warning"] { color: $warning; font-weight: bold; }
QFrame[kind="pill"] QLabel[tone="error"] { color: $error; font-weight: bold; }
QFrame[kind="pill"] QLabel[tone="info"] { color: $key; font-weight: bold; }
QFrame[kind="pill"] QLabel[tone="quiet"] { color: $muted; font-weight: bold; }
QScrollArea { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[kind="through"], QWidget[kind="through"] { background: transparent; }
QMenu { background: $surface; border: 1px solid $border; padding: ${n8}px 0; }
QMenu::item { padding: ${n12}px ${n24}px; color: $text; }
QMenu::item:selected { background: $key; color: $on_colour; }
QProgressBar { border: none; background: $disabled_fill; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $key; border-radius: 4px; }
"""

_LISTS = """
QTableView, QListView { background: $surface; border: 1px solid $line; border-radius: ${radius}px; outline: none;
  gridline-color: $line; selection-background-color: $selected; selection-color: $strong; }
QTableView::item { padding: 0 ${n12}px; border-bottom: 1px solid $line; }
QTableView::item:selected, QListView::item:selected { background: $selected; color: $strong; }
QListView::item { min-height: ${target}px; padding: 0 ${n12}px; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 2px solid $border;
  padding: 0 ${head}px; min-height: ${target}px; font-weight: bold; }
QTableView[kind="figures"]::item { padding: 0 ${n8}px; }
QTableView[kind="figures"] QHeaderView::section:horizontal { padding: 0 ${close}px; }
QHeaderView::section:vertical { border-bottom: 1px solid $line; border-right: 2px solid $border; }
QScrollBar:vertical { background: transparent; width: ${n12}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${n12}px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: ${n4}px; margin: 2px; }
QScrollBar::handle:vertical { min-height: ${n32}px; }
QScrollBar::handle:horizontal { min-width: ${n32}px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none;
  border: none; width: 0; height: 0; }
"""


def stylesheet(palette: Palette, scale: float) -> str:
    """The whole program's stylesheet at a text size (1.0 to 2.0)."""
    colours = {name: getattr(palette, name) for name in palette.__dataclass_fields__}
    types = {name: _points(getattr(SIZES, name) * scale) for name in SIZES.__dataclass_fields__}
    lengths = {f"n{n}": str(round(n * scale)) for n in (4, 8, 12, 16, 20, 24, 28, 32)}
    lengths |= {
        "radius": str(MEASURES.radius),
        "target": str(round(MEASURES.target * scale)),
        "inner": str(round(MEASURES.target * scale) - 2),
        "rail": str(round(48 * scale)),
        "pill": str(round(8 * scale) + 4),
        "head": str(round(12 * scale) + 3),  # Qt sets the text of a cell three pixels in
        "close": str(round(8 * scale) + 3),
        "lead_field": str(round(52 * scale)),
    }
    return Template(_TYPE + _BUTTONS + _FIELDS + _FRAMES + _LISTS).substitute(colours | types | lengths)


def _points(size: float) -> str:
    return f"{size:g}"
