"""Before the window: the first start, the passphrase, a file that does not open."""
