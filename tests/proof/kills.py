"""kill -9 at every fail point, with real processes: what was acknowledged is there, nothing comes twice, all agree.

Each scenario brings the program to its point and kills it there; what must be repeated by a person is repeated.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.fail_points import FailPoint
from desktop.sync.faults import SyncProblem
from tests.helpers.laptop import second_of
from tests.helpers.sites import make_identity
from tests.proof import deeds, mishaps
from tests.proof.invariants import come_to_rest
from tests.proof.processes import DEAD, Stage
from tests.proof.world import Node

Scenario = Callable[[Stage, FailPoint], None]


@dataclass(frozen=True)
class Kill:
    """One point in one scenario: some points lie on several ways."""

    point: FailPoint
    scenario: Scenario

    def __str__(self) -> str:
        return f"{self.point}-{self.scenario.__name__}"


def play(stage: Stage, kill: Kill) -> None:
    """Kill it there, and see that all is well in the end."""
    kill.scenario(stage, kill.point)
    stage.ends_well()


def sending(stage: Stage, point: FailPoint) -> None:
    """Each laptop has something that the other lacks."""
    both_have_news(stage)
    stage.dies(stage.first, point, "send")


def headquarters_takes(stage: Stage, point: FailPoint) -> None:
    """Headquarters dies over what a laptop sends."""
    both_have_news(stage)
    stage.hq_dies(point, lambda: stage.refused(stage.first, "send"))


def copied_disk(stage: Stage, point: FailPoint) -> None:
    """A copy of the disk was quicker: what this laptop writes is a fork."""
    both_have_news(stage)
    come_to_rest(stage.world)
    mishaps.clone(stage.world, stage.first)
    copy = stage.world.everybody[-1]
    _record_and_send(stage, copy)
    deeds.walk_in(stage.first)
    stage.dies(stage.first, point, "send")


def restored_laptop(stage: Stage, point: FailPoint) -> None:
    """The disk is as it was; headquarters knows more of this laptop than it does itself."""
    mishaps.keep_copy(stage.world, stage.first)
    _record_and_send(stage, stage.first)
    mishaps.go_back(stage.world, stage.first, 0)
    stage.dies(stage.first, point, "send")


def restored_headquarters(stage: Stage, point: FailPoint) -> None:
    """It lacks what a receipt says that it has."""
    both_have_news(stage)
    come_to_rest(stage.world)
    stage.world.keep_hq()
    _record_and_send(stage, stage.first)
    mishaps.hq_goes_back(stage.world, 0)
    stage.dies(stage.first, point, "send")


def enrolling(stage: Stage, point: FailPoint) -> None:
    """The code is used up at headquarters, and good still for the laptop that used it."""
    node, hq = stage.add_laptop("YA", make_identity()), stage.world.hq
    stage.world.roots[node.desk.identity.site_id] = node.desk.identity.root_seed or b""
    words = ("enrol", hq.url, hq.code(hq.add_site("Y")))
    stage.dies(node, point, *words)
    assert stage.run(node, *words).returncode == 0


def writing_a_parcel(stage: Stage, point: FailPoint) -> None:
    """No half file has a whole one's name; the next one holds it all."""
    both_have_news(stage)
    stick = stage.world.folder / "stick"
    stick.mkdir()
    stage.dies(stage.first, point, "parcel", "write", str(stick))
    assert not list(stick.glob("[!.]*"))
    _carry(stage, stick)
    assert stage.run(stage.first, "parcel", "take", str(stick)).returncode == 0


def taking_an_answer(stage: Stage, point: FailPoint) -> None:
    """What is taken in once more changes nothing."""
    both_have_news(stage)
    stick = stage.world.folder / "stick"
    answers = _carry(stage, stick)
    stage.dies(stage.first, point, "parcel", "take", str(answers))
    assert stage.run(stage.first, "parcel", "take", str(answers)).returncode == 0


def wiping(stage: Stage, point: FailPoint) -> None:
    """A stopped laptop ends what it began: nothing is left of it but the sealed file, which holds the rest."""
    lost, world = stage.first, stage.world
    both_have_news(stage)
    mishaps.revoke_at_hq(world, lost)
    world.send(lost)
    deeds.walk_in(lost)
    data = lost.desk.store.path.parents[2]
    world.ledger.watch(world)
    world.everybody.remove(lost)
    stage.dies(lost, point, "status")
    stage.refused(lost, "status")
    assert [each.name for each in data.rglob("*") if each.is_file() and each.parent != data] == ["stopped.json"]
    taken = stage.served.ask("parcel", "take", *map(str, data.glob("*.mdgrest")), "--answer", str(data))
    assert taken.returncode == 0, taken


