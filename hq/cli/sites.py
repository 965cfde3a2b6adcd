"""`site add`, `site amend`, `site list`, `device code`, `device list`, `device revoke`."""

from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING

from core.card_code import pretty
from core.clock import JAPAN, stamp
from core.ids import new_site_id
from core.municipality import is_municipality_code
from core.number_guard import guard
from core.phone_number import phone_number
from core.problem import Problem
from hq.cli.output import Record, show
from hq.cli.parser import Commands

if TYPE_CHECKING:
    from hq.records.models import Device, Site

_PHONE = "事務所の電話番号（個人のものは入れません）"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    site = commands.group("site", "拠点")
    new = site.add("add", add_site, "拠点を作る")
    new.add_argument("--name", required=True)
    new.add_argument("--municipality", required=True, help="6桁の自治体コード")
    new.add_argument("--phone", default="", help=_PHONE)
    amending = site.add("amend", amend_site, "拠点の電話番号を直す")
    amending.add_argument("site", help="拠点の番号か名前")
    amending.add_argument("--phone", required=True, help=f"{_PHONE}。空なら消す")
    site.add("list", list_all, "拠点の一覧")
    device = commands.group("device", "端末")
    device.add("code", code, "登録コードを出す").add_argument("site")
    device.add("list", devices, "端末の一覧")
    device.add("revoke", revoke, "端末を止める").add_argument("device")


def add_site(arguments: Namespace) -> int:
    """A new site, still without laptops."""
    from hq.records.models import Site

    if not is_municipality_code(arguments.municipality):
        raise Problem(
            "wrong_municipality",
            "自治体コードが正しくありません。",
            "6桁の全国地方公共団体コードを確かめてください。",
        )
    site = Site.objects.create(
        site_id=new_site_id(),
        name=guard(arguments.name),
        municipality=arguments.municipality,
        phone=phone_number(arguments.phone),
    )
    show(_site(site), arguments.json)
    return 0


def amend_site(arguments: Namespace) -> int:
    """Another telephone number of its office, or none."""
    site = the_site(arguments.site)
    site.phone = phone_number(arguments.phone)
    site.save(update_fields=["phone"])
    show(_site(site), arguments.json)
    return 0


def list_all(arguments: Namespace) -> int:
    """All sites."""
    from hq.records.models import Site

    for site in Site.objects.order_by("municipality", "name"):
        show(_site(site), arguments.json)
    return 0


def _site(site: "Site") -> Record:
    from hq.records.models import Device

    return {
        "site_id": site.site_id,
        "name": site.name,
        "municipality": site.municipality,
        "phone": site.phone,
        "devices": Device.objects.filter(site=site).count(),
        "last_seq": site.last_seq,
    }


def code(arguments: Namespace) -> int:
    """A one-time code for one laptop of a site, named by id or by name."""
    from django.utils import timezone

    from hq.enrolment import VALID, make_code

    site = the_site(arguments.site)
    made = pretty(make_code(site))
    until = stamp((timezone.now() + VALID).astimezone(JAPAN))
    record = {"site_id": site.site_id, "code": made, "expires_at": until}
    show(record, arguments.json, f"{made}\n「{site.name}」の端末1台に使えます。期限は {until[:10]} です。")
    return 0


def the_site(text: str) -> "Site":
    """The site with this id or this very name. Raises Problem when it is none, or several."""
    from hq.records.models import Site

    found = Site.objects.filter(pk=text).first()
    named = [found] if found else list(Site.objects.filter(name=text)[:2])
    if len(named) != 1:
        raise Problem("no_such_site", "この拠点は見つかりません。", "site list で拠点の番号を確かめてください。")
    return named[0]


def sites_of(municipality: str) -> list[str]:
    """The ids of a municipality's sites, and of those of what was merged into it. Problem: a code that is none."""
    from hq.catalogue import municipalities
    from hq.records.models import Site

    municipalities.newest().check(municipality, datetime.now(JAPAN).date())
    of = Site.objects.filter(municipality__in=municipalities.with_merged(municipality))
    return list(of.values_list("site_id", flat=True))


def devices(arguments: Namespace) -> int:
    """All laptops."""
    from hq.records.models import Device

    for device in Device.objects.select_related("site").order_by("site__name", "letter"):
        show(_device(device), arguments.json)
    return 0


def _device(device: "Device") -> Record:
    return {
        "device_id": device.device_id,
        "site_id": device.site_id,
        "site_name": device.site.name,
        "letter": device.letter,
        "name": device.name,
        "certified": device.certificate is not None,
        "revoked_at": _time(device.revoked_at),
        "last_contact": _time(device.last_contact),
        "clock_offset_ms": device.clock_offset_ms,
    }


def _time(moment: datetime | None) -> str | None:
    return stamp(moment.astimezone(JAPAN)) if moment else None


def revoke(arguments: Namespace) -> int:
    """Stop a laptop for good."""
    from hq.revoking import revoke as stop

    device = stop(arguments.device)
    show(_device(device), arguments.json, f"端末 {device.letter} を止めました。")
    return 0
