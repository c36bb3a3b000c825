/** The lazy chunk: ECharts with the parts we use, on a canvas. */
import { BarChart, LineChart, MapChart, ScatterChart } from "echarts/charts";
import {
  GeoComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapPiecewiseComponent,
} from "echarts/components";
import { type EChartsCoreOption, type EChartsType, init, registerMap, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
// The SVG renderer writes style attributes, which our content security policy refuses.
import { CanvasRenderer } from "echarts/renderers";

use([
  BarChart,
  CanvasRenderer,
  GeoComponent,
  GridComponent,
  LabelLayout,
  LegendComponent,
  LineChart,
  MapChart,
  ScatterChart,
  TooltipComponent,
  VisualMapPiecewiseComponent,
]);

export type { EChartsType };

/** Draw into `element`, sharp enough for paper. */
export function draw(element: HTMLElement, option: EChartsCoreOption): EChartsType {
  const chart = init(element, null, { devicePixelRatio: Math.max(devicePixelRatio, 2) });
  chart.setOption(option);
  return chart;
}

/** Make a geometry known under a name. */
export function know(name: string, geometry: object): void {
  registerMap(name, geometry as Parameters<typeof registerMap>[1]);
}
