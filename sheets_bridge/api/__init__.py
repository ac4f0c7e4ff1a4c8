"""The network: one HTTP call, what its answer means, how fast we may go."""
