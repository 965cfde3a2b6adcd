"""Made-up days for the daily sheet."""

from datetime import date, datetime, time

from core.reports.daily_sheet import (
    AttendanceTotals,
    CashLine,
    ConsultationLine,
    ConsultationTotals,
    DailySheet,
    Duty,
    HourCount,
    IncidentCount,
    Loan,
    Outcome,
    Reception,
    Sending,
    SessionLine,
    TopicCount,
    Unsettled,
)

DAY = date(2026, 11, 21)
OUTCOMES = tuple(
    Outcome(f"O{number}", name)
    for number, name in enumerate(
        (
            "解決",
            "一部解決",
            "次回につづく",
            "他の窓口をご案内",
            "ここではできない",
            "途中で終了",
            "資料のお渡しのみ",
        ),
        start=1,
    )
)
TOPICS = (
    ("T01-06", "二次元コード（QR）の読み取り"),
    ("T02-01", "Wi-Fi接続"),
    ("T03-02", "機種変更・データ移行"),
    ("T05-01", "LINE"),
    ("T06-03", "マイナ保険証・資格確認書"),
    ("T06-06", "暗証番号（忘れた・ロック）"),
    ("T07-04", "防災・災害情報・安否確認"),
    ("T08-01", "スマホ決済"),
    ("T09-02", "詐欺・迷惑電話・迷惑メール・偽警告"),
)
SUPPORTERS = ("佐藤 一郎", "勅使河原 久美子", "Bartholomew Featherstonehaugh", "髙﨑 徳次郎")
AGE_BANDS = ("60代", "70代", "80代以上", "18歳・19歳", "不明")
WAYS = ("カード", "お名前でさがす", "整理券のみ", "相談票から入力")


def busy_day(visits: int = 60, cases: int = 45) -> DailySheet:
    """A day of many visitors: four supporters, two sessions, loans, fees, things to settle."""
    lines = tuple(_consultation(number) for number in range(cases))
    return DailySheet(
        site="西東京市スマホ相談拠点",
        venue="西東京市役所田無庁舎ロビー",
        municipality="西東京市",
        day=DAY,
        printed_at=datetime(2026, 11, 21, 16, 42),
        weather="くもりのち雨",
        notes="午後は大雨で来場が少なめでした。プロジェクターの電源が入らず、紙の資料で代わりました。次回は予備の延長コードを持参します。",
        duties=tuple(
            Duty(
                name,
                "サポーター" if number else "会場責任者",
                time(12, 30),
                time(16, 15) if number < 3 else None,
            )
            for number, name in enumerate(SUPPORTERS)
        ),
        sessions=(
            SessionLine("定期スマホ相談会（第12回）", "相談会", time(13), time(16), time(12, 58), time(16, 5), 52, 60),
            SessionLine(
                "はじめてのスマホ体験会",
                "体験会",
                time(10),
                time(12),
                time(10, 2),
                time(11, 55),
                visits - 52,
                None,
            ),
        ),
        attendance=AttendanceTotals(visits, 41, visits - 41, 6, 5),
        hours=tuple(HourCount(hour, count) for hour, count in _by_hour(visits)),
        receptions=tuple(_reception(number) for number in range(visits)),
        consultations=ConsultationTotals(cases - 7, OUTCOMES, _topic_counts(lines)),
        consultation_lines=lines,
        loans=(
            Loan("A12", "貸出用スマートフォン 3号機", time(13, 10), time(14, 2)),
            Loan("A31", "タブレット 1号機", time(14, 30), None),
        ),
        cash=(CashLine("受講料", 100, 12), CashLine("受講料（スマホ貸出つき）", 200, 3)),
        incidents=(IncidentCount("体調がすぐれない方の対応", 1),),
        unsettled=(
            Unsettled(time(13, 22), "整理番号A14と同じ方を、もう1台でも受け付けています。"),
            Unsettled(time(14, 5), "定員を2人こえています（定期スマホ相談会 第12回）。"),
        ),
        sending=Sending(37, datetime(2026, 11, 21, 12, 31)),
    )


def empty_day() -> DailySheet:
    """A day on which nobody came."""
    return DailySheet(
        site="小金井市公民館",
        venue="小金井市公民館本館",
        municipality="小金井市",
        day=DAY,
        printed_at=datetime(2026, 11, 21, 16, 5),
        weather="",
        notes="",
        duties=(),
        sessions=(),
        attendance=AttendanceTotals(0, 0, 0, 0, 0),
        hours=(),
        receptions=(),
        consultations=ConsultationTotals(0, OUTCOMES, ()),
        consultation_lines=(),
        loans=(),
        cash=(),
        incidents=(),
        unsettled=(),
        sending=Sending(0, None),
    )


def _by_hour(visits: int) -> list[tuple[int, int]]:
    counts = {10: 0, 11: 0, 12: 0, 13: 0, 14: 0, 15: 0}
    for number in range(visits):
        counts[_received(number).hour] += 1
    return list(counts.items())


def _received(number: int) -> time:
    minutes = (number * number * 7 + number * 3) % 300
    return time(10 + minutes // 60, minutes % 60)


def _reception(number: int) -> Reception:
    topics = tuple(TOPICS[(number + step) % len(TOPICS)][1] for step in range(number % 3))
    band, way = AGE_BANDS[number % len(AGE_BANDS)], WAYS[number % len(WAYS)]
    return Reception(f"A{number + 1}", _received(number), band, way, topics)


def _consultation(number: int) -> ConsultationLine:
    return ConsultationLine(
        at=_received(number),
        ticket=f"A{number + 1}" if number % 11 else "",
        topic=TOPICS[number % len(TOPICS)][1],
        outcome=OUTCOMES[number * number % len(OUTCOMES)].name,
        minutes=5 + number % 7 * 5,
        staff=SUPPORTERS[number % len(SUPPORTERS)],
        channel="面談" if number % 11 else "電話",
    )


def _topic_counts(lines: tuple[ConsultationLine, ...]) -> tuple[TopicCount, ...]:
    return tuple(
        TopicCount(
            code,
            name,
            tuple(sum(line.topic == name and line.outcome == outcome.name for line in lines) for outcome in OUTCOMES),
        )
        for code, name in TOPICS
    )
