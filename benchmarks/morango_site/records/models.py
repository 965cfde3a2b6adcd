"""One record of a venue, with the bytes that one of our events has."""

from django.db import models
from morango.models.core import SyncableModel


class Record(SyncableModel):
    """It belongs to one partition, as an event belongs to one site."""

    morango_profile = "venue"
    morango_model_name = "record"

    partition = models.CharField(max_length=32)
    entity = models.CharField(max_length=64)
    kind = models.CharField(max_length=64)
    content = models.TextField()

    def calculate_partition(self) -> str:
        return self.partition

    def calculate_source_id(self) -> None:
        return None
