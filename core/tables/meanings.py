"""What a column may mean, and the words by which offices head it."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache


class Meaning(StrEnum):
    """What a column holds. A `SECRET` column is never looked at."""

    NOTHING = ""
    SECRET = "secret"
    NAME = "name"
    SURNAME = "surname"
    GIVEN_NAME = "given_name"
    KANA = "kana"
    SURNAME_KANA = "surname_kana"
    GIVEN_NAME_KANA = "given_name_kana"
    PHONE = "phone"
    BIRTH_DATE = "birth_date"
    AGE = "age"
    CARD = "card"
    DAY = "day"
    TIME = "time"
    TITLE = "title"
    VENUE = "venue"
    ENDS = "ends"
    TICKET = "ticket"
    TOPIC = "topic"
    OUTCOME = "outcome"
    MINUTES = "minutes"
    CHANNEL = "channel"
    SUPPORTER = "supporter"
    NOTE = "note"
    QUOTA = "quota"
    SESSION_KIND = "session_kind"
    PERIOD = "period"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    PROGRAMME = "programme"
    STRAND = "strand"
    FUNDING = "funding"
    MUNICIPALITY = "municipality"
    SESSIONS = "sessions"
    KOMA = "koma"
    VISITS = "visits"
    PERSONS = "persons"
    CONSULTATIONS = "consultations"
    VENUES = "venues"
    MUNICIPALITIES = "municipalities"
    REGISTERED_ON = "registered_on"
    ATTRIBUTE = "attribute"
    ISSUED_ON = "issued_on"
    EXPIRES_ON = "expires_on"

    @property
    def ja(self) -> str:
        """How it is called."""
        return _WORDS[self]


_WORDS = {
    Meaning.NOTHING: "取り込まない",
    Meaning.SECRET: "読まない番号",
    Meaning.NAME: "お名前",
    Meaning.SURNAME: "姓",
    Meaning.GIVEN_NAME: "名",
    Meaning.KANA: "ふりがな",
    Meaning.SURNAME_KANA: "姓のふりがな",
    Meaning.GIVEN_NAME_KANA: "名のふりがな",
    Meaning.PHONE: "電話番号",
    Meaning.BIRTH_DATE: "生年月日",
    Meaning.AGE: "年齢・年代",
    Meaning.CARD: "カード番号",
    Meaning.DAY: "日付",
    Meaning.TIME: "時刻",
    Meaning.TITLE: "予定の名前",
    Meaning.VENUE: "会場",
    Meaning.ENDS: "終わりの時刻",
    Meaning.TICKET: "整理番号",
    Meaning.TOPIC: "相談の内容",
    Meaning.OUTCOME: "結果",
    Meaning.MINUTES: "かかった時間（分）",
    Meaning.CHANNEL: "相談方法",
    Meaning.SUPPORTER: "担当者",
    Meaning.NOTE: "メモ",
    Meaning.QUOTA: "定員",
    Meaning.SESSION_KIND: "予定の種類",
    Meaning.PERIOD: "期間（年度・月）",
    Meaning.FIRST_DAY: "期間のはじめの日",
    Meaning.LAST_DAY: "期間のおわりの日",
    Meaning.PROGRAMME: "事業",
    Meaning.STRAND: "事業の分類",
    Meaning.FUNDING: "財源",
    Meaning.MUNICIPALITY: "自治体",
    Meaning.SESSIONS: "開催回数",
    Meaning.KOMA: "コマ数",
    Meaning.VISITS: "延べ人数",
    Meaning.PERSONS: "実人員",
    Meaning.CONSULTATIONS: "相談件数",
    Meaning.VENUES: "会場の数",
    Meaning.MUNICIPALITIES: "自治体の数",
    Meaning.REGISTERED_ON: "登録日",
    Meaning.ATTRIBUTE: "属性",
    Meaning.ISSUED_ON: "バッジの発行日",
    Meaning.EXPIRES_ON: "バッジの有効期限",
}
OF_PEOPLE = (
    Meaning.NAME,
    Meaning.SURNAME,
    Meaning.GIVEN_NAME,
    Meaning.KANA,
    Meaning.SURNAME_KANA,
    Meaning.GIVEN_NAME_KANA,
    Meaning.PHONE,
    Meaning.BIRTH_DATE,
    Meaning.AGE,
    Meaning.CARD,
)
OF_BOOKINGS = (Meaning.DAY, Meaning.TIME, Meaning.TITLE, Meaning.VENUE, *OF_PEOPLE)
OF_SESSIONS = (
    Meaning.DAY,
    Meaning.TIME,
    Meaning.ENDS,
    Meaning.TITLE,
    Meaning.VENUE,
    Meaning.QUOTA,
    Meaning.SESSION_KIND,
)
OF_ATTENDANCE = (Meaning.DAY, Meaning.TIME, Meaning.TICKET, Meaning.TITLE, Meaning.VENUE, *OF_PEOPLE)
OF_CONSULTATIONS = (
    Meaning.DAY,
    Meaning.TIME,
    Meaning.ENDS,
    Meaning.TICKET,
    Meaning.TOPIC,
    Meaning.OUTCOME,
    Meaning.MINUTES,
    Meaning.CHANNEL,
    Meaning.SUPPORTER,
    Meaning.NOTE,
    *OF_PEOPLE,
)
OF_RESULTS = (
    Meaning.PERIOD,
    Meaning.FIRST_DAY,
    Meaning.LAST_DAY,
    Meaning.PROGRAMME,
    Meaning.STRAND,
    Meaning.SESSION_KIND,
    Meaning.FUNDING,
    Meaning.MUNICIPALITY,
    Meaning.VENUE,
    Meaning.CHANNEL,
    Meaning.SESSIONS,
    Meaning.KOMA,
    Meaning.VISITS,
    Meaning.PERSONS,
    Meaning.CONSULTATIONS,
    Meaning.VENUES,
    Meaning.MUNICIPALITIES,
)
OF_SUPPORTERS = (
    Meaning.NAME,
    Meaning.SURNAME,
    Meaning.GIVEN_NAME,
    Meaning.SUPPORTER,
    Meaning.KANA,
    Meaning.SURNAME_KANA,
    Meaning.GIVEN_NAME_KANA,
    Meaning.AGE,
    Meaning.BIRTH_DATE,
    Meaning.REGISTERED_ON,
    Meaning.ATTRIBUTE,
    Meaning.MUNICIPALITY,
    Meaning.ISSUED_ON,
    Meaning.EXPIRES_ON,
)
"""A column headed サポーター holds their names, where no other one does."""

LONGEST_HEADING = 20
_SIGNS = re.compile(r"[\s*※★☆●◎○・:;()「」『』【】\[\]<>＜＞/_\-.,、。?!＊〔〕~]+")
_KANA = re.compile("フリガナ|ふりがな|ふり仮名|振り?仮名|カナ|かな|よみ|ヨミ|読み|kana|furigana|シメイ|しめい")
_WHOLE_NAME = re.compile("氏名|名前|芳名|姓名|者名|name")
# Tried in this order; the first that is found says what the heading means. None leaves the column out.
_HEADINGS: tuple[tuple[Meaning | None, str], ...] = (
    (Meaning.SECRET, "(?:マイナンバー|個人番号)(?!カード)|パスワード|暗証|口座|クレジット|mynumber"),
    (None, "マイナンバーカード|個人番号カード|保護者|緊急|家族|同伴|付き?添|介助|紹介|担当|職員|支援員|サポーター"),
    (None, "アドバイザー|配偶者|代理|団体|企業|会社|勤務|学校|住所|郵便|メール|mail|fax|ファックス|性別|名簿"),
    (None, "(?:受付|申込|登録|更新|作成|入力)(?:年月)?日|所要時間|終了|内容|第[2-9]希望|備考|メモ|年度|人数"),
    (Meaning.TITLE, "(?:講座|相談会|イベント|教室|セミナー|コース|予定|会|催し|事業)(?:の?名(?:称|前)?)$"),
    (Meaning.TITLE, "^(?:講座|イベント|教室|セミナー|コース|講習会|相談会|予定|名称|title)$|タイトル"),
    (Meaning.VENUE, "会場|場所|開催地|venue"),
    (Meaning.BIRTH_DATE, "生年月日|誕生日|生まれ|birth|^dob$"),
    (Meaning.AGE, "年齢|年令|年代|世代|^歳$|^才$|^age"),
    (Meaning.CARD, "(?<!マイナンバー)カード(?:番号|no|id|コード)?$|qrコード|^card"),
    (Meaning.PHONE, "電話|tel|携帯|phone|連絡先|ケータイ|mobile"),
    (Meaning.TIME, "時間|時刻|^開始|枠|コマ|^time|slot|^回$"),
    (Meaning.DAY, "(?:予約|希望|参加|受講|実施|開催|来場|来所|利用|相談)日|日程|日付|日時|年月日|^(?:日|date|day)$"),
    (Meaning.SURNAME, "姓$|^姓(?!名)|苗字|名字|^氏$|lastname|surname|familyname"),
    (Meaning.GIVEN_NAME, "^名$|(?:氏名|名前|芳名)名$|^名漢字$|firstname|givenname"),
    (Meaning.NAME, "氏名|名前|芳名|姓名|お客様|^name$|fullname"),
    (Meaning.NAME, "(?:参加|受講|利用|来場|相談|申込|予約|来所|対象)者(?:名|$)"),
)
_PATTERNS = tuple((meaning, re.compile(pattern)) for meaning, pattern in _HEADINGS)
# What the desk writes down: words that head something else, or nothing, in a list of people.
_OF_THE_DESK = (
    (Meaning.EXPIRES_ON, "有効期限|有効期間|^期限|^expires"),
    (Meaning.ISSUED_ON, "発行(?:年月)?日|バッジ.*日|^issued"),
    (Meaning.REGISTERED_ON, "登録(?:年月)?日|^登録$|^registered"),
    (Meaning.ATTRIBUTE, "属性|立場|^attribute"),
    (Meaning.PERSONS, "実人員|実人数|実数|^persons"),
    (Meaning.CONSULTATIONS, "件数|^件$|^consultations"),
    (Meaning.MUNICIPALITIES, "(?:自治体|市区町村|区市町村|市町村)(?:の?数|自治体)$|^municipalities"),
    (Meaning.VENUES, "会場数|会場の数|拠点数|[かカヶヵ箇]所|^venues"),
    (Meaning.KOMA, "コマ|^koma"),
    (Meaning.SESSIONS, "回数|開催数|講座の?数|^講座回$|^回$|^sessions"),
    (Meaning.VISITS, "延べ|のべ|人数|^人$|^visits|(?:参加|受講|相談|来場|利用)者(?:数|人)?$"),
    (Meaning.PERIOD, "年度|^期間|年月|^年$|^月$|対象月|実施月|^period"),
    (Meaning.FIRST_DAY, "開始日|はじめの日|初日|^first"),
    (Meaning.LAST_DAY, "終了日|おわりの日|末日|^last"),
    (Meaning.FUNDING, "財源|予算|^funding"),
    (Meaning.MUNICIPALITY, "自治体|市区町村|区市町村|市町村|^市区|^municipality"),
    (Meaning.STRAND, "分類|カテゴリ|内訳|^strand"),
    (Meaning.PROGRAMME, "事業|プログラム|^programme?$|^program"),
    (Meaning.TICKET, "整理番号|整理券|番号札|受付番号|相談票|^番号$|^no$|^ticket"),
    (Meaning.OUTCOME, "結果|解決|対応状況|^outcome|^状況$"),
    (Meaning.MINUTES, "所要|分数|分$|(?:相談|対応)時間$|かかった時間|minutes|duration"),
    (Meaning.ENDS, "終了|終わり|終り|閉会|^ends?$|^to$"),
    (Meaning.CHANNEL, "方法|手段|channel|経路|相談形態"),
    (Meaning.NOTE, "メモ|備考|詳細|特記|^note|comment"),
    (Meaning.SESSION_KIND, "種別|種類|区分|^kind|形態"),
    (Meaning.TOPIC, "相談内容|^内容|内容$|分類|カテゴリ|^topic|相談項目|^項目|相談事項"),
    (Meaning.SUPPORTER, "担当|サポーター|アドバイザー|支援員|対応者|相談員|^staff"),
    (Meaning.QUOTA, "定員|募集人数|quota|capacity"),
    (Meaning.DAY, "^(?:開催|実施|相談|来場|受付)日"),
    (Meaning.TIME, "^(?:開始|受付|来場|相談)(?:時刻|時間)|^始(?:まり|め)?(?:時刻|時間)?$|^starts?$|^from$"),
)
_DESK_PATTERNS = tuple((meaning, re.compile(pattern)) for meaning, pattern in _OF_THE_DESK)
_SECRETS = re.compile(_HEADINGS[0][1])
_ONLY_OF_THE_DESK = frozenset(Meaning) - {Meaning.NOTHING, Meaning.SECRET, *OF_BOOKINGS}
NO_DESK: frozenset[Meaning] = frozenset()


@lru_cache(maxsize=4096)
def meaning_of(heading: str, wanted: frozenset[Meaning] = NO_DESK) -> Meaning:
    """What a column headed like this holds; NOTHING for words that say nothing to us.

    In a table in which what the desk writes is `wanted`, its words go first: 内容, 結果, 担当.
    """
    words = plain_heading(heading)
    if not words or len(words) > LONGEST_HEADING:
        return Meaning.NOTHING
    if wanted & _ONLY_OF_THE_DESK and not _SECRETS.search(words):
        at_desk = next(
            (meaning for meaning, pattern in _DESK_PATTERNS if meaning in wanted and pattern.search(words)), None
        )
        if at_desk is not None:
            return at_desk
    found = next(((meaning, pattern) for meaning, pattern in _PATTERNS if pattern.search(words)), None)
    if found is not None and found[0] in (None, Meaning.SECRET):
        return found[0] or Meaning.NOTHING
    if _KANA.search(words) or words.endswith(("セイ", "メイ", "せい", "めい")):
        return _kana(words)
    if found is None or found[0] is None:
        return Meaning.NOTHING
    is_of_the_session = found[0] is Meaning.NAME and Meaning.NAME not in wanted and Meaning.QUOTA in wanted
    return Meaning.TITLE if is_of_the_session else found[0]


def plain_heading(heading: str) -> str:
    """The words of a heading without blanks and signs, full width and case made one."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", heading).lower())


def _kana(words: str) -> Meaning:
    rest = _KANA.sub("", _WHOLE_NAME.sub("", words))
    if re.search("姓|苗字|名字|氏|セイ|せい", rest):
        return Meaning.SURNAME_KANA
    return Meaning.GIVEN_NAME_KANA if re.search("名|メイ|めい", rest) else Meaning.KANA
