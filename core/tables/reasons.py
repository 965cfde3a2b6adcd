"""Why a row of a table was not taken, or what is worth a look in one that was."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from core.tables.meanings import Meaning

Weight = Literal["refused", "known", "note"]


class Reason(StrEnum):
    """`weight` says what it means for the row: not taken, on record already, or taken but worth a look."""

    NAME = "name"
    TOO_LONG = "too_long"
    BIRTH_DATE = "birth_date"
    AGE = "age"
    PHONE = "phone"
    FORMULA = "formula"
    MY_NUMBER = "my_number"
    CARD_NUMBER = "card_number"
    PASSWORD = "password"
    CARD = "card"
    CARD_USED = "card_used"
    DAY = "day"
    TIME = "time"
    NO_DAY = "no_day"
    NO_SESSION = "no_session"
    MANY_SESSIONS = "many_sessions"
    SESSION_OVER = "session_over"
    NO_SLOT = "no_slot"
    NO_TIME = "no_time"
    NOTHING = "nothing"
    SAME_ROW = "same_row"
    ON_RECORD = "on_record"
    GAIJI = "gaiji"
    LOST_LETTER = "lost_letter"
    MORE_PHONES = "more_phones"
    WAITING = "waiting"
    FUTURE = "future"
    TOPIC = "topic"
    NO_TOPIC = "no_topic"
    MORE_TOPICS = "more_topics"
    OUTCOME = "outcome"
    NO_OUTCOME = "no_outcome"
    MINUTES = "minutes"
    NO_MINUTES = "no_minutes"
    CHANNEL = "channel"
    SUPPORTER = "supporter"
    TICKET = "ticket"
    NO_TITLE = "no_title"
    NO_START = "no_start"
    NO_END = "no_end"
    TIMES = "times"
    QUOTA = "quota"
    SESSION_KIND = "session_kind"
    SAME_VISIT = "same_visit"
    SAME_SESSION = "same_session"
    PERIOD = "period"
    NO_PERIOD = "no_period"
    PROGRAMME = "programme"
    NO_PROGRAMME = "no_programme"
    STRAND = "strand"
    FUNDING = "funding"
    MUNICIPALITY = "municipality"
    COUNT = "count"
    NO_COUNT = "no_count"
    SAME_RESULT = "same_result"
    NO_NAME = "no_name"
    ATTRIBUTE = "attribute"

    @property
    def ja(self) -> str:
        """The sentence, without anything of what the cell holds."""
        return _TOLD[self][1]

    @property
    def weight(self) -> Weight:
        """What becomes of the row."""
        return _TOLD[self][0]


_TOLD: dict[Reason, tuple[Weight, str]] = {
    Reason.NAME: ("refused", "お名前として読めません（「同上」など）。"),
    Reason.TOO_LONG: ("refused", "文字が多すぎます。"),
    Reason.BIRTH_DATE: ("refused", "生年月日が読めません。"),
    Reason.AGE: ("refused", "年齢・年代が読めません。"),
    Reason.PHONE: ("refused", "電話番号が読めません。"),
    Reason.FORMULA: ("refused", "計算式がエラーになっています。"),
    Reason.MY_NUMBER: ("refused", "12桁の番号（マイナンバーなど）は記録できません。"),
    Reason.CARD_NUMBER: ("refused", "クレジットカードなどの番号は記録できません。"),
    Reason.PASSWORD: ("refused", "パスワードや暗証番号は記録できません。"),
    Reason.CARD: ("refused", "来場者カードの番号ではありません。"),
    Reason.CARD_USED: ("refused", "このカードは、ほかの方に渡してあります。"),
    Reason.DAY: ("refused", "日付が読めません。"),
    Reason.TIME: ("refused", "時刻が読めません。"),
    Reason.NO_DAY: ("refused", "日付がありません。"),
    Reason.NO_SESSION: ("refused", "当てはまる予定がありません。"),
    Reason.MANY_SESSIONS: ("refused", "当てはまる予定が二つ以上あります。"),
    Reason.SESSION_OVER: ("refused", "その予定は、中止か終了しています。"),
    Reason.NO_SLOT: ("refused", "その時刻の枠がありません。"),
    Reason.NO_TIME: ("refused", "時刻がありません。この予定には、時刻の枠があります。"),
    Reason.NOTHING: ("refused", "記録できる内容がありません。"),
    Reason.SAME_ROW: ("known", "同じ方が、この表の上の行にあります。"),
    Reason.ON_RECORD: ("known", "登録のある方です。登録とちがう内容は書き換えていません。"),
    Reason.GAIJI: ("note", "外字があります。印刷や画面で出ないことがあります。"),
    Reason.LOST_LETTER: ("note", "読めなくなった文字（�）があります。"),
    Reason.MORE_PHONES: ("note", "電話番号が二つ以上あります。はじめの番号を記録します。"),
    Reason.WAITING: ("note", "枠がいっぱいのため、キャンセル待ちにしました。"),
    Reason.FUTURE: ("refused", "これから先の日です。"),
    Reason.TOPIC: ("refused", "相談の内容が、一覧のどれか決められません。"),
    Reason.NO_TOPIC: ("refused", "相談の内容がありません。"),
    Reason.MORE_TOPICS: ("note", "相談の内容が二つ以上あります。はじめのものを主な内容にします。"),
    Reason.OUTCOME: ("refused", "結果が、一覧のどれか決められません。"),
    Reason.NO_OUTCOME: ("refused", "結果がありません。"),
    Reason.MINUTES: ("refused", "かかった時間が読めません。0分から480分までです。"),
    Reason.NO_MINUTES: ("refused", "かかった時間がありません。"),
    Reason.CHANNEL: ("refused", "相談方法が、一覧のどれか決められません。"),
    Reason.SUPPORTER: ("note", "担当者が登録にありません。担当者なしで記録します。"),
    Reason.TICKET: ("refused", "整理番号が読めません。A12 のように直してください。"),
    Reason.NO_TITLE: ("refused", "予定の名前がありません。"),
    Reason.NO_START: ("refused", "始まりの時刻がありません。"),
    Reason.NO_END: ("refused", "終わりの時刻がありません。"),
    Reason.TIMES: ("refused", "終わりの時刻が、始まりより前です。"),
    Reason.QUOTA: ("refused", "定員が読めません。"),
    Reason.SESSION_KIND: ("refused", "予定の種類が、一覧のどれか決められません。"),
    Reason.SAME_VISIT: ("known", "この日のこの番号は、もう記録があります。"),
    Reason.SAME_SESSION: ("known", "同じ予定が、この表の上の行にあります。"),
    Reason.PERIOD: ("refused", "期間が読めません。令和4年度、2022年4月のように直してください。"),
    Reason.NO_PERIOD: ("refused", "期間がありません。"),
    Reason.PROGRAMME: ("refused", "事業が、一覧のどれか決められません。"),
    Reason.NO_PROGRAMME: ("refused", "事業も、予定の種類もありません。"),
    Reason.STRAND: ("refused", "事業の分類が、一覧のどれか決められません。"),
    Reason.FUNDING: ("refused", "財源が、一覧のどれか決められません。"),
    Reason.MUNICIPALITY: ("refused", "自治体が決められません。番号の検査数字か、名前を確かめてください。"),
    Reason.COUNT: ("refused", "数が読めません。1,700 や 約1,700 のように直してください。"),
    Reason.NO_COUNT: ("refused", "数がありません。"),
    Reason.NO_NAME: ("refused", "お名前がありません。"),
    Reason.ATTRIBUTE: ("note", "属性が、一覧のどれか決められません。その属性は記録しません。"),
    Reason.SAME_RESULT: ("known", "同じ期間・事業・会場の実績が、もうあります。書き換えていません。"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is the matter with a row; `meanings` are the columns that it is about. It never carries their text."""

    row: int
    reason: Reason
    meanings: tuple[Meaning, ...] = ()
