"""Enrolment: a laptop introduces itself with a one-time code, which itself never leaves the laptop."""

from dataclasses import dataclass, field

from core.enrolment_code import names, read_enrolment_code, shared_key
from core.enrolment_seal import open_answer, seal_request
from core.problem import Problem
from core.wire import ENROL_PATH, ENROLMENT, HELLO_PATH, PROTOCOL, EnrolAnswer, EnrolRequest, Hello, SealedAnswer
from desktop.sync.faults import SyncProblem
from desktop.sync.transport import Transport

_ASK = "コードとアドレスを、本部の担当者と確かめてください。"


@dataclass(frozen=True)
class Greeted:
    """A headquarters whose keys the code vouches for; whether it knows the code shows in its answer."""

    hello: Hello
    _key: bytes = field(repr=False)
    _way: Transport = field(repr=False)

    def enrol(self, request: EnrolRequest) -> EnrolAnswer:
        """Take part in headquarters. The answer's keys are those that the code vouches for: pin them.

        Raises SyncProblem, also when somebody answers who does not know the code: then nothing was told to him.
        """
        asked = seal_request(request, self._key)
        told = self._way.post(ENROL_PATH, asked, SealedAnswer, None)
        try:
            answer = open_answer(told, asked, self._key)
        except Problem as problem:
            raise _does_not_fit() from problem
        same = (answer.hq_signing_public, answer.hq_box_public) == (self.hello.signing_public, self.hello.box_public)
        if not same or answer.device_id != request.device_id:
            raise _does_not_fit()
        return answer


def greet(way: Transport, code: str) -> Greeted:
    """Headquarters, once the code has vouched for its keys. Nothing is told before. Raises Problem, SyncProblem.

    The caller wraps the site's transport key to `hello.box_public` and makes its request of that.
    """
    plain = read_code(code)
    hello = way.get(HELLO_PATH, Hello)
    if hello.protocol != PROTOCOL:
        raise SyncProblem(
            "other_protocol", "窓口と本部のプログラムの版が合いません。", "両方を最新の版にしてください。"
        )
    if not names(plain, hello.signing_public, hello.box_public):
        raise SyncProblem("other_hq", "このアドレスは、コードを出した本部ではありません。", _ASK)
    if hello.enrolment < ENROLMENT:
        raise SyncProblem(
            "old_hq",
            "本部のプログラムが古いため、安全に登録できません。",
            "本部の担当者に、プログラムを新しくして、登録コードを出し直してもらってください。",
        )
    return Greeted(hello, shared_key(plain, hello.signing_public, hello.box_public), way)


def read_code(text: str) -> str:
    """The code in normal form. Raises Problem when it cannot be one."""
    code = read_enrolment_code(text)
    if code is None:
        raise Problem("code_wrong", "登録コードは16文字です。", "コードをもう一度確かめて、入力し直してください。")
    return code


def _does_not_fit() -> SyncProblem:
    return SyncProblem("other_hq", "本部からの返事が、コードと合いません。", _ASK)
