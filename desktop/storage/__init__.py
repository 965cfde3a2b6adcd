"""The site's store: an encrypted SQLite file with a journal of events and the facts made from it."""
