"""Why something is kept apart, at headquarters or here, in words, and what to do about it."""

from dataclasses import dataclass

_TELL_HQ = "この画面を本部の担当者に見せてください。記録はこの端末に残っています。"


@dataclass(frozen=True)
class RefusalReason:
    """A quarantine code of headquarters as a sentence and a next step."""

    sentence: str
    next_step: str


_REASONS = {
    "fork": RefusalReason(
        "同じ番号の記録が、本部に二つあります。",
        "控えから戻したあとに起こることがあります。次からは新しい番号で送ります。" + _TELL_HQ,
    ),
    "not_certified": RefusalReason(
        "この端末は、まだ拠点の証明を受けていません。",
        "証明が済むと、本部が自動で受け取ります。そのままお待ちください。",
    ),
    "revoked_device": RefusalReason("この端末は、本部で利用を止められています。", _TELL_HQ),
    "my_number": RefusalReason(
        "12桁の番号が含まれている疑いがあります。", "該当の記録を開き、番号を消して直してください。"
    ),
    "card_number": RefusalReason(
        "カードなどの番号が含まれている疑いがあります。", "該当の記録を開き、番号を消して直してください。"
    ),
    "password": RefusalReason(
        "パスワードが含まれている疑いがあります。", "該当の記録を開き、その部分を消して直してください。"
    ),
    "bad_signature": RefusalReason("どの端末の記録かを、本部が確かめられませんでした。", _TELL_HQ),
    "unknown_device": RefusalReason("本部に登録のない端末の記録です。", _TELL_HQ),
    "other_site": RefusalReason("別の拠点の記録です。", _TELL_HQ),
    "unreadable": RefusalReason(
        "本部で読み取れない記録です。", "本部のプログラムが新しくなると読めることがあります。" + _TELL_HQ
    ),
}
_OTHER = RefusalReason("本部が保留にしています。", _TELL_HQ)
_REJECTED = "必要なら、正しい内容で記録を入れ直してください。もとの記録は、この端末に残っています。"
_KEPT = "取り込まずに、もとのまま残してあります。"
_DAMAGED = RefusalReason("壊れている記録です。", _KEPT + "もとの端末から、もう一度送るか書き出してもらってください。")
_BAD = {
    "not_certified": RefusalReason(
        "拠点の証明がまだない端末の記録です。",
        "その端末の証明が届くと、自動で取り込みます。届いているときは「もう一度確かめる」を押してください。",
    ),
    "revoked_device": RefusalReason(
        "使うのを止めた端末の記録です。",
        "本部の担当者に知らせてください。本部が受け入れると、ここにも届きます。",
    ),
    "fork": RefusalReason(
        "同じ番号の、別の記録があります。",
        "書いた端末が新しい番号で送り直すので、することはありません。「受け入れない」で片付けられます。",
    ),
    "segment_signature": RefusalReason(
        "だれが書いたかを確かめられない記録です。",
        _KEPT + "心当たりがなければ「受け入れない」を選び、本部の担当者に知らせてください。",
    ),
    "segment_too_new": RefusalReason(
        "新しい版の窓口で書かれた記録です。",
        "この端末の窓口を新しい版にしてから、「もう一度確かめる」を押してください。",
    ),
    "segment_key": RefusalReason(
        "この端末の鍵では開けない記録です。",
        "別の拠点の記録かもしれません。本部の担当者に知らせてください。",
    ),
}


def refusal_reason(code: str) -> RefusalReason:
    """The words for a code; general ones for a code of a newer headquarters."""
    return _REASONS.get(code, _OTHER)


def rejected_reason(code: str) -> RefusalReason:
    """The words once a person at headquarters has said no."""
    return RefusalReason(refusal_reason(code).sentence, _REJECTED)


def bad_reason(code: str) -> RefusalReason:
    """Why a segment of others could not be taken in here."""
    return _BAD.get(code, _DAMAGED)
