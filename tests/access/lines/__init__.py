"""Who gets which status from every address, room by room."""
