"""`backup`, `restore`, `doctor`."""

from pathlib import Path

from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.doctor import examine
from desktop.app.restoring import begin_from_copy
from desktop.app.revoked import as_problem, stopped_here
from desktop.app.sheet_reading import sheet_text
from desktop.app.site import restore_backup
from desktop.app.upkeep import backup_to
from desktop.cli import place
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands


class BackedUp(Record, frozen=True, kw_only=True):
    """`backup`: the copy."""

    path: str
    bytes: int

    @property
    def text(self) -> str:
        return f"控えを作りました。{self.path}"


class Restored(Record, frozen=True, kw_only=True):
    """`restore`: the site as it stands again."""

    site_id: str
    site_name: str
    epoch: int
    path: str

    @property
    def text(self) -> str:
        return f"「{self.site_name}」を控えから戻しました。もとのファイルは、拠点のフォルダーに残してあります。"


class CheckLine(Record, frozen=True, kw_only=True):
    """`doctor`: one thing that was looked at."""

    check: str
    ok: bool
    detail: str

    @property
    def text(self) -> str:
        return f"{'○' if self.ok else '×'} {self.check}: {self.detail}"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    commands.add("backup", backup, "控えを作る").add_argument("file", metavar="FILE")
    restoring = commands.add("restore", restore, "控えから戻す")
    restoring.add_argument("file", metavar="FILE")
    restoring.add_argument("--sheet", metavar="TEXT|PICTURE", help="新しいパソコンで: 復旧用紙の二次元コード")
    restoring.add_argument("--sheet-code", metavar="CODE", help="用紙に手書きしたコード（- で標準入力から）")
    commands.add("doctor", doctor, "点検する")


def backup(call: Call) -> None:
    """A whole copy, encrypted like the file itself."""
    with call.desk() as desk:
        path = backup_to(desk, Path(call.get("file")))
        call.out.show(BackedUp(path=str(path), bytes=path.stat().st_size))


def restore(call: Call) -> None:
    """Put a copy in the file's place; what stood there is kept beside it."""
    file = Path(call.get("file"))
    if not file.is_file():
        raise Problem("no_backup", f"「{file}」がありません。", "控えのファイルの場所を確かめてください。")
    desk = _from_copy(call, file)
    try:
        me = desk.identity
        call.out.show(Restored(site_id=me.site_id, site_name=me.site_name, epoch=me.epoch, path=str(desk.store.path)))
    finally:
        desk.store.close()


def _from_copy(call: Call, file: Path) -> Desk:
    """On a new machine the recovery sheet opens it; where the site is already, the key that lies there."""
    if call.get("sheet"):
        sheet = sheet_text(call.get("sheet")), call.text("sheet_code") or ""
        return begin_from_copy(call.data, file, sheet, call.clock, place.passphrase())
    _ask_pin(call)
    return restore_backup(call.data, file, call.clock, place.passphrase())


def _ask_pin(call: Call) -> None:
    """The present file knows the PIN; one that cannot be opened cannot be asked, and is why there are copies."""
    try:
        with call.desk() as desk:
            call.check_pin(desk)
    except Problem as problem:
        if problem.code != "database_damaged":
            raise


def doctor(call: Call) -> int:
    """Look at everything; 1 when something is wrong."""
    stopped = stopped_here(call.data)
    if stopped is not None:
        call.out.show(CheckLine(check="laptop", ok=False, detail=as_problem(stopped).sentence))
        raise as_problem(stopped)
    sound = True
    with call.desk() as desk:
        for check in examine(desk):
            call.out.show(CheckLine(check=check.name, ok=check.ok, detail=check.detail))
            sound = sound and check.ok
    if not sound:
        call.out.refuse(Problem("unsound", "点検で、直すところが見つかりました。", "×の行を管理者にお知らせください。"))
    return 0 if sound else 1
