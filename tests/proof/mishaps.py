"""What happens to the world: disks that go back or are copied, clocks, sticks, laptops that are lost."""

import shutil
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import msgspec

from core.certificates import BY_ROOT, DeviceRevocation, revoke
from core.clock import FixedClock
from core.keys import SigningPair
from core.problem import Problem
from core.sealing import KeyRecord
from core.segment import segment_hash
from desktop.app.carrying.taking import take_file
from desktop.app.carrying.writing import here, write_parcel
from desktop.app.rotation import _rotate, other_laptops
from desktop.storage.backup import copy_to
from desktop.storage.outbox import Outbox
from desktop.sync.ports import Incoming
from tests.helpers.segments import bring, segments_of
from tests.proof.ledger import counted, held, kept_apart
from tests.proof.world import Node, World, opened

MOST_NODES = 5


def to_stick(world: World, node: Node) -> None:
    site_id = node.desk.identity.site_id
    world.stick += [(site_id, each) for each in segments_of(node.desk, delivered_too=True)]


def stick_to_laptop(world: World, node: Node, which: int) -> None:
    if world.stick:
        bring(node.desk, world.stick[which % len(world.stick)][1])


def stick_to_hq(world: World, which: int) -> None:
    from hq.intake.exchange import take_segments

    if world.stick:
        site_id, data = world.stick[which % len(world.stick)]
        take_segments(site_id, (data,))


def write_parcel_of(world: World, node: Node, everything: bool) -> None:
    """All that headquarters has not confirmed, or simply all, as a file."""
    folder = world.folder / "stick"
    folder.mkdir(exist_ok=True)
    if not node.is_older:
        with suppress(Problem):  # a stopped laptop may not, and there may be nothing to write
            written = write_parcel(here(node.desk), folder, "stick", delivered_too=everything)
            assert written is not None
            world.parcels.append(written.path)


def parcel_to_hq(world: World, which: int) -> None:
    """However late. Its answer is one more file."""
    if world.parcels and not world.hq_is_older:
        path = world.parcels[which % len(world.parcels)]
        from hq.intake.parcels import WaitingParcel

        answer = path.with_name(f"answer-{len(world.answers)}.mdgin")
        with path.open("rb") as file, answer.open("wb") as sink:
            WaitingParcel(file, path.stat().st_size).carry_out(sink)
        world.answers.append(answer)
        world.ledger.apart |= set(world.quarantine())


def file_to_laptop(world: World, node: Node, which: int) -> None:
    """A parcel or an answer, whoever it is for."""
    files = [*world.parcels, *world.answers]
    if files and not node.is_older:
        with suppress(Problem):  # of another site, for another laptop, or out of date
            take_file(here(node.desk), files[which % len(files)])


def rotate(world: World, node: Node, which: int) -> None:
    """A new privacy key by the sheet; now and then because another laptop of the site was lost."""
    here = {each.device_id for each in other_laptops(node.desk)}  # whoever was stopped cannot be lost again
    others = (each.desk.identity.device_id for each in _others(world, node))
    lost = next((each for each in others if each in here), None) if which < _LOST else None
    if not node.is_older:
        root = SigningPair(world.roots[node.desk.identity.site_id])
        _rotate(node.desk, root, lost)


_LOST = 2


def meet(world: World, one: Node, other: Node) -> None:
    """Two laptops of a site without headquarters: each is given what the other has and it has not."""
    if one is not other and one.desk.identity.site_id == other.desk.identity.site_id:
        for giver, taker in ((one, other), (other, one)):
            _give(giver.desk.store.outbox, taker.desk.store.outbox)


def _give(giver: Outbox, taker: Outbox) -> None:
    giver.cut_segments()
    segments = [data for (data,) in giver._db.execute("SELECT data FROM segment ORDER BY epoch, first_seq").fetchall()]
    known = {name for (name,) in taker._db.execute("SELECT hash FROM segment").fetchall()}
    papers = giver.outgoing(0)
    keys = [data for (data,) in giver._db.execute("SELECT data FROM key_record").fetchall()]
    taker.take_in(
        Incoming(
            tuple(each for each in segments if segment_hash(each) not in known),
            tuple(msgspec.msgpack.decode(data, type=KeyRecord) for data in keys),
            papers.certificates,
            papers.grants,
            (),
            taker.pull_after(),
            from_hq=False,
            revocations=papers.revocations,
        )
    )


def jump(node: Node, days: int) -> None:
    node.clock.advance(days=days)


def keep_copy(world: World, node: Node) -> None:
    copy = world.folder / f"copy-{node.name}-{len(node.copies)}.db"
    copy_to(node.desk.store.db, copy)
    node.copies.append(copy)


def go_back(world: World, node: Node, which: int) -> None:
    """The disk is as it was: an image of the machine, which tells the program nothing."""
    if node.copies:
        before = held(node)
        _put(node, node.copies[which % len(node.copies)])
        if node.is_older:
            world.use_older(node)
        others = [held(each) for each in world.everybody if each is not node]
        world.ledger.replaced(before, held(node), [*others, counted(world)])


def clone(world: World, node: Node) -> None:
    """The same laptop twice, as when a disk is copied for a second machine."""
    if len(world.everybody) >= MOST_NODES:
        return
    folder = world.folder / f"clone-{len(world.everybody)}"
    folder.mkdir()
    copy_to(node.desk.store.db, folder / "site.db")
    clock = FixedClock(node.clock.now() + timedelta(seconds=len(world.everybody)))
    made = Node(f"{node.name}'{len(world.everybody)}", opened(folder / "site.db", clock), clock)
    world.everybody.append(made)
    if node.is_older:
        world.use_older(made)
    world.ledger.disks_went_back = True


def hq_goes_back(world: World, which: int) -> None:
    if world.hq_copies:
        before = counted(world) | kept_apart(world)
        world.restore_hq(which % world.hq_copies + 1)
        world.ledger.replaced(before, counted(world), [held(each) for each in world.everybody])
        world.ledger.apart = set(world.quarantine())


def revoke_at_hq(world: World, node: Node) -> None:
    """Headquarters stops a laptop, if it is not the last one of its site."""
    from hq.revoking import revoke as revoke_device

    if _may_be_lost(world, node):
        revoke_device(node.desk.identity.device_id)


def revoke_by_root(world: World, node: Node) -> None:
    """The site stops one of its laptops with the recovery sheet: another laptop of the site learns of it first."""
    if not _may_be_lost(world, node):
        return
    me = node.desk.identity
    says = DeviceRevocation(me.site_id, me.device_id, node.desk.now, "lost", BY_ROOT)
    signed = revoke(says, SigningPair(world.roots[me.site_id]))
    other = _others(world, node)[0].desk.store.outbox
    other.take_in(Incoming((), (), (), (), (), other.pull_after(), from_hq=False, revocations=(signed,)))


def _may_be_lost(world: World, node: Node) -> bool:
    return bool(_others(world, node))


def _others(world: World, node: Node) -> list[Node]:
    """Other laptops of the site that are in use."""
    me, stopped = node.desk.identity, world.stopped()
    return [
        each
        for each in world.everybody
        if each.desk.identity.site_id == me.site_id
        and each.desk.identity.device_id != me.device_id
        and each.desk.identity.device_id not in stopped
    ]


def _put(node: Node, copy: Path) -> None:
    path = node.desk.store.path
    node.close()
    for part in ("", "-wal", "-shm"):
        path.with_name(path.name + part).unlink(missing_ok=True)
    shutil.copyfile(copy, path)
    node.desk = opened(path, node.clock)
