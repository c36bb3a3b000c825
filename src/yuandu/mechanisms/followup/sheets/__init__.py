"""The follow-up as spreadsheets."""
