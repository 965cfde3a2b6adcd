"""The exchange as files: parcels written to a stick, what is taken in from one, and where which of them went."""
