"""What is kept apart, as a person sees and decides it; `hq.intake.quarantine` is where it is put."""
