"""Two sites, three laptops and their copies, headquarters and a stick: whatever happens, they come to agree.

`python3 dev.py prove` runs it long. A failure prints what makes Hypothesis play it again.
"""

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.proof.invariants import check_all, come_to_rest
from tests.proof.road import Fault
from tests.proof.world import world

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

    @rule(node=_node)
    def register(self, node: int) -> None:
        self.world.register(node)

    @rule(node=_node, which=_which)
    def receive(self, node: int, which: int) -> None:
        self.world.receive(node, which)

    @rule(node=_node)
    def walk_in(self, node: int) -> None:
        self.world.walk_in(node)

    @rule(node=_node, which=_which)
    def consult(self, node: int, which: int) -> None:
        self.world.consult(node, which)

    @rule(node=_node, which=_which)
    def amend(self, node: int, which: int) -> None:
        self.world.amend(node, which)

    @rule(node=_node, which=_which)
    def void_case(self, node: int, which: int) -> None:
        self.world.void_case(node, which)

    @rule(node=_node, which=_which)
    def void_visit(self, node: int, which: int) -> None:
        self.world.void_visit(node, which)

    @rule(node=_node, which=_which)
    def merge(self, node: int, which: int) -> None:
        self.world.merge(node, which)

    @rule(node=_node, which=_which)
    def erase(self, node: int, which: int) -> None:
        self.world.erase(node, which)

    @rule(node=_node)
    def settle(self, node: int) -> None:
        self.world.settle(node)

    @rule(node=_node, faults=_faults)
    def exchange(self, node: int, faults: list[Fault]) -> None:
        self.world.exchange(node, *faults)

    @rule(node=_node)
    def exchange_well(self, node: int) -> None:
        self.world.exchange(node)

    @rule()
    def all_exchange(self) -> None:
        for number in range(len(self.world.nodes)):
            self.world.exchange(number)

    @rule(node=_node)
    def to_stick(self, node: int) -> None:
        self.world.to_stick(node)

    @rule(node=_node, which=_which)
    def stick_to_laptop(self, node: int, which: int) -> None:
        self.world.stick_to_laptop(node, which)

    @rule(which=_which)
    def stick_to_hq(self, which: int) -> None:
        self.world.stick_to_hq(which)

    @rule(node=_node, days=st.sampled_from((-3650, -1, 1, 3650)))
    def jump(self, node: int, days: int) -> None:
        self.world.jump(node, days)

    @rule(node=_node)
    def keep_copy(self, node: int) -> None:
        self.world.keep_copy(node)

    @rule(node=_node, which=_which)
    def go_back(self, node: int, which: int) -> None:
        self.world.go_back(node, which)

    @rule(node=_node)
    def clone(self, node: int) -> None:
        self.world.clone(node)

    @rule()
    def keep_hq(self) -> None:
        self.world.keep_hq()

    @rule(which=_which)
    def hq_goes_back(self, which: int) -> None:
        self.world.hq_goes_back(which)

    def teardown(self) -> None:
        try:
            come_to_rest(self.world)
            check_all(self.world)
        finally:
            self.things.close()


TestSync = SyncMachine.TestCase
TestSync.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    print_blob=True,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # one example takes seconds: shrinking would take hours
    suppress_health_check=list(HealthCheck),
)
