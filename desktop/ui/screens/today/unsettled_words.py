"""要確認 in the words of the window: sources with their values, so that they follow its language."""

from core.clock import time_of_day
from core.conflicts import Conflict, Decision
from desktop.app.refused import refusal_reason
from desktop.app.unsettled_item import SLIP, UnsettledItem
from desktop.app.version_fields import Told
from desktop.app.versions import Version
from desktop.ui.i18n import named

Words = tuple[str, dict[str, object]]
CHOICES = {
    Decision.ONE: "同じ来場（1回と数える）",
    Decision.TWO: "別の来場（2回と数える）",
    Decision.CAME: "来場していた（受付を戻す）",
    Decision.SEEN: "確認しました",
}
OF_PERSON = {Decision.ONE: "同じ方です（1つにまとめる）", Decision.TWO: "別の方です"}
OF_SLIP = {Decision.ONE: "同じ相談票（1件と数える）", Decision.TWO: "別の相談（2件と数える）"}
DONE = {
    Decision.ONE: "1回の来場と数えます",
    Decision.TWO: "2回の来場と数えます",
    Decision.KEPT: "選んだ方の記録にしました",
    Decision.CAME: "受付を戻しました",
    Decision.SEEN: "確認したことを記録しました",
}
DONE_OF_PERSON = {Decision.ONE: "1つの登録にまとめました", Decision.TWO: "別の方の登録として残します"}
DONE_OF_SLIP = {Decision.ONE: "1件の相談と数えます", Decision.TWO: "2件の相談と数えます"}
_CHOICES_OF = {Conflict.SAME_SLIP: OF_SLIP, Conflict.SAME_PERSON: OF_PERSON}
_DONE_OF = {Conflict.SAME_SLIP: DONE_OF_SLIP, Conflict.SAME_PERSON: DONE_OF_PERSON}
_STANDS_OF = {Conflict.SAME_PERSON: "まとめたとき、のこる登録"}
THINGS = {
    "consultation": "相談の記録が、2台で{n}通りになっています",
    "attendance": "受付の記録が、2台で{n}通りになっています",
    "person": "来場者の登録が、2台で{n}通りになっています",
    "session": "予定が、2台で{n}通りになっています",
    "booking": "予約が、2台で{n}通りになっています",
    "supporter": "担当者の登録が、2台で{n}通りになっています",
    "staffrequest": "担当者の依頼が、2台で{n}通りになっています",
    "series": "くり返しの予定が、2台で{n}通りになっています",
    "result": "実績の数が、2台で{n}通りになっています",
}
LABELS = {
    "voided": "取り消し",
    "cancelled": "取り消し",
    "no_show": "来られなかった",
    "state": "状態",
    "topic": "相談の内容",
    "more_topics": "ほかの内容",
    "outcome": "結果",
    "minutes": "時間（分）",
    "channel": "相談の方法",
    "at": "時刻",
    "session_id": "予定",
    "attendance_id": "整理番号",
    "person_id": "来場者の登録",
    "age_band": "年代",
    "referral": "案内先",
    "reason": "理由",
    "phone_kind": "機種",
    "follow_up_day": "次の日",
    "booking_id": "次の予約",
    "supporter_id": "担当者",
    "from_paper": "紙の相談票",
    "followed_up": "まだ使えているか",
    "note": "メモ",
    "name": "お名前",
    "kana": "ふりがな",
    "phone": "電話番号",
    "birth_date": "生年月日",
    "merged_into": "まとめた先",
    "display_name": "名前",
    "role": "役割",
    "active": "活動中",
    "title": "名前",
    "starts": "始まり",
    "ends": "終わり",
    "session_kind": "種類",
    "venue": "会場",
    "organiser": "主催",
    "quota": "定員",
    "fee": "参加費",
    "slot": "予約の時刻",
    "desk": "席",
    "waiting": "キャンセル待ち",
    "companions": "付き添い",
    "conditions": "参加条件",
    "withdrawn": "取り下げ",
    "needed": "人数",
    "needs_badge": "オープンバッジが必要",
    "remark": "ひとこと",
    "attributes": "属性",
    "registered_on": "登録日",
    "visits": "来場の回数",
    "municipalities": "市区町村",
    "weekdays": "曜日",
    "strengths": "得意なこと",
    "starts_on": "始まる日",
    "ends_on": "終わる日",
    "plan": "予定の内容",
    "day": "日",
    "room": "部屋",
    "series_id": "くり返し",
}


