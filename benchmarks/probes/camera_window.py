"""The camera in the real window: what a look at a frame costs, and for how long the window is ever busy meanwhile.

A film of cards and of nothing stands for the camera; it is played by QtMultimedia, which costs more than a camera does.
"""

import json
import os
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat
from PySide6.QtWidgets import QApplication

from benchmarks.probes.scan_window import run_loop, wait_until
from core.clock import SystemClock
from desktop.app.settings import change_setting
from desktop.devices import camera
from desktop.devices.decoder import texts_in
from desktop.devices.showing import Showing
from desktop.ui.program import Program, dress
from desktop.ui.screens.reception.view import ReceptionScreen
from tests.helpers import pictures as p
from tests.helpers.films import film

FRAMES_A_SECOND = 30
TICK_MS = 1


def main(data: str, cards: str, looks: str, seconds: str) -> int:
    """`cards` is a file of codes, one a line; `looks` how many frames are timed alone; the film takes `seconds`."""
    QApplication([])
    dress()
    codes = Path(cards).read_text(encoding="ascii").split()
    scenes = _scenes(codes)
    bare, whole = _looks(scenes, int(looks))
    path = film(Path(data) / "film.mkv", _cut(scenes, float(seconds)), FRAMES_A_SECOND)
    program = Program(Path(data), SystemClock())
    program.begin()
    start, stalls, beside = _play(program, path)
    program.end()
    print(json.dumps({"bare": bare, "look": whole, "start": start, "stalls": stalls, "beside": beside}))
    sys.stdout.flush()
    os._exit(0)


def _scenes(codes: list[str]) -> list[Image.Image]:
    """Cards by turns with what costs most: frames in which there is nothing to be found."""
    table = p.grained(p.scene(), 6)
    crowd = p.grained(p.checks(24, seed=1), 6)
    cards = [p.grained(p.lying(p.turned(p.code(text, 6), 13 * n)), 6, n) for n, text in enumerate(codes)]
    return [picture for card in cards for picture in (table, card, crowd)]


def _cut(scenes: list[Image.Image], seconds: float) -> list[tuple[Image.Image, float]]:
    return [(picture, seconds / len(scenes)) for picture in scenes]


def _looks(scenes: list[Image.Image], count: int) -> tuple[list[float], list[float]]:
    """Milliseconds: the floor, the decoder alone on a packed picture; and all that the camera does with a frame."""
    frames = [_nv12(picture) for picture in scenes]
    packed = [np.asarray(picture) for picture in scenes]
    bare, whole = [], []
    for number in range(count):
        started = time.perf_counter()
        texts_in(packed[number % len(packed)])
        between = time.perf_counter()
        camera.glance(frames[number % len(frames)], Showing(), 0)
        bare.append((between - started) * 1000)
        whole.append((time.perf_counter() - between) * 1000)
    return bare, whole


def _nv12(picture: Image.Image) -> QVideoFrame:
    frame = QVideoFrame(QVideoFrameFormat(QSize(*picture.size), QVideoFrameFormat.PixelFormat.Format_NV12))
    frame.map(QVideoFrame.MapMode.WriteOnly)
    rows = np.frombuffer(frame.bits(0), np.uint8).reshape(-1, frame.bytesPerLine(0))
    rows[: picture.height, : picture.width] = np.asarray(picture)
    frame.unmap()
    return frame


def _play(program: Program, path: Path) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds: the longest stall of the window until the first picture; each after it; each look beside it."""
    wait_until(lambda: program.window is not None and program.window.current() is not None)
    assert program.window is not None
    assert program.workplace is not None
    screen = program.window.open("reception")
    assert isinstance(screen, ReceptionScreen)
    kept = QEventLoop()
    program.workplace.do(change_setting, "camera", f"{camera.FILM}{path}").then(lambda _: kept.quit(), owner=screen)
    run_loop(kept)
    beside = _timed_looks()
    loop, seen = QEventLoop(), list[QImage]()
    screen.camera.camera.pictured.connect(seen.append)
    screen.camera.camera.stopped.connect(lambda _problem: loop.quit())
    before, after, last = list[float](), list[float](), time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        (after if seen else before).append((now - last) * 1000)
        last = now

    ticker = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
    ticker.timeout.connect(tick)
    ticker.start()
    screen.camera.button.click()
    run_loop(loop)
    ticker.stop()
    assert screen.panel.view is not None
    assert screen.panel.view.code == "received", screen.panel.view.code
    return [max(before)], after, beside


def _timed_looks() -> list[float]:
    took, look = list[float](), camera.glance

    def timed(frame: QVideoFrame, showing: Showing, at: float) -> camera.Glance:
        started = time.perf_counter()
        glance = look(frame, showing, at)
        took.append((time.perf_counter() - started) * 1000)
        return glance

    vars(camera)["glance"] = timed
    return took


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
