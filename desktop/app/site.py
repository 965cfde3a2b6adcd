"""Setting up, opening and restoring a site on this laptop.

A data folder holds `sites/<site id>/` with `site.db`, `key.json` and `backups/`; `site` names the one in
use. Training has a data folder of its own below, so that it never mixes.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import msgspec

from core.assets import asset_path
from core.certificates import DeviceCertificate
from core.clock import Clock, stamp
from core.ids import new_entity_id, new_site_id
from core.keys import SigningPair, new_key, new_pair, new_privacy_key
from core.municipality import read_municipalities
from core.problem import Problem
from desktop.app.catalogue_in_force import Catalogues, shipped
from desktop.app.desk import Desk, guarded
from desktop.app.erasing_again import erase_again, erased_in
from desktop.app.rooting import catch_up, certified_for, grants_to_root
from desktop.devices.keystore import find_key, keep_key, needs_passphrase
from desktop.devices.root_key import keep_for_root
from desktop.storage.backup import back_up, backups
from desktop.storage.identity import Identity
from desktop.storage.papers import offer_grants
from desktop.storage.problems import damaged
from desktop.storage.store import Store, create_store, open_store

TRAINING_FOLDER = "training"
TRAINING_PASSPHRASE = "れんしゅう"  # what it protects is made up


@dataclass(frozen=True)
class NewSite:
    """What set-up asks for. Without a passphrase the operating system's key store is used."""

    name: str
    municipality: str
    passphrase: str | None = None
    letter: str = "A"
    training: bool = False


def init_site(data: Path, new: NewSite, clock: Clock) -> Desk:
    """Make a stand-alone site with all its keys. Raises Problem for an odd name or municipality code."""
    name = guarded(new.name)
    if not name:
        raise Problem("site_name", "拠点の名前がありません。", "「田無公民館」のように入れてください。")
    shipped = read_municipalities(asset_path("catalogue", "municipalities.toml"))
    shipped.check(new.municipality, clock.now().date())
    if current_site(data) is not None:
        raise Problem("site_exists", "この端末には、もう拠点があります。", "そのままお使いください。")
    identity = _new_identity(new, name, clock)
    store = begin_site(data, identity, new_key(), new.passphrase, clock)
    with store.db.atomic():
        offer_grants(store.db, grants_to_root(identity, SigningPair(identity.root_seed or b"")))
    return desk_of(store, clock)


def begin_site(data: Path, identity: Identity, key: bytes, passphrase: str | None, clock: Clock) -> Store:
    """A folder with key and file for this identity; from now on it is the site in use."""
    folder = _folder(data, identity.site_id)
    keep_key(folder, identity.site_id, key, passphrase)
    store = create_store(folder / "site.db", key, clock, identity)
    _keep_for_root(folder, identity, key)
    (data / "site").write_text(identity.site_id, encoding="ascii")
    return store


def open_site(data: Path, clock: Clock, passphrase: str | None = None) -> Desk:
    """Open the site in use. Raises Problem when there is none, or when it cannot be opened."""
    folder = site_folder(data)
    key = find_key(folder, passphrase)
    store = open_store(folder / "site.db", key, clock)
    catch_up(store, clock.now())
    store.journal.notice_alike()
    _keep_for_root(folder, store.identity, key)
    return desk_of(store, clock)


def desk_of(store: Store, clock: Clock) -> Desk:
    """A desk with nobody at it yet. Raises Problem when there is no catalogue that can be read."""
    catalogues = Catalogues(store, shipped())
    catalogues.published_on(clock.now().date())
    return Desk(store, clock, catalogues, training=store.identity.training)


def current_site(data: Path) -> str | None:
    """The id of the site in use; None before set-up."""
    try:
        return (data / "site").read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None


