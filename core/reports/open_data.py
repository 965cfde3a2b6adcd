"""Sessions as open data: the columns of 自治体標準オープンデータセット「イベント一覧」, one line a session.

What is said of an event (イベント名 to 備考) is called, ordered and typed as in the published data model of
イベント一覧 (推奨データセット; github.com/NEC-FIWARE/smart-data-models, cio/06_イベント一覧). Who publishes it and
where it is held stand as in every table of 自治体標準オープンデータセット.

Nothing of visitors is in it. Results are published by `published_results`, small cells suppressed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.clean_text import clean_text
from core.facts import Session
from core.municipality import Municipality
from core.reports.csv_file import csv_file
from core.reports.csv_text import Encoded, Encoding, csv_text, encoded
from core.reports.suppression import suppressed
from core.reports.table import ReportTable

COLUMNS = (
    "全国地方公共団体コード",
    "ID",
    "地方公共団体名",
    "イベント名",
    "イベント名_カナ",
    "イベント名_英語",
    "開始日",
    "終了日",
    "開始時間",
    "終了時間",
    "開始日時特記事項",
    "説明",
    "料金(基本)",
    "料金(詳細)",
    "連絡先名称",
    "連絡先電話番号",
    "連絡先内線番号",
    "主催者",
    "場所名称",
    "所在地_全国地方公共団体コード",
    "町字ID",
    "所在地_連結表記",
    "所在地_都道府県",
    "所在地_市区町村",
    "所在地_町字",
    "所在地_番地以下",
    "建物名等(方書)",
    "緯度",
    "経度",
    "アクセス方法",
    "駐車場情報",
    "定員",
    "参加申込終了日",
    "参加申込終了時間",
    "参加申込方法",
    "URL",
    "備考",
)
LONGEST = 1_000
"""Characters of a cell."""
_ONLINE = "オンライン"
_CANCELLED = "中止"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes: the site's name, municipality, telephone and page. `municipalities` are by code."""

    name: str
    municipality: str
    municipalities: Mapping[str, Municipality] = field(default_factory=dict)
    phone: str = ""
    url: str = ""


def events_csv(sessions: Iterable[Session], publisher: Publisher, encoding: Encoding = Encoding.UTF_8) -> Encoded:
    """The file. A session that was cancelled stays in it and says so: who copied it before must learn of it."""
    lines = (_line(session, publisher) for session in sessions)
    return encoded(csv_text((COLUMNS, *lines)), encoding)


def published_results(table: ReportTable, encoding: Encoding = Encoding.UTF_8) -> Encoded:
    """Results for everybody: the report as CSV, without small cells and what would give them away."""
    return csv_file(suppressed(table), encoding)


def _line(session: Session, publisher: Publisher) -> tuple[str, ...]:
    told = dict(_told(session, publisher))
    return tuple(_one_line(told.get(column, "")) for column in COLUMNS)


def _one_line(text: str) -> str:
    """Without line ends, tabs and signs that nobody sees, and no longer than other programs take."""
    return " ".join(clean_text(text).split())[:LONGEST]


def _told(session: Session, publisher: Publisher) -> Iterator[tuple[str, str]]:
    code = session.municipality or publisher.municipality
    place = publisher.municipalities.get(code)
    yield "全国地方公共団体コード", code
    yield "ID", session.session_id
    yield "地方公共団体名", f"{place.prefecture}{place.name}" if place else ""
    yield "イベント名", session.title
    yield "開始日", session.day
    yield "終了日", _last_day(session)
    yield "開始時間", session.starts
    yield "終了時間", session.ends
    yield "開始日時特記事項", _CANCELLED if session.state == "cancelled" else ""
    yield "説明", _described(session)
    yield "料金(基本)", str(session.fee)
    yield "料金(詳細)", f"端末を借りるときは{session.fee_with_loan}円" if session.fee_with_loan is not None else ""
    yield "連絡先名称", publisher.name
    yield "連絡先電話番号", publisher.phone
    yield "主催者", session.organiser or ""
    yield "場所名称", _place(session)
    yield "所在地_全国地方公共団体コード", code
    yield "所在地_都道府県", place.prefecture if place else ""
    yield "所在地_市区町村", place.name if place else ""
    yield "定員", "" if session.quota is None else str(session.quota)
    yield "URL", publisher.url
    yield "備考", f"共催 {session.co_organiser}" if session.co_organiser else ""


def _last_day(session: Session) -> str:
    """The day after where it goes on over midnight."""
    day = date.fromisoformat(session.day)
    return (day + timedelta(days=session.ends <= session.starts)).isoformat()


def _described(session: Session) -> str:
    """For whom it is, and what is asked at the door."""
    age = f"{session.min_age}歳以上" if session.min_age is not None else ""
    return "。".join(filter(None, (session.target_group, age, *session.conditions.splitlines())))


def _place(session: Session) -> str:
    if session.is_online and not session.venue:
        return _ONLINE
    return " ".join(filter(None, (session.venue, session.room)))
