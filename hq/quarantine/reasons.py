"""Why something is kept apart, what to do about it, and whether it can be taken in after all."""

from dataclasses import dataclass

NUMBERS = frozenset({"my_number", "card_number", "password"})
WAIVED = NUMBERS | {"revoked_device"}
"""Reasons that a person may set aside; every other check is made once more."""
HEALED = "fork"
"""The laptop wrote these records anew under other numbers: they count already."""


@dataclass(frozen=True)
class Reason:
    """A code in words. `never` says why it can never be taken in; empty where it can."""

    name: str
    next_step: str
    never: str = ""


_NUMBER = (
    "●●●のところが本当に番号やパスワードなら「受け入れない」を選び、拠点で直してもらいます。"
    "機器の製造番号などなら「受け入れる」を選びます。"
)
_AGAIN = "受け入れることはできません。拠点で記録を入れ直してもらい、「受け入れない」を選びます。"
REASONS = {
    "fork": Reason(
        "同じ番号の記録が二通りあります",
        "端末が新しい番号で送り直しているので、することはありません。「受け入れない」で片付けられます。",
        "新しい番号でもう届いているため、二重になります。",
    ),
    "bad_signature": Reason(
        "だれが書いたかを確かめられません", _AGAIN, "だれが書いたかを確かめられない記録は、受け入れることができません。"
    ),
    "not_certified": Reason(
        "認証されていない端末です",
        "拠点でこの端末の証明が済むと、ひとりでに受け入れます。そのままお待ちください。",
    ),
    "revoked_device": Reason(
        "停止した端末です",
        "端末をなくす前に書かれた記録だと確かめられたら「受け入れる」、分からなければ「受け入れない」を選びます。",
    ),
    "unreadable": Reason(
        "読み取れません",
        "本部のプログラムを新しくしてから「受け入れる」を押すと、もう一度確かめます。",
    ),
    "my_number": Reason("12桁の番号が含まれています", _NUMBER),
    "card_number": Reason("カードなどの番号が含まれています", _NUMBER),
    "password": Reason("パスワードが含まれています", _NUMBER),
    "not_sealed": Reason(
        "個人情報が封をされずに届きました", _AGAIN, "本部が読める形の個人情報は、受け入れることができません。"
    ),
    "other_site": Reason(
        "別の拠点の記録です",
        "もとの拠点の端末から送り直してもらい、「受け入れない」を選びます。",
        "別の拠点の記録は、ここには受け入れることができません。",
    ),
    "unknown_device": Reason(
        "登録のない端末です", "端末の登録と証明が済んでから「受け入れる」を押すと、もう一度確かめます。"
    ),
    "wrong_place": Reason("順番が合いません", _AGAIN, "番号の合わない記録は、受け入れることができません。"),
}
PAPERS = {
    "key_record": "個人情報を開く鍵",
    "certificate": "端末の証明",
    "grant": "拠点の鍵の受け渡し",
    "revocation": "端末の停止",
}
"""What can be kept apart beside records."""


def reason_of(code: str) -> Reason:
    """The words for a code; a code of another version is as good as unreadable."""
    return REASONS.get(code, REASONS["unreadable"])
