"""The registry of sites and devices, and the journal.

One sequence a site (`Site.last_seq`) numbers all that is stored for it: events, segments, key records,
certificates, grants and erasures. It moves only under the lock of the site's row, so a reader that saw number
n will never find anything new below it.
"""

from django.db import models

_ID = 64


class Site(models.Model):
    """拠点. `transport_key` is wrapped to headquarters' own key, which no database dump holds.

    `phone` is its office's number (`core.phone_number`), to ring when it has not reported; empty where none was told.
    """

    site_id = models.CharField(max_length=_ID, primary_key=True)
    name = models.TextField()
    municipality = models.CharField(max_length=16)
    phone = models.CharField(max_length=16, default="")
    root_public = models.BinaryField(default=b"")
    transport_key = models.BinaryField(default=b"")
    last_seq = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "site"


class EnrolmentCode(models.Model):
    """A one-time code: the keyed hash of its name, and the key that it gives, wrapped to headquarters' own."""

    code_hash = models.BinaryField(primary_key=True)
    shared_key = models.BinaryField(default=b"")
    site = models.ForeignKey(Site, models.CASCADE, db_constraint=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.CharField(max_length=_ID, null=True)

    class Meta:
        db_table = "enrolment_code"


class Device(models.Model):
    """A laptop. It counts once the site root's certificate for its keys is here."""

    device_id = models.CharField(max_length=_ID, primary_key=True)
    site = models.ForeignKey(Site, models.PROTECT)
    letter = models.CharField(max_length=4)
    name = models.TextField()
    signing_public = models.BinaryField()
    box_public = models.BinaryField()
    certificate = models.BinaryField(null=True)
    certificate_seq = models.BigIntegerField(null=True)
    enrolled_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)
    revocation = models.BinaryField(null=True)
    revocation_seq = models.BigIntegerField(null=True)
    last_contact = models.DateTimeField(null=True)
    clock_offset_ms = models.BigIntegerField(null=True)
    epoch = models.BigIntegerField(null=True)
    last_seq = models.BigIntegerField(null=True)

    class Meta:
        db_table = "device"


class Numbered(models.Model):
    """Anything that takes a number of the site's sequence."""

    site = models.ForeignKey(Site, models.PROTECT, db_index=False)
    site_seq = models.BigIntegerField()

    class Meta:
        abstract = True


class Sent(Numbered):
    """What is relayed to every laptop but `sender`, who brought it under its `sender_epoch`."""

    sender = models.CharField(max_length=_ID, null=True)
    sender_epoch = models.BigIntegerField(null=True)
    received_at = models.DateTimeField()

    class Meta:
        abstract = True


class Segment(Sent):
    """A segment's bytes, as they came."""

    segment_hash = models.BinaryField()
    device_id = models.CharField(max_length=_ID)
    epoch = models.BigIntegerField()
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField()
    data = models.BinaryField()

    class Meta:
        db_table = "segment"
        constraints = (
            models.UniqueConstraint(fields=["site", "segment_hash"], name="segment_once"),
            models.UniqueConstraint(fields=["site", "site_seq"], name="segment_place"),
        )


class History(models.Model):
    """A mark for every span of the site's sequence, drawn by lot: a restored headquarters gives other ones.

    What has a number from `first_seq` up to the next row's was stored in one transaction.
    """

    site = models.ForeignKey(Site, models.PROTECT, db_index=False)
    first_seq = models.BigIntegerField()
    mark = models.BinaryField()

    class Meta:
        db_table = "history"
        constraints = (models.UniqueConstraint(fields=["site", "first_seq"], name="history_once"),)


