"""読み取り機: one scan of the test code tells what to set otherwise. Open to everybody at the desk."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from core.card_code import CodeKind, new_code
from core.typed_forms import LAYOUT_SAMPLE
from desktop.devices.scanner_check import Finding, findings, tells_layout
from desktop.devices.wedge import Trace
from desktop.ui.screens.settings.section import Section
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Notice
from desktop.ui.widgets.qr import QrPicture
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

_ADVICE = {
    Finding.KANA: "かな入力になっています。半角／全角キーを押して、入力を「半角英数」にしてください。"
    "そのあと、もう一度読むと、ほかの設定も分かります。",
    Finding.WIDE: "日本語入力がオンです。半角／全角キーを押して、入力を「半角英数」にしてください。",
    Finding.CAPS_LOCK: "大文字と小文字が逆です。キーボードの Caps Lock をオフにしてください。"
    "オフなら、読み取り機の設定にある Caps Lock をオフにします。",
    Finding.SCANNER_US: "読み取り機は英語配列、パソコンは日本語配列です。"
    "読み取り機の説明書で「キーボード言語」を日本語（JIS）にしてください。",
    Finding.SCANNER_JIS: "読み取り機は日本語配列、パソコンは英語配列です。"
    "パソコンのキーボードが日本語なら、Windows の設定で「日本語キーボード（106/109キー）」を選んでください。",
    Finding.NO_ENDING: "コードのあとに何も送られてきません。"
    "読み取り機の説明書で「サフィックス」（終わりの文字）を Enter（CR）にしてください。",
    Finding.TAB: "コードのあとに Tab が送られてきます。"
    "読み取り機の説明書で「サフィックス」（終わりの文字）を Enter（CR）にしてください。",
    Finding.TWO_ENDINGS: "コードのあとの Enter が二つ以上あります。"
    "読み取り機の説明書で「サフィックス」（終わりの文字）を CR だけにしてください。",
    Finding.AIM_PREFIX: "コードの前に「]Q1」のような記号が付きます。"
    "読み取り機の説明書で「AIM ID」（コードの種類）を送らない設定にしてください。",
    Finding.ECI_PREFIX: "コードの前に「\\000026」のような数字が付きます。"
    "読み取り機の説明書で「ECI」を送らない設定にしてください。",
    Finding.SLOW: "文字の送りかたが、ゆっくりです。"
    "読み取り機の説明書で「文字間隔」（キーのあいだの時間）を短くしてください。",
}


class ScannerSection(Section):
    """The field lets the input method work: whether it is on is one of the things to tell."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.code = QrPicture("試し読みのコード")
        self.field = LineField("読み取り機をためす", "ここを押してから、コードを読みます")
        self.answer, self.advice = Notice(), [Notice() for _ in Finding]
        card = self.card(
            "読み取り機をためす", "下のコードを、読み取り機で1回読んでください。来場者としては数えません。"
        )
        row, words = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(24)
        words.setSpacing(16)
        row.addWidget(self.code)
        row.addLayout(words, 1)
        words.addWidget(self.field)
        words.addWidget(
            Text("画面のコードが読めないときは、「印刷」の「読み取りテスト」を印刷して読みます。", "caption")
        )
        words.addLayout(
            FlowRow(SecondaryButton("用紙を印刷する", partial(self.shell.print_paper, "scanner"), icon="print"))
        )
        words.addStretch()
        card.add(row)
        for notice in (self.answer, *self.advice):
            card.add(notice)
        self.end()
        self._clear()
        self.shell.scanner_traced.connect(self._traced)

    def refresh(self) -> None:
        self.code.show_text(LAYOUT_SAMPLE + new_code(CodeKind.SCANNER_TEST))
        self._clear()
        self.field.setFocus()
        self._bring_up(self.code)

    def misread(self) -> None:
        """What was scanned is none of our codes, or not all of it arrived."""
        self._clear()
        self.answer.show_notice(
            "読み取れませんでした。このコードか「読み取りテスト」の用紙を、もう一度読んでください。"
            "くり返すときは、読み取り機の説明書で設定を初めの状態に戻してください。",
            "error",
        )
        self._bring_up(self.answer)

    def _traced(self, trace: Trace) -> None:
        if not self.isVisible():
            return
        self._clear()
        found = findings(trace)
        if found:
            self.answer.show_notice(
                "読み取れました。受付に使えます。次のところを直すと、より確かになります。", "success"
            )
        elif tells_layout(trace):
            self.answer.show_notice("読み取れました。直すところはありません。", "success")
        else:
            self.answer.show_notice("読み取れました。キーボードの配列は、上のコードを読むと分かります。", "success")
        for notice, finding in zip(self.advice, found, strict=False):
            notice.show_notice(_ADVICE[finding], "warning")
        self._bring_up(self.answer)

    def _bring_up(self, part: QWidget) -> None:
        """With large text it may lie below what is seen."""
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is not None:
            QTimer.singleShot(0, part, lambda: page.ensureWidgetVisible(part))

    def _clear(self) -> None:
        for notice in (self.answer, *self.advice):
            notice.show_notice("")
