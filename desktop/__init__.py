"""The site's program: reception, consultations, paper, and the day's way to headquarters."""
