"""今日: the day from 開場 to 締め."""
