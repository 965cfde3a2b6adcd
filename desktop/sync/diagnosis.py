"""A second question where headquarters' refusal would mislead: is it the headquarters that this laptop knows?"""

from core.wire import HELLO_PATH, Hello
from desktop.sync.faults import SyncProblem, other_headquarters
from desktop.sync.ports import Identity
from desktop.sync.transport import Transport

_DOUBTFUL = frozenset({"unknown_device", "hq_unknown_device", "hq_not_found", "other_site", "false_receipt"})


def explained(problem: SyncProblem, who: Identity, transport: Transport) -> SyncProblem:
    """The same problem, or that another headquarters answers at this address."""
    if problem.code not in _DOUBTFUL:
        return problem
    try:
        hello = transport.get(HELLO_PATH, Hello)
    except SyncProblem:
        return problem
    return problem if hello.signing_public == who.hq_signing_public else other_headquarters()
