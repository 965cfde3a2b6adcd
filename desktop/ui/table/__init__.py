"""At the table: large words that both can read, everyday words for loan words, and whom to call about a scam."""
