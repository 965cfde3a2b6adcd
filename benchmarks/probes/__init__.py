"""Programs that are started anew for each measurement and print one JSON object."""
