import { barHeight, barOption } from "../charts/options";
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
    const data = readTable(table);
    const height = barHeight(data.labels.length);
    this.style.blockSize = height === null ? "" : `${height}rem`;
    return barOption(data, palette, { stacked: this.hasAttribute("stacked") });
  }
}

customElements.define("bar-chart", BarChart);
