"""Use cases, one verb a file. Each write is durable when it returns, and says what it changed."""
