"""A slip under the keyboard, without widgets: what was typed of it, what it says, and what is still missing."""

from dataclasses import dataclass, replace

from core.age_band import AgeBand
from core.catalogue import Catalogue
from core.facts import Consultation
from core.slip_digits import SLIP_BANDS
from core.slip_typing import SlipPlan, SlipRead, Step, offered, read_keys
from desktop.app.slip_entry import SlipWritten
from desktop.app.slips import SlipVisit
from desktop.ui.age_bands import band_text
from desktop.ui.i18n import named, tr

_MISSING = {
    Step.BAND: "年代",
    Step.GROUP: "相談の内容",
    Step.TOPIC: "相談の内容",
    Step.OUTCOME: "結果",
    Step.FOLLOW_UP: "結果の理由・案内先",
    Step.MINUTES: "かかった時間（分）",
    Step.TIMES: "開始と終了の時刻",
}
_ASKED = {
    Step.BAND: "年代の番号を打ってください。印がなければ 0 です。",
    Step.GROUP: "相談の内容の番号（2けた）を打ってください。",
    Step.TOPIC: "相談の内容の番号の、2けた目を打ってください。",
    Step.OUTCOME: "結果の番号を打ってください。",
    Step.FOLLOW_UP: "結果の理由・案内先を選んでください。書いていなければ 0 です。",
    Step.MINUTES: "かかった時間の番号を打ってください。",
    Step.TIMES: "開始と終了の時刻を続けて打ってください。13:05 から 13:20 なら 13051320 です。",
}
_MORE = {Step.OUTCOME: "ほかの内容も加える", Step.MINUTES: "書いてある時刻を打つ"}
_ASKED_AGE = "年代に印があれば、その番号を打ってください。なければ、次の相談票を読み取ってください。"
_BANDS = {str(place): band.value for place, band in enumerate(SLIP_BANDS, 1)}
FIELDS = ("年代", "相談の内容", "結果", "時間")


@dataclass(frozen=True)
class SlipSheet:
    """`keys` were typed so far; `written` is what is on record of this slip, to be put right by typing it anew."""

    found: SlipVisit
    plan: SlipPlan
    keys: str = ""
    written: Consultation | None = None

    @property
    def read(self) -> SlipRead:
        """What the keys say."""
        return read_keys(self.plan, self.keys)

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return self.read.step is Step.DONE

    @property
    def pending(self) -> bool:
        """Whether something would be lost if another slip took its place without a word."""
        return not self.whole and (self.written is None or bool(self.keys))

    @property
    def asks_age(self) -> bool:
        """Whether the slip may still tell the age band of somebody who was received without one."""
        visit = self.found.visit
        is_unknown = visit is not None and visit.age_band == AgeBand.UNKNOWN and visit.person_id is None
        return self.whole and self.written is not None and is_unknown and not self.found.plan.asks_band

    def band_of(self, key: str) -> str:
        """The age band of a digit; empty for another key."""
        return _BANDS.get(key, "")

    def pressed(self, key: str) -> "SlipSheet | None":
        """With one more key; None for one that says nothing here."""
        sheet = replace(self, keys=self.keys + key)
        try:
            read_keys(sheet.plan, sheet.keys)
        except ValueError:
            return None
        return sheet

    def taken_back(self) -> "SlipSheet":
        """Without the last key. Of a slip that is on record its visit stays as it is, the rest is typed anew."""
        if self.written is None or not self.whole:
            return replace(self, keys=self.keys[:-1])
        kept = self.keys[1:] if self.plan.asks_band else self.keys
        return replace(self, plan=_for_amending(self.plan), keys=kept[:-1])

    def recorded(self, written: SlipWritten) -> "SlipSheet":
        """It is on record now."""
        found = self.found if self.found.visit is None else replace(self.found, visit=written.visit)
        return replace(self, found=found, written=written.consultation)


def new_sheet(found: SlipVisit, keys: str = "") -> SlipSheet:
    """A slip that was just read; `keys` were typed of it earlier."""
    plan = _for_amending(found.plan) if found.consultation is not None else found.plan
    sheet = SlipSheet(found, plan, keys, found.consultation)
    try:
        read_keys(plan, keys)
    except ValueError:
        return replace(sheet, keys="")  # somebody received the visitor meanwhile
    return sheet


