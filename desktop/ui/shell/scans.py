"""Scans are heard whatever has the keyboard; nothing of them reaches it (ADR 0060)."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.devices.composition import Composition
from desktop.devices.wedge import HOLD_SECONDS, TRAILING_SECONDS, Ending, Fate, Key, Trace, Verdict, Wedge
from desktop.ui.shell.writing import Writing, place_of

_ENDINGS = {
    Qt.Key.Key_Return: Ending.ENTER,
    Qt.Key.Key_Enter: Ending.ENTER,
    Qt.Key.Key_Tab: Ending.TAB,
}
_HELD_DOWN = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock)
_BY_HAND = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Escape)
_WITH_TEXT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_LATE_SECONDS = 0.03


class Scans(QObject):
    """One for the program. It watches the one widget that has the keyboard and the window before it, nothing else:
    a filter on the whole program would cost at every event.
    """

    scanned = Signal(str)
    """A code of ours in normal form."""
    misread = Signal()
    """Something was scanned that is none of ours, or only a part of one."""
    traced = Signal(object)
    """The `Trace` of a code, a moment after it, when its endings have come."""

    def __init__(self, parent: QObject, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self.now = now
        """Seconds of a clock that never goes back."""
        self._wedge = Wedge()
        self._composition = Composition(self._wedge)
        self._held: list[tuple[QWidget, QEvent]] = []
        self._before: Writing | None = None
        self._passes_on = False
        self._silence = _once(self, HOLD_SECONDS, self._silent)
        self._silent_from = 0.0
        self._settled = _once(self, TRAILING_SECONDS, self._tell_trace)
        self._watched: list[QObject] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        app.focusWindowChanged.connect(self._follow)
        self._follow()

    @property
    def is_waiting(self) -> bool:
        """Whether something is held until more comes, or nothing does."""
        return self._silence.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            target = self._target(watched)
            return target is not None and self._key(target, event)
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            return not self._passes_on and isinstance(watched, QWidget) and self._composes(watched, event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._is_control(event) and self._takes_control(watched, event)
        if kind == QEvent.Type.MouseButtonPress:
            self._interrupt()
        return False

    def _follow(self, *_changed: object) -> None:
        wanted: list[QObject] = [
            each for each in (QApplication.focusWidget(), QGuiApplication.focusWindow()) if each is not None
        ]
        for each in self._watched:
            if each not in wanted and isValid(each):
                each.removeEventFilter(self)
        for each in wanted:
            if each not in self._watched:
                each.installEventFilter(self)
        self._watched = wanted

    def _target(self, watched: QObject) -> QWidget | None:
        """Who a key is for. Before a window it is looked at only where no widget has the keyboard, or a menu does."""
        if self._passes_on:
            return None
        if isinstance(watched, QWidget):
            return watched
        menu = QApplication.activePopupWidget()
        if menu is not None:
            return menu.focusWidget() or menu
        return QApplication.activeWindow() if QApplication.focusWidget() is None else None

    def _key(self, target: QWidget, event: QKeyEvent) -> bool:
        ending = _ENDINGS.get(Qt.Key(event.key()))
        if self._is_control(event):
            if self._takes_control(target, event):
                return True
        elif (event.text() or ending) and not event.isAutoRepeat() and event.key() not in _BY_HAND:
            verdict = self._wedge.key(self._as_key(target, event, ending))
            self._put_back_after(verdict)
            return self._obey(verdict, target, event)
        if event.key() not in _HELD_DOWN:
            self._interrupt()
        return False

    def _as_key(self, target: QObject, event: QKeyEvent, ending: Ending | None = None) -> Key:
        stamp = event.timestamp() / 1000 if event.timestamp() else None
        return Key("" if ending else event.text(), self.now(), stamp, place_of(target), ending)

    def _is_control(self, event: QKeyEvent) -> bool:
        return bool(event.modifiers() & ~_WITH_TEXT)

    def _takes_control(self, target: QObject, event: QKeyEvent) -> bool:
        """Scanners send control characters as Ctrl and a letter: within a scan no command may come of that."""
        within = self._wedge.swallows_control(self._as_key(target, event))
        event.setAccepted(within)
        return within

    def _composes(self, target: QWidget, event: QInputMethodEvent) -> bool:
        if event.replacementLength():
            return False
        verdict = self._composition.changes(event.preeditString(), event.commitString(), self.now())
        if verdict.fate is Fate.DROP:
            self._forget_composition(target)
        elif self._composition.may_be_scan:
            self._wait()
        return self._obey(verdict, target, event)

    def _obey(self, verdict: Verdict, target: QWidget, event: QKeyEvent | QInputMethodEvent) -> bool:
        if verdict.is_first:
            self._release()
            self._before = Writing.of(target)
        if verdict.fate is Fate.PASS and not self._held:
            return False
        if verdict.fate is Fate.DROP:
            self._drop(verdict)
            return True
        self._held.append((target, event.clone()))
        if verdict.fate is Fate.HOLD:
            self._wait()
        else:
            self._release()
        return True

    def _drop(self, verdict: Verdict) -> None:
        self._silence.stop()
        self._held.clear()
        if verdict.code is not None:
            self._settled.start()
            self.scanned.emit(verdict.code.text)
        elif verdict.is_misread:
            self.misread.emit()

    def _put_back_after(self, verdict: Verdict) -> None:
        before, self._before = self._before, None if verdict.fate is Fate.DROP else self._before
        if verdict.is_misread and before is not None:
            before.put_back()

    def _interrupt(self) -> None:
        self._wedge.interrupt()
        self._release()

    def _release(self) -> None:
        """What was held goes on, to whoever has the keyboard by then."""
        self._silence.stop()
        held, self._held = self._held, []
        self._passes_on = True
        had = QApplication.focusWidget()
        for target, event in held:
            has = QApplication.focusWidget()
            now = target if has is had or has is None else has
            if isValid(now):
                QApplication.sendEvent(now, event)
        self._passes_on = False

    def _wait(self) -> None:
        self._silent_from = self.now()
        self._silence.start()

    def _silent(self) -> None:
        late = self.now() - self._silent_from - HOLD_SECONDS
        if late > _LATE_SECONDS:  # the window was busy: keys may stand in the queue
            self._wait()
            return
        composes = self._composition.may_be_scan
        verdict = self._composition.silence() if composes else self._wedge.silence()
        if not verdict.is_misread:
            self._release()
            return
        focus = QApplication.focusWidget()
        if composes and focus is not None:
            self._forget_composition(focus)
        if not composes:
            self._put_back_after(verdict)
        self._drop(verdict)

    def _forget_composition(self, target: QWidget) -> None:
        nothing = QInputMethodEvent("", [])
        nothing.setCommitString(self._composition.left())
        self._passes_on = True
        QApplication.sendEvent(target, nothing)
        self._passes_on = False
        QTimer.singleShot(0, self, QGuiApplication.inputMethod().reset)  # it is still speaking to us

    def _tell_trace(self) -> None:
        if isinstance(self._wedge.trace, Trace):
            self.traced.emit(self._wedge.trace)


def _once(parent: QObject, seconds: float, then: Callable[[], None]) -> QTimer:
    timer = QTimer(parent, singleShot=True, interval=round(seconds * 1000))
    timer.timeout.connect(then)
    return timer
