"""The screen 来場者をさがす."""