class Event(Numbered):
    """One event: its bytes, and what is needed to find and order it.

    Whoever numbers it holds the lock of its site's row, and no site is ever deleted: that PostgreSQL looked the row up
    once more for each event took as long as copying them.
    """

    site = models.ForeignKey(Site, models.PROTECT, db_index=False, db_constraint=False)
    event_id = models.CharField(max_length=_ID)
    device_id = models.CharField(max_length=_ID)
    epoch = models.BigIntegerField()
    device_seq = models.BigIntegerField()
    entity_id = models.CharField(max_length=_ID)
    kind = models.CharField(max_length=_ID)
    schema_version = models.BigIntegerField()
    event_hash = models.BinaryField()
    data = models.BinaryField()

    class Meta:
        db_table = "event"
        constraints = (
            models.UniqueConstraint(fields=["site", "device_id", "epoch", "device_seq"], name="event_place"),
            models.UniqueConstraint(fields=["site", "event_id"], name="event_once"),
            models.UniqueConstraint(fields=["site", "site_seq"], name="event_number"),
        )
        indexes = (
            models.Index(fields=["site", "entity_id"], name="event_entity"),
            models.Index(fields=["id"], condition=models.Q(kind="handout.feedback"), name="event_feedback"),
        )


class Quarantined(models.Model):
    """What was not taken, with its reason. `data` is sealed to headquarters' key: it may hold anything.

    With device, epoch and range it counts in the vector, so that it is not in the way of the rest. `decision` is a
    person's (released, rejected), relayed to the laptops under `decided_seq`; the row stays. `sender` is the laptop
    that brought it, of whatever laptop it speaks: how much one may bring is bounded (`hq.intake.quarantine`).
    """

    site = models.ForeignKey(Site, models.PROTECT)
    content_hash = models.BinaryField()
    what = models.CharField(max_length=16)
    reason = models.CharField(max_length=40)
    device_id = models.CharField(max_length=_ID, null=True)
    epoch = models.BigIntegerField(null=True)
    first_seq = models.BigIntegerField(null=True)
    last_seq = models.BigIntegerField(null=True)
    data = models.BinaryField()
    received_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=16, null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(null=True)
    decided_seq = models.BigIntegerField(null=True)
    note = models.TextField(null=True)
    sender = models.CharField(max_length=_ID, null=True)

    class Meta:
        db_table = "quarantined"
        constraints = (
            models.UniqueConstraint(fields=["site", "content_hash", "what", "reason"], name="quarantined_once"),
        )
        indexes = (
            models.Index(fields=["site", "device_id", "epoch", "last_seq"], name="quarantined_place"),
            models.Index(
                fields=["site", "sender"],
                condition=models.Q(decision=None, released_at=None, sender__isnull=False),
                name="quarantined_waiting",
            ),
        )


class QuarantineDecision(models.Model):
    """Who decided what about a kept thing, and why: one row a decision, for ever."""

    quarantined = models.ForeignKey(Quarantined, models.PROTECT)
    decision = models.CharField(max_length=16)
    by = models.TextField()
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "quarantine_decision"


class Reached(models.Model):
    """The vector: up to which device_seq nothing is missing, for each device and epoch."""

    site = models.ForeignKey(Site, models.PROTECT, db_index=False)
    device_id = models.CharField(max_length=_ID)
    epoch = models.BigIntegerField()
    seq = models.BigIntegerField()

    class Meta:
        db_table = "reached"
        constraints = (models.UniqueConstraint(fields=["site", "device_id", "epoch"], name="reached_once"),)


class KeyRecord(Sent):
    """A wrapped data key, relayed unread; gone when its person was erased."""

    key_id = models.CharField(max_length=_ID)
    privacy_key_id = models.CharField(max_length=_ID)
    entity_id = models.CharField(max_length=_ID)
    data = models.BinaryField()

    class Meta:
        db_table = "key_record"
        constraints = (models.UniqueConstraint(fields=["site", "key_id", "privacy_key_id"], name="key_record_once"),)
        indexes = (
            models.Index(fields=["site", "site_seq"], name="key_record_place"),
            models.Index(fields=["site", "entity_id"], name="key_record_entity"),
        )


