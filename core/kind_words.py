"""What sort of record an event is, in words of the desk."""

WORDS = {
    "attendance": "受付",
    "badge": "オープンバッジ",
    "booking": "予約",
    "card": "カード",
    "cash": "現金の確認",
    "conflict": "要確認の決定",
    "consultation": "相談",
    "day": "一日の締め",
    "duty": "勤務",
    "fee": "現金",
    "handout": "配布資料",
    "incident": "できごと",
    "loan": "貸出",
    "person": "来場者の登録",
    "programme": "拠点の事業",
    "report": "提出した報告",
    "result": "件数だけの実績",
    "series": "くりかえす予定",
    "session": "会の予定",
    "staff_request": "担当者の募集",
    "staffing": "担当者の割り当て",
    "supporter": "担当者の登録",
    "survey": "アンケート",
    "ticket": "整理番号",
    "topic": "拠点の相談内容",
    "training": "研修",
}
OTHER = "その他の記録"


def kind_words(kind: str) -> str:
    """By the first part of its name; kinds to come have a general word."""
    return WORDS.get(kind.partition(".")[0], OTHER)
