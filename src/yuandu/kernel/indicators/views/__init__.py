"""Pages: figures that open, boards, press-check."""
