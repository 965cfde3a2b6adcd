"""Parts that screens are made of. Import each from its own module: the start of the program pays for imports."""
