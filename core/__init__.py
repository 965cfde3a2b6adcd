"""Rules shared by the site's program and by headquarters: no Qt, no database, no HTTP, no Django."""
