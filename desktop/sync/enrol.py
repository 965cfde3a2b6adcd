"""Enrolment: a laptop introduces itself with a one-time code."""

from core.enrolment_code import names, read_enrolment_code
from core.problem import Problem
from core.wire import ENROL_PATH, HELLO_PATH, PROTOCOL, EnrolAnswer, EnrolRequest, Hello
from desktop.sync.faults import SyncProblem
from desktop.sync.transport import HttpTransport, Transport

_ASK = "コードとアドレスを、本部の担当者と確かめてください。"


def read_code(text: str) -> str:
    """The code in normal form. Raises Problem when it cannot be one."""
    code = read_enrolment_code(text)
    if code is None:
        raise Problem("code_wrong", "登録コードは16文字です。", "コードをもう一度確かめて、入力し直してください。")
    return code


def greet(url: str, code: str, transport: Transport | None = None) -> Hello:
    """Headquarters' public keys, once the code has vouched for them. Nothing is told before.

    The caller wraps the site's transport key to `box_public` and makes its request of that.
    """
    hello = (transport or HttpTransport(url)).get(HELLO_PATH, Hello)
    if hello.protocol != PROTOCOL:
        raise SyncProblem(
            "other_protocol", "窓口と本部のプログラムの版が合いません。", "両方を最新の版にしてください。"
        )
    if not names(read_code(code), hello.signing_public, hello.box_public):
        raise SyncProblem("other_hq", "このアドレスは、コードを出した本部ではありません。", _ASK)
    return hello


def enrol(url: str, code: str, request: EnrolRequest, transport: Transport | None = None) -> EnrolAnswer:
    """Take part in headquarters. The answer's keys are those that the code vouches for: pin them."""
    way = transport or HttpTransport(url)
    hello = greet(url, code, way)
    answer = way.post(ENROL_PATH, request, EnrolAnswer, None)
    same = (answer.hq_signing_public, answer.hq_box_public) == (hello.signing_public, hello.box_public)
    if not same or answer.device_id != request.device_id:
        raise SyncProblem("other_hq", "本部からの返事が、コードと合いません。", _ASK)
    return answer
