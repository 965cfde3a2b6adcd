"""Paper: each document is a pure function from frozen values to the bytes of a PDF."""
