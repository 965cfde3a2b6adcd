"""Marked text of handouts: ruby as `{漢字|かんじ}` and emphasis as `*words*`, in otherwise plain text.

Group ruby stands over its whole base and is never parted; `{漢|かん}{字|じ}` may be parted between its kanji.
A backslash takes the meaning from the character after it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.problem import Problem

_TOKEN = re.compile(
    r"\\(?P<literal>[\\{}|*])|\{(?P<base>[^{}|\\*\n]+)\|(?P<ruby>[^{}|\\*\n]+)\}|(?P<star>\*)|(?P<stray>[{}|\\])|(?P<plain>[^\\{}|*]+)"
)
_MARKS = re.compile(r"[\\{}|*]")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text with one look; `ruby` is empty where none stands above it."""

    text: str
    ruby: str = ""
    strong: bool = False


Spans = tuple[Span, ...]


def parse_marked(text: str) -> Spans:
    """The spans of a marked text. Raises Problem `markup_broken`, which says where, for marks that do not fit."""
    spans: list[Span] = []
    strong = False
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "star":
                strong = not strong
            case "stray":
                raise _broken(text, token.start())
            case "ruby":
                spans.append(Span(token["base"], token["ruby"], strong))
            case _:
                spans.append(Span(token["literal"] or token["plain"], "", strong))
    if strong:
        raise _broken(text, text.rindex("*"))
    return _joined(spans)


def plain_text(spans: Spans) -> str:
    """What is read without ruby."""
    return "".join(span.text for span in spans)


def told_forms(text: str) -> Iterator[str]:
    """A marked text as it is written, without its marks, as it is read, and as its ruby is spoken.

    The number guard looks at each: marks between digits must hide nothing.
    """
    yield text
    yield _MARKS.sub("", text)  # half of a number may stand over the other half
    try:
        spans = parse_marked(text)
    except Problem:
        return
    yield plain_text(spans)
    yield "".join(span.ruby or span.text for span in spans)


def marked(spans: Spans) -> str:
    """The text that `parse_marked` makes these spans of."""
    written = []
    for span in spans:
        text = re.sub(r"[\\{}|*]", r"\\\g<0>", span.text)
        piece = f"{{{span.text}|{span.ruby}}}" if span.ruby else text
        written.append(f"*{piece}*" if span.strong else piece)
    return "".join(written)


def _joined(spans: list[Span]) -> Spans:
    """Neighbours of one look in one span, so that a text has one form."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and not last.ruby and not span.ruby and last.strong == span.strong:
            joined[-1] = Span(last.text + span.text, "", span.strong)
        else:
            joined.append(span)
    return tuple(joined)


def _broken(text: str, place: int) -> Problem:
    line = text.count("\n", 0, place) + 1
    column = place - (text.rfind("\n", 0, place) + 1) + 1
    return Problem(
        "markup_broken",
        f"{line}行目の{column}文字目の記号「{text[place]}」が閉じていないか、余分です。",
        "ふりがなは {漢字|かんじ}、強調は *ことば* の形で書いてください。記号そのものは \\ を前に付けます。",
    )
