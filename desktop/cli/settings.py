"""`settings [NAME [VALUE]]`."""

from desktop.app.desk import Desk
from desktop.app.settings import SETTINGS, change_setting, setting
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands


class SettingLine(Record, frozen=True, kw_only=True):
    """One setting."""

    name: str
    value: str
    default: str
    purpose: str

    @property
    def text(self) -> str:
        return f"{self.name}\t{self.value or '（なし）'}\t{self.purpose}"


def add(commands: Commands) -> None:
    """Put this command on the command line."""
    parser = commands.add("settings", settings, "設定を見る、変える")
    parser.add_argument("name", nargs="?", metavar="NAME")
    parser.add_argument("value", nargs="?", metavar="VALUE")


def settings(call: Call) -> None:
    """All settings, one, or a changed one; changing asks for the PIN."""
    name, value = call.get("name"), call.get("value")
    with call.desk() as desk:
        if value is not None:
            call.check_pin(desk)
            change_setting(desk, name, value)
        for each in [name] if name is not None else SETTINGS:
            call.out.show(_line(desk, each))


def _line(desk: Desk, name: str) -> SettingLine:
    value = setting(desk, name)  # raises Problem for a name that does not exist
    declared = SETTINGS[name]
    return SettingLine(name=name, value=value, default=declared.default, purpose=declared.purpose)
