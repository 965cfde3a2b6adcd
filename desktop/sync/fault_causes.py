"""Which fault it was: the errors of requests, urllib3 and TLS, sorted into those that docs/ja/trouble.md explains."""

import re
import ssl
from collections.abc import Iterator
from typing import TypeGuard

import requests
from urllib3.exceptions import NameResolutionError, ProtocolError, ProxyError

from desktop.sync.certificate_times import certificate_times
from desktop.sync.faults import SyncProblem, of_status

_WRONG_TIME = frozenset({9, 10, 0x800B0101, 0x800B0102})
_WRONG_ISSUER = frozenset({2, 18, 19, 20, 21, 0x800B0109, 0x800B010A, 0x800B0112})
_WRONG_NAME = frozenset({62, 64, 0x800B010F})
"""What OpenSSL and Windows say of a certificate that they do not take."""
_IN_THE_WAY = "記録はこの端末に残っています。ネットワークの管理者にお知らせください。ファイルで渡すこともできます。"
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")


def of_error(error: Exception, host: str = "", port: int = 443) -> SyncProblem:
    """The problem of a request that got no whole answer. `host` and `port` are whom it was made to."""
    causes = list(_causes(error))
    if any(isinstance(each, ProxyError) for each in causes):
        return _of_proxy(causes)
    if any(isinstance(each, ssl.SSLError) for each in causes) or isinstance(error, requests.exceptions.SSLError):
        return _of_tls(causes, host, port)
    if any(isinstance(each, NameResolutionError) for each in causes):
        return SyncProblem("no_name", "本部につながりません（アドレスが見つかりません）。")
    if any(isinstance(each, requests.exceptions.Timeout | TimeoutError) for each in causes):
        return SyncProblem("timeout", "本部からの返事がありません。")
    if isinstance(error, requests.exceptions.ConnectionError) and not _had_begun(causes):
        return SyncProblem("no_connection", "本部につながりません。")
    return SyncProblem("cut_off", "本部との通信が途中で切れました。")


def _had_begun(causes: list[BaseException]) -> bool:
    return any(isinstance(each, ProtocolError) for each in causes)


def _of_proxy(causes: list[BaseException]) -> SyncProblem:
    """The machine between us and the internet, which municipal networks have."""
    refused = next((found for each in causes if (found := _TUNNEL.search(str(each)))), None)
    if refused is None:
        return SyncProblem("proxy_unreachable", "途中の機械（プロキシ）につながりません。", _IN_THE_WAY)
    if refused[1] == "407":
        return of_status(407, b"", None)
    return SyncProblem("proxy_refused", "途中の機械（プロキシ）が、本部への接続を断りました。", _IN_THE_WAY)


def _of_tls(causes: list[BaseException], host: str, port: int) -> SyncProblem:
    code = next((each.verify_code & 0xFFFFFFFF for each in causes if _tells_why(each)), None)
    if code in _WRONG_TIME:
        return SyncProblem(
            "tls_clock",
            "この端末の日付か時刻が違っているため、本部を確かめられません。",
            "この端末の日付と時刻を直してください。記録は残っています。ファイルで渡すこともできます。",
            times=certificate_times(host, port) if host else None,
        )
    if code in _WRONG_ISSUER:
        return SyncProblem(
            "tls_issuer", "本部の証明書を、この端末は信用できません（発行元が分かりません）。", _IN_THE_WAY
        )
    if code in _WRONG_NAME:
        return SyncProblem("tls_name", "本部の証明書が、このアドレスのものではありません。", _IN_THE_WAY)
    return SyncProblem(
        "tls",
        "本部との安全な接続を確かめられません。",
        "この端末の日付と時刻を確かめてください。直らないときは管理者にお知らせください。記録は残っています。",
    )


def _tells_why(error: BaseException) -> TypeGuard[ssl.SSLCertVerificationError]:
    return isinstance(error, ssl.SSLCertVerificationError) and isinstance(getattr(error, "verify_code", None), int)


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
