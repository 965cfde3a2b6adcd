"""The catalogue of topics as headquarters publishes it: checked, numbered, signed, handed to every laptop."""
