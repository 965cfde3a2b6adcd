"""Enrolling a laptop by a one-time code (docs/sync.md, "Enrolment")."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b

import msgspec
from django.db import transaction
from django.utils import timezone

from core.certificates import DeviceCertificate, KeyGrant
from core.enrolment_code import new_enrolment_code, shared_key
from core.enrolment_seal import code_id, open_request, seal_answer
from core.keys import KEY_BYTES, KeyProblem, wrap
from core.letters import next_letter
from core.number_guard import refusal
from core.problem import Problem
from core.sound_events import is_id
from core.wire import EnrolAnswer, EnrolRequest, SealedAnswer, SealedRequest
from hq import attempts
from hq.database import cursor
from hq.identity import derived, key_pair
from hq.intake import relays
from hq.intake.asking import check_protocol
from hq.intake.lock import lock
from hq.intake.release import release
from hq.records.models import Device, EnrolmentCode, Grant, ProvisionalFigure, Segment, Site
from hq.refusal import Refused

VALID = timedelta(days=7)
_ONE_AT_A_TIME = 0x6D6469
"""PostgreSQL's lock for whoever has a code: one enrolment may give a site another id while the next one reads it."""
_ASK = "本部の担当者に、新しい登録コードを出してもらってください。"
_ASK_STOPPED = "別の端末を使うか、本部の担当者に相談してください。"


def make_code(site: Site) -> str:
    """A fresh code for one laptop of this site; what it gives stays here, the code itself does not."""
    pair = key_pair()
    code = new_enrolment_code(pair.signing_public, pair.box_public)
    key = shared_key(code, pair.signing_public, pair.box_public)
    EnrolmentCode.objects.create(
        code_hash=_hash(code_id(key)),
        shared_key=wrap(key, pair.box_public),
        site=site,
        expires_at=timezone.now() + VALID,
    )
    return code


def _hash(name: bytes) -> bytes:
    return blake2b(name, digest_size=32, key=derived("code")).digest()


def enrol(asked: SealedRequest, address: str) -> SealedAnswer:
    """Take a laptop in. The same request again gets the same answer: the first may have been lost."""
    if not asked.code_id:
        raise _old_laptop()
    attempts.check("enrol", address)
    try:
        with transaction.atomic():
            return _enrol(asked)
    except Refused as refused:
        if refused.status == 403:
            attempts.failed("enrol", address)
        raise


def _enrol(asked: SealedRequest) -> SealedAnswer:
    known = EnrolmentCode.objects.filter(code_hash=_hash(asked.code_id))
    if not known.exists():
        raise _code_wrong()
    cursor().execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    code = known.select_for_update().get()
    key = key_pair().open(bytes(code.shared_key))
    return seal_answer(_taken_in(code, _opened(asked, key)), asked, key)


def _opened(asked: SealedRequest, key: bytes) -> EnrolRequest:
    try:
        return open_request(asked, key)
    except Problem as problem:
        raise _code_wrong() from problem


def _taken_in(code: EnrolmentCode, request: EnrolRequest) -> EnrolAnswer:
    check_protocol(request.protocol)
    _check_form(request)
    _check_valid(code, request)
    site = _site(code, request)
    device = Device.objects.filter(device_id=request.device_id).first()
    if device is None:
        _take_root(site, request)
        device = _new_device(site, request)
    elif device.site_id != site.site_id or bytes(device.signing_public) != request.signing_public:
        raise Refused(409, "device_known", "この端末の番号は、すでに別の端末が使っています。", _ASK)
    elif device.revoked_at is not None:
        raise Refused(403, "device_stopped", "この端末は、使うのを止めた端末です。", _ASK_STOPPED)
    EnrolmentCode.objects.filter(pk=code.pk).update(site=site, used_at=timezone.now(), used_by=request.device_id)
    _certify(site, request)
    device.refresh_from_db()
    return _answer(site, device)


def _check_form(request: EnrolRequest) -> None:
    texts = [request.device_name, request.site_name or "", request.municipality or ""]
    ids_fit = is_id(request.device_id) and (request.site_id is None or is_id(request.site_id))
    keys_fit = len(request.signing_public) == len(request.box_public) == KEY_BYTES
    if not ids_fit or not keys_fit or any("\0" in text or len(text) > 200 for text in texts):
        raise Refused(400, "enrol_form", "端末から届いた登録の内容が正しくありません。", _ASK)
    for found in filter(None, map(refusal, texts)):
        raise Refused(400, found.code.value, found.sentence, found.next_step)


def _old_laptop() -> Refused:
    """It sent the code itself, which whoever opens TLS on the way has read."""
    return Refused(
        409,
        "old_laptop",
        "窓口のプログラムが古いため、安全に登録できません。",
        "窓口のプログラムを新しくして、新しい登録コードでお試しください。記録はこの端末に残っています。",
    )


