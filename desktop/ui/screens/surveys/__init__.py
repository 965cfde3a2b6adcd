"""アンケート: typing sheets in, and what they said."""
