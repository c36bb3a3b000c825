import { cellsOf } from "./clipboard";

/**
 * Makes a table of boxes work like a sheet: cells copied from Excel can be pasted into any box,
 * arrows and Enter go up and down, and one press says "as last month".
 *
 * A line is an element with `data-line`; its boxes are inputs of the class `grid-box`.
 *
 * @example
 * <report-grid><table><tbody data-line>…<input class="grid-box" data-same="120">
 *   <button type="button" data-grid-same hidden>Same as last month</button>…</tbody></table></report-grid>
 */
export class ReportGrid extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("paste", (event) => this.paste(event));
    this.addEventListener("keydown", (event) => this.walk(event));
    this.addEventListener("click", (event) => {
      const button = (event.target as Element).closest("[data-grid-same]");
      if (button) fill(button.parentElement?.querySelector(".grid-box"));
    });
    for (const button of this.querySelectorAll<HTMLElement>("[data-grid-same]")) button.hidden = false;
    const all = this.closest("form")?.querySelector<HTMLElement>("[data-grid-all]");
    if (!all) return;
    all.hidden = this.querySelector("[data-same]") === null;
    all.addEventListener("click", () => {
      for (const box of this.querySelectorAll<HTMLInputElement>("[data-same]")) if (!box.value) fill(box);
    });
  }

  private lines(): HTMLInputElement[][] {
    return [...this.querySelectorAll("[data-line]")].map((line) => [
      ...line.querySelectorAll<HTMLInputElement>("input.grid-box"),
    ]);
  }

  private place(box: EventTarget | null): [number, number] | null {
    for (const [at, line] of this.lines().entries()) {
      const column = line.indexOf(box as HTMLInputElement);
      if (column >= 0) return [at, column];
    }
    return null;
  }

  private paste(event: ClipboardEvent): void {
    const cells = cellsOf(event.clipboardData?.getData("text/plain") ?? "");
    const place = this.place(event.target);
    if (!place || (cells.length < 2 && (cells[0]?.length ?? 0) < 2)) return; // a single value
    event.preventDefault();
    const lines = this.lines();
    for (const [down, row] of cells.entries())
      for (const [across, value] of row.entries()) {
        const box = lines[place[0] + down]?.[place[1] + across];
        if (box) write(box, value);
      }
  }

  private walk(event: KeyboardEvent): void {
    const step = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key];
    const place = this.place(event.target);
    if (!step || !place) return;
    event.preventDefault();
    const box = this.lines()[place[0] + step]?.[place[1]];
    box?.focus();
    box?.select();
  }
}

function fill(box: Element | null | undefined): void {
  if (box instanceof HTMLInputElement) write(box, box.dataset.same ?? "");
}

function write(box: HTMLInputElement, value: string): void {
  box.value = value;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

customElements.define("report-grid", ReportGrid);
