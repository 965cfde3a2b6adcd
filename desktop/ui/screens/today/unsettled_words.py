"""要確認 in the words of the window: sources with their values, so that they follow its language."""

from core.clock import time_of_day
from core.conflicts import Conflict, Decision
from desktop.app.refused import refusal_reason
from desktop.app.unsettled_item import UnsettledItem
from desktop.app.versions import Version

Words = tuple[str, dict[str, object]]
CHOICES = {
    Decision.ONE: "同じ来場（1回と数える）",
    Decision.TWO: "別の来場（2回と数える）",
    Decision.SEEN: "確認しました",
}
DONE = {
    Decision.ONE: "1回の来場と数えます",
    Decision.TWO: "2回の来場と数えます",
    Decision.SEEN: "確認したことを記録しました",
}


def title(item: UnsettledItem) -> Words:
    """What it is."""
    tickets = [each.ticket or "–" for each in item.versions]
    match item.conflict:
        case Conflict.DOUBLE_VISIT:
            return "整理番号{one}と{two}は、同じ方の受付です", {"one": tickets[0], "two": tickets[1]}
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
        case Conflict.DOUBLE_VISIT:
            return "決めるまでは、1回と数えています。", {}
        case Conflict.SAME_TICKET:
            return "お呼びするときは、受付の時刻も確かめてください。", {}
        case Conflict.SAME_PLACE:
            return "どちらかの時刻か番号を変えると、ここから消えます。", {}
        case Conflict.REFUSED:
            return refusal_reason(item.reason).sentence, {}
    return "", {}


def version(side: Version) -> Words:
    """One side of it: when, on which laptop, by whom."""
    values: dict[str, object] = {"time": time_of_day(side.at), "letter": side.letter or "–", "staff": side.staff}
    if side.ticket:
        return "整理番号{ticket}　{time}　端末{letter}　{staff}", {"ticket": side.ticket, **values}
    return "予約　{time}　端末{letter}　{staff}", values
