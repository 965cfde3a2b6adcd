"""Tables as offices send them: what stands in a cell, which row is the heading, what each column means."""
