"""What a new version of a handout changes, told part by part and with the texts."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.handout_lines import PICTURE_NAMES
from core.handouts import REGISTER_NAMES, Handout, Register, Step, Wording


@dataclass(frozen=True, slots=True)
class HandoutChange:
    """One part that is not as it was; empty texts for what was not there before, or is not there now.

    `where` is in the words of the handouts: 標準 手順2, 見直す日.
    """

    where: str
    before: str
    after: str


def handout_changes(before: Handout | None, after: Handout) -> tuple[HandoutChange, ...]:
    """In the order of reading; every part of a handout that is new."""
    was, now = dict(_parts(before)) if before else {}, dict(_parts(after))
    places = dict.fromkeys([*now, *was])
    pairs = ((place, was.get(place, ""), now.get(place, "")) for place in places)
    return tuple(HandoutChange(*each) for each in pairs if each[1] != each[2])


def _parts(handout: Handout) -> Iterator[tuple[str, str]]:
    yield "相談内容", " ".join(handout.topics)
    yield "英語の名前", handout.en
    yield "ページの住所", handout.url
    yield "見直す日", handout.check_by.isoformat()
    for number, each in enumerate(handout.ages, start=1):
        yield f"見直すこと{number}", f"{each.what} {each.check_by.isoformat()}"
    for register in Register:
        for place, text in _wording(handout.wording(register)):
            yield f"{REGISTER_NAMES[register]} {place}", text


def _wording(wording: Wording) -> Iterator[tuple[str, str]]:
    yield "題名", wording.title
    yield "はじめのことば", wording.lead
    for number, step in enumerate(wording.steps, start=1):
        yield f"手順{number}", _step(step)
    yield from _numbered("こまったときは", wording.trouble)
    yield from _numbered("しないこと", wording.never)
    yield "ページの名前", wording.page


def _step(step: Step) -> str:
    named = zip(("", "Android：", "iPhone："), (step.text, step.android, step.iphone), strict=True)
    return f"（{PICTURE_NAMES[step.icon]}）" + " ".join(f"{name}{text}" for name, text in named if text)


def _numbered(name: str, items: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield from ((f"{name}{number}", text) for number, text in enumerate(items, start=1))
