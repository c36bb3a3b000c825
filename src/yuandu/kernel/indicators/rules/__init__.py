"""What is decided about figures, without a database: periods, agreement, press-check, boards."""
