"""What `bench.rules_page` asks a running server, and what has to be on its pages."""
