"""Video frames as the decoder wants them: their brightness alone, where it lies, without making a picture first."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import cast

import zxingcpp
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

_Pixel = QVideoFrameFormat.PixelFormat
_PLANAR = (
    _Pixel.Format_NV12,
    _Pixel.Format_NV21,
    _Pixel.Format_YUV420P,
    _Pixel.Format_YUV422P,
    _Pixel.Format_YV12,
    _Pixel.Format_IMC1,
    _Pixel.Format_IMC2,
    _Pixel.Format_IMC3,
    _Pixel.Format_IMC4,
    _Pixel.Format_Y8,
)
_LAYOUTS: dict[_Pixel, tuple[int, int]] = {
    **dict.fromkeys(_PLANAR, (0, 1)),
    _Pixel.Format_YUYV: (0, 2),
    _Pixel.Format_UYVY: (1, 2),
    _Pixel.Format_AYUV: (1, 4),
    _Pixel.Format_Y16: (1, 2),  # of two bytes the higher
    _Pixel.Format_P010: (1, 2),
    _Pixel.Format_P016: (1, 2),
}
"""Where the first byte of brightness lies, and how far the next one is."""


@dataclass(frozen=True, slots=True)
class Plane:
    """Rows of brightness, a byte a pixel, `stride` bytes from row to row. Valid while the frame is mapped."""

    data: memoryview
    width: int
    height: int
    stride: int

    def middle(self, width: int, height: int) -> "Plane":
        """The largest part in the middle with these proportions."""
        wide = min(self.width, self.height * width // height)
        high = min(self.height, self.width * height // width)
        start = (self.height - high) // 2 * self.stride + (self.width - wide) // 2
        return replace(self, data=self.data[start:], width=wide, height=high)

    def view(self) -> zxingcpp.ImageView:
        """For the decoder; nothing is copied. It wants whole rows: a part's last one is left out."""
        return zxingcpp.ImageView(
            self.data,  # type: ignore[arg-type]  # the stub asks for numpy; any buffer will do
            self.width,
            min(self.height, len(self.data) // self.stride),
            zxingcpp.ImageFormat.Lum,
            row_stride=self.stride,
        )

    def mirror(self, width: int) -> QImage:
        """A copy of at most this width, left and right exchanged: people find the way as before a mirror."""
        image = QImage(self.data, self.width, self.height, self.stride, QImage.Format.Format_Grayscale8)
        size = QSize(min(width, self.width), min(width, self.width) * self.height // self.width)
        return image.scaled(size).flipped(Qt.Orientation.Horizontal)


@contextmanager
def brightness(frame: QVideoFrame) -> Iterator[Plane]:
    """The frame's brightness. What holds colours otherwise, such as RGB and JPEG, is converted by Qt."""
    layout = _LAYOUTS.get(frame.pixelFormat())
    if layout is None or not frame.map(QVideoFrame.MapMode.ReadOnly):
        grey = frame.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        yield Plane(_bytes(grey.constBits()), grey.width(), grey.height(), grey.bytesPerLine())
        return
    try:
        yield _plane(frame, *layout)
    finally:
        frame.unmap()


def _plane(frame: QVideoFrame, first: int, step: int) -> Plane:
    data, stride = _bytes(frame.bits(0)), frame.bytesPerLine(0)
    if step > 1:
        data, stride = memoryview(bytes(data)[first::step]), stride // step
    return Plane(data, frame.width(), frame.height(), stride)


def _bytes(buffer: object) -> memoryview:
    return memoryview(cast(bytes, buffer))
