"""Enrolment: one code, one laptop, and nobody guesses."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import msgspec
import pytest
import requests

from core.enrolment_code import RANDOM_LENGTH, shared_key
from core.enrolment_seal import open_answer, seal_answer, seal_request
from core.keys import SigningPair, new_key, new_pair, wrap
from core.wire import ENROL_PATH, EnrolAnswer, EnrolRequest, Hello, SealedAnswer, SealedRequest, pack
from desktop.sync.enrol import greet
from desktop.sync.faults import SyncProblem
from desktop.sync.transport import HttpTransport, Signer
from hq import attempts
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop, SiteSecrets, second_of
from tests.hq.test_provisional import tell

T = TypeVar("T")


def ask(hq: Headquarters, code: str, request: EnrolRequest) -> EnrolAnswer:
    """The request alone, without the greeting before it."""
    pair = headquarters_key()
    key = shared_key(code, pair.signing_public, pair.box_public)
    asked = seal_request(request, key)
    return open_answer(HttpTransport(hq.url).post(ENROL_PATH, asked, SealedAnswer, None), asked, key)


def refused(hq: Headquarters, code: str, request: EnrolRequest) -> str:
    """The code of the refusal."""
    with pytest.raises(SyncProblem) as caught:
        ask(hq, code, request)
    return caught.value.code


def request_for(laptop: Laptop, first: bool = True) -> EnrolRequest:
    return laptop.enrol_request(headquarters_key().box_public, first)


def headquarters_key() -> SigningPair:
    from hq.identity import key_pair

    return key_pair()


def test_a_site_made_by_init_is_adopted(hq: Headquarters) -> None:
    laptop = Laptop()
    answer = laptop.join(hq.url, hq.code(hq.add_site("公民館")))
    assert (answer.site_id, answer.site_name, answer.letter) == (laptop.site.site_id, "公民館", "A")
    assert hq.query("SELECT site_id, name, municipality FROM site") == [(laptop.site.site_id, "公民館", "132292")]
    assert [each.device_id for each in answer.certificates] == [laptop.device_id]


def test_what_a_site_told_by_telephone_comes_along_when_it_is_adopted(hq: Headquarters) -> None:
    site_id, laptop = hq.add_site("公民館"), Laptop()
    tell(site_id, visits=26)
    laptop.join(hq.url, hq.code(site_id))
    assert hq.query("SELECT site_id, visits FROM provisional") == [(laptop.site.site_id, 26)]


def test_a_site_made_at_headquarters_gives_its_id(hq: Headquarters) -> None:
    site_id = hq.add_site()
    laptop = Laptop()
    request = request_for(laptop)
    answer = ask(hq, hq.code(site_id), msgspec.structs.replace(request, site_id=None, certificate=None))
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
        ask(hq, "0000000000000000", request_for(Laptop()))
    assert caught.value.code == "code_wrong"
    assert caught.value.sentence == "登録コードが違います。"
    assert caught.value.next_step


def test_a_code_opens_once(hq: Headquarters) -> None:
    code = hq.code(hq.add_site())
    first = Laptop()
    first.join(hq.url, code)
    assert refused(hq, code, request_for(second_of(first), first=False)) == "code_used"


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
    assert refused(hq, code, request_for(Laptop())) == "code_expired"


def test_guessing_is_slowed_down(hq: Headquarters) -> None:
    code = hq.code(hq.add_site())
    assert [refused(hq, "0" * 16, request_for(Laptop())) for _ in range(attempts.LIMIT)] == [
        "code_wrong"
    ] * attempts.LIMIT
    with pytest.raises(SyncProblem) as caught:
        ask(hq, code, request_for(Laptop()))
    assert (caught.value.code, caught.value.retry_after) == ("too_many_attempts", attempts.WINDOW_SECONDS)


def test_the_code_is_nowhere_in_the_database(hq: Headquarters) -> None:
    code = hq.code(hq.add_site())
    pair = headquarters_key()
    ((name, kept),) = hq.query("SELECT code_hash, shared_key FROM enrolment_code")
    assert len(name) == 32
    key = shared_key(code, pair.signing_public, pair.box_public)
    assert pair.open(bytes(kept)) == key
    assert all(secret not in bytes(name) + bytes(kept) for secret in (key, code.encode(), code.lower().encode()))


def test_another_headquarters_is_told_nothing(hq: Headquarters) -> None:
    with pytest.raises(SyncProblem) as caught:
        greet(HttpTransport(hq.url), "0" * 16)
    assert caught.value.code == "other_hq"
    assert hq.query("SELECT count(*) FROM attempt") == [(0,)]


def test_a_code_for_another_site_does_not_move_a_laptop(hq: Headquarters) -> None:
    first = hq.enrolled()
    other_site = hq.enrolled()
    stray = second_of(first)
    code = hq.code(other_site.site.site_id)
    assert refused(hq, code, request_for(stray, first=False)) == "other_site"


def test_a_second_laptop_with_another_root_is_refused(hq: Headquarters) -> None:
    first = hq.enrolled()
    impostor = Laptop(SiteSecrets(site_id=first.site.site_id))
    code = hq.code(first.site.site_id)
    assert refused(hq, code, request_for(impostor)) == "other_root"


def test_the_transport_key_must_be_for_this_headquarters(hq: Headquarters) -> None:
    laptop = Laptop()
    request = request_for(laptop)
    elsewhere = wrap(new_key(), new_pair().box_public)
    assert (
        refused(hq, hq.code(hq.add_site()), msgspec.structs.replace(request, transport_key=elsewhere))
        == "no_transport_key"
    )


def test_a_dump_holds_no_transport_key(hq: Headquarters) -> None:
    laptop = hq.enrolled()
    stored = bytes(hq.query("SELECT transport_key FROM site")[0][0])
    assert laptop.site.transport_key not in stored


class OnTheLine:
    """Somebody who opened TLS: all that is said passes through him, and he may answer himself."""

    def __init__(self, hq: Headquarters, hello: Hello | None = None) -> None:
        self._way = HttpTransport(hq.url)
        self._hello = hello
        self.heard: list[bytes] = []

    def get(self, path: str, expected: type[T]) -> T:
        hello = self._way.get(path, expected)
        return self._hello if isinstance(self._hello, expected) else hello

    def post(self, path: str, message: msgspec.Struct, expected: type[T], signer: Signer | None) -> T:
        assert isinstance(message, SealedRequest)
        self.heard.append(pack(message))
        said = self.passed_on(message)
        answer = self.answered(message, self._way.post(path, said, SealedAnswer, signer))
        self.heard.append(pack(answer))
        assert isinstance(answer, expected)
        return answer

    def passed_on(self, asked: SealedRequest) -> SealedRequest:
        return asked

    def answered(self, asked: SealedRequest, answer: SealedAnswer) -> SealedAnswer:
        return answer


def test_who_opens_the_line_reads_neither_code_nor_site(hq: Headquarters) -> None:
    laptop, code = Laptop(), hq.code(hq.add_site("田無公民館"))
    line = OnTheLine(hq)
    greeted = greet(line, code)
    answer = greeted.enrol(request_for(laptop))
    told = b"".join(line.heard)
    secrets = (code, code[:RANDOM_LENGTH], laptop.device_id, laptop.site.site_id, answer.site_name)
    assert all(each.encode() not in told for each in secrets)
    assert all(each not in told for each in (laptop.pair.signing_public, laptop.site.root.signing_public))


def test_who_opens_the_line_cannot_answer_as_headquarters(hq: Headquarters) -> None:
    """He copied the fingerprint, at the price of some months of computing, and so gets as far as the request."""
    his = new_pair()
    code = hq.code(hq.add_site())

    class Impostor(OnTheLine):
        def answered(self, asked: SealedRequest, answer: SealedAnswer) -> SealedAnswer:
            told = EnrolAnswer("s", "n", "m", "d", "A", b"", his.signing_public, his.box_public, b"")
            guess = shared_key("0" * RANDOM_LENGTH + code[RANDOM_LENGTH:], his.signing_public, his.box_public)
            return seal_answer(told, asked, guess)

    with pytest.raises(SyncProblem) as caught:
        greet(Impostor(hq), code).enrol(request_for(Laptop()))
    assert (caught.value.code, bool(caught.value.next_step)) == ("other_hq", True)


def test_the_key_of_a_code_hangs_on_headquarters_keys() -> None:
    one, other = new_pair(), new_pair()
    keys = {shared_key("0" * 16, each.signing_public, each.box_public) for each in (one, other)}
    assert len(keys) == 2


@pytest.mark.parametrize("changed", ["request", "answer"])
def test_a_byte_that_changed_on_the_way_enrols_nobody(hq: Headquarters, changed: str) -> None:
    class Meddler(OnTheLine):
        def passed_on(self, asked: SealedRequest) -> SealedRequest:
            return msgspec.structs.replace(asked, sealed=flipped(asked.sealed)) if changed == "request" else asked

        def answered(self, asked: SealedRequest, answer: SealedAnswer) -> SealedAnswer:
            return SealedAnswer(flipped(answer.sealed)) if changed == "answer" else answer

    with pytest.raises(SyncProblem) as caught:
        greet(Meddler(hq), hq.code(hq.add_site())).enrol(request_for(Laptop()))
    assert caught.value.code == ("code_wrong" if changed == "request" else "other_hq")
    assert hq.query("SELECT count(*) FROM device") == [(int(changed == "answer"),)]


def flipped(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


def test_an_answer_to_another_request_is_not_taken(hq: Headquarters) -> None:
    """The very same laptop with the same code, a moment before."""
    laptop, code = Laptop(), hq.code(hq.add_site())
    kept: list[SealedAnswer] = []

    class Replayer(OnTheLine):
        def answered(self, asked: SealedRequest, answer: SealedAnswer) -> SealedAnswer:
            kept.append(answer)
            return kept[0]

    greeted = greet(Replayer(hq), code)
    greeted.enrol(request_for(laptop))
    with pytest.raises(SyncProblem) as caught:
        greeted.enrol(request_for(laptop))
    assert caught.value.code == "other_hq"


def test_programs_of_before_are_told_to_become_newer(hq: Headquarters) -> None:
    """A laptop that would send the code itself, and a headquarters that would ask for it. Nothing is lost by it."""

    class Before(msgspec.Struct):
        protocol: int
        code: str
        device_id: str

    code = hq.code(hq.add_site())
    with pytest.raises(SyncProblem) as caught:
        HttpTransport(hq.url).post(ENROL_PATH, Before(1, code, "d"), EnrolAnswer, None)
    assert (caught.value.code, bool(caught.value.next_step)) == ("old_laptop", True)
    pair = headquarters_key()
    with pytest.raises(SyncProblem) as caught:
        greet(OnTheLine(hq, Hello(1, "HQ", pair.signing_public, pair.box_public, "")), code)
    assert (caught.value.code, bool(caught.value.next_step)) == ("old_hq", True)
    assert ask(hq, code, request_for(Laptop())).letter == "A"


def test_whoever_has_proved_nothing_is_not_listened_to_for_long(hq: Headquarters) -> None:
    """Neither the enrolment's road nor a form keeps in memory what a stranger sends; exchanges and files are longer."""
    long = pack(SealedRequest(1, bytes(16), bytes(20_000)))
    answer = requests.post(hq.url + ENROL_PATH, data=long, timeout=10)
    assert (answer.status_code, hq.query("SELECT count(*) FROM attempt")) == (413, [(0,)])
    with requests.Session() as browser:
        browser.get(hq.url + "/login", timeout=10)
        form = {"csrfmiddlewaretoken": browser.cookies["csrftoken"], "username": "u", "password": "p" * 300_000}
        assert browser.post(hq.url + "/login", data=form, timeout=10).status_code in (400, 413)


