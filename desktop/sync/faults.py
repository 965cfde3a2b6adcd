"""What can go wrong on the way to headquarters, each told in plain words. Nothing recorded is lost by any.

docs/ja/trouble.md says to the desk what each sentence means; `of_error` (fault_causes.py) finds the one that fits.
"""

from datetime import datetime
from email.utils import parsedate_to_datetime

from core.problem import Problem
from core.wire import Refusal, WireProblem, unpack
from desktop.sync.certificate_times import CertificateTimes

KEPT = "記録はこの端末に残っています。あとでもう一度送ってください。"
_TELL_HQ = "記録はこの端末に残っています。本部の担当者にお知らせください。"
_TELL_ADMIN = "記録はこの端末に残っています。ネットワークの管理者にお知らせください。ファイルで渡すこともできます。"


class SyncProblem(Problem):
    """An exchange that did not come about. `retry_after` is how many seconds headquarters asked to wait;
    `status` that of its answer, if there was one; `times` what a wrong clock is seen by.
    """

    def __init__(
        self,
        code: str,
        sentence: str,
        next_step: str = KEPT,
        retry_after: int | None = None,
        status: int | None = None,
        times: CertificateTimes | None = None,
    ) -> None:
        super().__init__(code, sentence, next_step)
        self.retry_after, self.status, self.times = retry_after, status, times

    def __str__(self) -> str:
        return f"{self.sentence}{self.times or ''}{self.next_step}"


_STATUS = {
    401: ("hq_unknown_device", "この端末は本部に登録されていません。", _TELL_HQ),
    403: (
        "hq_forbidden",
        "本部、または途中のネットワークの機械が、この端末からの送信を断りました。",
        _TELL_ADMIN,
    ),
    404: (
        "hq_not_found",
        "この場所に本部が見つかりません。",
        "本部のアドレスを確かめてください。記録は残っています。",
    ),
    407: (
        "proxy_auth",
        "途中の機械（プロキシ）が、利用者の確認を求めています。",
        _TELL_ADMIN,
    ),
    408: ("timeout", "本部からの返事がありません。", KEPT),
    409: ("hq_conflict", "本部の登録の内容と合いません。", _TELL_HQ),
    413: ("hq_too_large", "一度に送る量が大きすぎました。", KEPT),
    429: ("hq_busy", "本部が混み合っています。", KEPT),
    500: ("hq_trouble", "本部の中で問題が起きました。", KEPT),
    502: ("hq_behind", "本部の入口までは届きましたが、その先の本部が答えません。", KEPT),
    503: ("hq_resting", "本部は今、受け付けを休んでいます。", KEPT),
    504: ("hq_behind", "本部の入口までは届きましたが、その先の本部が答えません。", KEPT),
}


def of_status(status: int, body: bytes, retry_after: int | None) -> SyncProblem:
    """The problem of an answer that is not 200. Headquarters' own words go first."""
    code, sentence, next_step = _STATUS.get(status, ("hq_refused", "本部が今は受け付けられません。", KEPT))
    try:
        told = unpack(body, Refusal)
    except WireProblem:
        return SyncProblem(code, sentence, next_step, retry_after, status)
    return SyncProblem(told.code, told.sentence, told.next_step or next_step, retry_after, status)


def captive_portal() -> SyncProblem:
    """A page for people where headquarters should answer: a sign-in page of the Wi-Fi, most likely."""
    return SyncProblem(
        "captive_portal",
        "本部ではないところから返事がありました。",
        "Wi-Fiの利用開始の画面が出ていないか、ブラウザーで確かめてください。記録はこの端末に残っています。",
    )


def foreign_answer() -> SyncProblem:
    """An answer in a form that headquarters never uses, and no page either."""
    return SyncProblem("foreign_answer", "本部のプログラムではないものから返事がありました。", _TELL_HQ)


def other_headquarters() -> SyncProblem:
    """Whoever answers has other keys than those that were pinned."""
    return SyncProblem(
        "other_headquarters",
        "この端末が登録した本部とは、別の本部が答えました。",
        "何も渡したことになっていません。本部のアドレスが変わっていないか、本部の担当者に確かめてください。",
    )


def broken_answer() -> SyncProblem:
    """An answer of headquarters that cannot be read."""
    return SyncProblem("answer_broken", "本部からの返事が途中で切れているか、壊れています。")


def endless_answer() -> SyncProblem:
    """More came than headquarters ever says at once."""
    return SyncProblem("answer_endless", "本部からの返事が終わらないので、受け取るのをやめました。", _TELL_ADMIN)


def too_slow() -> SyncProblem:
    """Bytes came or went, but not within any reasonable time."""
    return SyncProblem("too_slow", "通信が遅すぎて、時間内に終わりませんでした。")


def stopped() -> SyncProblem:
    """A person stopped it."""
    return SyncProblem(
        "stopped", "送信を途中でやめました。", "届いた分は届いています。残りは、あとで続きから送れます。"
    )


def false_receipt() -> SyncProblem:
    """An answer that does not prove itself: it counts as none."""
    return SyncProblem("false_receipt", "本部の受領のしるしを確かめられません。", _TELL_HQ)


def insecure_address() -> SyncProblem:
    """Plain http to another machine."""
    return SyncProblem(
        "insecure_address",
        "本部のアドレスが https で始まっていません。",
        "本部の担当者に、正しいアドレスを確かめてください。",
    )


def retry_after(value: str | None, now: datetime) -> int | None:
    """Seconds from a Retry-After header (RFC 9110: a number or a date); None when there is none."""
    if value is None:
        return None
    if value.strip().isdecimal() and value.isascii():
        return min(int(value), _LONGEST_WAIT)
    try:
        return min(max(0, int((parsedate_to_datetime(value) - now).total_seconds())), _LONGEST_WAIT)
    except (ValueError, TypeError, OverflowError):
        return None


_LONGEST_WAIT = 24 * 60 * 60
"""A date read by a wrong clock must not keep a laptop silent for years."""
