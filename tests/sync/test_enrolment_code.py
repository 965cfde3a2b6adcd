"""The one-time code: readable by people, and bound to one headquarters."""

from hypothesis import given
from hypothesis import strategies as st

from core.card_code import ALPHABET, doubles_a_letter, pretty
from core.enrolment_code import LENGTH, fingerprint, names, new_enrolment_code, read_enrolment_code
from core.keys import new_pair

PAIR, OTHER = new_pair(), new_pair()


@given(st.randoms(use_true_random=False))
def test_a_code_reads_back_as_people_write_it(random: object) -> None:
    code = new_enrolment_code(PAIR.signing_public, PAIR.box_public, random.randrange)  # type: ignore[attr-defined]
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert not doubles_a_letter(code)
    assert read_enrolment_code(pretty(code)) == code
    assert read_enrolment_code(f" {pretty(code).lower()}\n") == code


def test_a_code_names_its_headquarters_and_no_other() -> None:
    code = new_enrolment_code(PAIR.signing_public, PAIR.box_public)
    assert names(code, PAIR.signing_public, PAIR.box_public)
    assert not names(code, OTHER.signing_public, OTHER.box_public)
    assert not names(code, PAIR.signing_public, OTHER.box_public)


def test_the_fingerprint_stays_what_printed_codes_say() -> None:
    assert fingerprint(bytes(32), bytes(range(32))) == "WRCV9R"


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    code = read_enrolment_code(text)
    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET))
