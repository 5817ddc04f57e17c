"""Plots as native charts of office programs: vectors that can be edited, with their table as a workbook behind them.

The chart and its workbook are the same in slides and in documents, so that both are made here with python-pptx.
"""

from typing import Any, NamedTuple

from assistant.rendering.plain import shortened
from assistant.rendering.plots import Plot

_TITLE = 22  # ems of a title; the whole name stands in the table
ACCENT, MUTED, FAINT = "1B5E9B", "9AA5B1", "D9DEE4"
_RUNS_AS_FORMULA = ("=", "{", "http://", "https://", "ftp://", "mailto:", "internal:", "external:")


class ChartFile(NamedTuple):
    """A chart as it lies in a document: its XML and its workbook."""

    xml: bytes
    workbook: bytes


def chart_data(plot: Plot) -> Any:
    """Return the plot as python-pptx takes it."""
    from pptx.chart.data import CategoryChartData

    data = CategoryChartData(number_format=_number_format(plot))
    data.categories = plot.days or plot.labels
    data.add_series(_cell(plot.title), plot.values)
    return data


def chart_type(plot: Plot) -> Any:
    """Return the kind of native chart for a plot."""
    from pptx.enum.chart import XL_CHART_TYPE

    return XL_CHART_TYPE.LINE if plot.form == "line" else XL_CHART_TYPE.BAR_CLUSTERED


def chart_file(plot: Plot) -> ChartFile:
    """Return a plot as a chart part and its workbook, for programs other than python-pptx."""
    from lxml import etree
    from pptx.chart.chart import Chart
    from pptx.chart.xlsx import CategoryWorkbookWriter
    from pptx.chart.xmlwriter import ChartXmlWriter
    from pptx.oxml import parse_xml

    data = chart_data(plot)
    root = parse_xml(ChartXmlWriter(chart_type(plot), data).xml.encode("utf-8"))
    dress(Chart(root, None), plot, points=9)
    xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return ChartFile(xml, CategoryWorkbookWriter(data).xlsx_blob)


def dress(chart: Any, plot: Plot, *, points: int) -> None:
    """Give a chart the look of the house: a title, labels on what matters, no clutter."""
    from pptx.util import Pt

    chart.has_legend = False
    chart.font.size = Pt(points)
    chart.has_title = True
    frame = chart.chart_title.text_frame
    frame.text = shortened(plot.title, _TITLE if plot.form == "pair" else 2 * _TITLE)
    frame.paragraphs[0].font.size = Pt(points + 1)
    frame.paragraphs[0].font.bold = True
    chart.chart_title.include_in_layout = False
    (_dress_line if plot.form == "line" else _dress_bars)(chart, plot)


def _dress_line(chart: Any, plot: Plot) -> None:
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    series = chart.plots[0].series[0]
    series.smooth = False
    series.format.line.color.rgb = RGBColor.from_string(ACCENT)
    series.format.line.width = Pt(2.25)
    chart.value_axis.minimum_scale = 0
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(FAINT)
    chart.value_axis.format.line.fill.background()
    chart.value_axis.tick_labels.number_format = "#,##0"
    chart.value_axis.tick_labels.number_format_is_linked = False
    chart.category_axis.tick_labels.number_format = "d mmm" if _within_a_year(plot) else "mmm yyyy"
    chart.category_axis.tick_labels.number_format_is_linked = False
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(MUTED)
    _thin_out(chart.category_axis, (plot.days[-1] - plot.days[0]).days)


def _thin_out(axis: Any, days: int) -> None:
    """Label about eight days of a time axis (python-pptx has no words for it)."""
    from lxml import etree

    element = axis._element  # noqa: SLF001  the library has no public way to it
    place = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    for name in ("baseTimeUnit", "majorUnit", "majorTimeUnit"):
        for old in element.findall(f"{place}{name}"):
            element.remove(old)
    step = max(1, round(days / 8 / 7)) * 7
    for name, value in (("baseTimeUnit", "days"), ("majorUnit", str(step)), ("majorTimeUnit", "days")):
        etree.SubElement(element, f"{place}{name}").set("val", value)


def _dress_bars(chart: Any, plot: Plot) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LABEL_POSITION

    chart.plots[0].gap_width = 45
    chart.plots[0].vary_by_categories = False
    chart.plots[0].has_data_labels = True
    labels = chart.plots[0].data_labels
    labels.show_value = True
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = _number_format(plot), False
    chart.value_axis.minimum_scale = 0
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(FAINT)
    for index in range(len(plot.values)):
        fill = chart.plots[0].series[0].points[index].format.fill
        fill.solid()
        was = plot.form == "pair" and index == 0
        fill.fore_color.rgb = RGBColor.from_string(MUTED if was else ACCENT)


def _number_format(plot: Plot) -> str:
    """Return a format of office programs that shows values as `plot.shown` does."""
    decimals = max(len(text.partition(".")[2].rstrip("%")) for text in plot.shown)
    digits = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    first = plot.shown[0]
    sign = first[0] if first[:1] in {"$", "€", "£"} else ""
    return (f'"{sign}"' if sign else "") + digits + ('"%"' if first.endswith("%") else "")


def _within_a_year(plot: Plot) -> bool:
    return (plot.days[-1] - plot.days[0]).days < 366  # noqa: PLR2004  a bound that is used here only


def _cell(text: str) -> str:
    """Return a text that a workbook keeps as text: nothing in the notes may become a formula or a link."""
    return f" {text}" if text.startswith(_RUNS_AS_FORMULA) else text
