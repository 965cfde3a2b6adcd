"""Video files for a camera's stead, made by QtMultimedia itself from still pictures."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QMediaCaptureSession, QMediaFormat, QMediaRecorder, QVideoFrame, QVideoFrameInput

FRAMES_A_SECOND = 10
LIBRARY_REMARKS = r"^Couldn't (load|resolve) |No RHI backend|^Could not open media"
"""What QtMultimedia says of a machine without graphics hardware, and of a file that is no film. For qt_log_ignore."""

Scenes = Sequence[tuple[Image.Image, float]]
"""Pictures of one size, and how many seconds each is seen."""


def film(path: Path, scenes: Scenes, rate: int = FRAMES_A_SECOND) -> Path:
    """Write a Motion JPEG film of so many frames a second. Needs an application."""
    recorder, session, frames = QMediaRecorder(), QMediaCaptureSession(), QVideoFrameInput()
    kind = QMediaFormat(QMediaFormat.FileFormat.Matroska)
    kind.setVideoCodec(QMediaFormat.VideoCodec.MotionJPEG)
    recorder.setMediaFormat(kind)
    recorder.setQuality(QMediaRecorder.Quality.VeryHighQuality)
    recorder.setVideoFrameRate(rate)
    recorder.setOutputLocation(QUrl.fromLocalFile(str(path)))
    session.setVideoFrameInput(frames)
    session.setRecorder(recorder)
    left, loop = list(_frames(scenes, rate))[::-1], QEventLoop()

    def feed() -> None:
        while left and frames.sendVideoFrame(left[-1]):
            left.pop()
        if not left:
            recorder.stop()

    frames.readyToSendVideoFrame.connect(feed)
    recorder.recorderStateChanged.connect(
        lambda state: loop.quit() if state is QMediaRecorder.RecorderState.StoppedState else None
    )
    QTimer.singleShot(30_000, loop.quit)
    recorder.record()
    loop.exec()
    assert path.stat().st_size, recorder.errorString()
    return path


def qt_image(picture: Image.Image) -> QImage:
    """The same grey picture for Qt."""
    data = picture.tobytes()
    return QImage(data, picture.width, picture.height, picture.width, QImage.Format.Format_Grayscale8).copy()


def _frames(scenes: Scenes, rate: int) -> Iterator[QVideoFrame]:
    number = 0
    length = 1_000_000 // rate
    for picture, seconds in scenes:
        image = qt_image(picture).convertToFormat(QImage.Format.Format_RGB32)
        for _ in range(round(seconds * rate)):
            frame = QVideoFrame(image)
            frame.setStreamFrameRate(rate)
            frame.setStartTime(number * length)
            frame.setEndTime((number + 1) * length)
            number += 1
            yield frame
