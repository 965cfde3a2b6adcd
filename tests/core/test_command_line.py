"""What is wrong with a call is told in Japanese, and never with what was typed."""

import re

import pytest

from core.command_line import Parser
from core.reports.table import Split

SECRET = "123456789018 (choose from x)"


def _parser() -> Parser:
    parser = Parser(prog="madoguchi")
    parser.add_argument("--form", choices=["csv", "pdf"])
    parser.add_argument("--yen", type=int)
    parser.add_argument("--compare", action="store_true")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--day")
    which.add_argument("--week")
    return parser


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ([SECRET, "--day", "1"], "知らない言葉があります。"),
        (["--form", SECRET], "--form は csv, pdf から選びます。"),
        (["--yen", SECRET], "--yen の値が読めません。"),
        (["--yen"], "--yen の値がたりません。"),
        (["--day", SECRET, "--week", SECRET], "--week と --day は、いっしょに使えません。"),
        ([f"--compare={SECRET}"], "--compare に値は付けません。"),
        ([], "--day --week のどれかが要ります。"),
    ],
)
def test_wrong_usage_says_what_and_where_to_look(
    typed: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        _parser().parse_args(typed)
    out = capsys.readouterr()
    last = out.err.splitlines()[-1]
    assert (left.value.code, out.out) == (2, "")
    assert last == f"使い方がちがいます: {told}「madoguchi --help」で説明を見られます。"
    assert "123456789018" not in out.err


def test_an_option_that_its_command_does_not_explain_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        _parser().parse_args(["--help"])
    told = capsys.readouterr().out
    assert told.startswith("使い方: madoguchi")
    assert "前の年とくらべる" in told


def test_commands_are_called_so_and_a_list_of_choices_breaks_between_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    parser = _parser()
    parser.add_argument("--by")
    parser.add_subparsers(metavar="COMMAND").add_parser("status", help="きょうのようす")
    with pytest.raises(SystemExit):
        parser.parse_args(["--help"])
    told = capsys.readouterr().out
    assert "\n命令:\n  COMMAND\n    status" in told
    assert "言葉:" not in told
    assert {each.value for each in Split} <= set(re.split(r"[\s,（）]+", told))
