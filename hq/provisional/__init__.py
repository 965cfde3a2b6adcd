"""速報値: what a site told by telephone or FAX, taken down, amended and taken back at headquarters."""
