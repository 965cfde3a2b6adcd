"""`serve`: the API and the portal."""

from argparse import Namespace
from ipaddress import ip_address

from core.problem import Problem
from hq import audit, places
from hq.cli.output import show
from hq.cli.parser import Commands


def add(commands: Commands) -> None:
    """Put this command on the command line."""
    serving = commands.add("serve", run, "本部を始める")
    serving.add_argument("--port", type=_port, default=8080)
    serving.add_argument("--host", default="127.0.0.1")


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError
    return port


def check(arguments: Namespace) -> None:
    """Beyond loopback only with a database that somebody looks after."""
    if _is_loopback(arguments.host) or places.database_url():
        return
    raise Problem(
        "needs_database_url",
        "他の機械から使うときは、専用に用意した PostgreSQL が必要です。",
        "環境変数 DATABASE_URL に PostgreSQL の場所を書いてください。",
    )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def run(arguments: Namespace) -> int:
    """Serve until SIGTERM or Ctrl+C."""
    from hq.reports.idle import idle_totals
    from hq.reports.job_worker import long_reports
    from hq.web import make_server, run_until_interrupted

    try:
        server = make_server(arguments.host, arguments.port)
    except OSError as error:
        raise Problem(
            "port_taken",
            f"{arguments.host} の {arguments.port} 番は使えません。",
            "--port 0 とすると、空いている番号を選びます。",
        ) from error
    address = f"http://{arguments.host}:{server.effective_port}/"
    audit.begin()
    show({"url": address, "port": server.effective_port}, arguments.json, f"本部を始めました: {address}")
    with idle_totals(), long_reports():
        run_until_interrupted(server)
    return 0
