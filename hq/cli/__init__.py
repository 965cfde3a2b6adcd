"""The command line of headquarters (docs/cli-hq.md)."""
