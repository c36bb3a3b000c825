"""What `bench.rules` measures: policies as a plain list, firms, and the peers' own readings."""
