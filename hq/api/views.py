"""The three paths. Whoever asks is checked first, then the body, then the work is handed on."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from core import wire
from core.clock import stamp
from core.keys import is_signed
from core.problem import Problem
from hq.enrolment import enrol as enrol_device
from hq.identity import key_pair
from hq.intake.checking import is_id
from hq.intake.exchange import exchange as carry_out
from hq.records.models import Device
from hq.refusal import Refused, broken

MAX_BODY = wire.MAX_REQUEST
_BIGGEST = 2**63 - 1
_log = logging.getLogger("hq.api")
T = TypeVar("T")
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
                return _respond(200, work(request))
            except Refused as refused:
                return _refuse(refused)

        return view

    return decorate


def _respond(status: int, answer: msgspec.Struct) -> HttpResponse:
    response = HttpResponse(wire.pack(answer), content_type=wire.CONTENT_TYPE, status=status)
    response["Cache-Control"] = "no-store"
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
    return wire.Hello(wire.PROTOCOL, "Madoguchi HQ", pair.signing_public, pair.box_public, now)


@_speaks("POST")
def enrol(request: HttpRequest) -> msgspec.Struct:
    """A laptop's first words."""
    message = _body(request, wire.EnrolRequest)
    _check_protocol(message.protocol)
    return enrol_device(message, request.META.get("REMOTE_ADDR", ""))


@_speaks("POST")
def exchange(request: HttpRequest) -> msgspec.Struct:
    """One round trip of an enrolled laptop."""
    device = _signed_by(request)
    message = _body(request, wire.ExchangeRequest)
    _check_protocol(message.protocol)
    if (message.site_id, message.device_id) != (device.site_id, device.device_id):
        raise Refused(
            403,
            "other_site",
            "この端末は、この拠点に登録されていません。",
            "本部の担当者にお知らせください。",
        )
    if not all(0 <= each <= _BIGGEST for each in (message.epoch, message.last_seq, message.pull_after)):
        raise broken()
    if len(message.segments) > wire.MAX_SEGMENTS:
        raise _too_large()
    return carry_out(message)


def _signed_by(request: HttpRequest) -> Device:
    device_id = request.headers.get(wire.DEVICE_HEADER, "")
    device = Device.objects.filter(device_id=device_id).first() if is_id(device_id) else None
    signature = _hex(request.headers.get(wire.SIGNATURE_HEADER, ""))
    message = wire.signed_message("POST", request.path, _raw(request))
    if device is None or not is_signed(message, signature, bytes(device.signing_public)):
        raise Refused(
            401,
            "unknown_device",
            "この端末は本部に登録されていません。",
            "本部の担当者に、端末の登録を確かめてもらってください。",
        )
    return device


def _hex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def _raw(request: HttpRequest) -> bytes:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MAX_BODY:
        raise _too_large()
    return request.body


def _body(request: HttpRequest, expected: type[T]) -> T:
    try:
        return wire.unpack(_raw(request), expected)
    except Problem as problem:
        raise problem if isinstance(problem, Refused) else broken() from problem


def _check_protocol(protocol: int) -> None:
    if protocol != wire.PROTOCOL:
        raise Refused(
            409,
            "other_protocol",
            "窓口と本部のプログラムの版が合いません。",
            "両方を最新の版にしてから、もう一度送ってください。",
        )


def _too_large() -> Refused:
    return Refused(413, "too_large", "一度に送る量が大きすぎます。", "少しずつ送り直します。")
