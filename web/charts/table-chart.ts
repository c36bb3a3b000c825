/** What every chart of a table shares: when to draw, when to draw again, when to let go. */
import type { EChartsCoreOption } from "echarts/core";
import type { EChartsType } from "./draw";
import { type Palette, paletteAt } from "./palette";

export type Drawing = typeof import("./draw");

/** Fired on the document when the reader chooses another theme. */
export const THEME_CHANGED = "yuandu:theme";

/**
 * A chart of the table named by `source`. It draws before it comes into view; then the table's
 * `<details>` folds. Without script the reader still has the table.
 */
export abstract class TableChart extends HTMLElement {
  #chart: EChartsType | null = null;
  #stop: AbortController | null = null;

  /** Say what to draw, or null where the table alone serves better. */
  protected abstract describe(
    table: HTMLTableElement,
    palette: Palette,
    drawing: Drawing,
  ): Promise<EChartsCoreOption | null> | EChartsCoreOption | null;

  /** Follow what the reader does on the chart; nothing unless a chart wants it. */
  protected follow(_chart: EChartsType, _table: HTMLTableElement): void {}

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        seen.disconnect();
        void this.#draw(signal);
      },
      // A screen ahead: a long table that folds while it is read would move the page.
      { rootMargin: "100% 0px" },
    );
    // Undrawn it has no height; its figure is what comes into view.
    seen.observe(this.parentElement ?? this);
    const sized = new ResizeObserver(() => this.#chart?.resize());
    sized.observe(this);
    signal.addEventListener("abort", () => {
      seen.disconnect();
      sized.disconnect();
    });
    const again = () => {
      if (this.#chart) void this.#draw(signal);
    };
    document.addEventListener(THEME_CHANGED, again, { signal });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again, { signal });
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
    this.#chart?.dispose();
    this.#chart = null;
  }

  async #draw(signal: AbortSignal): Promise<void> {
    const table = document.getElementById(this.getAttribute("source") ?? "");
    if (!(table instanceof HTMLTableElement)) return;
    const drawing = await import("./draw");
    const option = await this.describe(table, paletteAt(this), drawing);
    if (!option || signal.aborted) return;
    this.#chart?.dispose();
    this.classList.add("is-drawn");
    this.setAttribute("role", "img");
    this.setAttribute("aria-label", this.getAttribute("label") ?? "");
    this.#chart = drawing.draw(this, option);
    this.follow(this.#chart, table);
    table.closest("details")?.removeAttribute("open");
  }
}
