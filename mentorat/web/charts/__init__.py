"""Charts drawn on the server, each with the words and the table that say the same."""

from mentorat.web.charts.chart import Chart
from mentorat.web.charts.drawn import bar_chart, line_chart, stacked_bars
from mentorat.web.charts.tiles import Place, TileMap, tile_map

__all__ = ["Chart", "Place", "TileMap", "bar_chart", "line_chart", "stacked_bars", "tile_map"]
