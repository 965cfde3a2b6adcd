"""What headquarters stores: the registry of sites and devices, and the journal of what they sent."""
