"""Every kind of frame that a camera may send gives the same brightness to the decoder."""

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from core.card_code import Code
from desktop.devices.camera import PROPORTIONS, glance
from desktop.devices.decoder import texts_in
from desktop.devices.frames import brightness
from desktop.devices.showing import Showing, Unread
from tests.helpers import pictures as p
from tests.helpers.films import LIBRARY_REMARKS, qt_image

CARD = "MC6HFT7GJ2RGF1CG"
Pixel = QVideoFrameFormat.PixelFormat
WIDTHS = [(1280, 720), (1918, 1080), (640, 480)]
"""One of them no multiple of what rows are padded to."""


def frame_of(
    picture: "np.ndarray[tuple[int, int], np.dtype[np.uint8]]", kind: Pixel, first: int, step: int
) -> QVideoFrame:
    """A frame of this kind; bytes that are no brightness are noise."""
    rows, columns = picture.shape
    frame = QVideoFrame(QVideoFrameFormat(QSize(columns, rows), kind))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    stride = frame.bytesPerLine(0)
    plane = np.frombuffer(frame.bits(0), np.uint8)
    plane[:] = np.random.default_rng(0).integers(0, 256, plane.size, np.uint8)
    plane[: rows * stride].reshape(rows, stride)[:, first : columns * step : step] = picture
    frame.unmap()
    return frame


LAYOUTS = [
    *((kind, 0, 1) for kind in (Pixel.Format_NV12, Pixel.Format_NV21, Pixel.Format_YUV420P, Pixel.Format_YUV422P)),
    *((kind, 0, 1) for kind in (Pixel.Format_YV12, Pixel.Format_IMC1, Pixel.Format_IMC3, Pixel.Format_Y8)),
    (Pixel.Format_YUYV, 0, 2),
    (Pixel.Format_UYVY, 1, 2),
    (Pixel.Format_Y16, 1, 2),
    (Pixel.Format_P010, 1, 2),
    (Pixel.Format_P016, 1, 2),
]


@pytest.mark.parametrize("size", WIDTHS)
@pytest.mark.parametrize(("kind", "first", "step"), LAYOUTS, ids=[kind.name for kind, _, _ in LAYOUTS])
def test_brightness_is_read_where_it_lies(kind: Pixel, first: int, step: int, size: tuple[int, int]) -> None:
    picture = p.lying(p.code(CARD), size)
    frame = frame_of(np.asarray(picture), kind, first, step)
    with brightness(frame) as plane:
        assert (plane.width, plane.height) == size
        rows = np.frombuffer(plane.data, np.uint8)[: plane.stride * (size[1] - 1) + size[0]]
        shown = np.lib.stride_tricks.as_strided(rows, (size[1], size[0]), (plane.stride, 1))
        assert np.array_equal(shown, np.asarray(picture))
        assert texts_in(plane.view()) == texts_in(plane.middle(*PROPORTIONS).view()) == [CARD]
    assert not frame.isMapped()


@pytest.mark.parametrize("kind", [QImage.Format.Format_RGB32, QImage.Format.Format_RGBA8888])
@pytest.mark.qt_log_ignore(LIBRARY_REMARKS)
@pytest.mark.usefixtures("qapp")
def test_coloured_frames_are_converted(kind: QImage.Format) -> None:
    frame = QVideoFrame(qt_image(p.lying(p.code(CARD))).convertToFormat(kind))
    with brightness(frame) as plane:
        assert texts_in(plane.middle(*PROPORTIONS).view()) == [CARD]


def test_what_is_looked_at_is_what_is_shown_and_mirrored() -> None:
    aside = p.scene((p.code(CARD), (10, 10)))
    middle = p.scene((p.code(CARD), (200, 100)))
    for picture, news in ((aside, False), (middle, True)):
        seen = glance(frame_of(np.asarray(picture), Pixel.Format_NV12, 0, 1), Showing(), 0)
        assert isinstance(seen.news, Code) is news
    assert seen.preview.size() == QSize(480, 360)
    left, right = seen.preview.copy(0, 0, 240, 360), seen.preview.copy(240, 0, 240, 360)
    assert {left.pixelColor(x, y).value() for x in range(0, 240, 9) for y in range(0, 360, 9)} == {p.TABLE}
    assert len({right.pixelColor(x, y).value() for x in range(0, 240, 9) for y in range(0, 360, 9)}) > 1


def test_nothing_of_a_foreign_code_leaves_the_look() -> None:
    frame = frame_of(np.asarray(p.lying(p.code("MyNumber:123456789018"))), Pixel.Format_NV12, 0, 1)
    showing = Showing()
    assert glance(frame, showing, 0).news is None
    seen = glance(frame, showing, 1)
    assert seen.news is Unread.FOREIGN
    assert "123456789018" not in repr(seen) + repr(vars(showing))
