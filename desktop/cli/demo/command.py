"""`demo`: plays the steps, tells each with its time, and ends with the figures and the files."""

import itertools
import tempfile
import time
from pathlib import Path

from core.problem import Problem
from desktop.cli.call import Call, Part
from desktop.cli.demo import people
from desktop.cli.demo.day import preparation, venue_day
from desktop.cli.demo.stage import Stage, Step, make_stage
from desktop.cli.output import Record
from desktop.cli.parser import Commands


class StepDone(Record, frozen=True, kw_only=True):
    """One step of the day."""

    step: int
    title: str
    seconds: float
    told: str

    @property
    def text(self) -> str:
        return f"{self.step:2}  {self.seconds:6.2f} 秒  {self.title}\n                {self.told}"


class FigureLine(Record, frozen=True, kw_only=True):
    """One line of the last table: the same number at the site and at headquarters."""

    figure: str
    site: int
    hq: int
    equal: bool

    @property
    def text(self) -> str:
        return f"{'○' if self.equal else '×'}  拠点 {self.site:4}  本部 {self.hq:4}  {self.figure}"


class FileLine(Record, frozen=True, kw_only=True):
    """A file that the demo made."""

    file: str
    bytes: int

    @property
    def text(self) -> str:
        return f"{self.bytes:9,}  {self.file}"


def add(commands: Commands) -> None:
    """Put this command on the command line."""
    parser = commands.add("demo", demo, "一日を通して、本物の部品で動かして見せる")
    parser.add_argument("--out", metavar="DIR", help="空のフォルダー（はじめは、一時フォルダー）")
    parser.add_argument("--window", action="store_true", help="窓で見せる")
    parser.add_argument("--close", action="store_true", help="終わったら窓を閉じる")


def demo(call: Call) -> None:
    """The whole day; headquarters is always ended, whatever happens."""
    stage = make_stage(_folder(call.get("out")))
    stage.in_window = call.get("window", False)
    try:
        if stage.in_window:
            play(call, stage, preparation(stage))
            play_in_window(call, stage)
        else:
            play(call, stage, [*preparation(stage), *venue_day(stage)])
    finally:
        stage.hq.stop()
        if stage.desk is not None:
            stage.desk.store.close()
        _sum_up(call, stage)


def play(call: Call, stage: Stage, steps: list[Step]) -> None:
    """One step after the other."""
    began = time.monotonic()
    for number, step in enumerate(steps, start=1):
        start = time.monotonic()
        told = step.run()
        seconds = round(time.monotonic() - start, 3)
        call.out.show(StepDone(step=number, title=step.title, seconds=seconds, told=told))
    whole = round(time.monotonic() - began, 3)
    call.out.show(StepDone(step=len(steps) + 1, title="ぜんぶで", seconds=whole, told=str(stage.folder)))


def play_in_window(call: Call, stage: Stage) -> None:
    """The same day, seen in the real window; it stays open at the end until somebody closes it."""
    if call.play is None:
        raise Problem(
            "no_window", "画面が見つからないため、窓で見せられません。", "--window を付けずに動かしてください。"
        )
    numbers = itertools.count(len(preparation(stage)) + 1)
    last = [time.monotonic()]

    def tell(step: Part, told: str) -> None:
        now = time.monotonic()
        seconds, last[0] = round(now - last[0], 3), now
        call.out.show(StepDone(step=next(numbers), title=step.title, seconds=seconds, told=told))

    problem = call.play(stage.here(), venue_day(stage), tell, not call.get("close", False))
    if problem is not None:
        raise problem


def _sum_up(call: Call, stage: Stage) -> None:
    for figure in stage.figures:
        call.out.show(FigureLine(figure=figure.name, site=figure.site, hq=figure.hq, equal=figure.equal))
    records = [stage.desk.store.path] if stage.desk is not None else []
    for path in [*stage.files, *records]:
        call.out.show(FileLine(file=str(path), bytes=path.stat().st_size))
    if not call.out.as_json:
        print(f"記録を見るには: MADOGUCHI_PASSPHRASE={people.PASSPHRASE} madoguchi --data {stage.site} status")


def _folder(named: str | None) -> Path:
    if named is None:
        return Path(tempfile.mkdtemp(prefix="madoguchi-demo-"))
    folder = Path(named)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Problem(
            "demo_folder", f"「{folder}」は空のフォルダーではありません。", "空のフォルダーを選んでください。"
        )
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()
