import { barOption } from "../charts/options";
import type { Palette } from "../charts/palette";
import { readTable } from "../charts/series";
import { TableChart } from "../charts/table-chart";

/**
 * Draws a table as bars, one group a row, one colour a column.
 *
 * @example
 * <bar-chart source="by-category" label="Investment by category" stacked></bar-chart>
 * <table id="by-category">…</table>
 */
export class BarChart extends TableChart {
  protected override describe(table: HTMLTableElement, palette: Palette) {
    return barOption(readTable(table), palette, { stacked: this.hasAttribute("stacked") });
  }
}

customElements.define("bar-chart", BarChart);