def _code_wrong() -> Refused:
    return Refused(
        403,
        "code_wrong",
        "登録コードが違います。",
        "コードをもう一度確かめて、入力し直してください。それでもだめなら、新しいコードを出してもらってください。",
    )


def _check_valid(code: EnrolmentCode, request: EnrolRequest) -> None:
    if code.used_at is not None and code.used_by != request.device_id:
        raise Refused(403, "code_used", "この登録コードは、もう使われています。", _ASK)
    if code.used_at is None and code.expires_at < timezone.now():
        raise Refused(403, "code_expired", "この登録コードの期限（7日間）が過ぎています。", _ASK)


def _site(code: EnrolmentCode, request: EnrolRequest) -> Site:
    """The code's site; one made by `init` is adopted: the site made here takes its id."""
    site = Site.objects.select_for_update().get(pk=code.site_id)
    if request.site_id is None or request.site_id == site.site_id:
        return site
    taken = Site.objects.filter(pk=request.site_id).exists()
    if taken or Device.objects.filter(site=site).exists() or Segment.objects.filter(site=site).exists():
        raise Refused(409, "other_site", "この登録コードは、別の拠点のものです。", _ASK)
    return _adopted(site, request.site_id)


def _adopted(site: Site, site_id: str) -> Site:
    """The same site under this id, with all that a site can have before its first laptop comes."""
    adopted = Site.objects.create(
        site_id=site_id, name=site.name, municipality=site.municipality, phone=site.phone, created_at=site.created_at
    )
    EnrolmentCode.objects.filter(site=site).update(site=adopted)
    ProvisionalFigure.objects.filter(site=site).update(site=adopted)
    site.delete()
    return adopted


def _take_root(site: Site, request: EnrolRequest) -> None:
    """The first laptop brings the site's root and transport key; later ones must know the same root."""
    root = bytes(site.root_public)
    if root and request.root_public and root != request.root_public:
        raise Refused(409, "other_root", "復旧シートが、この拠点のものと違います。", _ASK)
    if not root and len(request.root_public) != KEY_BYTES:
        raise Refused(409, "no_root", "拠点の鍵がまだありません。", "先に、1台目の端末を登録してください。")
    if not site.transport_key:
        site.transport_key = wrap(_opened_key(request), key_pair().box_public)
    site.root_public = root or request.root_public
    site.save(update_fields=["root_public", "transport_key"])


def _opened_key(request: EnrolRequest) -> bytes:
    try:
        key = key_pair().open(request.transport_key)
    except KeyProblem:
        key = b""
    if len(key) != KEY_BYTES:
        raise Refused(400, "no_transport_key", "拠点の送信の鍵が届いていません。", _ASK)
    return key


def _new_device(site: Site, request: EnrolRequest) -> Device:
    return Device.objects.create(
        device_id=request.device_id,
        site=site,
        letter=_next_letter(site),
        name=request.device_name,
        signing_public=request.signing_public,
        box_public=request.box_public,
    )


def _next_letter(site: Site) -> str:
    letter = next_letter(set(Device.objects.filter(site=site).values_list("letter", flat=True)))
    if letter is None:
        raise Refused(409, "too_many_devices", "1つの拠点に登録できる端末は26台までです。", _ASK)
    return letter


def _certify(site: Site, request: EnrolRequest) -> None:
    """A certificate that came along. One for other keys or by another root counts as none: it may follow."""
    if request.certificate is None:
        return
    keys = {request.device_id: request.signing_public}
    checked = relays.check(site.site_id, bytes(site.root_public), keys, (), [request.certificate])
    locked = lock(cursor(), site.site_id)
    newly = relays.take_certificates(locked, checked.certificates)
    release(locked, newly, key_pair().open(bytes(site.transport_key)))
    locked.release()


@dataclass(frozen=True)
class _Relayed:
    certificates: tuple[DeviceCertificate, ...]
    grants: tuple[KeyGrant, ...]


def _relayed(site: Site) -> _Relayed:
    certificates = Device.objects.filter(site=site, certificate__isnull=False).order_by("certificate_seq")
    grants = Grant.objects.filter(site=site).order_by("site_seq")
    return _Relayed(
        tuple(msgspec.msgpack.decode(bytes(each.certificate or b""), type=DeviceCertificate) for each in certificates),
        tuple(msgspec.msgpack.decode(bytes(each.data), type=KeyGrant) for each in grants),
    )


def _answer(site: Site, device: Device) -> EnrolAnswer:
    pair, relayed = key_pair(), _relayed(site)
    return EnrolAnswer(
        site.site_id,
        site.name,
        site.municipality,
        device.device_id,
        device.letter,
        bytes(site.root_public),
        pair.signing_public,
        pair.box_public,
        wrap(pair.open(bytes(site.transport_key)), bytes(device.box_public)),
        relayed.certificates,
        relayed.grants,
    )