class Grant(Sent):
    """A privacy key wrapped to one device, relayed unread."""

    privacy_key_id = models.CharField(max_length=_ID)
    device_id = models.CharField(max_length=_ID)
    data = models.BinaryField()

    class Meta:
        db_table = "key_grant"
        constraints = (models.UniqueConstraint(fields=["site", "privacy_key_id", "device_id"], name="grant_once"),)


class ErasedKey(Numbered):
    """Tombstone: laptops destroy their copy of this key too."""

    key_id = models.CharField(max_length=_ID)
    entity_id = models.CharField(max_length=_ID)

    class Meta:
        db_table = "erased_key"
        constraints = (models.UniqueConstraint(fields=["site", "key_id"], name="erased_key_once"),)


class CatalogueVersion(models.Model):
    """A published version of the topics: the file as it was handed in, and headquarters' signature."""

    version = models.BigIntegerField(primary_key=True)
    published = models.DateField()
    valid_from = models.DateField()
    data = models.BinaryField()
    signature = models.BinaryField()
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "catalogue_version"


class HandoutVersion(models.Model):
    """A published version of a handout, likewise."""

    handout = models.CharField(max_length=_ID)
    version = models.BigIntegerField()
    valid_from = models.DateField()
    data = models.BinaryField()
    signature = models.BinaryField()
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "handout_version"
        constraints = (models.UniqueConstraint(fields=["handout", "version"], name="handout_once"),)


class Attempt(models.Model):
    """A failed try at a code or a password, for slowing down whoever guesses."""

    scope = models.CharField(max_length=16)
    address = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        db_table = "attempt"
        indexes = (models.Index(fields=["scope", "address", "at"], name="attempt_recent"),)


class MunicipalityReader(models.Model):
    """A user of the portal who sees one municipality's own data and nothing else."""

    user = models.OneToOneField("auth.User", models.CASCADE, primary_key=True)
    municipality = models.CharField(max_length=16)

    class Meta:
        db_table = "municipality_reader"


class ProvisionalFigure(models.Model):
    """速報値: what a site told of a day ahead of its records; None is a number that nobody said.

    Each row is a version: `figure_id` names all of one, the last one holds, and none is ever changed but for `is_last`.
    """

    figure_id = models.CharField(max_length=_ID)
    version = models.BigIntegerField()
    is_last = models.BooleanField(default=True)
    site = models.ForeignKey(Site, models.PROTECT, db_index=False)
    day = models.DateField()
    session_kind = models.CharField(max_length=_ID)
    programme = models.CharField(max_length=_ID)
    sessions = models.BigIntegerField(null=True)
    visits = models.BigIntegerField(null=True)
    consultations = models.BigIntegerField(null=True)
    how = models.CharField(max_length=16)
    note = models.TextField()
    withdrawn = models.BooleanField(default=False)
    taken_by = models.TextField()
    taken_at = models.DateTimeField()

    class Meta:
        db_table = "provisional"
        constraints = (models.UniqueConstraint(fields=["figure_id", "version"], name="provisional_version"),)
        indexes = (
            models.Index(
                fields=["day", "site"],
                condition=models.Q(is_last=True, withdrawn=False),
                name="provisional_day",
            ),
        )


class ReportJob(models.Model):
    """A report that takes long, asked for by `owner`, and its table once it is counted. Gone after a day.

    `asked` and `result` are JSON of `core.reports.table`; `scope` that of `hq.reports.scope`.
    """

    job_id = models.CharField(max_length=_ID, primary_key=True)
    owner = models.ForeignKey("auth.User", models.CASCADE)
    asked = models.TextField()
    scope = models.TextField()
    state = models.CharField(max_length=16)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    reached = models.TextField(default="")
    result = models.TextField(default="")
    refusal = models.TextField(default="")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "report_job"
        indexes = (models.Index(fields=["state", "asked_at"], name="report_job_next"),)


class FactShape(models.Model):
    """Which columns and rules a fact table was made with. Another shape: make it anew from the events."""

    table = models.CharField(max_length=_ID, primary_key=True)
    shape = models.CharField(max_length=_ID)

    class Meta:
        db_table = "fact_shape"
