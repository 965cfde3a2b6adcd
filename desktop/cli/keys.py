"""`join`, `keys rotate`: what needs the recovery sheet."""

from core.problem import Problem
from desktop.cli import place
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands, Parser


class Joined(Record, frozen=True, kw_only=True):
    """`join`: this laptop at its site. `reads_names` is False until some laptop has passed the site's keys on."""

    site_id: str
    site_name: str
    device_id: str
    letter: str
    hq_url: str | None
    reads_names: bool

    @property
    def text(self) -> str:
        return f"拠点「{self.site_name}」に、端末 {self.letter} として加わりました。"


class RotatedKeys(Record, frozen=True, kw_only=True):
    """`keys rotate`: the number of the new key, who gets it, and which laptop was stopped."""

    generation: int
    given_to: tuple[str, ...]
    stopped: str | None

    @property
    def text(self) -> str:
        stopped = f"端末 {self.stopped} を止めました。" if self.stopped else ""
        return f"{stopped}鍵を新しくしました。次に送るとき、端末 {'、'.join(self.given_to)} に渡ります。"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    joining = commands.add("join", join, "2台目として拠点に加わる")
    joining.add_argument("code", metavar="CODE", help="復旧用紙に手書きしたコード（- で標準入力から）")
    _sheet(joining)
    joining.add_argument("--hq", nargs=2, metavar=("URL", "CODE"), help="本部のアドレスと登録コード")
    joining.add_argument("--laptop", metavar="ADDRESS", help="拠点のほかの端末が見せているアドレス")
    keys = commands.group("keys", "拠点の鍵")
    rotating = keys.add("rotate", rotate, "鍵を新しくする（端末をなくしたとき）")
    rotating.add_argument("code", metavar="CODE", help="復旧用紙に手書きしたコード（- で標準入力から）")
    _sheet(rotating)
    rotating.add_argument("--lost", metavar="LETTER", help="なくした端末の文字か番号。その端末を止める")


def _sheet(parser: Parser) -> None:
    parser.add_argument("--sheet", required=True, metavar="TEXT|PICTURE", help="復旧用紙の二次元コード")


def sheet_of(call: Call, code: str = "code") -> tuple[str, str]:
    """The sheet that was given, and its code. Raises Problem when the picture shows none."""
    from desktop.app.sheet_reading import sheet_text

    return sheet_text(call.get("sheet")), call.text(code) or ""


def join(call: Call) -> None:
    """Become a laptop of a site, by its sheet and by headquarters or another laptop."""
    from desktop.app.hearsay import told_by_laptop
    from desktop.app.joining import join as join_site
    from desktop.app.joining import told_by_headquarters

    hq, laptop = call.get("hq"), call.get("laptop")
    if bool(hq) == bool(laptop):
        raise Problem(
            "join_by_whom",
            "拠点のことを教えてくれる相手を、一つ選んでください。",
            "--hq URL CODE か、--laptop ADDRESS のどちらかを付けてください。",
        )
    ask = told_by_headquarters(*hq) if hq else told_by_laptop(laptop)
    desk = join_site(call.data, sheet_of(call), ask, call.clock, place.passphrase())
    try:
        me = desk.identity
        call.out.show(
            Joined(
                site_id=me.site_id,
                site_name=me.site_name,
                device_id=me.device_id,
                letter=me.letter,
                hq_url=me.hq.url if me.hq else None,
                reads_names=bool(me.ring),
            )
        )
    finally:
        desk.store.close()


def rotate(call: Call) -> None:
    """A new privacy key; with `--lost` that laptop is stopped. Asks for the PIN."""
    from desktop.app.rotation import other_laptops
    from desktop.app.rotation import rotate as rotate_keys

    with call.desk() as desk:
        call.check_pin(desk)
        lost = call.get("lost")
        known = {name: each.device_id for each in other_laptops(desk) for name in (each.letter, each.device_id)}
        done = rotate_keys(desk, *sheet_of(call), lost=known.get(lost, lost))
        call.out.show(RotatedKeys(generation=done.generation, given_to=done.given_to, stopped=done.stopped))
