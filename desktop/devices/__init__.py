"""Scanner, camera, printer and key store: what is plugged in, and nothing of what it is used for."""
