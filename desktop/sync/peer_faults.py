"""What can go wrong between two laptops, each in plain words. Reception goes on whatever it is."""

from core.problem import Problem

_ALONE = "受付はこのまま続けられます。"
_NETWORK = (
    "もう1台に出ているアドレスが前とちがうときは、QRを読み取り直してください。"
    "2台が同じWi-Fiか、同じルーターにつながっているか確かめてください。同じなのにつながらないときは、"
    "Wi-Fiが端末どうしの通信を止めているか、もう1台のWindowsの「ファイアウォール」が止めています。"
)


class PeerProblem(Problem):
    """A conversation that did not come about. It is tried again by itself."""


_KNOWN = {
    "peer_away": ("もう1台の端末が見つかりません。", _NETWORK + _ALONE),
    "peer_silent": ("もう1台の端末から返事がありません。", _NETWORK + _ALONE),
    "peer_not_listening": (
        "もう1台の端末が、つながりを待っていません。",
        "もう1台の「本部へ送る」→「この拠点の端末」で、「ほかの端末とつなぐ」を押してください。",
    ),
    "peer_cut_off": ("もう1台の端末との通信が途中で切れました。", "ひとりでに、つなぎ直します。" + _ALONE),
    "peer_stranger": (
        "このアドレスにあるのは、窓口の端末ではありません。",
        "もう1台の画面に出ているアドレスを、もう一度確かめてください。",
    ),
    "peer_other_site": ("その端末は、別の拠点の端末です。", "同じ拠点の端末につないでください。"),
    "peer_not_certified": (
        "この端末は、もう1台の端末に拠点の端末と認められていません。",
        "2台が同じ拠点の端末か確かめてください。加わっていない端末は、復旧用紙で拠点に加えてください。",
    ),
    "peer_revoked": ("使うのを止めた端末とは、つなげません。", "管理者にお知らせください。"),
    "peer_same_laptop": (
        "つないだ先は、この端末か、この端末の写しです。",
        "もう1台の画面に出ているアドレスを確かめてください。写しを使っているときは、管理者にお知らせください。",
    ),
    "peer_too_new": ("もう1台の端末の窓口は、別の版です。", "両方を最新の版にしてください。" + _ALONE),
    "peer_busy": ("もう1台の端末が今は返事をできません。", "ひとりでに、つなぎ直します。" + _ALONE),
    "peer_full": (
        "もう1台の端末が、取り込めない記録をこれ以上預かれません。",
        "記録はこの端末に残っています。もう1台の「本部へ送る」の「保留」を見てください。" + _ALONE,
    ),
    "peer_port_taken": (
        "この端末では、ほかの端末からのつながりを待てません。",
        "窓口が2つ開いていないか確かめて、もう一度押してください。受付はこのまま続けられます。",
    ),
}


def problem(code: str) -> PeerProblem:
    """The problem of this code; a code that this version does not know is told as no answer."""
    known = code if code in _KNOWN else "peer_busy"
    return PeerProblem(known, *_KNOWN[known])


def of_error(error: OSError) -> PeerProblem:
    """The problem of a connection that failed."""
    if isinstance(error, ConnectionRefusedError):
        return problem("peer_not_listening")
    if isinstance(error, TimeoutError):
        return problem("peer_silent")
    if isinstance(error, ConnectionError):
        return problem("peer_cut_off")
    return problem("peer_away")
