"""Why headquarters kept a record apart, in words, and what to do about it."""

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
    "bad_signature": RefusalReason("端末の署名を確かめられませんでした。", _TELL_HQ),
    "unknown_device": RefusalReason("本部に登録のない端末の記録です。", _TELL_HQ),
    "other_site": RefusalReason("別の拠点の記録です。", _TELL_HQ),
    "unreadable": RefusalReason(
        "本部で読み取れない記録です。", "本部のプログラムが新しくなると読めることがあります。" + _TELL_HQ
    ),
}
_OTHER = RefusalReason("本部が保留にしています。", _TELL_HQ)


def refusal_reason(code: str) -> RefusalReason:
    """The words for a code; general ones for a code of a newer headquarters."""
    return _REASONS.get(code, _OTHER)
