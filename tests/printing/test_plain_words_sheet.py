"""The sheet of everyday words, read back."""

import pytest

from core.everyday_words import everyday_words
from desktop.printing.plain_words_sheet import plain_words_pdf
from tests.printing.reading import pages_of, size_in_mm

PDF = plain_words_pdf(everyday_words())


def test_every_word_stands_beside_what_to_say() -> None:
    text = "".join(pages_of(PDF)).replace("\n", "")
    for word in everyday_words():
        assert word.word in text
        assert word.say in text
        assert f"「{word.example}」" in text
        assert word.en in text


def test_it_is_a_few_pages_of_a4_and_a_group_begins_with_a_word_of_its_own() -> None:
    pages = pages_of(PDF)
    assert len(pages) <= 4
    assert size_in_mm(PDF) == pytest.approx((210, 297), abs=0.5)
    for group in everyday_words().groups:
        page = next(page for page in pages if f"{group.ja}\n" in page or f"{group.ja}{group.en}" in page)
        assert group.words[0].say in page
