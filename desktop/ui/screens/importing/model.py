"""An import in words: columns and what they mean, rows that need a look, what came of it."""

from dataclasses import dataclass

from core.facts import Session
from core.number_guard import refusal
from core.tables.cells import Sheet, column_letter, text_of
from core.tables.layout import Column, Layout
from core.tables.meanings import Meaning
from desktop.app.importing.summary import RowToLookAt, Summary
from desktop.ui.i18n import tr

SAMPLES = 2
_SEARCHED = 200
_LONGEST = 24
_FIELDS = {"name": "お名前", "kana": "ふりがな", "phone": "電話番号", "birth_date": "生年月日"}


@dataclass(frozen=True, slots=True)
class Words:
    """What one kind of import says; `button` has a place for n."""

    title: str
    hint: str
    button: str
    done: str


PEOPLE = Words(
    "来場者を表から取り込む",
    "来場者の名簿を、Excel か CSV のファイルから登録します。選んだだけでは、まだ何も登録しません。",
    "{n}人を取り込む",
    "{n}人を登録しました",
)
BOOKINGS = Words(
    "予約を表から取り込む",
    "電話などで受けた予約を、Excel か CSV のファイルから入れます。選んだだけでは、まだ何も入れません。",
    "{n}件の予約を取り込む",
    "{n}件の予約を入れました",
)
SESSIONS = Words(
    "予定を表から取り込む",
    "年間の予定などを、Excel か CSV のファイルから入れます。選んだだけでは、まだ何も入れません。",
    "{n}件の予定を取り込む",
    "{n}件の予定を入れました",
)
ATTENDANCE = Words(
    "受付を表から取り込む",
    "紙や別の表に付けた受付の記録を、Excel か CSV のファイルから入れます。選んだだけでは、まだ何も入れません。",
    "{n}件の受付を取り込む",
    "{n}件の受付を入れました",
)
CONSULTATIONS = Words(
    "相談を表から取り込む",
    "紙や別の表に付けた相談の記録を、Excel か CSV のファイルから入れます。選んだだけでは、まだ何も入れません。",
    "{n}件の相談を取り込む",
    "{n}件の相談を入れました",
)
RESULTS = Words(
    "過去の実績を表から取り込む",
    "過去の年度などの、件数だけの実績を、Excel か CSV のファイルから入れます。選んだだけでは、まだ何も入れません。",
    "{n}行の実績を取り込む",
    "{n}行の実績を入れました",
)
SUPPORTERS = Words(
    "サポーターを表から取り込む",
    "サポーターの名簿を、Excel か CSV のファイルから登録します。選んだだけでは、まだ何も登録しません。",
    "{n}人のサポーターを取り込む",
    "{n}人のサポーターを登録しました",
)
WORDS = {
    "people": PEOPLE,
    "bookings": BOOKINGS,
    "sessions": SESSIONS,
    "attendance": ATTENDANCE,
    "consultations": CONSULTATIONS,
    "results": RESULTS,
    "supporters": SUPPORTERS,
}
SHORT = {
    "people": "来場者",
    "bookings": "予約",
    "sessions": "予定",
    "attendance": "受付",
    "consultations": "相談",
    "results": "過去の実績",
    "supporters": "サポーター",
}
"""What a table tells of, in a word."""


def meaning_word(meaning: Meaning) -> str:
    """What a column holds."""
    return tr(meaning.ja)


def heading(column: Column) -> str:
    """「A列 氏名」."""
    letter = tr("{letter}列", letter=column_letter(column.place))
    return f"{letter}　{column.heading}" if column.heading else letter


def sample(sheet: Sheet, layout: Layout, column: Column) -> str:
    """The first things that stand in a column; never a number that nobody may keep."""
    if column.meaning is Meaning.SECRET:
        return tr("この列は読みません")
    rows = sheet.rows[layout.heading_rows : layout.heading_rows + _SEARCHED]
    found = [text for row in rows if (text := text_of(row.cell(column.place)))]
    return tr("例: {words}", words="、".join(map(_shown, found[:SAMPLES]))) if found else tr("空の列です")


def columns_word(line: RowToLookAt) -> str:
    """「C 電話番号」, or several."""
    meanings = "・".join(meaning_word(meaning) for meaning in line.meanings)
    return f"{'・'.join(line.columns)}　{meanings}".strip()


def reason_word(line: RowToLookAt) -> str:
    """Why."""
    return tr(line.reason)


def taken_word(line: RowToLookAt) -> str:
    """What becomes of the row."""
    return tr("取り込みます") if line.taken else tr("取り込みません")


def passed_over(told: Summary) -> list[str]:
    """What is not read of the table, a sentence each."""
    said = []
    if told.left_out:
        listed = "、".join(tr("{field}（{n}行）", field=tr(_FIELDS[each.field]), n=each.rows) for each in told.left_out)
        said.append(tr("この拠点では記録しない項目なので、取り込みません: {listed}", listed=listed))
    if told.secret_columns:
        columns = "、".join(told.secret_columns)
        said.append(tr("記録してはいけない番号の列なので、読んでいません: {columns}列", columns=columns))
    if told.totals:
        said.append(tr("合計などの行はとばします（{n}行）。", n=told.totals))
    if told.empty:
        said.append(tr("何も書かれていない行はとばします（{n}行）。", n=told.empty))
    return said


def session_word(session: Session) -> str:
    """A session as it is chosen from a list."""
    return f"{session.day[5:].replace('-', '/')} {session.starts}　{session.title}"


def _shown(text: str) -> str:
    if refusal(text) is not None:
        return "…"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