def number(sheet: SlipSheet) -> str:
    """The printed number."""
    return str(sheet.found.slip.ticket)


def missing_word(sheet: SlipSheet) -> str:
    """What comes next, in a word or two."""
    return tr(_MISSING.get(sheet.read.step, ""))


def asked(sheet: SlipSheet) -> str:
    """What to do now. A source text."""
    if sheet.whole:
        return _ASKED_AGE if sheet.asks_age else "次の相談票を読み取ってください。"
    return _ASKED.get(sheet.read.step, "")


def more(sheet: SlipSheet) -> str:
    """What the point does here; empty where it does nothing. A source text."""
    return _MORE.get(sheet.read.step, "")


def choices(sheet: SlipSheet) -> list[tuple[str, str]]:
    """The keys that can be pressed now, each with its words."""
    read, catalogue = sheet.read, sheet.found.catalogue
    if sheet.asks_age:
        return [(key, band_text(band)) for key, band in _BANDS.items()]
    found = offered(sheet.plan, read)
    if read.step is Step.GROUP:
        return [(key, _groups(sheet, key)) for key in found]
    return [(key, _words(catalogue, read.step, code)) for key, code in found.items()]


def values(sheet: SlipSheet) -> tuple[str, str, str, str]:
    """What the slip says by now: age band, topics, outcome, minutes; of one on record what stands there."""
    if sheet.written is not None and (not sheet.keys or sheet.whole):
        return _recorded(sheet, sheet.written)
    read, catalogue, visit = sheet.read, sheet.found.catalogue, sheet.found.visit
    band = read.band or (visit.age_band if visit else "")
    half = sheet.read.half + "_" if read.step is Step.TOPIC else ""
    topics = "・".join((*(topic_title(catalogue, code) for code in read.topics), *((half,) if half else ())))
    if read.step is Step.TIMES:
        return band_text(band) if band else "", topics, _outcome(catalogue, read.outcome, read.follow_up), read.half
    minutes = tr("{n}分", n=read.minutes) if read.minutes is not None else _known(sheet)
    return band_text(band) if band else "", topics, _outcome(catalogue, read.outcome, read.follow_up), minutes


def topic_title(catalogue: Catalogue, code: str) -> str:
    """The topic's words; its code where this laptop does not know it."""
    topic = catalogue.find_topic(code)
    return named(topic) if topic is not None else code


def _for_amending(plan: SlipPlan) -> SlipPlan:
    return replace(plan, asks_band=False, minutes=None)


def _recorded(sheet: SlipSheet, written: Consultation) -> tuple[str, str, str, str]:
    catalogue = sheet.found.catalogue
    topics = "・".join(topic_title(catalogue, code) for code in (written.topic, *written.more_topics.split()))
    outcome = _outcome(catalogue, written.outcome, written.referral or written.reason or "")
    return band_text(written.age_band), topics, outcome, tr("{n}分", n=written.minutes)


def _outcome(catalogue: Catalogue, code: str, follow_up: str) -> str:
    outcome = catalogue.find_outcome(code) if code else None
    if outcome is None:
        return code
    reason = catalogue.follow_up(follow_up) if follow_up else None
    return f"{named(outcome)}（{named(reason)}）" if reason is not None else named(outcome)


def _known(sheet: SlipSheet) -> str:
    minutes = sheet.plan.minutes
    return tr("{n}分（呼び出しから）", n=minutes) if minutes is not None else ""


def _groups(sheet: SlipSheet, key: str) -> str:
    codes = {code for digits, code in sheet.plan.topics.items() if digits[0] == key}
    groups = (group for group in sheet.found.catalogue.groups if any(topic.code in codes for topic in group.topics))
    return "・".join(named(group) for group in groups)


def _words(catalogue: Catalogue, step: Step, code: str) -> str:
    match step:
        case Step.BAND:
            return band_text(code) if code != "unknown" else tr("印なし")
        case Step.TOPIC:
            return topic_title(catalogue, code)
        case Step.MINUTES:
            return tr("{n}分", n=code)
        case Step.FOLLOW_UP if not code:
            return tr("書いていない")
    found = catalogue.follow_up(code) or catalogue.find_outcome(code)
    return named(found) if found is not None else code
