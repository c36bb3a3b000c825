"""Spreadsheets of market data: quotes, and what is planted, shipped and wanted."""

from yuandu.mechanisms.flowers.sheets import quotes, supply

__all__ = ["quotes", "supply"]
