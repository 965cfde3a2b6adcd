"""Enrolment: one code, one laptop, and nobody guesses."""

import msgspec
import pytest

from core.keys import new_key, wrap
from core.wire import ENROL_PATH, EnrolAnswer, EnrolRequest
from desktop.sync.enrol import enrol
from desktop.sync.faults import SyncProblem
from desktop.sync.transport import HttpTransport
from hq import attempts
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop, SiteSecrets, second_of


def ask(hq: Headquarters, request: EnrolRequest) -> EnrolAnswer:
    """The request alone, without the greeting before it."""
    return HttpTransport(hq.url).post(ENROL_PATH, request, EnrolAnswer, None)


def refused(hq: Headquarters, request: EnrolRequest) -> str:
    """The code of the refusal."""
    with pytest.raises(SyncProblem) as caught:
        ask(hq, request)
    return caught.value.code


def request_for(hq: Headquarters, laptop: Laptop, code: str, first: bool = True) -> EnrolRequest:
    from hq.identity import key_pair

    return laptop.enrol_request(code, key_pair().box_public, first)


def test_a_site_made_by_init_is_adopted(hq: Headquarters) -> None:
    laptop = Laptop()
    answer = laptop.join(hq.url, hq.code(hq.add_site("公民館")))
    assert (answer.site_id, answer.site_name, answer.letter) == (laptop.site.site_id, "公民館", "A")
    assert hq.query("SELECT site_id, name, municipality FROM site") == [(laptop.site.site_id, "公民館", "132292")]
    assert [each.device_id for each in answer.certificates] == [laptop.device_id]


def test_a_site_made_at_headquarters_gives_its_id(hq: Headquarters) -> None:
    site_id = hq.add_site()
    laptop = Laptop()
    request = request_for(hq, laptop, hq.code(site_id))
    answer = ask(hq, msgspec.structs.replace(request, site_id=None, certificate=None))
    assert answer.site_id == site_id
    assert laptop.pair.open(answer.transport_key) == laptop.site.transport_key
    assert hq.query("SELECT certificate FROM device") == [(None,)]


def test_the_second_laptop_gets_the_next_letter_and_the_key(hq: Headquarters) -> None:
    first = hq.enrolled()
    second = second_of(first)
    second.site.transport_key = bytes(32)
    answer = second.join(hq.url, hq.code(first.site.site_id), first=False)
    assert answer.letter == "B"
    assert second.site.transport_key == first.site.transport_key
    assert answer.root_public == first.site.root.signing_public


def test_a_wrong_code_is_refused_in_words(hq: Headquarters) -> None:
    hq.code(hq.add_site())
    with pytest.raises(SyncProblem) as caught:
        ask(hq, request_for(hq, Laptop(), "0000000000000000"))
    assert caught.value.code == "code_wrong"
    assert caught.value.sentence == "登録コードが違います。"
    assert caught.value.next_step


def test_a_code_opens_once(hq: Headquarters) -> None:
    code = hq.code(hq.add_site())
    first = Laptop()
    first.join(hq.url, code)
    assert refused(hq, request_for(hq, second_of(first), code, first=False)) == "code_used"


def test_a_lost_answer_can_be_asked_for_again(hq: Headquarters) -> None:
    code, laptop = hq.code(hq.add_site()), Laptop()
    first, again = laptop.join(hq.url, code), laptop.join(hq.url, code)
    assert (first.letter, first.site_id) == (again.letter, again.site_id)
    assert hq.query("SELECT count(*) FROM device") == [(1,)]
    assert hq.query("SELECT count(*) FROM site") == [(1,)]


def test_an_old_code_is_refused(hq: Headquarters) -> None:
    from datetime import timedelta

    from hq.records.models import EnrolmentCode

    code = hq.code(hq.add_site())
    one = EnrolmentCode.objects.get()
    EnrolmentCode.objects.update(expires_at=one.created_at - timedelta(seconds=1))
    assert refused(hq, request_for(hq, Laptop(), code)) == "code_expired"


def test_guessing_is_slowed_down(hq: Headquarters) -> None:
    code = hq.code(hq.add_site())
    wrong = request_for(hq, Laptop(), "0" * 16)
    assert [refused(hq, wrong) for _ in range(attempts.LIMIT)] == ["code_wrong"] * attempts.LIMIT
    with pytest.raises(SyncProblem) as caught:
        ask(hq, request_for(hq, Laptop(), code))
    assert (caught.value.code, caught.value.retry_after) == ("too_many_attempts", attempts.WINDOW_SECONDS)


def test_the_code_is_nowhere_in_the_database(hq: Headquarters) -> None:
    code = hq.code(hq.add_site())
    stored = bytes(hq.query("SELECT code_hash FROM enrolment_code")[0][0])
    assert code.encode() not in stored
    assert len(stored) == 32


def test_another_headquarters_is_told_nothing(hq: Headquarters) -> None:
    with pytest.raises(SyncProblem) as caught:
        enrol(hq.url, "0" * 16, request_for(hq, Laptop(), "0" * 16))
    assert caught.value.code == "other_hq"
    assert hq.query("SELECT count(*) FROM attempt") == [(0,)]


def test_a_code_for_another_site_does_not_move_a_laptop(hq: Headquarters) -> None:
    first = hq.enrolled()
    other_site = hq.enrolled()
    stray = second_of(first)
    code = hq.code(other_site.site.site_id)
    assert refused(hq, request_for(hq, stray, code, first=False)) == "other_site"


def test_a_second_laptop_with_another_root_is_refused(hq: Headquarters) -> None:
    first = hq.enrolled()
    impostor = Laptop(SiteSecrets(site_id=first.site.site_id))
    code = hq.code(first.site.site_id)
    assert refused(hq, request_for(hq, impostor, code)) == "other_root"


def test_the_transport_key_must_be_for_this_headquarters(hq: Headquarters) -> None:
    from core.keys import new_pair

    laptop = Laptop()
    request = request_for(hq, laptop, hq.code(hq.add_site()))
    elsewhere = wrap(new_key(), new_pair().box_public)
    assert refused(hq, msgspec.structs.replace(request, transport_key=elsewhere)) == "no_transport_key"


def test_a_dump_holds_no_transport_key(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    stored = bytes(hq.query("SELECT transport_key FROM site")[0][0])
    assert laptop.site.transport_key not in stored
