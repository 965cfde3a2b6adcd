"""`init`, `enrol`, `recovery-sheet`."""

import os
import sys
from argparse import ArgumentTypeError
from pathlib import Path

from core.problem import Problem
from desktop.app.desk import Desk, guarded
from desktop.app.files import write_file
from desktop.app.site import NewSite, init_site
from desktop.app.staff import add_supporter, set_pin
from desktop.cli import place
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands


class SiteMade(Record, frozen=True, kw_only=True):
    """`init`: the new site and this laptop."""

    site_id: str
    site_name: str
    municipality: str
    device_id: str
    letter: str
    coordinator_id: str | None

    @property
    def text(self) -> str:
        return f"拠点「{self.site_name}」を準備しました。復旧用紙を recovery-sheet で印刷してください。"


class Enrolled(Record, frozen=True, kw_only=True):
    """`enrol`: the headquarters that this site belongs to from now on."""

    site_id: str
    site_name: str
    letter: str
    hq_url: str

    @property
    def text(self) -> str:
        return f"拠点「{self.site_name}」を本部（{self.hq_url}）につなぎました。"


class SheetWritten(Record, frozen=True, kw_only=True):
    """`recovery-sheet`: the file, and the code to be copied onto the paper by hand."""

    path: str
    code: str
    key_left: bool

    @property
    def text(self) -> str:
        if self.key_left:
            return "確かめました。拠点の鍵は、これからは用紙だけにあります。"
        return f"{self.path}\n手書きのコード: {self.code}\n紙に書き写してください。ここにはもう表示されません。"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    making = commands.add("init", init, "拠点を準備する（本部はあとで）")
    making.add_argument("--site", required=True, metavar="NAME", help="拠点の名前")
    making.add_argument("--municipality", required=True, metavar="CODE", help="6桁の全国地方公共団体コード")
    making.add_argument("--coordinator", metavar="NAME", help="責任者の名前。暗証番号は --pin で")
    making.add_argument("--letter", metavar="A-Z", type=_letter, help="整理番号の頭の文字")
    enrolling = commands.add("enrol", enrol, "本部につなぐ")
    enrolling.add_argument("url", metavar="URL")
    enrolling.add_argument("code", metavar="CODE", help="本部の登録コード（- で標準入力から）")
    sheet = commands.add("recovery-sheet", recovery_sheet, "復旧用紙を作る")
    sheet.add_argument("--out", required=True, metavar="PDF")
    sheet.add_argument("--confirm", action="store_true", help="紙のコードを標準入力から読み、鍵を端末から消す")


def init(call: Call) -> None:
    """Make a stand-alone site; headquarters may follow."""
    coordinator = guarded(call.get("coordinator"))
    pin = _checked_pin(call.get("pin") or os.environ.get(place.PIN))
    new = NewSite(call.get("site"), call.get("municipality"), place.passphrase(), letter=call.get("letter", "A"))
    desk = init_site(call.data, new, call.clock)
    try:
        call.out.show(_made(desk, coordinator, pin))
    finally:
        desk.store.close()


def _made(desk: Desk, coordinator: str | None, pin: str | None) -> SiteMade:
    added = add_supporter(desk, coordinator, "coordinator").supporter if coordinator else None
    if pin:
        set_pin(desk, pin)
    me = desk.identity
    return SiteMade(
        site_id=me.site_id,
        site_name=me.site_name,
        municipality=me.municipality,
        device_id=me.device_id,
        letter=me.letter,
        coordinator_id=added.supporter_id if added else None,
    )


def enrol(call: Call) -> None:
    """Take part in a headquarters by its one-time code."""
    from desktop.app.enrolling import enrol as enrol_site  # requests costs 0.1 s

    with call.desk() as desk:
        enrol_site(desk, call.get("url"), call.text("code") or "")
        me = desk.identity
        url = me.hq.url if me.hq else ""
        call.out.show(Enrolled(site_id=me.site_id, site_name=me.site_name, letter=me.letter, hq_url=url))


def recovery_sheet(call: Call) -> None:
    """The printed key of the site. Asks for the PIN: who holds it can read everything."""
    from desktop.app.recovery import confirm_sheet
    from desktop.app.recovery import recovery_sheet as make_sheet

    with call.desk() as desk:
        call.check_pin(desk)
        made = make_sheet(desk)
        path = str(write_file(Path(call.get("out")), made.pdf))
        call.out.show(SheetWritten(path=path, code=made.code, key_left=False))
        if call.get("confirm", False):
            confirm_sheet(desk, made, sys.stdin.readline())
            call.out.show(SheetWritten(path=path, code=made.code, key_left=True))


def _checked_pin(pin: str | None) -> str | None:
    """Before anything is made: a site without its coordinator's PIN would be half a set-up."""
    if pin and not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 12):
        raise Problem("pin_form", "暗証番号は、4桁から12桁の数字です。", "入れ直してください。")
    return pin


def _letter(text: str) -> str:
    if len(text) != 1 or not ("A" <= text <= "Z"):
        raise ArgumentTypeError("invalid letter")
    return text
