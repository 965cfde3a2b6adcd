"""What can go wrong on the way to headquarters, each told in plain words. Nothing recorded is lost by any."""

import ssl
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime

import requests

from core.problem import Problem
from core.wire import Refusal, WireProblem, unpack

KEPT = "記録はこの端末に残っています。あとでもう一度送ってください。"
_TELL_HQ = "記録はこの端末に残っています。本部の担当者にお知らせください。"


class SyncProblem(Problem):
    """An exchange that did not come about. `retry_after` is how many seconds headquarters asked to wait."""

    def __init__(self, code: str, sentence: str, next_step: str = KEPT, retry_after: int | None = None) -> None:
        super().__init__(code, sentence, next_step)
        self.retry_after = retry_after


_STATUS = {
    401: ("hq_unknown_device", "この端末は本部に登録されていません。", _TELL_HQ),
    403: ("hq_forbidden", "本部がこの端末からの送信を受け付けませんでした。", _TELL_HQ),
    404: (
        "hq_not_found",
        "この場所に本部が見つかりません。",
        "本部のアドレスを確かめてください。記録は残っています。",
    ),
    409: ("hq_conflict", "本部の登録の内容と合いません。", _TELL_HQ),
    413: ("hq_too_large", "一度に送る量が大きすぎました。", KEPT),
    429: ("hq_busy", "本部が混み合っています。", KEPT),
}


def of_status(status: int, body: bytes, retry_after: int | None) -> SyncProblem:
    """The problem of an answer that is not 200. Headquarters' own words go first."""
    code, sentence, next_step = _STATUS.get(status, ("hq_trouble", "本部が今は受け付けられません。", KEPT))
    if status < 500:
        try:
            told = unpack(body, Refusal)
        except WireProblem:
            return SyncProblem(code, sentence, next_step, retry_after)
        return SyncProblem(told.code, told.sentence, told.next_step or next_step, retry_after)
    return SyncProblem(code, sentence, next_step, retry_after)


def of_error(error: Exception) -> SyncProblem:
    """The problem of a request that got no whole answer."""
    causes = list(_causes(error))
    names = {type(each).__name__ for each in causes}
    if any(isinstance(each, ssl.SSLError) for each in causes) or isinstance(error, requests.exceptions.SSLError):
        return SyncProblem(
            "tls",
            "本部との安全な接続を確かめられません。",
            "この端末の日付と時刻を確かめてください。直らないときは管理者にお知らせください。記録は残っています。",
        )
    if "NameResolutionError" in names:
        return SyncProblem("no_name", "本部につながりません（アドレスが見つかりません）。")
    if isinstance(error, requests.exceptions.Timeout):
        return SyncProblem("timeout", "本部からの返事がありません。")
    if isinstance(error, requests.exceptions.ConnectionError) and "ProtocolError" not in names:
        return SyncProblem("no_connection", "本部につながりません。")
    return SyncProblem("cut_off", "本部との通信が途中で切れました。")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it wraps: requests and urllib3 nest theirs in arguments and `reason`."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        each = waiting.pop()
        if isinstance(each, BaseException) and id(each) not in seen:
            seen.add(id(each))
            yield each
            waiting += [*each.args, getattr(each, "reason", None), each.__cause__, each.__context__]


def captive_portal() -> SyncProblem:
    """An answer that headquarters never gives: a sign-in page of the Wi-Fi, most likely."""
    return SyncProblem(
        "captive_portal",
        "本部ではないところから返事がありました。",
        "Wi-Fiの利用開始の画面が出ていないか、ブラウザーで確かめてください。記録はこの端末に残っています。",
    )


def broken_answer() -> SyncProblem:
    """An answer of headquarters that cannot be read."""
    return SyncProblem("answer_broken", "本部からの返事が途中で切れているようです。")


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
    if value.strip().isdigit():
        return int(value)
    try:
        return max(0, int((parsedate_to_datetime(value) - now).total_seconds()))
    except (ValueError, TypeError):
        return None
