"""Where video frames come from: a camera, or a video file in its stead. QtMultimedia is loaded with this module."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QMediaPlayer,
    QVideoFrameFormat,
    QVideoSink,
)

from core.problem import Problem


class Source(QObject):
    """Fills a sink with frames once it is started. Either signal is its last word."""

    failed = Signal(object)
    """A Problem."""
    ended = Signal()
    """A film is over."""

    def start(self) -> None:
        """Begin."""
        raise NotImplementedError

    def stop(self) -> None:
        """Let the camera go, so that its light goes out."""
        raise NotImplementedError


class DeviceSource(Source):
    """A camera of this computer."""

    def __init__(self, device: QCameraDevice, sink: QVideoSink) -> None:
        super().__init__(sink)
        self._device = device
        self.camera = QCamera(device, self)
        formats = device.videoFormats()
        if formats:
            self.camera.setCameraFormat(min(formats, key=_distance))
        self._session = QMediaCaptureSession(self)
        self._session.setCamera(self.camera)
        self._session.setVideoSink(sink)
        self.camera.errorOccurred.connect(self._refused)
        self.devices = QMediaDevices(self)
        self.devices.videoInputsChanged.connect(self._look_round)

    def start(self) -> None:
        self.camera.start()

    def stop(self) -> None:
        self.camera.stop()

    def _refused(self, error: QCamera.Error, _words: str) -> None:
        if error is not QCamera.Error.NoError:
            self.failed.emit(taken())

    def _look_round(self) -> None:
        if self._device not in QMediaDevices.videoInputs():
            self.failed.emit(gone())


class FilmSource(Source):
    """A video file, once, at its own speed."""

    def __init__(self, path: Path, sink: QVideoSink) -> None:
        super().__init__(sink)
        self._player = QMediaPlayer(self)
        self._player.setVideoSink(sink)
        self._player.errorOccurred.connect(lambda _error, _words: self.failed.emit(_no_film()))
        self._player.mediaStatusChanged.connect(self._changed)
        self._film = QUrl.fromLocalFile(str(path))

    def start(self) -> None:
        self._player.setSource(self._film)
        self._player.play()

    def stop(self) -> None:
        self._player.stop()

    def _changed(self, status: QMediaPlayer.MediaStatus) -> None:
        if status is QMediaPlayer.MediaStatus.EndOfMedia:
            self.ended.emit()


def camera_names() -> list[str]:
    """The cameras of this computer, by the names that their makers gave them."""
    return list(dict.fromkeys(each.description() for each in QMediaDevices.videoInputs()))


def find_device(name: str) -> QCameraDevice:
    """The camera of this name, else the one that the computer prefers. Raises Problem when there is none."""
    devices = QMediaDevices.videoInputs()
    if not devices:
        raise Problem(
            "camera_none",
            "カメラが見つかりません。",
            "カメラをつないでから、もう一度「カメラで読む」を押してください。カメラがなくても受付はできます。",
        )
    return next((each for each in devices if each.description() == name), QMediaDevices.defaultVideoInput())


def taken() -> Problem:
    """The camera is there and gives nothing."""
    return Problem(
        "camera_taken",
        "カメラを使えません。",
        "ビデオ会議など、カメラを使うほかのプログラムを閉じてから、もう一度「カメラで読む」を押してください。",
    )


def gone() -> Problem:
    """The camera was there."""
    return Problem(
        "camera_gone",
        "カメラの映像が止まりました。",
        "線を差し直してから、もう一度「カメラで読む」を押してください。カメラがなくても受付はできます。",
    )


def _no_film() -> Problem:
    return Problem("film_unreadable", "動画のファイルを読めません。", "設定の「カメラ」で選び直してください。")


def _distance(offered: QCameraFormat) -> float:
    size = offered.resolution()
    is_jpeg = offered.pixelFormat() == QVideoFrameFormat.PixelFormat.Format_Jpeg
    return distance(size.width(), size.height(), offered.maxFrameRate(), is_jpeg)


def distance(width: int, height: int, frames_a_second: float, is_jpeg: bool) -> float:
    """How far an offered format is from what reads well and costs little: 720 rows, 15 frames, not packed."""
    too_coarse = 4 if height < 720 else 1
    return too_coarse * abs(height - 720) / 720 + max(0, 15 - frames_a_second) + 0.1 * is_jpeg + width / 1e6
