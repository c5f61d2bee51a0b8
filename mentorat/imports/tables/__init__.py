"""Tables from outside, read behind a guard: CSV, XLSX, ODS."""

from mentorat.imports.tables.reading import read_table
from mentorat.imports.tables.table import Line, Table

__all__ = ["Line", "Table", "read_table"]
