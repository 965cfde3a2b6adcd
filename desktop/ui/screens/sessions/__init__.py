"""The screen 予定."""
