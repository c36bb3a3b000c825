/** What to draw, as ECharts wants to be told. Pure: data and colours in, a description out. */
import type { EChartsCoreOption } from "echarts/core";
import type { Palette } from "./palette";
import { classes, type Place } from "./places";
import type { ChartData } from "./series";

export interface BarSettings {
  stacked: boolean;
}

/** Describe bars: lying ones where labels are many or long, since Chinese labels do not turn. */
export function barOption(data: ChartData, palette: Palette, settings: BarSettings): EChartsCoreOption {
  const lying = data.labels.length > 8 || data.labels.some((label) => label.length > 6);
  const category = {
    type: "category",
    data: data.labels,
    inverse: lying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: palette.rule } },
    // Each bar has its name: one that is skipped looks as if nobody stood there.
    axisLabel: { color: palette.soft, interval: 0 },
  };
  return {
    ...common(data, palette),
    xAxis: lying ? valueAxis(palette) : category,
    yAxis: lying ? category : valueAxis(palette),
    series: data.series.map((series) => ({
      type: "bar",
      name: series.name,
      data: series.values,
      barMaxWidth: 28,
      ...(settings.stacked ? { stack: "all" } : {}),
    })),
  };
}

/** Say how high a chart of so many lying bars is, in rem; null where the usual height does. */
export function barHeight(bars: number): number | null {
  return bars > 10 ? 4 + 1.6 * bars : null;
}

/** What a shaded band lies between: two columns of the table, and its name in the legend. */
export interface Band {
  low: number;
  high: number;
  label: string;
}

/** Describe lines over time; a missing value is a gap. A band is shaded between its two edges. */
export function lineOption(data: ChartData, palette: Palette, band?: Band): EChartsCoreOption {
  const shared = common(data, palette);
  const named = data.series.flatMap(({ name }, index) =>
    index === band?.low ? [] : [index === band?.high ? band.label : name],
  );
  return {
    ...shared,
    ...(band ? { legend: { ...(shared["legend"] as object), data: named } } : {}),
    xAxis: {
      type: "category",
      data: data.labels,
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.rule } },
      axisLabel: { color: palette.soft },
    },
    yAxis: { ...valueAxis(palette), scale: true },
    series: data.series.map((series, index) => ({
      type: "line",
      name: series.name,
      data: series.values,
      connectNulls: false,
      symbol: ["circle", "rect", "triangle", "diamond"][index % 4],
      symbolSize: 6,
      lineStyle: { width: 2, type: index % 2 ? "dashed" : "solid" },
      ...(band ? edge(data, palette, band, index) : {}),
    })),
  };
}

/** Describe what differs where a line is an edge of the band: the upper lies on the lower. */
function edge(data: ChartData, palette: Palette, band: Band, index: number): object {
  if (index !== band.low && index !== band.high) return {};
  const shared = {
    stack: "band",
    // Edges below zero would else be stacked apart from those above.
    stackStrategy: "all",
    symbol: "none",
    lineStyle: { width: 1, opacity: 0.5, color: palette.accent },
    itemStyle: { color: palette.accent, opacity: 0.3 },
  };
  if (index === band.low) return shared;
  const low = data.series[band.low]?.values ?? [];
  const values = (data.series[index]?.values ?? []).map((high, at) => {
    const under = low[at];
    return high === null || under === null || under === undefined ? null : high - under;
  });
  return {
    ...shared,
    name: band.label,
    data: values,
    areaStyle: { color: palette.accent, opacity: 0.18 },
  };
}

