"""What `bench.faults` kills, what is under way meanwhile, and what must hold afterwards."""
