"""What the code seals: nobody else opens it, and an answer belongs to its request."""

import msgspec
import pytest

from core.enrolment_code import KEY_BYTES
from core.enrolment_seal import ID_BYTES, code_id, open_answer, open_request, seal_answer, seal_request
from core.keys import new_key
from core.problem import Problem
from core.wire import PROTOCOL, EnrolAnswer, EnrolRequest

KEY = bytes(range(KEY_BYTES))
REQUEST = EnrolRequest(PROTOCOL, "device", b"s" * 32, b"b" * 32, "窓口 A")
ANSWER = EnrolAnswer("site", "公民館", "132292", "device", "A", b"r" * 32, b"s" * 32, b"b" * 32, b"t" * 80)


def test_who_knows_the_code_reads_both() -> None:
    asked = seal_request(REQUEST, KEY)
    assert open_request(asked, KEY) == REQUEST
    assert open_answer(seal_answer(ANSWER, asked, KEY), asked, KEY) == ANSWER


def test_the_same_words_twice_look_different_under_one_name() -> None:
    one, other = seal_request(REQUEST, KEY), seal_request(REQUEST, KEY)
    assert one.sealed != other.sealed
    assert one.code_id == other.code_id == code_id(KEY)
    assert (len(one.code_id), one.code_id in KEY) == (ID_BYTES, False)


def test_nobody_else_opens_or_speaks() -> None:
    asked, other = seal_request(REQUEST, KEY), new_key()
    for opens in (
        lambda: open_request(asked, other),
        lambda: open_request(msgspec.structs.replace(asked, code_id=b"another"), KEY),
        lambda: open_request(msgspec.structs.replace(asked, sealed=b"short"), KEY),
        lambda: open_answer(seal_answer(ANSWER, asked, other), asked, KEY),
        lambda: open_answer(seal_answer(ANSWER, seal_request(REQUEST, KEY), KEY), asked, KEY),
        lambda: open_request(msgspec.structs.replace(asked, sealed=seal_answer(ANSWER, asked, KEY).sealed), KEY),
    ):
        with pytest.raises(Problem) as refused:
            opens()
        assert refused.value.code == "code_wrong"
