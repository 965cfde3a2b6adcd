"""Days on a bad line, between real processes: whatever it did, on a good line everything is there once."""

import random

from tests.proof import deeds
from tests.proof.processes import Stage
from tests.proof.proxy import Line


def play(stage: Stage, line: Line, seed: int, sendings: int) -> None:
    """Two laptops record and send by turns; the seed says what becomes of each connection. Then all is well."""
    line.chance = random.Random(seed)
    for turn in range(sendings):
        node = stage.world.node(turn % 2)
        deeds.register(stage.world, node)
        deeds.receive(stage.world, node, turn)
        deeds.consult(node, turn)
        stage.tries(node, "send")
    line.chance = None
    for node in stage.world.nodes:
        done = stage.run(node, "send")
        assert done.returncode == 0, done
        assert not node.desk.store.outbox.pending()
    stage.ends_well()