def test_first_laptops_of_one_site_at_the_same_moment(hq: Headquarters) -> None:
    """Each has a root of its own and a code of that site: one of them is the site, the other is told so."""
    site_id = hq.add_site()
    start = Barrier(2)

    def join(code: str) -> str:
        start.wait()
        try:
            return Laptop().join(hq.url, code).letter
        except SyncProblem as problem:
            return problem.code

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(join, [hq.code(site_id), hq.code(site_id)]))
    assert sorted(told) == ["A", "other_site"]
    assert hq.query("SELECT count(*) FROM site") == [(1,)]


def test_one_laptop_with_codes_of_two_sites_at_the_same_moment(hq: Headquarters) -> None:
    laptop, codes = Laptop(), [hq.code(hq.add_site()), hq.code(hq.add_site())]
    start = Barrier(2)

    def join(code: str) -> str:
        start.wait()
        try:
            return ask(hq, code, request_for(laptop)).letter
        except SyncProblem as problem:
            return problem.code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(join, codes)) == ["A", "other_site"]


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_keys_that_end_elsewhere_are_no_headquarters(hq: Headquarters, length: int) -> None:
    """The same bytes, so the same six characters."""
    pair = headquarters_key()
    both = pair.signing_public + pair.box_public
    hello = Hello(1, "HQ", both[:length], both[length:], "", 2)
    with pytest.raises(SyncProblem) as caught:
        greet(OnTheLine(hq, hello), hq.code(hq.add_site()))
    assert caught.value.code == "other_hq"


def test_a_stopped_laptop_is_told_nothing_of_its_site_by_any_code(hq: Headquarters) -> None:
    """Neither by the one that it once used, and that lies in its bag, nor by another, which stays good."""
    first = hq.enrolled()
    stopped, used, fresh = second_of(first), hq.code(first.site.site_id), hq.code(first.site.site_id)
    stopped.join(hq.url, used, first=False)
    hq.query("UPDATE device SET revoked_at = now() WHERE device_id = %s", stopped.device_id)
    for code in (used, fresh):
        assert refused(hq, code, request_for(stopped, first=False)) == "device_stopped"
    assert second_of(first).join(hq.url, fresh, first=False).letter == "C"
