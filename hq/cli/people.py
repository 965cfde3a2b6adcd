"""`user add`: who may sign in to the portal."""

import os
import sys
from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING

from core.clock import JAPAN
from core.number_guard import guard
from core.problem import Problem
from hq.cli.output import show
from hq.cli.parser import Commands

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PASSWORD = "MADOGUCHI_HQ_PASSWORD"


def add(commands: Commands) -> None:
    """Put this command on the command line."""
    adding = commands.group("user", "利用者").add("add", add_user, "利用者を登録する")
    adding.add_argument("name")
    adding.add_argument("--password-stdin", action="store_true")
    adding.add_argument("--municipality", help="この自治体の記録だけを見る利用者にする（6桁のコード）")


def add_user(arguments: Namespace) -> int:
    """A new user with a password that was never on the command line."""
    from django.contrib.auth.models import User
    from django.db import IntegrityError, transaction

    from hq.records.models import MunicipalityReader

    password = sys.stdin.readline().rstrip("\n") if arguments.password_stdin else os.environ.get(PASSWORD, "")
    user = User(username=guard(arguments.name), is_staff=arguments.municipality is None)
    _check(password, user)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
            if arguments.municipality is not None:
                MunicipalityReader.objects.create(user=user, municipality=_known(arguments.municipality))
    except IntegrityError as error:
        raise Problem("user_exists", "この名前の利用者は、すでにいます。", "別の名前にしてください。") from error
    shown = {"user": arguments.name, "municipality": arguments.municipality}
    show(shown, arguments.json, f"利用者「{arguments.name}」を登録しました。")
    return 0


def _known(municipality: str) -> str:
    from hq.catalogue import municipalities

    municipalities.newest().check(municipality, datetime.now(JAPAN).date())
    return municipality


def _check(password: str, user: "User") -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    if not password:
        raise Problem(
            "no_password",
            "パスワードがありません。",
            f"--password-stdin で渡すか、環境変数 {PASSWORD} に入れてください。",
        )
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Problem(
            "weak_password",
            "このパスワードは使えません。",
            "10文字以上で、よくある言葉や利用者名に似ていないものにしてください。",
        ) from error
