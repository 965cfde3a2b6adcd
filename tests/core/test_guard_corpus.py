"""500 made-up disguises of 12-digit numbers are refused, and 500 made-up notes as people write them pass."""

from random import Random

import pytest

from core.number_guard import RefusalCode, refusal

SEED = 20_261_121
COUNT = 500
SCRIPTS = (
    "0123456789",
    "０１２３４５６７８９",
    "〇一二三四五六七八九",
    "٠١٢٣٤٥٦٧٨٩",
    "۰۱۲۳۴۵۶۷۸۹",
    "०१२३४५६७८९",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
)
SEPARATORS = ("", "-", "－", "‐", "–", "—", "ー", "−", "―", " ", "　", ".", "/", "・", "_", ",", "\t")
UNSEEN = ("", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\ufe0f", "\u202e", "\u0301")
AROUND = (
    ("", ""),
    ("マイナンバーは", "です"),
    ("番号:", ""),
    ("カード（", "）を見せてくださいました"),
    ("03-1234-5678 のほかに「", "」"),
    ("10:30 ", "\n次回は12/5"),
    ("Wi-Fiの相談。", "。パスワードを忘れた"),
    ("a", "b"),
)
NOTES = (
    "{phone} に折り返しのお電話。{minutes}分かかった",
    "ご家族（{phone}）と来場。次回は{month}/{day} {time}から",
    "パスワードを忘れたとのこと。{time}に再設定できた",
    "暗証番号がわからない。役所の窓口（{phone}）をご案内",
    "〒{postcode} から{minutes}分かけて来場",
    "月々{yen}円から{yen}円に下がる見込み。{count}GBのプラン",
    "{year}年{month}月{day}日に購入。{count}台目",
    "{yen}円の請求が届いた。188 と #9110 をご案内",
    "写真が{count}枚、動画が{count}本。空きは{count}GB",
    "LINEの友だち{count}人。{time}〜{time}に練習",
    "PIN入力の練習を{count}回",
    "令和{era}年{month}月{day}日生まれの方。{count}階から来場",
    "フリーダイヤル0120-{three}-{three}にかけた。{minutes}分待ち",
    "¥{yen} のうち {count}% がポイントになった。{phone}",
    "携帯 {mobile}、ご自宅 {phone}。〒{postcode}",
    "Wi-Fi 5GHzにつながらない。型番SH-{three}A",
)


def _check_digit(eleven: str) -> str:
    rest = sum(int(d) * w for d, w in zip(eleven, (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    return str(0 if rest < 2 else 11 - rest)


def disguise(chance: Random) -> str:
    """A valid number, each digit in a script of its own or all in one, with up to two separators and what none sees."""
    eleven = "".join(chance.choice("0123456789") for _ in range(11))
    number = eleven + _check_digit(eleven)
    one = chance.choice(SCRIPTS) if chance.random() < 0.6 else None
    every = chance.choice((1, 3, 4, 6))
    separator = chance.choice(SEPARATORS) + (chance.choice(SEPARATORS) if chance.random() < 0.3 else "")
    told = ""
    for place, digit in enumerate(number):
        if place and place % every == 0:
            told += separator
        told += chance.choice(UNSEEN) if chance.random() < 0.2 else ""
        told += (one or chance.choice(SCRIPTS))[int(digit)]
    before, after = chance.choice(AROUND)
    return before + told + after


def note(chance: Random) -> str:
    """What a supporter might type, with numbers of no one."""

    def digits(count: int) -> str:
        return "".join(chance.choice("0123456789") for _ in range(count))

    phone = chance.choice(
        (f"03-{digits(4)}-{digits(4)}", f"042-{digits(3)}-{digits(4)}", f"0428-{digits(2)}-{digits(4)}")
    )
    yen = chance.choice((f"{chance.randrange(100, 100_000):,}", str(chance.randrange(100, 100_000))))
    text = chance.choice(NOTES).format(
        phone=phone,
        mobile=f"0{chance.choice('789')}0-{digits(4)}-{digits(4)}",
        postcode=f"{digits(3)}-{digits(4)}",
        time=f"{chance.randrange(9, 18)}:{chance.randrange(60):02}",
        minutes=chance.randrange(1, 120),
        yen=yen,
        count=chance.randrange(1, 200),
        year=chance.randrange(1990, 2027),
        era=chance.randrange(1, 9),
        month=chance.randrange(1, 13),
        day=chance.randrange(1, 29),
        three=digits(3),
    )
    return text if chance.random() < 0.7 else text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def _made(what: str) -> list[str]:
    chance = Random(f"{SEED} {what}")
    make = disguise if what == "disguise" else note
    made: dict[str, None] = {}
    while len(made) < COUNT:
        made[make(chance)] = None
    return list(made)


@pytest.mark.parametrize("text", _made("disguise"))
def test_a_disguise_is_refused(text: str) -> None:
    found = refusal(text)
    assert found is not None
    assert found.code in (RefusalCode.MY_NUMBER, RefusalCode.CARD_NUMBER)


@pytest.mark.parametrize("text", _made("note"))
def test_a_note_passes(text: str) -> None:
    assert refusal(text) is None
