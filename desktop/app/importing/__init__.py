"""People and bookings from the tables that offices send: read, compared with what is on record, taken in by batches."""
