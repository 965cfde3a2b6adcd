"""受付: the door."""
