"""Spreadsheets of pay: slips and points from payroll, benchmarks."""

from yuandu.mechanisms.pay.sheets import benchmarks, paying

__all__ = ["benchmarks", "paying"]
