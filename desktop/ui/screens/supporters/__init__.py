"""サポーター: the register, what supporters did, their badges and cards."""
