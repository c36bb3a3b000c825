import { lineOption } from "../charts/options";
import type { Palette } from "../charts/palette";
import { readTable } from "../charts/series";
import { TableChart } from "../charts/table-chart";

/**
 * Draws a table as lines, one a column, over the rows' labels; `band` names two columns, counted
 * from 0, between which it shades, and `band-label` what that is.
 *
 * @example
 * <line-chart source="by-month" label="Investment by month"></line-chart>
 * <table id="by-month">…</table>
 */
export class LineChart extends TableChart {
  protected override describe(table: HTMLTableElement, palette: Palette) {
    const [low, high] = (this.getAttribute("band") ?? "").split(" ").map(Number);
    const data = readTable(table);
    if (!low || !high) return lineOption(data, palette);
    return lineOption(data, palette, { low, high, label: this.getAttribute("band-label") ?? "" });
  }
}

customElements.define("line-chart", LineChart);
