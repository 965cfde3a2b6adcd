"""One package a screen, each with its view and its model. Imported on the first visit only."""
