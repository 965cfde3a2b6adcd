"""本部への登録: by headquarters' one-time code this site becomes one of its sites (docs/sync.md, "Enrolment").

Three steps, so that the network never runs on the database's thread: `papers` reads, `introduce` asks
headquarters, `keep_link` writes. `enrol` does all three.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from core.fail_points import FailPoint, reach
from core.keys import SigningPair, wrap
from core.letters import holds_over
from core.problem import Problem
from core.wire import PROTOCOL, EnrolAnswer, EnrolRequest
from desktop.app.desk import Desk
from desktop.app.rooting import with_certificate, with_word
from desktop.app.sending import may_send_plainly
from desktop.storage.identity import HqLink, Identity
from desktop.storage.papers import offer_certificate

if TYPE_CHECKING:  # the network is imported when it is used
    from desktop.app.sending import OnDesk


@dataclass(frozen=True)
class Enrolled:
    """Headquarters as it is pinned from now on, and the letter of this laptop's tickets."""

    url: str
    site_name: str
    letter: str
    relettered: bool


def enrol(desk: Desk, url: str, code: str) -> Enrolled:
    """Enrol this laptop. Raises Problem; then nothing has changed here."""
    return keep_link(desk, url, introduce(papers(desk), url, code, may_send_plainly(desk)))


def enrol_beside(on_desk: "OnDesk", url: str, code: str) -> Enrolled:
    """For the window: the network on the caller's thread, the store on the database's."""
    answer = introduce(on_desk(papers), url, code, on_desk(may_send_plainly))
    return on_desk(lambda desk: keep_link(desk, url, answer))


def papers(desk: Desk) -> Identity:
    """What the laptop shows of itself. Raises Problem in training."""
    if desk.training:
        raise Problem("training_not_enrolled", "練習モードは、本部に登録しません。", "本番の窓口で登録してください。")
    return desk.identity


def introduce(me: Identity, url: str, code: str, plain_http: bool = False) -> EnrolAnswer:
    """Ask headquarters, after the code has vouched for its keys. Raises SyncProblem or Problem."""
    from desktop.sync import enrol as way
    from desktop.sync.transport import HttpTransport

    transport = HttpTransport(url.strip(), plain_http=plain_http)
    greeted = way.greet(transport, code)
    request = EnrolRequest(
        protocol=PROTOCOL,
        device_id=me.device_id,
        signing_public=me.device.signing_public,
        box_public=me.device.box_public,
        device_name=f"窓口 {me.letter}",
        site_id=me.site_id,
        site_name=me.site_name,
        municipality=me.municipality,
        root_public=me.root_public,
        certificate=me.certificate,
        transport_key=wrap(me.transport_key, greeted.hello.box_public),
    )
    return greeted.enrol(request)


def keep_link(desk: Desk, url: str, answer: EnrolAnswer) -> Enrolled:
    """Pin headquarters; take another letter if it gave one. Raises Problem when the answer is not for us."""
    me = desk.identity
    if (answer.site_id, answer.device_id) != (me.site_id, me.device_id) or (answer.root_public != me.root_public):
        raise Problem("other_site", "この登録コードは、別の拠点のものです。", "本部に新しいコードをもらってください。")
    link = HqLink(url.strip().rstrip("/"), answer.hq_signing_public, answer.hq_box_public)
    linked = msgspec.structs.replace(
        me,
        hq=link,
        site_name=answer.site_name or me.site_name,
        transport_key=me.device.open(answer.transport_key),
    )
    if me.root_seed is not None:
        linked = with_word(linked, SigningPair(me.root_seed))
    reach(FailPoint.ENROLLED)
    other = next(
        (each for each in me.letters if each.letter == answer.letter and holds_over(each, me.certificate)), None
    )
    if other is None:
        desk.store.change_identity(linked)
    else:
        linked = with_certificate(linked, other)
        desk.store.change_identity(linked, also=lambda db: offer_certificate(db, other))
    return Enrolled(link.url, linked.site_name, linked.letter, other is not None)
