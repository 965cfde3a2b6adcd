"""What laptops speak to: three paths under /api/v1, MessagePack in and out (docs/sync.md)."""
