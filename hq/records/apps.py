"""The one Django application of headquarters."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Tables of the registry and the journal; the fact tables are made from core.facts instead."""

    name = "hq.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
