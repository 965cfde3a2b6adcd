"""What is shown most often at a table, in three ways to read it."""

from typing import Literal

from desktop.ui.board.words import Words

Tongue = Literal["ja", "easy", "en"]
TONGUES: tuple[tuple[Tongue, str], ...] = (("ja", "日本語"), ("easy", "やさしい"), ("en", "English"))

PHRASES = (
    Words(
        "番号をお呼びします",
        "ばんごうで よびます",  # no-tr
    ),
    Words(
        "こちらへどうぞ",
        "こちらに きて ください",  # no-tr
    ),
    Words(
        "少しお待ちください",
        "すこし まって ください",  # no-tr
    ),
    Words(
        "お名前を書いてください",
        "なまえを かいて ください",  # no-tr
    ),
    Words(
        "何をお手伝いしましょうか",
        "なにを てつだいますか",  # no-tr
    ),
    Words(
        "ゆっくりで大丈夫です",
        "ゆっくりで だいじょうぶです",  # no-tr
    ),
    Words(
        "スマホの画面を見せてください",
        "スマホの がめんを みせて ください",  # no-tr
    ),
    Words(
        "もう一度書いてください",
        "もういちど かいて ください",  # no-tr
    ),
    Words(
        "「はい」か「いいえ」で教えてください",
        "「はい」か 「いいえ」で おしえて ください",  # no-tr
    ),
    Words(
        "これでよいですか",
        "これで いいですか",  # no-tr
    ),
    Words(
        "暗証番号は、ご自分で入れてください",
        "あんしょうばんごうは じぶんで いれて ください",  # no-tr
    ),
    Words(
        "ありがとうございました",
        "ありがとう ございました",  # no-tr
    ),
)


def phrase_in(words: Words, tongue: Tongue) -> str:
    """The phrase as it is shown."""
    match tongue:
        case "ja":
            return words.ja
        case "easy":
            return words.easy
        case "en":
            return words.english()
