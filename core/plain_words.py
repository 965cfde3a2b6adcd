"""What makes a handout hard to read: long sentences, kanji without ruby, loan words that nobody explained.

Which loan words those are stands in one list with their meaning (`core.everyday_words`). The texts that come with
the program keep all of it; for a site's own texts it is advice.
"""

import re

from core.everyday_words import everyday_words
from core.marked_text import Spans, plain_text

LONGEST_SENTENCE = 50
"""Characters of a sentence, without what stands in brackets."""

_KANJI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々〆\U00020000-\U000323af]")
_BRACKETS = re.compile(r"（[^（）]*）")
_SENTENCE_END = re.compile(r"[。！？\n]")


def long_sentences(text: str) -> list[str]:
    """The sentences of a plain text that are too long to be read at one breath."""
    sentences = _SENTENCE_END.split(_BRACKETS.sub("", text))
    return [each for each in sentences if len(each) > LONGEST_SENTENCE]


def without_ruby(spans: Spans) -> str:
    """Every kanji that has no ruby over it, in order."""
    return "".join(kanji for span in spans if not span.ruby for kanji in _KANJI.findall(span.text))


def unexplained(text: str) -> list[str]:
    """The loan words of a plain text that no bracket follows where they first stand, in the order of the list."""
    wanted = (each.word for each in everyday_words() if each.explain)
    return [word for word in wanted if (first := _first(word, text)) and not first["explained"]]


def _first(word: str, text: str) -> re.Match[str] | None:
    # 」 may close around the word; nothing of a longer loan word may go before or after it.
    pattern = rf"(?<![ァ-ヶーA-Za-z]){re.escape(word)}(?![ァ-ヶーA-Za-z])(?P<explained>」?（)?"
    return re.search(pattern, text)


def words_of(parts: list[Spans]) -> str:
    """Several marked texts as one plain text, a line each."""
    return "\n".join(map(plain_text, parts))
