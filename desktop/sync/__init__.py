"""The exchange with headquarters. It reaches its store through `ports.SyncStore` and knows no database."""
