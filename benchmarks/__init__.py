"""What is promised of speed and memory, measured against floors of the same run: `python3 dev.py bench`."""
