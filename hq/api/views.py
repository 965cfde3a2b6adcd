"""The three paths. Whoever asks is checked first, then the body, then the work is handed on."""

import logging
from collections.abc import Callable
from functools import wraps

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from core import wire
from core.clock import stamp
from hq.api.admission import Shares
from hq.enrolment import enrol as enrol_device
from hq.identity import key_pair
from hq.intake.asking import asked, check_protocol, proved, read, too_large
from hq.intake.exchange import exchange as carry_out
from hq.refusal import Refused

MAX_BODY = wire.MAX_REQUEST
_MOST_TO_ENROL = 16 * 1024
"""Bytes from whoever has not proved anything yet: names, keys and a certificate are a tenth of that."""
_SHARES = Shares()
_log = logging.getLogger("hq.api")
View = Callable[[HttpRequest], HttpResponse]


def _speaks(method: str) -> Callable[[Callable[[HttpRequest], msgspec.Struct]], View]:
    """A view from a function that returns the answer or raises Refused."""

    def decorate(work: Callable[[HttpRequest], msgspec.Struct]) -> View:
        @csrf_exempt
        @wraps(work)
        def view(request: HttpRequest) -> HttpResponse:
            try:
                if request.method != method:
                    raise Refused(405, "wrong_method", "この呼び出し方はできません。", "")
                return _signed(request, _respond(200, work(request)))
            except Refused as refused:
                return _refuse(refused)

        return view

    return decorate


def _respond(status: int, answer: msgspec.Struct) -> HttpResponse:
    response = HttpResponse(wire.pack(answer), content_type=wire.CONTENT_TYPE, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _signed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Whatever changes on the way is noticed: what was read, and how far, is in no receipt."""
    asked = request.headers.get(wire.SIGNATURE_HEADER, "")
    response[wire.SIGNATURE_HEADER] = key_pair().sign(wire.signed_answer(asked, response.content)).hex()
    return response


def _refuse(refused: Refused) -> HttpResponse:
    _log.warning("refused %s %s", refused.status, refused.code)
    response = _respond(refused.status, wire.Refusal(refused.code, refused.sentence, refused.next_step))
    if refused.retry_after is not None:
        response["Retry-After"] = str(refused.retry_after)
    return response


@_speaks("GET")
def hello(request: HttpRequest) -> msgspec.Struct:
    """Who headquarters is."""
    pair = key_pair()
    now = stamp(timezone.now())
    return wire.Hello(wire.PROTOCOL, "Madoguchi HQ", pair.signing_public, pair.box_public, now, wire.ENROLMENT)


@_speaks("POST")
def enrol(request: HttpRequest) -> msgspec.Struct:
    """A laptop's first words."""
    message = read(_raw(request, _MOST_TO_ENROL), wire.SealedRequest)
    check_protocol(message.protocol)
    return enrol_device(message, request.META.get("REMOTE_ADDR", ""))


@_speaks("POST")
def exchange(request: HttpRequest) -> msgspec.Struct:
    """One round trip of an enrolled laptop."""
    device_id, signature = (request.headers.get(name, "") for name in (wire.DEVICE_HEADER, wire.SIGNATURE_HEADER))
    body = _raw(request, MAX_BODY)
    laptop = proved(device_id, _hex(signature), body)
    with _SHARES.turn(laptop.device_id):
        return carry_out(asked(laptop, body))


def _hex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def _raw(request: HttpRequest, most: int) -> bytes:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > most:
        raise too_large()
    return bytes(request.read())