def certifying_late(stage: Stage, point: FailPoint) -> None:
    """What waited in quarantine for a certificate comes out of it once."""
    hq = stage.world.hq
    first = hq.enrolled()
    late = second_of(first)
    late.join(hq.url, hq.code(first.site.site_id), first=False)
    late.visit()
    hq.exchange(late)
    late.certificates = [late.certificate()]

    def certify() -> None:
        with pytest.raises(SyncProblem):
            hq.exchange(late)

    stage.hq_dies(point, certify)
    waiting = "SELECT count(*) FROM quarantined WHERE device_id = %s AND released_at IS NULL"
    assert hq.query(waiting, late.device_id) == [(1,)]
    hq.exchange(late)
    assert hq.query(waiting, late.device_id) == [(0,)]
    assert hq.query("SELECT count(*) FROM event WHERE device_id = %s", late.device_id) == [(1,)]


def stopping_a_laptop(stage: Stage, point: FailPoint) -> None:
    """All of it or nothing."""
    both_have_news(stage)
    words = ("device", "revoke", stage.second.desk.identity.device_id)
    assert stage.served.ask(*words, fail_at=point).returncode == DEAD
    assert not stage.world.stopped()
    assert stage.served.ask(*words).returncode == 0
    assert stage.world.stopped()


def upgrading_headquarters(stage: Stage, point: FailPoint) -> None:
    """A program with other rules makes all facts anew before it serves."""
    both_have_news(stage)
    come_to_rest(stage.world)
    stage.served.stop()
    stage.world.hq.query("UPDATE fact_shape SET shape = 'older'")
    stage.served.dies_starting(point)
    stage.served.start()


def both_have_news(stage: Stage) -> None:
    for node in (stage.second, stage.first):
        deeds.register(stage.world, node)
        deeds.receive(stage.world, node, len(stage.world.cards) - 1)
        deeds.consult(node, 0)
        if node is stage.second:
            stage.world.send(node)


def _record_and_send(stage: Stage, node: Node) -> None:
    deeds.walk_in(node)
    stage.world.send(node)


def _carry(stage: Stage, stick: Path) -> Path:
    """What the first laptop has goes to headquarters on a stick; the folder with the answers."""
    stick.mkdir(exist_ok=True)
    assert stage.run(stage.first, "parcel", "write", str(stick)).returncode == 0
    answers = stick / "answers"
    taken = stage.served.ask("parcel", "take", str(stick), "--answer", str(answers))
    assert taken.returncode == 0, taken
    return answers


KILLS = tuple(
    Kill(point, scenario)
    for scenario, points in {
        sending: (
            FailPoint.CUTTING,
            FailPoint.CUT,
            FailPoint.ANSWERED,
            FailPoint.ACCEPTING,
            FailPoint.ACCEPTED,
            FailPoint.TAKING_IN,
        ),
        headquarters_takes: (
            FailPoint.HQ_CHECKED,
            FailPoint.HQ_COPIED,
            FailPoint.HQ_STORED,
            FailPoint.HQ_COMMITTED,
        ),
        copied_disk: (FailPoint.ANSWERED, FailPoint.ACCEPTING, FailPoint.HEALING_FORKS, FailPoint.ACCEPTED),
        restored_laptop: (FailPoint.ACCEPTED, FailPoint.NEW_EPOCH),
        restored_headquarters: (FailPoint.ACCEPTED, FailPoint.SENDING_AGAIN),
        enrolling: (FailPoint.ENROLLED,),
        writing_a_parcel: (FailPoint.PARCEL_WRITING, FailPoint.PARCEL_NOTED),
        taking_an_answer: (FailPoint.ACCEPTED, FailPoint.PARCEL_SETTLED),
        wiping: (FailPoint.WIPE_SEALED, FailPoint.WIPE_MARKED, FailPoint.WIPE_KEY_GONE),
        certifying_late: (FailPoint.HQ_RELEASING,),
        stopping_a_laptop: (FailPoint.HQ_REVOKING,),
        upgrading_headquarters: (FailPoint.HQ_SHAPING,),
    }.items()
    for point in points
)
