"""Two sites, three laptops and their copies, headquarters and a stick: whatever happens, they come to agree.

`python3 dev.py prove --only sync_machine` plays it long; with `--seed` as the report names it, a failure comes again.
"""

import os
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.problem import Problem
from tests.proof import deeds, mishaps
from tests.proof.invariants import check_all, come_to_rest
from tests.proof.road import Fault
from tests.proof.world import Node, world

EXAMPLES = int(os.environ.get("MADOGUCHI_PROOF_EXAMPLES", "5"))
STEPS = int(os.environ.get("MADOGUCHI_PROOF_STEPS", "25"))
_node, _which = st.integers(0, 4), st.integers(0, 9)
_faults = st.lists(st.sampled_from(Fault), max_size=3)


class SyncMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.things = ExitStack()
        folder = self.things.enter_context(tempfile.TemporaryDirectory())
        self.world = self.things.enter_context(world(Path(folder)))

    @initialize(laptops=st.sets(st.integers(0, 2), max_size=2), hq=st.booleans())
    def begin_with_older_programs(self, laptops: set[int], hq: bool) -> None:
        self.world.hq_is_older = hq
        for number in laptops:
            self.world.use_older(self.world.node(number))

    # What people do

    def _do(self, number: int, deed: Callable[[Node], None]) -> None:
        """A deed at a laptop; one that was stopped may say no."""
        node = self.world.node(number)
        refusing = (Problem,) if node.desk.identity.device_id in self.world.stopped() else ()
        with suppress(*refusing):
            deed(node)

    @rule(node=_node)
    def register(self, node: int) -> None:
        self._do(node, lambda at: deeds.register(self.world, at))

    @rule(node=_node, which=_which)
    def receive(self, node: int, which: int) -> None:
        self._do(node, lambda at: deeds.receive(self.world, at, which))

    @rule(node=_node)
    def walk_in(self, node: int) -> None:
        self._do(node, deeds.walk_in)

    @rule(node=_node, which=_which)
    def consult(self, node: int, which: int) -> None:
        self._do(node, lambda at: deeds.consult(at, which))

    @rule(node=_node, which=_which)
    def amend(self, node: int, which: int) -> None:
        self._do(node, lambda at: deeds.amend(at, which))

    @rule(node=_node, which=_which)
    def void_case(self, node: int, which: int) -> None:
        self._do(node, lambda at: deeds.void_case(at, which))

    @rule(node=_node, which=_which)
    def void_visit(self, node: int, which: int) -> None:
        self._do(node, lambda at: deeds.void_visit(at, which))

    @rule(node=_node, which=_which)
    def merge(self, node: int, which: int) -> None:
        self._do(node, lambda at: deeds.merge(at, which))

    @rule(node=_node, which=_which)
    def erase(self, node: int, which: int) -> None:
        self._do(node, lambda at: deeds.erase(at, which))

    @rule(node=_node)
    def settle(self, node: int) -> None:
        self._do(node, deeds.settle_all)

    @rule(node=_node, which=_which)
    def write_as_newer(self, node: int, which: int) -> None:
        self._do(node, lambda at: deeds.write_as_newer(self.world, at, which))

    # What travels

    @rule(node=_node, faults=_faults)
    def exchange(self, node: int, faults: list[Fault]) -> None:
        self.world.exchange(self.world.node(node), *faults)

    @rule(node=_node)
    def exchange_well(self, node: int) -> None:
        self.world.exchange(self.world.node(node))

    @rule()
    def all_exchange(self) -> None:
        for node in self.world.nodes:
            self.world.exchange(node)

    @rule(node=_node, other=_node)
    def meet(self, node: int, other: int) -> None:
        mishaps.meet(self.world, self.world.node(node), self.world.node(other))

    @rule(node=_node)
    def to_stick(self, node: int) -> None:
        mishaps.to_stick(self.world, self.world.node(node))

    @rule(node=_node, which=_which)
    def stick_to_laptop(self, node: int, which: int) -> None:
        mishaps.stick_to_laptop(self.world, self.world.node(node), which)

    @rule(which=_which)
    def stick_to_hq(self, which: int) -> None:
        mishaps.stick_to_hq(self.world, which)

    @rule(node=_node, everything=st.booleans())
    def write_parcel(self, node: int, everything: bool) -> None:
        mishaps.write_parcel_of(self.world, self.world.node(node), everything)

    @rule(which=_which)
    def parcel_to_hq(self, which: int) -> None:
        mishaps.parcel_to_hq(self.world, which)

    @rule(node=_node, which=_which)
    def file_to_laptop(self, node: int, which: int) -> None:
        mishaps.file_to_laptop(self.world, self.world.node(node), which)

    # What happens to them

    @rule(node=_node, days=st.sampled_from((-3650, -1, 1, 3650)))
    def jump(self, node: int, days: int) -> None:
        mishaps.jump(self.world.node(node), days)

    @rule(node=_node)
    def keep_copy(self, node: int) -> None:
        mishaps.keep_copy(self.world, self.world.node(node))

    @rule(node=_node, which=_which)
    def go_back(self, node: int, which: int) -> None:
        mishaps.go_back(self.world, self.world.node(node), which)

    @rule(node=_node)
    def clone(self, node: int) -> None:
        mishaps.clone(self.world, self.world.node(node))

    @rule()
    def keep_hq(self) -> None:
        self.world.keep_hq()

    @rule(which=_which)
    def hq_goes_back(self, which: int) -> None:
        mishaps.hq_goes_back(self.world, which)

    @rule(node=_node, which=_which)
    def revoke_at_hq(self, node: int, which: int) -> None:
        if which < _RARELY and not self.world.hq_is_older:
            mishaps.revoke_at_hq(self.world, self.world.node(node))

    @rule(node=_node, which=_which)
    def revoke_by_root(self, node: int, which: int) -> None:
        if which < _RARELY:
            mishaps.revoke_by_root(self.world, self.world.node(node))

    @rule(node=_node, which=_which)
    def rotate(self, node: int, which: int) -> None:
        self._do(node, lambda at: mishaps.rotate(self.world, at, which))

    @rule(node=_node)
    def upgrade_laptop(self, node: int) -> None:
        self.world.upgrade(self.world.node(node))

    @rule()
    def upgrade_hq(self) -> None:
        self.world.hq_is_older = False

    @invariant()
    def watch(self) -> None:
        self.world.ledger.watch(self.world)

    def teardown(self) -> None:
        try:
            come_to_rest(self.world)  # whatever their versions
            self.upgrade_hq()
            for node in self.world.nodes:
                self.world.upgrade(node)
            come_to_rest(self.world)
            check_all(self.world)
        finally:
            self.things.close()


_RARELY = 3
TestSync = SyncMachine.TestCase
TestSync.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    print_blob=True,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # one example takes seconds: shrinking would take hours
    suppress_health_check=list(HealthCheck),
)
