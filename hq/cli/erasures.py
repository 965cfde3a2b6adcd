"""`person erasures`: how far each erasing came, at the site's laptops and here. Persons are random ids."""

from argparse import Namespace

from hq.cli.output import Record, show
from hq.cli.parser import Commands
from hq.cli.sites import the_site
from hq.reports.erasures import erasures


def add(commands: Commands) -> None:
    """Put this command on the command line."""
    erased = commands.group("person", "来場者").add("erasures", show_erasures, "消した方が、何台の端末で消えたか")
    erased.add_argument("--site", help="拠点の番号か名前")


def show_erasures(arguments: Namespace) -> int:
    """A line a person, of one site or of all; those that some laptop still holds come first."""
    for each in erasures(the_site(arguments.site).site_id if arguments.site else None):
        record: Record = {
            "site_id": each.site_id,
            "person_id": each.person_id,
            "headquarters": "done" if each.done_here else "keys_left",
            "laptops": each.laptops,
            "done": each.laptops - len(each.missing),
            "missing": " ".join(each.missing),
        }
        left = f"　まだの端末 {'、'.join(each.missing)}" if each.missing else ""
        here = "本部は消去済み" if each.done_here else "本部に鍵が残っています"
        words = f"{each.person_id}　{each.laptops}台のうち{each.laptops - len(each.missing)}台で消去済み{left}　{here}"
        show(record, arguments.json, words)
    return 0
