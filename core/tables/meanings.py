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
    Meaning.DAY: "予約の日付",
    Meaning.TIME: "予約の時刻",
    Meaning.TITLE: "予定の名前",
    Meaning.VENUE: "会場",
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


@lru_cache(maxsize=4096)
def meaning_of(heading: str) -> Meaning:
    """What a column headed like this holds; NOTHING for words that say nothing to us."""
    words = plain_heading(heading)
    if not words or len(words) > LONGEST_HEADING:
        return Meaning.NOTHING
    found = next(((meaning, pattern) for meaning, pattern in _PATTERNS if pattern.search(words)), None)
    if found is not None and found[0] in (None, Meaning.SECRET):
        return found[0] or Meaning.NOTHING
    if _KANA.search(words) or words.endswith(("セイ", "メイ", "せい", "めい")):
        return _kana(words)
    return Meaning.NOTHING if found is None or found[0] is None else found[0]


def plain_heading(heading: str) -> str:
    """The words of a heading without blanks and signs, full width and case made one."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", heading).lower())


def _kana(words: str) -> Meaning:
    rest = _KANA.sub("", _WHOLE_NAME.sub("", words))
    if re.search("姓|苗字|名字|氏|セイ|せい", rest):
        return Meaning.SURNAME_KANA
    return Meaning.GIVEN_NAME_KANA if re.search("名|メイ|めい", rest) else Meaning.KANA
