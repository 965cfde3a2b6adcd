"""相談内容の一覧: which version is in use, and the site's own topics."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from core.facts import OwnTopic
from core.ids import topic_id
from core.kinds import TopicDefined
from core.problem import Problem
from desktop.app.desk import Changed, Desk, guarded
from desktop.storage.journal import Draft

_CODE = re.compile(r"V[0-9]{2}-[0-9]{2}")
_READING = re.compile(r"[ぁ-ゖー ]+")
_LONGEST = 60


@dataclass(frozen=True)
class CatalogueState:
    """The version in use, when it was published, the next one that waits for its day, and what is wrong.

    `skipped` are versions that came and cannot be used: of a newer program, broken, or with topics missing.
    """

    today: date
    version: int
    published: date
    next_version: int | None
    next_day: date | None
    skipped: tuple[int, ...]
    own: tuple[OwnTopic, ...]


@dataclass(frozen=True)
class NewTopic:
    """A topic of the site's own: Japanese title, reading in hiragana, English title."""

    code: str
    ja: str
    reading: str
    en: str


@dataclass(frozen=True)
class TopicWritten:
    """The topic as it now stands."""

    topic: OwnTopic
    changed: Changed


def catalogue_state(desk: Desk) -> CatalogueState:
    """As it is today."""
    used = desk.catalogues.published_on(desk.today)
    today = desk.today.isoformat()
    waiting = next((each for each in desk.store.catalogues.versions() if each[1] > today), None)
    return CatalogueState(
        desk.today,
        used.catalogue.version,
        used.catalogue.published,
        waiting[0] if waiting else None,
        date.fromisoformat(waiting[1]) if waiting else None,
        used.skipped,
        desk.catalogues.own(),
    )


def add_topic(desk: Desk, new: NewTopic) -> TopicWritten:
    """Define a topic of the site's own from today on. Raises Problem for an odd or used code, or a missing title."""
    if not _CODE.fullmatch(new.code):
        raise Problem("topic_code", "拠点の項目の番号は、V01-01 のような形です。", "番号を直してください。")
    if any(each.topic == new.code for each in desk.catalogues.own()):
        raise Problem(
            "topic_used",
            "その番号は、もう使われています。",
            "前の記録の意味が変わらないように、使ったことのない番号にしてください。",
        )
    return _define(desk, _content(desk, new))


def add_topic_here(desk: Desk, ja: str, reading: str, en: str) -> TopicWritten:
    """As `add_topic`, under the first code that was never used here."""
    return add_topic(desk, NewTopic(free_code(desk), ja, reading, en))


def free_code(desk: Desk) -> str:
    """The first code that was never used here."""
    used = {each.topic for each in desk.catalogues.own()}
    return next(code for group in range(1, 100) for place in range(1, 100) if (code := _code(group, place)) not in used)


def retire_topic(desk: Desk, code: str, last_day: date | None = None) -> TopicWritten:
    """The topic is offered until this day (by default today) and keeps its title. Raises Problem."""
    present = _own(desk, code)
    day = (last_day or desk.today).isoformat()
    if day < present.valid_from:
        raise Problem("topic_days", "終わりの日が、始まりの日より前です。", "日付を直してください。")
    return _define(desk, _again(present, day))


def withdraw_topic(desk: Desk, code: str) -> TopicWritten:
    """取り消す right after adding: it is offered on no day. Its code stays used. Raises Problem."""
    present = _own(desk, code)
    return _define(desk, _again(present, (date.fromisoformat(present.valid_from) - timedelta(days=1)).isoformat()))


def offer_topic(desk: Desk, code: str) -> TopicWritten:
    """A retired topic is offered again. Raises Problem."""
    return _define(desk, _again(_own(desk, code), None))


def _content(desk: Desk, new: NewTopic) -> TopicDefined:
    ja, reading, en = (guarded(text) or "" for text in (new.ja, new.reading, new.en))
    if not ja or not en or max(map(len, (ja, reading, en))) > _LONGEST:
        raise Problem("topic_title", "項目の名前を、日本語と英語で入れてください。", "それぞれ60文字までです。")
    if not _READING.fullmatch(reading):
        raise Problem("topic_reading", "よみを、ひらがなで入れてください。", "漢字・カタカナ・英字は使えません。")
    return TopicDefined(topic=new.code, ja=ja, reading=reading, en=en, valid_from=desk.today.isoformat())


def _own(desk: Desk, code: str) -> OwnTopic:
    found = next((each for each in desk.catalogues.own() if each.topic == code), None)
    if found is None:
        raise Problem("topic_not_own", "その番号の項目は、この拠点にありません。", "一覧から選び直してください。")
    return found


def _again(present: OwnTopic, last_day: str | None) -> TopicDefined:
    return TopicDefined(
        topic=present.topic,
        ja=present.ja,
        reading=present.reading,
        en=present.en,
        valid_from=present.valid_from,
        valid_to=last_day,
    )


def _define(desk: Desk, content: TopicDefined) -> TopicWritten:
    key = topic_id(desk.identity.site_id, content.topic)
    changed = desk.record(Draft(key, content)).changed
    return TopicWritten(desk.store.facts.where(OwnTopic, "topic_id = ?", [key])[0], changed)


def _code(group: int, place: int) -> str:
    return f"V{group:02}-{place:02}"
