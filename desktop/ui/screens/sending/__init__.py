"""本部へ送る: what waits, and sending it."""
