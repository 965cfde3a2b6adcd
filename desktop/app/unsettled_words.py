"""要確認 in the words of the daily sheet: one Japanese sentence an item."""

from core.conflicts import Conflict
from desktop.app.refused import refusal_reason
from desktop.app.unsettled_item import SLIP, UnsettledItem

THINGS = {
    "consultation": "相談の記録",
    "attendance": "受付の記録",
    "person": "来場者の登録",
    "session": "予定",
    "booking": "予約",
    "supporter": "担当者の登録",
    "staffrequest": "担当者の依頼",
    "series": "くり返しの予定",
    "result": "実績の数",
}


def sentence(item: UnsettledItem) -> str:
    """What stands on paper."""
    title = item.session or "予定の記録がまだ届いていません"
    ticket = f"整理番号{item.ticket or 'なし'}"
    match item.conflict:
        case Conflict.VERSIONS:
            of = "・".join(part for part in (item.ticket and ticket, item.session) if part)
            return f"{THINGS[item.thing]}が、2台で{len(item.versions)}通りになっています{f'（{of}）' if of else ''}。"
        case Conflict.VOIDED_VISIT:
            return f"{ticket}は、受付を取り消した方に、相談の記録があります（{title}）。"
        case Conflict.DOUBLE_VISIT | Conflict.SAME_SLIP if item.thing == SLIP:
            return f"{ticket}の相談票が、2台で記録されています。1回と数えています（{title}）。"
        case Conflict.DOUBLE_VISIT:
            tickets = "と".join(dict.fromkeys(each.ticket or "番号なし" for each in item.versions))
            return f"整理番号{tickets}は、同じ方の受付です。1回と数えています（{title}）。"
        case Conflict.SAME_PERSON:
            return "同じ方が、2回登録されているかもしれません。"
        case Conflict.OVER_QUOTA:
            return f"定員を{item.number}人こえています（{title}）。"
        case Conflict.SAME_TICKET:
            return f"整理番号{item.versions[0].ticket}を、{len(item.versions)}人に渡しています（{title}）。"
        case Conflict.SAME_PLACE if item.place:
            place = f"{item.place.slot}からの{item.place.table}番"
            return f"{place}に、予約が{len(item.versions)}件入っています（{title}）。"
    return f"本部で保留の記録が{item.number}件あります。{refusal_reason(item.reason).sentence}"
