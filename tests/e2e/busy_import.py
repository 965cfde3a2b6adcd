"""An import in small batches, told after each: a process to be killed. Arguments: data folder, passphrase, file."""

import sys
from pathlib import Path

from core.clock import SystemClock
from core.tables.meanings import OF_PEOPLE
from desktop.app.importing.people import PeopleImport
from desktop.app.importing.tables import kept_here, open_book, read_table, table_of
from desktop.app.importing.work import finish, go_on
from desktop.app.site import open_site

if __name__ == "__main__":
    folder, passphrase, file = sys.argv[1:]
    desk = open_site(Path(folder), SystemClock(), passphrase)
    work = PeopleImport(read_table(table_of(open_book(Path(file)), OF_PEOPLE), kept_here(desk)), batch=7)
    finish(desk, work.compare)
    taking = work.take_in
    while not (progress := go_on(desk, taking)).finished:
        print(progress.done, flush=True)
