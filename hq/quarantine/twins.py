"""Two machines under one device id: what one wrote clashed with what the other had written."""

from datetime import timedelta

from django.utils import timezone

from hq.quarantine.listing import WAITING
from hq.quarantine.reasons import HEALED
from hq.records.models import Quarantined

RECENT = timedelta(days=30)


def twins() -> frozenset[str]:
    """The laptops whose records forked of late, until a person has put the forks away."""
    recent = Quarantined.objects.filter(WAITING, reason=HEALED, received_at__gt=timezone.now() - RECENT)
    ids = recent.filter(what="segment").values_list("device_id", flat=True)
    return frozenset(each for each in ids if each)
