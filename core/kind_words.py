"""What sort of record an event is, in words of the desk."""

WORDS = {
    "attendance": "受付",
    "booking": "予約",
    "card": "カード",
    "conflict": "要確認の決定",
    "consultation": "相談",
    "day": "一日の締め",
    "duty": "勤務",
    "fee": "現金",
    "handout": "配布資料",
    "incident": "できごと",
    "loan": "貸出",
    "person": "来場者の登録",
    "session": "会の予定",
    "staffing": "勤務",
    "supporter": "担当者の登録",
    "survey": "アンケート",
    "ticket": "整理番号",
    "topic": "拠点の相談内容",
}
OTHER = "その他の記録"


def kind_words(kind: str) -> str:
    """By the first part of its name; kinds to come have a general word."""
    return WORDS.get(kind.partition(".")[0], OTHER)
