"""What the board says, in Japanese, in plain Japanese and in English together, whatever the window's language is."""

from dataclasses import dataclass

from core.call_board import Board, Call, DoorState, Place
from desktop.ui.i18n import english


@dataclass(frozen=True, slots=True)
class Words:
    """One thing to say: `easy` is for who reads little Japanese; the English comes from the translations."""

    ja: str
    easy: str = ""

    def english(self, **values: object) -> str:
        """The English alone."""
        return english(self.ja).format(**values)

    def beside(self, **values: object) -> str:
        """Plain Japanese and English, for the smaller line."""
        return "　".join(filter(None, (self.easy, self.english(**values))))

    def spoken(self, **values: object) -> str:
        """The Japanese, with its values."""
        return self.ja.format(**values)


CALLING = Words(
    "お呼び出し中",
    "よばれた ばんごう",  # no-tr
)
NEXT = Words(
    "次にお呼びします",
    "つぎの ばんごう",  # no-tr
)
TABLE = Words("{table}番テーブルへ")
FIRST = Words("次の方です")
BEFORE_YOU = Words("あと{n}人")
RECENT = Words(
    "お呼びした番号",
    "もう よびました",  # no-tr
)
LATER = Words(
    "あとでお呼びする番号",
    "もういちど よびます",  # no-tr
)
WAITING = Words("お待ちの方 {n}人")
NOBODY = Words(
    "お待ちの方はいません",
    "すぐに どうぞ",  # no-tr
)
PLEASE_WAIT = Words(
    "お待ちください",
    "すこし まってください",  # no-tr
)
FROM = Words("{time}から")
TRAINING = Words("練習モード")
STATES = {
    DoorState.OPEN: Words("受付中"),
    DoorState.BEFORE: Words(
        "まもなく受付を始めます",
        "もうすぐ はじまります",  # no-tr
    ),
    DoorState.BREAK: Words(
        "ただいま休憩中です",
        "いまは やすみ時間です",  # no-tr
    ),
    DoorState.OVER: Words(
        "本日の受付は終わりました",
        "きょうは おわりました",  # no-tr
    ),
}


def place_words(place: Place) -> Words:
    """How far a number is."""
    return BEFORE_YOU if place.before else FIRST


def spoken(board: Board) -> str:
    """The whole board for a screen reader."""
    called = "、".join(f"{CALLING.ja} {_called(call)}" for call in board.calling)
    soon = "、".join(
        f"{place.ticket} {place_words(place).spoken(n=place.before)}" for line in board.lines for place in line.next
    )
    return "。".join(filter(None, (STATES[board.state].ja, called, soon)))


def _called(call: Call) -> str:
    return " ".join(filter(None, (call.ticket, TABLE.spoken(table=call.table) if call.table else "")))
