"""Reports of core over what the sites sent."""
