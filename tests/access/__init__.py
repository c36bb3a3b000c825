"""Who may enter what: `table` says it, `samples` give it objects, `test_access` tries it."""
