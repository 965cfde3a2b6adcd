"""What a parcel holds."""

from core.wire import MAX_SEGMENTS
from desktop.storage.carried import Carried
from desktop.storage.store import Store
from tests.storage.test_outbox import come


def test_no_request_holds_more_segments_than_headquarters_reads(store: Store) -> None:
    for _ in range(MAX_SEGMENTS + 1):  # whoever talks to another laptop cuts one after each visitor
        come(store)
        store.outbox.cut_segments()
    requests = Carried(store.db, store.identity.device_id).load(delivered_too=False).requests
    assert [len(each.segments) for each in requests] == [MAX_SEGMENTS, 1]
