"""`demo`: a whole venue day on real parts, on a scratch folder."""
