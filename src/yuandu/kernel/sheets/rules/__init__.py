"""From a grid of cells to rows and problems. Pure: no Django, no files, no clock."""
