"""`decode`: the camera's decoder on files."""

from pathlib import Path

from core.problem import Problem
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands


class Decoded(Record, frozen=True, kw_only=True):
    """`decode`: what stands in a picture's QR codes, from top to bottom."""

    path: str
    texts: list[str]

    @property
    def text(self) -> str:
        return f"{self.path}\t{' '.join(self.texts)}"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    decoding = commands.add("decode", decode, "画像の二次元コードを読む")
    decoding.add_argument("images", nargs="+", metavar="IMAGE")


def decode(call: Call) -> int:
    """Each picture on its own line; one that cannot be read never hinders the rest."""
    from desktop.devices.photos import texts_in_file

    unread = 0
    for name in call.get("images"):
        try:
            call.out.show(Decoded(path=name, texts=texts_in_file(Path(name))))
        except Problem as problem:
            call.out.refuse(problem)
            unread += 1
    return 1 if unread else 0
