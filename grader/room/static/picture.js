// A verdict's picture, drawn with ECharts, which is loaded when the first one is.

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const KINDS = { line: "line", bars: "bar", points: "scatter" };

/**
 * Draw every picture in a part of the page.
 *
 * The data of a picture is plain: `title`, `caption`, `x` and `y` (each `name` and `unit`), and
 * `series` (each `name`, `kind`, and `x` and `y`, lists of numbers). Only these are taken from it, as
 * texts and numbers: nothing in it becomes an option of the chart, or markup.
 */
export async function drawPictures(place) {
  forgetOld();
  const figures = [...place.querySelectorAll("[data-picture]")];
  if (!figures.length) return;
  const { echarts } = await import("nicegui-echart");
  for (const figure of figures) {
    if (figure.isConnected) draw(echarts, figure, JSON.parse(figure.dataset.picture));
  }
}

/** The charts, with what watches the size of each: ECharts keeps a chart until it is told not to. */
const charts = new Map();

function forgetOld() {
  for (const [chart, observer] of charts) {
    if (chart.getDom().isConnected) continue;
    observer.disconnect();
    chart.dispose();
    charts.delete(chart);
  }
}

const number = (value) => (value === null ? null : Number(value)); // null leaves a gap

function draw(echarts, figure, picture) {
  const chart = echarts.init(figure, null, { renderer: "svg" });
  const axis = ({ name, unit }) => ({
    type: "value",
    name: String(unit ? `${name}, ${unit}` : name),
    scale: true,
    axisLine: { onZero: false },
    nameLocation: "middle",
    nameGap: 28,
    nameTextStyle: { color: color("--quiet") },
    axisLabel: { color: color("--quiet") },
    splitLine: { lineStyle: { color: color("--line") } },
  });
  const palette = ["--accent", "--fail", "--pass", "--warn"].map(color);
  chart.setOption({
    animation: false,
    color: palette,
    aria: { enabled: true },
    grid: { left: 56, right: 20, top: 36, bottom: 44 },
    legend: { type: "scroll", top: 0, textStyle: { color: color("--text") } },
    xAxis: axis(picture.x),
    yAxis: axis(picture.y),
    series: picture.series.map((one) => ({
      name: String(one.name),
      type: KINDS[one.kind] ?? "line",
      showSymbol: one.kind === "points",
      symbolSize: one.x.length === 1 ? 12 : 6,
      data: one.x.map((x, place) => [number(x), number(one.y[place])]),
    })),
  });
  const observer = new ResizeObserver(() => chart.resize());
  observer.observe(figure);
  charts.set(chart, observer);
}
