"""A handout as the TOML that `core.handouts` reads: how an edited text is kept and travels."""

import json
from collections.abc import Iterator
from datetime import date

from core.handouts import Handout, Register, Step, Wording


def toml_of(handout: Handout) -> str:
    """The file of which `load_handout` makes this very handout."""
    return "\n".join(_lines(handout)) + "\n"


def _lines(handout: Handout) -> Iterator[str]:
    yield f"id = {_text(handout.id)}"
    yield f"version = {handout.version}"
    yield f"en = {_text(handout.en)}"
    yield f"topics = {_texts(handout.topics)}"
    yield f"url = {_text(handout.url)}"
    yield f"check_by = {_day(handout.check_by)}"
    if handout.valid_from:
        yield f"valid_from = {_day(handout.valid_from)}"
    for each in handout.ages:
        yield from ("", "[[ages]]", f"what = {_text(each.what)}", f"check_by = {_day(each.check_by)}")
    for register in Register:
        yield from _wording(register, handout.wording(register))


def _wording(name: str, wording: Wording) -> Iterator[str]:
    yield from ("", f"[{name}]", f"title = {_text(wording.title)}", f"lead = {_text(wording.lead)}")
    yield f"trouble = {_texts(wording.trouble)}"
    yield f"never = {_texts(wording.never)}"
    yield f"page = {_text(wording.page)}"
    for step in wording.steps:
        yield from ("", f"[[{name}.steps]]", *_step(step))


def _step(step: Step) -> Iterator[str]:
    yield f"icon = {_text(step.icon)}"
    for name, text in (("text", step.text), ("android", step.android), ("iphone", step.iphone)):
        if text is not None:
            yield f"{name} = {_text(text)}"


def _text(text: str) -> str:
    # A TOML basic string is a JSON string, but for the one control character that JSON leaves as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _texts(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _day(day: date) -> str:
    return day.isoformat()
