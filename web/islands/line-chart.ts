import { lineOption } from "../charts/options";
import type { Palette } from "../charts/palette";
import { readTable } from "../charts/series";
import { TableChart } from "../charts/table-chart";

/**
 * Draws a table as lines, one a column, over the rows' labels.
 *
 * @example
 * <line-chart source="by-month" label="Investment by month"></line-chart>
 * <table id="by-month">…</table>
 */
export class LineChart extends TableChart {
  protected override describe(table: HTMLTableElement, palette: Palette) {
    return lineOption(readTable(table), palette);
  }
}

customElements.define("line-chart", LineChart);