def choice(item: UnsettledItem, decision: Decision) -> str:
    """What a decision is called on its button."""
    return _CHOICES_OF.get(item.conflict, CHOICES)[decision]


def done(item: UnsettledItem, decision: Decision) -> str:
    """What was done by it."""
    return _DONE_OF.get(item.conflict, DONE)[decision]


def title(item: UnsettledItem) -> Words:
    """What it is."""
    tickets = [each.ticket or "–" for each in item.versions]
    match item.conflict:
        case Conflict.VERSIONS:
            return THINGS[item.thing], {"n": len(item.versions)}
        case Conflict.VOIDED_VISIT:
            return "受付を取り消した整理番号{ticket}の方に、相談の記録があります", {"ticket": item.ticket or "–"}
        case Conflict.DOUBLE_VISIT | Conflict.SAME_SLIP if item.thing == SLIP:
            return "整理番号{ticket}の相談票が、2台で記録されています", {"ticket": item.ticket or "–"}
        case Conflict.DOUBLE_VISIT:
            return "整理番号{one}と{two}は、同じ方の受付です", {"one": tickets[0], "two": tickets[1]}
        case Conflict.SAME_PERSON:
            return "同じ方が、2回登録されているかもしれません", {}
        case Conflict.OVER_QUOTA:
            return "定員を{n}人こえています", {"n": item.number}
        case Conflict.SAME_TICKET:
            return "整理番号{ticket}を、{n}人に渡しています", {"ticket": tickets[0], "n": len(tickets)}
        case Conflict.SAME_PLACE if item.place:
            held: dict[str, object] = {"time": item.place.slot, "table": item.place.table, "n": len(item.versions)}
            return "{time}からの{table}番に、予約が{n}件入っています", held
    return "本部で保留の記録が{n}件あります", {"n": item.number}


def note(item: UnsettledItem) -> Words:
    """What is done meanwhile, or what helps."""
    match item.conflict:
        case Conflict.DOUBLE_VISIT | Conflict.SAME_SLIP if item.thing == SLIP:
            return "決めるまでは、先の記録だけを数えています。", {}
        case Conflict.DOUBLE_VISIT:
            return "決めるまでは、1回と数えています。", {}
        case Conflict.VERSIONS:
            return "決めるまでは、あとの記録で数えています。取り消しは、取り消しのままです。", {}
        case Conflict.VOIDED_VISIT:
            return "いまは、相談だけを数えています。", {}
        case Conflict.SAME_PERSON:
            return "お名前と、電話番号か生年月日が同じでした。まとめたあとも、カードはどちらも使えます。", {}
        case Conflict.OVER_QUOTA:
            return "定員のあとに受け付けた方です。みなさん数えています。", {}
        case Conflict.SAME_TICKET:
            return "お呼びするときは、受付の時刻も確かめてください。", {}
        case Conflict.SAME_PLACE:
            return "どちらかの時刻か番号を変えると、ここから消えます。", {}
        case Conflict.REFUSED:
            return refusal_reason(item.reason).sentence, {}
    return "", {}


def stands(item: UnsettledItem) -> str:
    """What is said of the version that counts until somebody decides, or that would."""
    return _STANDS_OF.get(item.conflict, "いま数えている方")


def version(side: Version, *, is_booking: bool = True) -> Words:
    """One side of it: when, on which laptop, by whom."""
    values: dict[str, object] = {"time": time_of_day(side.at), "letter": side.letter or "–", "staff": side.staff}
    if side.ticket:
        return "整理番号{ticket}　{time}　端末{letter}　{staff}", {"ticket": side.ticket, **values}
    if side.id or not is_booking:
        return "{time}　端末{letter}　{staff}", values
    return "予約　{time}　端末{letter}　{staff}", values


def line(item: UnsettledItem, place: int) -> Words:
    """One side in a line of its own, where there is nothing to choose between."""
    side = item.versions[place]
    if item.conflict is Conflict.VOIDED_VISIT:
        values = version(side)[1]
        source = "相談　{time}　端末{letter}　{staff}" if place else "受付の取り消し　{time}　端末{letter}　{staff}"
        return source, values
    return version(side, is_booking=item.conflict is Conflict.SAME_PLACE)


def label(name: str) -> str:
    """What a field is called; one that a newer program has, by its own name."""
    return LABELS.get(name, name)


def field_value(told: Told) -> str:
    """What a version says there, in the language of the window; hidden while it is a visitor's own."""
    if told.personal and not told.ja:
        return "（かくしています）"
    return named(told)