/** Describe divisions shaded by their value, in classes of about equal size. */
export function mapOption(map: string, places: Place[], palette: Palette): EChartsCoreOption {
  const byCode = new Map(places.map((place) => [place.code, place]));
  const labelOf = (code: string) => byCode.get(code)?.label ?? "";
  const values = places.flatMap((place) => (place.value === null ? [] : [place.value]));
  return {
    animation: palette.motion,
    textStyle: { fontFamily: palette.font },
    tooltip: {
      ...tooltip(palette),
      trigger: "item",
      formatter: ({ name }: { name: string }) => sentence(byCode.get(name)),
    },
    visualMap: {
      type: "piecewise",
      pieces: classes(values, palette.shades.length).map((shade, index, all) => ({
        gte: shade.min,
        lte: shade.max,
        label: shade.min === shade.max ? `${shade.min}` : `${shade.min}–${shade.max}`,
        color: palette.shades[palette.shades.length - all.length + index],
      })),
      // Five classes fit beside each other on a phone.
      itemWidth: 10,
      itemGap: 6,
      textGap: 4,
      textStyle: { color: palette.soft, fontSize: 11 },
      orient: "horizontal",
      left: "center",
      bottom: 0,
      itemSymbol: "rect",
    },
    series: [
      {
        type: "map",
        map,
        nameProperty: "code",
        top: 4,
        bottom: 64,
        data: places.map((place) => ({ name: place.code, value: place.value ?? Number.NaN })),
        label: {
          show: true,
          color: palette.ink,
          textBorderColor: palette.surface,
          textBorderWidth: 3,
          fontSize: 13,
          formatter: ({ name }: { name: string }) => labelOf(name),
        },
        // The districts of the old town lie close; the list beside the map names them all.
        labelLayout: { hideOverlap: true },
        itemStyle: { areaColor: palette.surface, borderColor: palette.faint },
        emphasis: { label: { color: palette.ink }, itemStyle: { areaColor: palette.tint } },
        selectedMode: false,
      },
    ],
  };
}

/** Describe places as points by longitude and latitude, their area by their value. */
export function pointOption(places: Place[], palette: Palette): EChartsCoreOption {
  const shown = places.filter((place) => place.point);
  const greatest = Math.max(...shown.map((place) => place.value ?? 0), 1);
  const hidden = { show: false };
  const degrees = {
    ...valueAxis(palette),
    scale: true,
    axisLabel: hidden,
    axisLine: hidden,
    axisTick: hidden,
  };
  return {
    animation: palette.motion,
    textStyle: { fontFamily: palette.font },
    grid: { left: 8, right: 24, top: 16, bottom: 8 },
    tooltip: {
      ...tooltip(palette),
      trigger: "item",
      formatter: ({ dataIndex }: { dataIndex: number }) => sentence(shown[dataIndex]),
    },
    xAxis: degrees,
    yAxis: degrees,
    series: [
      {
        type: "scatter",
        data: shown.map((place) => ({ name: place.code, value: place.point })),
        symbolSize: (_value: unknown, { dataIndex }: { dataIndex: number }) =>
          6 + 26 * Math.sqrt((shown[dataIndex]?.value ?? 0) / greatest),
        itemStyle: { color: palette.accent, opacity: 0.75, borderColor: palette.surface },
        label: {
          show: shown.length <= 40,
          position: "right",
          color: palette.soft,
          formatter: ({ dataIndex }: { dataIndex: number }) => shown[dataIndex]?.label ?? "",
        },
        labelLayout: { hideOverlap: true },
      },
    ],
  };
}

function sentence(place: Place | undefined): string {
  return place ? `${place.label}  ${place.text}` : "";
}

function common(data: ChartData, palette: Palette): EChartsCoreOption {
  return {
    animation: palette.motion,
    color: palette.series,
    textStyle: { fontFamily: palette.font },
    grid: { left: 8, right: 16, top: data.series.length > 1 ? 36 : 16, bottom: 8, containLabel: true },
    legend: {
      show: data.series.length > 1,
      top: 0,
      left: 0,
      textStyle: { color: palette.soft },
    },
    tooltip: {
      ...tooltip(palette),
      trigger: "axis",
      axisPointer: { type: "line", lineStyle: { color: palette.faint } },
      formatter: (points: { dataIndex: number; seriesIndex: number }[]) => {
        const lines = points.map(({ dataIndex, seriesIndex }) => {
          const series = data.series[seriesIndex];
          return `${series?.name ?? ""}  ${series?.texts[dataIndex] ?? ""}`;
        });
        return [data.labels[points[0]?.dataIndex ?? -1] ?? "", ...lines].join("\n");
      },
    },
  };
}

function valueAxis(palette: Palette) {
  return {
    type: "value",
    axisLabel: { color: palette.faint },
    splitLine: { lineStyle: { color: palette.rule, type: "dotted" } },
  };
}

/** Drawn on the canvas: an HTML tooltip would want inline styles, which our policy refuses. */
function tooltip(palette: Palette) {
  return {
    renderMode: "richText",
    confine: true,
    backgroundColor: palette.surface,
    borderColor: palette.faint,
    textStyle: { color: palette.ink, fontFamily: palette.font, fontSize: 13 },
  };
}
