"""What would make a text easier to read: advice on each line, and the ruby that is known for a word."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from core.handout_lines import Fault, FaultKind, Line, Part
from core.handouts import Handout, Register, shipped_handouts, texts
from core.marked_text import Span, Spans, parse_marked, plain_text
from core.plain_words import long_sentences, unexplained, without_ruby

_UNTOUCHED = r"\{[^{}|]*\|[^{}|]*\}|\\."
NAMES = (Part.TITLE, Part.PAGE)


def advice(lines: Iterable[Line], register: Register) -> tuple[Fault, ...]:
    """Line by line: kanji without ruby in やさしい日本語, sentences that are too long, words nobody explained."""
    lines = tuple(lines)
    found = [fault for line in lines for fault in _on_line(line, register)]
    return tuple(sorted([*found, *_loan_words(lines)], key=lambda fault: fault.line))


def bare_words(spans: Spans) -> list[str]:
    """Every run of kanji that has no ruby over it, in order."""
    return [word for span in spans if not span.ruby for word in _runs(span.text)]


def with_ruby(text: str, word: str, reading: str) -> str:
    """The marked text with this reading over the first such word that has none; unchanged where there is none."""
    token = re.compile(rf"{_UNTOUCHED}|({re.escape(word)})")
    found = next((match for match in token.finditer(text) if match[1]), None)
    return f"{text[: found.start()]}{{{word}|{reading}}}{text[found.end() :]}" if found else text


def known_reading(word: str) -> str:
    """How the handouts that come with the program read this word; empty for one that none of them has."""
    return _readings().get(word, "")


def _on_line(line: Line, register: Register) -> Iterator[Fault]:
    if register is Register.EASY:
        yield from (Fault(FaultKind.NO_RUBY, line.number, word) for word in dict.fromkeys(bare_words(line.spans)))
    if line.part not in NAMES:
        for sentence in long_sentences(plain_text(line.spans)):
            yield Fault(FaultKind.LONG_SENTENCE, line.number, str(len(sentence)))


def _loan_words(lines: tuple[Line, ...]) -> Iterator[Fault]:
    plain = [(line.number, plain_text(line.spans)) for line in lines]
    for word in unexplained("\n".join(text for _, text in plain)):
        yield Fault(FaultKind.LOAN_WORD, next((number for number, text in plain if word in text), 0), word)


def _runs(text: str) -> list[str]:
    parts = groupby(text, key=lambda letter: bool(without_ruby((Span(letter),))))
    return ["".join(letters) for is_kanji, letters in parts if is_kanji]


@cache
def _readings() -> dict[str, str]:
    return {span.text: span.ruby for handout in shipped_handouts() for span in _easy(handout) if span.ruby}


def _easy(handout: Handout) -> Iterator[Span]:
    for _, text in texts(handout.easy):
        yield from parse_marked(text)
