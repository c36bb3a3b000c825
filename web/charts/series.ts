/** From the cells of a table to numbers that can be drawn. */

/** A cell as the page shows it; `value` is its exact number where the server gave one. */
export interface Cell {
  text: string;
  value?: string | undefined;
}

export interface Row {
  label: string;
  cells: Cell[];
}

export interface Series {
  name: string;
  /** Null where the table has no value: a gap, never a zero. */
  values: (number | null)[];
  texts: string[];
}

export interface ChartData {
  labels: string[];
  series: Series[];
}

/** Read a cell's number; its written form may group digits and end in a percent sign. */
export function toNumber(cell: Cell): number | null {
  const written = cell.value ?? cell.text.replace(/[,，\s%]/g, "").replace("−", "-");
  if (written.trim() === "") return null;
  const number = Number(written);
  return Number.isFinite(number) ? number : null;
}

/** Turn rows into one series a column; short rows leave gaps. */
export function toSeries(names: string[], rows: Row[]): ChartData {
  const series = names.map((name, column) => ({
    name,
    values: rows.map((row) => toNumber(row.cells[column] ?? { text: "" })),
    texts: rows.map((row) => row.cells[column]?.text ?? "—"),
  }));
  return { labels: rows.map((row) => row.label), series };
}

/** Read a table's head and body: the first column labels, each further one is a series. */
export function readTable(table: HTMLTableElement): ChartData {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map(textOf);
  const rows = [...(table.tBodies[0]?.rows ?? [])].map((row) => {
    const [first, ...rest] = [...row.cells];
    return {
      label: first ? textOf(first) : "",
      cells: rest.map((cell) => ({ text: textOf(cell), value: cell.dataset["value"] })),
    };
  });
  return toSeries(heads.slice(1), rows);
}

function textOf(element: Element): string {
  return (element.textContent ?? "").trim();
}
