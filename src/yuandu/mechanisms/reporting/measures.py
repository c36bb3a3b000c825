"""What boards may compare of monthly reports: who hands them in on time, county by county."""

from yuandu.kernel.indicators import boards

boards.register(boards.FigureMeasure(code="reporting.on_time", figure="reporting.ontime.share"))
