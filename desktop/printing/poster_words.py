"""What a poster says around the words of its session, in both registers; and readings of words common on posters.

A session's own words carry ruby only where a word has one reading alone: a wrong one would be worse than none.
"""

import re
from dataclasses import dataclass

from core.handouts import Register
from core.marked_text import Span, Spans


@dataclass(frozen=True, slots=True)
class PosterWords:
    """The fixed words of one register, as marked text. `what` tells by kind of session what is done there."""

    what: dict[str, str]
    what_label: str
    for_whom: str
    conditions: str
    fee: str
    free: str
    with_loan: str
    lends: str
    places: str
    persons: str
    bring: str
    book: str
    ask: str
    phone: str
    online: str
    page: str
    organiser: str
    co_organiser: str
    programme: str
    days: str


_ASK = "スマホのわからないことを、何でも相談できます。"
_EASY_ASK = "スマホの わからない ことを、{何|なん}でも {聞|き}いて ください。"
STANDARD = PosterWords(
    what={
        "consultation": _ASK,
        "regular": _ASK,
        "standing": _ASK,
        "trial": "スマホにさわって、使い方をためせます。",
        "course": "スマホの使い方を、いっしょに習います。",
        "social": "集まって、スマホのことを気軽に話しましょう。",
        "training": "教える人になるための研修です。",
        "meeting": "意見を出し合う集まりです。",
    },
    what_label="内容",
    for_whom="対象",
    conditions="参加できる方",
    fee="参加費",
    free="無料",
    with_loan="スマホを借りる方は",
    lends="スマホをお貸しします",
    places="定員",
    persons="人",
    bring="持ちもの",
    book="お申し込み",
    ask="お問い合わせ",
    phone="電話",
    online="オンラインで開きます",
    page="くわしいことは、こちらのページへ",
    organiser="主催",
    co_organiser="共催",
    programme="事業",
    days="全部の回",
)
EASY = PosterWords(
    what={
        "consultation": _EASY_ASK,
        "regular": _EASY_ASK,
        "standing": _EASY_ASK,
        "trial": "スマホを {使|つか}って みる ことが できます。",
        "course": "スマホの {使|つか}い{方|かた}を いっしょに {習|なら}います。",
        "social": "{集|あつ}まって、スマホの {話|はなし}を しましょう。",
        "training": "{教|おし}える {人|ひと}に なるための {勉強|べんきょう}です。",
        "meeting": "みんなで {話|はな}し{合|あ}います。",
    },
    what_label="すること",
    for_whom="{来|き}て ほしい {人|ひと}",
    conditions="{来|く}る ことが できる {人|ひと}",
    fee="お{金|かね}",
    free="いりません",
    with_loan="スマホを {借|か}りる {人|ひと}は",
    lends="スマホを {貸|か}します",
    places="{入|はい}れる {人|ひと}",
    persons="{人|にん}",
    bring="{持|も}って くる もの",
    book="{申|もう}し{込|こ}み",
    ask="{聞|き}きたい とき",
    phone="{電話|でんわ}",
    online="インターネットで {開|ひら}きます",
    page="くわしい ことは この ページを {見|み}て ください",
    organiser="{開|ひら}く ところ",
    co_organiser="いっしょに する ところ",
    programme="{事業|じぎょう}",
    days="{来|く}る {日|ひ}",
)

_READINGS = {
    "相談会": "そうだんかい",
    "体験会": "たいけんかい",
    "講習会": "こうしゅうかい",
    "交流会": "こうりゅうかい",
    "勉強会": "べんきょうかい",
    "相談": "そうだん",
    "体験": "たいけん",
    "講座": "こうざ",
    "教室": "きょうしつ",
    "交流": "こうりゅう",
    "入門": "にゅうもん",
    "初心者": "しょしんしゃ",
    "定期": "ていき",
    "無料": "むりょう",
    "公民館": "こうみんかん",
    "図書館": "としょかん",
    "体育館": "たいいくかん",
    "市民会館": "しみんかいかん",
    "福祉会館": "ふくしかいかん",
    "集会所": "しゅうかいじょ",
    "市役所": "しやくしょ",
    "会議室": "かいぎしつ",
    "学習室": "がくしゅうしつ",
    "小学校": "しょうがっこう",
    "中学校": "ちゅうがっこう",
    "高齢者": "こうれいしゃ",
    "市内": "しない",
    "充電器": "じゅうでんき",
    "電話": "でんわ",
    "筆記用具": "ひっきようぐ",
}
_KNOWN = re.compile("|".join(sorted(_READINGS, key=len, reverse=True)))
_KANJI = re.compile(r"[一-鿿々〆]")


def poster_words(register: Register) -> PosterWords:
    """The fixed words of this register."""
    return EASY if register is Register.EASY else STANDARD


def own_words(text: str, register: Register) -> Spans:
    """A session's own words; in the easy register with ruby over those that stand alone and are known."""
    if register is not Register.EASY:
        return (Span(text),)
    spans: list[Span] = []
    at = 0
    for found in _KNOWN.finditer(text):
        if _joins_kanji(text, found.start(), found.end()):
            continue
        spans += [Span(text[at : found.start()])] if found.start() > at else []
        spans.append(Span(found[0], _READINGS[found[0]]))
        at = found.end()
    return (*spans, *((Span(text[at:]),) if at < len(text) else ()))


def _joins_kanji(text: str, start: int, end: int) -> bool:
    """Whether the word goes on in kanji, and so may be read otherwise; before it a name may stand."""
    return end < len(text) and _KANJI.match(text[end]) is not None
