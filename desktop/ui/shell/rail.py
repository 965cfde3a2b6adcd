"""The nine places, at the left. Their keys, Alt+1 to Alt+9, are commands."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screen import ScreenSpec
from desktop.ui.theme.tokens import Role
from desktop.ui.widgets.buttons import Button


class _Place(Button):
    KIND = "rail"
    COLOR: Role = "text"
    CHECKED: Role = "key"

    def __init__(self, spec: ScreenSpec, number: int) -> None:
        self._spec, self._number = spec, number
        super().__init__(spec.title, icon=spec.icon)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def say(self, source: str, **values: object) -> None:
        title = self._spec.title
        short = self._spec.short if self._spec.short and theme.scale() >= theme.LARGE else title
        super().say(short, **values)
        self.setText(" " + self.text())
        self.setAccessibleName(tr(title))
        self.setToolTip(f"{tr(title)}  Alt+{self._number}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.say(self._source)


class _Find(Button):
    """The door to Ctrl+K for those who do not know the key."""

    KIND = "rail"

    def __init__(self) -> None:
        super().__init__("操作をさがす", icon="search")

    def say(self, source: str, **values: object) -> None:
        super().say(source, **values)
        self.setText(" Ctrl+K")
        self.setToolTip(f"{self.accessibleName()}  Ctrl+K")


class Rail(QFrame):
    """`wanted(screen id)` on a press; `show_current` marks where we are."""

    wanted = Signal(str)

    def __init__(self, specs: Sequence[ScreenSpec]) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        shown = [spec for spec in specs if spec.in_rail]
        self._within = {spec.id: spec.within or spec.id for spec in specs}
        self._places = {spec.id: _Place(spec, number) for number, spec in enumerate(shown, 1)}
        self.finder = _Find()
        group = QButtonGroup(self)
        column = QVBoxLayout()
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(4)
        for identity, place in self._places.items():
            group.addButton(place)
            column.addWidget(place)
            place.clicked.connect(partial(self._want, identity))
        column.addStretch()
        self._scroll(column)

    def show_current(self, identity: str) -> None:
        """Mark this place, or the one whose work this screen is part of."""
        place = self._places.get(self._within.get(identity, identity))
        if place is not None:
            place.setChecked(True)
            self._area.ensureWidgetVisible(place, 0, 0)

    def focus_current(self) -> None:
        """Give the keyboard to the marked place."""
        for place in self._places.values():
            if place.isChecked():
                place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want(self, identity: str, _checked: bool = False) -> None:
        self.wanted.emit(identity)

    def _scroll(self, column: QVBoxLayout) -> None:
        inner = QWidget()
        inner.setProperty("kind", "surface")
        inner.setLayout(column)
        self._area = _Narrow()
        self._area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 1, 0)
        outer.addWidget(self._area, 1)
        outer.addWidget(self.finder)


class _Narrow(QScrollArea):
    """As wide as its words, and scrolling only down."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)
        self._words = widget
        widget.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return False

    def _fit(self) -> None:
        room = theme.px(12)  # for the bar, and for the bold words of the marked place
        self.setFixedWidth(self._words.minimumSizeHint().width() + room)
