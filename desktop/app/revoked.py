"""使えなくなった端末: what a stopped laptop does, in an order that can be broken off anywhere.

1. What headquarters does not have is sealed to it, into one file beside the records, and read back.
2. `stopped.json` says that this laptop was stopped. From here on nothing opens any more.
3. Keys, records, their write-ahead log and every copy in the site's folder are deleted; the next start goes on.

Only a revocation of this very laptop that headquarters or the site root signed does any of this.
"""

import io
import uuid
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from core.certificates import BY_HQ, DeviceRevocation, is_revoked_by_right
from core.fail_points import FailPoint, reach
from core.parcel import ParcelHeader, ParcelKind, ParcelWriter, signed_request
from core.problem import Problem
from core.sealed_rest import SUFFIX, seal_rest
from core.wire import pack
from desktop.app.desk import Desk
from desktop.app.files import write_file
from desktop.app.site import current_site, site_folder
from desktop.devices.keystore import forget_key
from desktop.storage import papers
from desktop.storage.carried import Carried
from desktop.sync.ports import Outgoing
from desktop.sync.questions import Standpoint, question

MARK = "stopped.json"


class Stopped(msgspec.Struct, frozen=True):
    """What the last page says: which laptop, who stopped it, and the file that somebody must carry, if any.

    `for_hq` is False where the site has no headquarters: the file is then for whoever keeps the recovery sheet.
    """

    site_id: str
    site_name: str
    letter: str
    at: str
    by: str
    rest: str = ""
    unsent: int = 0
    for_hq: bool = True


def own_revocation(desk: Desk) -> DeviceRevocation | None:
    """The word that stopped this laptop, looked at once more; None as long as it takes part."""
    me = desk.identity
    word = papers.revocations(desk.store.db).get(me.device_id)
    pinned = me.hq.signing_public if me.hq else None
    valid = word is not None and word.site_id == me.site_id and is_revoked_by_right(word, me.root_public, pinned)
    return word if valid else None


def leave(desk: Desk) -> Stopped:
    """Seal what is not delivered, then wipe. Raises Problem unless this laptop was stopped by right.

    When what is left cannot be sealed into a file, nothing is wiped.
    """
    word, me, folder = own_revocation(desk), desk.identity, desk.store.path.parent
    if word is None:
        raise Problem("not_stopped", "この端末は、止められていません。", "そのままお使いください。")
    unsent = desk.store.outbox.pending()
    rest = _sealed_rest(desk)
    reach(FailPoint.WIPE_SEALED)
    stopped = Stopped(
        me.site_id, me.site_name, me.letter, word.at, word.by, str(rest or ""), unsent if rest else 0, me.hq is not None
    )
    write_file(folder / MARK, msgspec.json.encode(stopped))
    reach(FailPoint.WIPE_MARKED)
    desk.store.close()
    _wipe(folder)
    return stopped


def stopped_here(data: Path) -> Stopped | None:
    """Whether the site in use was stopped on this laptop; finishes wiping what is left of it."""
    if current_site(data) is None:
        return None
    folder = site_folder(data)
    try:
        stopped = msgspec.json.decode((folder / MARK).read_bytes(), type=Stopped)
    except FileNotFoundError:
        return None
    _wipe(folder)
    return stopped


def refuse_if_stopped(data: Path) -> None:
    """Raises Problem with the sentence and the next step of a stopped laptop."""
    stopped = stopped_here(data)
    if stopped is not None:
        raise as_problem(stopped)


def as_problem(stopped: Stopped) -> Problem:
    """The same in a sentence."""
    step = (
        f"まだ届いていない記録は「{stopped.rest}」にあります。責任者に渡してください。"
        if stopped.rest
        else "責任者か本部にお知らせください。この端末の記録は、すべて届いています。"
    )
    return Problem("laptop_stopped", "この端末は使えなくなりました。記録と鍵は消してあります。", step)


def begin_anew(data: Path) -> None:
    """Put the stopped site away, so that the laptop can be set up or join once more. Raises Problem unless stopped."""
    if stopped_here(data) is None:
        raise Problem("not_stopped", "この端末は、止められていません。", "そのままお使いください。")
    (data / "site").unlink()


def _sealed_rest(desk: Desk) -> Path | None:
    """One file with all that no receipt has named, or None when everything was delivered."""
    me, carried = desk.identity, Carried(desk.store.db, desk.identity.device_id)
    desk.store.outbox.cut_segments()
    left = carried.load(delivered_too=False).requests
    box = me.hq.box_public if me.hq else me.root_box
    if not any(each.segments or each.keys for each in left):
        return None
    if not box:
        raise Problem(
            "rest_unsealed",
            "この端末は止められましたが、まだ届いていない記録を安全に残せません。",
            "一度「本部へ送る」で送るか、責任者にお知らせください。記録は消していません。",
        )
    data = desk.store.path.parents[2]
    file = data / f"madoguchi-{me.letter}-{desk.today.isoformat()}{SUFFIX}"
    return write_file(file, seal_rest(_parcel(desk, map(carried.outgoing, left)), box))


def _parcel(desk: Desk, left: Iterable[Outgoing]) -> bytes:
    me, written = desk.identity, io.BytesIO()
    header = ParcelHeader(uuid.uuid4().hex, me.site_id, me.site_name, me.device_id, me.letter, 1, desk.today)
    outbox = desk.store.outbox
    last_seq, pull_after = outbox.last_seq(), outbox.pull_after()
    at = Standpoint(me.site_id, me.device_id, me.epoch, desk.now, last_seq, pull_after, None, 0, ())
    parcel = ParcelWriter(written, ParcelKind.REQUEST, header)
    for sent in left:
        parcel.add(signed_request(pack(question(at, sent, pull_limit=0)), me.device))
    parcel.close()
    return written.getvalue()


def _wipe(folder: Path) -> None:
    """The key first: without it the rest is noise. What cannot be deleted now is deleted at the next start."""
    forget_key(folder)
    reach(FailPoint.WIPE_KEY_GONE)
    for path in sorted(folder.rglob("*"), key=_wiped_in_order):
        if path.name != MARK or path.parent != folder:
            with suppress(OSError):  # another window may hold it open
                path.rmdir() if path.is_dir() else path.unlink()


def _wiped_in_order(path: Path) -> tuple[bool, bool, int]:
    """Keys, then the records, then copies; folders last, the deepest first."""
    return path.is_dir(), not path.name.endswith(".json"), -len(path.parts)


def is_by_headquarters(stopped: Stopped) -> bool:
    """Who stopped it: headquarters, or somebody with the recovery sheet."""
    return stopped.by == BY_HQ
