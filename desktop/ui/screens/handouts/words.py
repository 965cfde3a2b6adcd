"""What the editor says of a line, and where a text comes from."""

from core.handout_lines import Fault, FaultKind
from core.handouts import Handout
from desktop.ui.i18n import language, tr

ORIGINS = {"program": "この版のもの", "hq": "本部", "site": "この拠点"}
_FAULTS = {
    FaultKind.NO_PART: "行のはじめに「手順：」のような見出しがありません。",
    FaultKind.PICTURE: "「{word}」という絵はありません。「絵を替える」から選べます。",
    FaultKind.EMPTY: "「{word}」のあとに、ことばがありません。",
    FaultKind.TWICE: "「{word}」は1つだけです。",
    FaultKind.MISSING: "「{word}」の行がありません。",
    FaultKind.NO_STEP: "「{word}」は、「手順」のすぐ下に1つだけ書きます。",
    FaultKind.TOO_MANY: "多すぎます。{word}までです。",
    FaultKind.TOO_LONG: "長すぎます。{word}文字までです。",
    FaultKind.MARK: "記号「{word}」が閉じていないか、余分です。",
    FaultKind.LONG_RUBY: "「{word}」のふりがなが長すぎます。短く分けてください。",
    FaultKind.GUARDED: "12桁の番号、カードの番号、パスワードは書けません。消してください。",
    FaultKind.ADDRESS: "ページの住所は、https:// で始まる120文字までのものです。",
    FaultKind.DAY: "見直す日は、2027-03-31 のように書きます。",
    FaultKind.NO_RUBY: "「{word}」にふりがなを付けてください。",
    FaultKind.LONG_SENTENCE: "文が長すぎます（{word}文字）。50文字までにすると読みやすくなります。",
    FaultKind.LOAN_WORD: "「{word}」のあとに、（ ）で意味を書いてください。",
}


def fault_words(fault: Fault) -> str:
    """The sentence, with the line where there is one."""
    sentence = tr(_FAULTS[fault.kind], word=fault.word)
    return tr("{n}行目　{sentence}", n=fault.line, sentence=sentence) if fault.line else sentence


def title_of(handout: Handout) -> str:
    """How lists name it, in the language of the window."""
    return handout.en if language() == "en" else handout.title
