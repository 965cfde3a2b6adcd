"""`run.py serve` and `run.py push URL RECORDS` in Morango's own environment: each prints one line of JSON."""

import json
import os
import sys
import tempfile
import time
from typing import Any
from uuid import uuid4

CHUNK = 5_000
NAME, PASSWORD = "bench", "bench"


def _prepare() -> None:
    folder = tempfile.mkdtemp(dir=os.environ["MORANGO_FOLDER"])
    os.environ["MORANGO_DB"] = f"{folder}/db.sqlite3"
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.morango_site.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from morango.models.certificates import ScopeDefinition

    call_command("migrate", run_syncdb=True, verbosity=0)
    common = {"profile": "venue", "version": 1, "description": "-", "read_filter_template": ""}
    for name, key in (("root", "partition"), ("laptop", "")):
        ScopeDefinition.objects.create(
            id=name,
            primary_scope_param_key=key,
            write_filter_template="",
            read_write_filter_template="${partition}",
            **common,
        )


def serve() -> None:
    """Until the process is ended."""
    from django.contrib.auth import get_user_model
    from django.core.wsgi import get_wsgi_application
    from morango.models.certificates import Certificate
    from waitress.server import create_server

    get_user_model().has_morango_certificate_scope_permission = lambda *_: True
    get_user_model().objects.create_superuser(NAME, "bench@example.jp", PASSWORD)
    root = Certificate.generate_root_certificate("root")
    server = create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=8)
    print(json.dumps({"url": f"http://127.0.0.1:{server.effective_port}/", "partition": root.id}), flush=True)
    server.run()


def push(url: str, partition: str, records: int) -> None:
    """Seconds of the transfer alone, without making the records and the session."""
    from morango.models.certificates import Filter
    from morango.sync.controller import MorangoProfileController

    from benchmarks.morango_site.records.models import Record

    _write(Record, partition, records)
    network = MorangoProfileController("venue").create_network_connection(url)
    network.chunk_size = CHUNK
    theirs = network.get_remote_certificates(partition, "root")[0]
    mine = network.certificate_signing_request(theirs, "laptop", {"partition": partition}, NAME, PASSWORD)
    session = network.create_sync_session(mine, theirs, chunk_size=CHUNK)
    client = session.get_push_client()
    started, worked = time.perf_counter(), time.process_time()
    client.initialize(Filter(partition))
    client.run()
    sent = client.current_transfer_session.records_transferred
    client.finalize()
    told = {"seconds": time.perf_counter() - started, "cpu_seconds": time.process_time() - worked, "records": sent}
    print(json.dumps(told), flush=True)


def _write(model: Any, partition: str, records: int) -> None:
    content = "x" * 320
    made = [
        model(partition=partition, entity=uuid4().hex, kind="attendance.recorded", content=content)
        for _ in range(records)
    ]
    for each in made:
        each._morango_dirty_bit = True
        each.id = each.calculate_uuid()
        each._morango_partition = partition
    model.objects.bulk_create(made, batch_size=500)


if __name__ == "__main__":
    _prepare()
    if sys.argv[1] == "serve":
        serve()
    else:
        push(sys.argv[2], sys.argv[3], int(sys.argv[4]))
