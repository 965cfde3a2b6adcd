"""`user add`, `list`, `disable`: who may sign in to the portal."""

import os
import sys
from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING

from core.clock import JAPAN, stamp
from core.number_guard import guard
from core.problem import Problem
from hq.cli.output import Record, show
from hq.cli.parser import Commands

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PASSWORD = "MADOGUCHI_HQ_PASSWORD"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    group = commands.group("user", "利用者")
    group.add("list", list_users, "利用者の一覧")
    group.add("disable", disable_user, "利用者を止める").add_argument("name")
    adding = group.add("add", add_user, "利用者を登録する")
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


def list_users(arguments: Namespace) -> int:
    """Every account, those that were stopped too: what they decided names them."""
    from django.contrib.auth.models import User

    for user in User.objects.select_related("municipalityreader").order_by("username"):
        show(_user(user), arguments.json)
    return 0


def disable_user(arguments: Namespace) -> int:
    """Nobody signs in by this name any more; whoever is signed in by it is out with the next page. Twice is once."""
    from django.contrib.auth.models import User

    user = User.objects.select_related("municipalityreader").filter(username=arguments.name).first()
    if user is None:
        raise Problem("no_such_user", "この利用者は見つかりません。", "user list で名前を確かめてください。")
    user.is_active = False
    user.set_unusable_password()  # what was signed in by the old one would count again if the account ever did
    user.save()
    show(_user(user), arguments.json, f"利用者「{user.username}」を止めました。")
    return 0


def _user(user: "User") -> Record:
    reader = getattr(user, "municipalityreader", None)
    return {
        "user": user.username,
        "municipality": reader.municipality if reader else None,
        "active": user.is_active,
        "last_login": stamp(user.last_login.astimezone(JAPAN)) if user.last_login else None,
    }


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
