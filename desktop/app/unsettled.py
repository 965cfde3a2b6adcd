"""要確認: what a person must look at, told without personal data."""

from collections import Counter
from itertools import groupby

from core.events import decode_event
from core.facts import Attendance, Session
from core.folds import local_day
from core.reports.daily_sheet import Unsettled
from desktop.app.day_facts import DayFacts, local_time
from desktop.app.refused import refusal_reason


def unsettled(facts: DayFacts) -> tuple[Unsettled, ...]:
    """Over quota, the same person twice in one session, and what headquarters keeps apart; by time."""
    found = [*_over_quota(facts), *_twice(facts), *_refused(facts)]
    return tuple(sorted(found, key=lambda item: item.at))


def _over_quota(facts: DayFacts) -> list[Unsettled]:
    found = []
    for session in facts.sessions:
        visits = [each for each in facts.attendances if each.session_id == session.session_id]
        if session.quota is not None and len(visits) > session.quota:
            sentence = f"定員を{len(visits) - session.quota}人こえています（{session.title}）。"
            found.append(Unsettled(local_time(visits[session.quota].at), sentence))
    return found


def _twice(facts: DayFacts) -> list[Unsettled]:
    def key(visit: Attendance) -> tuple[str, str]:
        return visit.session_id, facts.visitor(visit.person_id or "")

    registered = sorted((each for each in facts.attendances if each.person_id), key=key)
    found = []
    for (session_id, _), group in groupby(registered, key=key):
        visits = list(group)
        if len(visits) > 1:
            tickets = "と".join(each.ticket or "番号なし" for each in visits)
            sentence = f"整理番号{tickets}は、同じ方の受付です（{_title(facts.session(session_id))}）。"
            found.append(Unsettled(local_time(visits[1].at), sentence))
    return found


def _refused(facts: DayFacts) -> list[Unsettled]:
    """One line for each reason: a broken segment can hold a thousand events."""
    rows = facts.desk.store.db.execute(
        "SELECT event.data, reason FROM refused_event JOIN event USING (device_id, epoch, device_seq)"
    )
    times: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for data, reason in rows.fetchall():
        moment = decode_event(data).wall_time
        if local_day(moment) == facts.day.isoformat():
            counts[reason] += 1
            times[reason] = min(times.get(reason, moment), moment)
    return [
        Unsettled(
            local_time(times[reason]),
            f"本部で保留の記録が{count}件あります。{refusal_reason(reason).sentence}",
        )
        for reason, count in counts.items()
    ]


def _title(session: Session | None) -> str:
    return session.title if session else "予定の記録がまだ届いていません"
