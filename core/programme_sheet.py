"""Everything that a programme (事業) says, line by line and in words, for whoever plans by it.

A field without a line here would be data that nobody can read: a test empties each field of each programme and looks
for the line that goes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.programme_parts import Funding, Level, PlannedVolume, Slot, Strand, Target, Term
from core.programmes import Programme
from core.reports.names import Label, Names
from core.reports.table import Split

_NOTHING: Label = ("", "")
_TYPES: Mapping[str, Label] = {
    "A": ("類型A（全国展開型）", "Type A (nationwide)"),
    "B": ("類型B（地域連携型）", "Type B (with the municipality)"),
}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """What a line is about, and what stands there, each in Japanese and English."""

    about: Label
    words: Label


def programme_sheet(it: Programme, names: Names) -> tuple[SheetLine, ...]:
    """The lines of what it says; what it leaves to each session has none."""
    return tuple(SheetLine(about, words) for about, words in _lines(it, names) if words[0])


def _lines(it: Programme, names: Names) -> Iterator[tuple[Label, Label]]:
    yield from _for_whom(it, names)
    yield from _course(it, names)
    yield from _when_and_where(it, names)
    yield from _people(it)
    yield from _money(it, names)
    yield from _beside(it, names)


def _for_whom(it: Programme, names: Names) -> Iterator[tuple[Label, Label]]:
    kind = names.label(Split.KIND, it.kind)
    if it.counts_in:
        ja, en = names.label(Split.PROGRAMME, it.counts_in)
        kind = (f"{kind[0]}（「{ja}」に含まれます）", f"{kind[1]} (part of {en})")
    yield ("種類", "Kind"), kind
    yield ("対象", "For whom"), _text(it.target_group, names)
    yield ("対象の選択肢", "Groups"), _listed((each.ja, each.en) for each in it.target_groups)
    yield ("年齢", "Age"), _told(it.min_age, "{}歳から", "from {} years")
    yield ("おたずねすること", "Asked"), _listed(_text(each, names) for each in it.asks)
    yield ("参加費", "Fee"), _fee(it)
    yield ("端末の貸し出し", "Lent devices"), ("あり", "yes") if it.lends_devices else _NOTHING
    yield ("相談のしかた", "Manner"), (it.ratio.ja, it.ratio.en) if it.ratio else _NOTHING
    yield ("受け方", "Channels"), _listed(names.label(Split.CHANNEL, each) for each in it.channels)
    yield ("おひとりの時間", "For each visitor"), _told(it.slot_minutes, "約{}分", "about {} minutes")
    yield ("オンライン", "Online"), ("オンラインで開きます", "held online") if it.is_online else _NOTHING
    yield ("試行", "Trial run"), ("試行の回です", "a trial run") if it.is_trial else _NOTHING


def _course(it: Programme, names: Names) -> Iterator[tuple[Label, Label]]:
    yield ("1コマの長さ", "Lesson unit"), (f"{it.koma_minutes}分", f"{it.koma_minutes} minutes")
    yield ("回数", "Lessons"), _told(it.lessons, "{}回で1つの講座", "{} lessons make one course")
    yield ("段階", "Levels"), _listed(_lessons(each) for each in it.levels)
    yield ("期", "Terms"), _listed(_lessons(each) for each in it.terms)
    yield ("区分", "Parts"), _listed(_strand(each, names) for each in it.strands)
    yield ("1年の予定", "Year's plan"), _volume(it, it.planned_volume)
    yield ("活動", "Activities"), _listed((each.ja, each.en) for each in it.activities)
    yield ("主な相談内容", "Usual topics"), _listed(names.label(Split.TOPIC, each) for each in it.topics)
    yield (
        ("教材", "Texts"),
        _listed((f"{each.ja}（第{each.version}版）", f"{each.en} (version {each.version})") for each in it.materials),
    )


def _when_and_where(it: Programme, names: Names) -> Iterator[tuple[Label, Label]]:
    frequency, municipality = it.frequency, it.municipality
    yield ("市区町村", "Municipality"), names.label(Split.MUNICIPALITY, municipality) if municipality else _NOTHING
    yield ("開く日", "How often"), (frequency.ja, frequency.en) if frequency else _NOTHING
    yield ("曜日・時刻・会場", "When, where"), _listed(_slot(each, names) for each in it.schedule)
    yield ("会場の数", "Venues"), _told(it.places, "{}か所", "{}")
    yield ("年末年始", "Year's end"), ("お休み", "closed") if it.closed_at_year_end else _NOTHING
    yield ("設置条件", "Conditions"), _listed((each.ja, each.en) for each in it.conditions)


def _people(it: Programme) -> Iterator[tuple[Label, Label]]:
    yield ("人の決まり", "Staffing rules"), _listed((each.ja, each.en) for each in it.staffing)
    yield ("役割", "Roles"), _listed((each.ja, each.en) for each in it.roles if not each.is_attribute)
    yield ("どんな方か", "Who they are"), _listed((each.ja, each.en) for each in it.roles if each.is_attribute)
    yield ("研修", "Training"), _training(it)


def _money(it: Programme, names: Names) -> Iterator[tuple[Label, Label]]:
    known = (names.programmes.find_funding(each) for each in it.funding)
    yield ("財源", "Funding"), _listed((_funding(each, names) for each in known if each is not None), "／")
    yield ("類型", "Type"), _TYPES.get(it.mic_type or "", _NOTHING)
    yield ("主催", "Organiser"), _text(it.organiser, names)
    yield ("共催・協力", "With"), _text(it.co_organiser, names)
    yield ("運営のしかた", "Run by"), _listed((each.ja, each.en) for each in it.operators)


def _beside(it: Programme, names: Names) -> Iterator[tuple[Label, Label]]:
    aims = (each for each in names.programmes.targets if it.code in each.programmes)
    yield ("目標", "Target"), _listed(_target(each) for each in aims)
    yield ("終わりの日", "Last day"), _both(it.valid_to.isoformat() if it.valid_to else "")
    yield ("補足", "Notes"), _joined([_text(each, names) for each in it.remarks], "", " ")
    documents = (each for each in names.programmes.documents if each.code in it.source)
    yield ("もとの資料", "Documents"), _listed(_text(each.ja, names) for each in documents)


def _fee(it: Programme) -> Label:
    ja, en = (f"{it.fee}円", f"{it.fee} yen") if it.fee else ("無料", "Free")
    if it.fee_with_loan is None:
        return ja, en
    return f"{ja}（端末を借りる方は{it.fee_with_loan}円）", f"{en} ({it.fee_with_loan} yen with a lent device)"


def _lessons(each: Level | Term) -> Label:
    number = each.lessons
    return (f"{each.ja} {number}回", f"{each.en}: {number} lessons") if number else (each.ja, each.en)


def _strand(each: Strand, names: Names) -> Label:
    kind = names.label(Split.KIND, each.kind) if each.kind else _NOTHING
    told = (kind, _text(each.target_group, names), _text(each.co_organiser, names))
    beside = [tuple(filter(None, (words[side] for words in told))) for side in (0, 1)]
    ja, en = f"{each.heading}{each.ja}", f"{each.heading}{each.en}"
    return (f"{ja}（{'・'.join(beside[0])}）", f"{en} ({', '.join(beside[1])})") if any(beside) else (ja, en)


def _volume(it: Programme, volume: PlannedVolume | None) -> Label:
    if volume is None:
        return _NOTHING
    ja_about, en_about = ("約", "about ") if volume.approximate else _NOTHING
    told: list[Label] = []
    for number, part, ja, en in (
        (volume.sessions, volume.sessions_in, "回", "sessions"),
        (volume.receptions, volume.receptions_in, "受付分", "receptions"),
    ):
        strand = it.strand(part or "")
        if number:
            where = (f"（{strand.ja}）", f" ({strand.en})") if strand else _NOTHING
            told.append((f"{ja_about}{number}{ja}{where[0]}", f"{en_about}{number} {en}{where[1]}"))
    return _listed(told)


def _slot(each: Slot, names: Names) -> Label:
    days = [names.label(Split.WEEKDAY, str(day)) for day in each.weekdays]
    hours = f"{each.starts or ''}～{each.ends or ''}" if each.starts or each.ends else ""
    ja, en = ("・".join(day[0][0] for day in days), ", ".join(day[1] for day in days))
    venue = _text(each.venue, names)
    return " ".join(filter(None, (ja, hours, venue[0]))), " ".join(filter(None, (en, hours, venue[1])))


def _training(it: Programme) -> Label:
    plan = it.training
    if plan is None:
        return _NOTHING
    least, most = plan.at_least_minutes / 60, plan.at_most_minutes / 60
    more = [
        words
        for is_so, words in (
            (plan.is_online, ("オンライン", "online")),
            (plan.has_check, ("スキル定着チェック", "a check of skills")),
            (plan.has_badge, ("オープンバッジ", "an open badge")),
        )
        if is_so
    ]
    return _listed([(f"{least:g}～{most:g}時間", f"{least:g} to {most:g} hours"), *more])


def _funding(each: Funding, names: Names) -> Label:
    origin, executor = _text(each.origin, names), _text(each.executor, names)
    beside = [
        (f"財源 {origin[0]}", origin[1]),
        (f"補助率 {each.rate}", f"rate {each.rate}") if each.rate else _NOTHING,
        (f"執行団体 {executor[0]}", f"handed out by {executor[1]}") if each.executor else _NOTHING,
        _held_by([_text(one, names) for one in each.implementers]),
    ]
    ja, en = _listed(beside)
    return f"{each.ja}（{ja}）", f"{each.en} ({en})"


def _held_by(implementers: Sequence[Label]) -> Label:
    ja, en = _joined(implementers, "・", ", ")
    return (f"実施団体 {ja}", f"held by {en}") if implementers else _NOTHING


def _target(each: Target) -> Label:
    return (
        f"{each.ja} {each.number:,}（{each.due.isoformat()}まで）",
        f"{each.en}: {each.number:,} (by {each.due.isoformat()})",
    )


def _told(number: int | None, ja: str, en: str) -> Label:
    return _NOTHING if number is None else (ja.format(number), en.format(number))


def _both(words: str) -> Label:
    return words, words


def _text(words: str | None, names: Names) -> Label:
    """What the list writes in Japanese alone, with the English that it gives for it."""
    return (words, names.programmes.in_english(words)) if words else _NOTHING


def _listed(labels: Iterable[Label], sign: str = "、") -> Label:
    return _joined(labels, sign, "; " if sign != "、" else ", ")


def _joined(labels: Iterable[Label], ja: str, en: str) -> Label:
    told = [each for each in labels if each[0]]
    return ja.join(each[0] for each in told), en.join(each[1] for each in told)