def site_folder(data: Path) -> Path:
    """Where the site in use lives. Raises Problem before set-up."""
    site_id = current_site(data)
    if site_id is None:
        raise Problem(
            "no_site",
            "この端末には、まだ拠点がありません。",
            "「拠点を準備する」か、コマンドの init で準備してください。",
        )
    return _folder(data, site_id)


def asks_passphrase(data: Path) -> bool:
    """Whether opening the site in use asks for a passphrase."""
    return needs_passphrase(site_folder(data))


def keep_backup(desk: Desk) -> Path:
    """Write a copy beside the file; the newest ten are kept."""
    return back_up(desk.store.db, desk.store.path.parent / "backups", desk.clock.now())


def newest_backup(data: Path) -> Path | None:
    """The newest copy of the site in use."""
    return next(iter(backups(site_folder(data) / "backups")), None)


def restore_backup(data: Path, backup: Path, clock: Clock, passphrase: str | None = None) -> Desk:
    """Put a copy in the file's place. What stood there is kept beside it, and a new epoch begins.

    The copy is opened first: one that cannot be opened changes nothing. Whoever was erased since the copy was made is
    erased again before anybody sees it, unless what stood there cannot be read any more.
    """
    folder = site_folder(data)
    key = find_key(folder, passphrase)
    candidate = folder / "restoring.db"
    shutil.copyfile(backup, candidate)
    try:
        open_store(candidate, key, clock).close()
    except Problem:
        candidate.unlink()
        raise
    erased = erased_in(folder / "site.db", key)
    aside = clock.now().strftime("damaged-%Y%m%d-%H%M%S")
    for part in ("site.db", "site.db-wal", "site.db-shm"):
        if (folder / part).exists():
            (folder / part).rename(folder / part.replace("site", aside, 1))
    candidate.replace(folder / "site.db")
    desk = open_site(data, clock, passphrase)
    desk.store.outbox.open_new_epoch()
    erase_again(desk, erased)
    return desk


def take_over(data: Path, site_id: str, copy: Path, key: bytes, passphrase: str | None, clock: Clock) -> None:
    """A copy becomes the file of this machine. One that cannot be opened, or is another site's, leaves nothing."""
    folder = _folder(data, site_id)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    candidate = folder / "restoring.db"
    shutil.copyfile(copy, candidate)
    try:
        store = open_store(candidate, key, clock)
        held = store.identity.site_id
        store.close()
        if held != site_id:
            raise damaged()
        keep_key(folder, site_id, key, passphrase)
    except Problem:
        candidate.unlink()
        raise
    candidate.replace(folder / "site.db")
    (data / "site").write_text(site_id, encoding="ascii")


def _keep_for_root(folder: Path, me: Identity, key: bytes) -> None:
    """So that the recovery sheet opens the file and each copy of it; nothing in training."""
    if me.root_box and not me.training:
        for place in (folder, folder / "backups"):
            keep_for_root(place, me.site_id, key, me.root_box)


def _folder(data: Path, site_id: str) -> Path:
    return data / "sites" / site_id


def _new_identity(new: NewSite, name: str, clock: Clock) -> Identity:
    root, device = new_pair(), new_pair()
    site_id, device_id = new_site_id(), new_entity_id()
    certificate = DeviceCertificate(
        site_id, device_id, new.letter, device.signing_public, device.box_public, stamp(clock.now())
    )
    made = Identity(
        site_id=site_id,
        site_name=name,
        municipality=new.municipality,
        device_id=device_id,
        letter=new.letter,
        epoch=1,
        device=device,
        transport_key=new_key(),
        root_public=root.signing_public,
        certificate=certificate,
        ring=(new_privacy_key(),),
        root_seed=root.seed,
        training=new.training,
    )
    return certified_for(made, root, clock.now(), new.letter)


def sheet_printed(desk: Desk) -> None:
    """The recovery sheet is on paper: the site root leaves this laptop for good."""
    desk.store.change_identity(msgspec.structs.replace(desk.identity, root_seed=None))
