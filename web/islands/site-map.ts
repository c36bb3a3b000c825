import type { EChartsType } from "../charts/draw";
import { fetchGeometry } from "../charts/geometry";
import type { Palette } from "../charts/palette";
import { paletteAt } from "../charts/palette";
import { readPlaces } from "../charts/places";
import {
  type Box,
  clusters,
  frameOf,
  levelFor,
  readBox,
  readSites,
  type Site,
  siteOption,
  writeBox,
} from "../charts/sites";
import { type Drawing, TableChart } from "../charts/table-chart";

const REST_MS = 120;
const STEP = 2;

/**
 * Draws sites in clusters above shaded divisions. `sites` names the table of the clusters, which
 * `address` gives anew for another view (`box`, `grid_level`); map and table always say the same.
 * A cluster that is pressed comes closer until it cannot part; then its rows open.
 *
 * @example
 * <site-map source="divisions" sites="clusters" geometry="/divisions.geojson" address="/sites/" label="…">
 */
export class SiteMap extends TableChart {
  #map: EChartsType | null = null;
  #sites: Site[] = [];
  #all: Box | null = null;
  #shown = "";
  #waiting = 0;
  #fetching: AbortController | null = null;
  #geometry: Promise<object | null> | null = null;

  override connectedCallback(): void {
    const address = this.getAttribute("geometry");
    // The outlines come while the charting library does.
    this.#geometry = address ? fetchGeometry(address) : Promise.resolve(null);
    this.figure?.addEventListener("click", this.#press);
    this.closest("#found")?.addEventListener("click", this.#closer);
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#waiting);
    this.#fetching?.abort();
    this.figure?.removeEventListener("click", this.#press);
    super.disconnectedCallback();
  }

  private get figure(): HTMLElement | null {
    return this.closest("figure");
  }

  private get table(): HTMLTableElement | null {
    return document.querySelector<HTMLTableElement>(`#${this.getAttribute("sites")}`);
  }

  protected override async describe(table: HTMLTableElement, palette: Palette, drawing: Drawing) {
    const clustered = this.table;
    const view = this.#view() ?? readBox(clustered?.dataset["box"]);
    if (!clustered || !view) return null;
    this.#all ??= view;
    this.#sites = readSites(clustered);
    const geometry = (await this.#geometry) ?? frameOf(view);
    const name = this.getAttribute("geometry") ?? "";
    drawing.know(name, geometry);
    return siteOption(name, readPlaces(table), this.#sites, palette, view);
  }

  protected override follow(chart: EChartsType): void {
    this.#map = chart;
    this.#shown = "";
    if (!this.dataset["level"]) this.table?.closest("details")?.removeAttribute("open");
    const acts = this.figure?.querySelector<HTMLElement>(".map-acts");
    if (acts) acts.hidden = false;
    chart.on("click", { seriesId: "sites" }, ({ dataIndex }) => this.#open(this.#sites[dataIndex]));
    chart.on("georoam", () => this.#soon());
    // A phone shows the first view in fewer clusters than the server took it to need.
    const level = this.table?.dataset["level"];
    const view = this.#view();
    if (view && `${levelFor(view, this.clientWidth)}` !== level) this.#soon();
    this.dataset["level"] = level ?? "";
  }

  /** Say what part of the map is to be seen. */
  #view(): Box | null {
    const map = this.#map;
    if (!map || map.isDisposed()) return null;
    const corner = (x: number, y: number) => map.convertFromPixel({ geoIndex: 0 }, [x, y]);
    const [west, north] = corner(0, 0);
    const [east, south] = corner(map.getWidth(), map.getHeight());
    const box = { west, south, east, north };
    return Object.values(box).every(Number.isFinite) ? (box as Box) : null;
  }

  #open(site: Site | undefined): void {
    if (site?.parts) this.#show(site.box);
    else if (site?.url) location.assign(site.url);
  }

  /** Bring a part of the map into the middle, as close as it fits. */
  #show(box: Box): void {
    const map = this.#map;
    const view = this.#view();
    if (!map || !view) return;
    const middle: [number, number] = [(box.west + box.east) / 2, (box.south + box.north) / 2];
    const [x, y] = map.convertToPixel({ geoIndex: 0 }, middle) as [number, number];
    const zoom = Math.min(
      (view.east - view.west) / (box.east - box.west),
      (view.north - view.south) / (box.north - box.south),
    );
    const [width, height] = [map.getWidth(), map.getHeight()];
    this.#roam({ dx: width / 2 - x, dy: height / 2 - y });
    this.#roam({ zoom, originX: width / 2, originY: height / 2 });
    void this.#fetch();
  }

  #roam(by: object): void {
    this.#map?.dispatchAction({ type: "geoRoam", geoIndex: 0, ...by });
  }

  /** Zoom about the middle; one step is answered at once, a wheel's many when it rests. */
  #zoom(zoom: number): void {
    const [width, height] = [this.clientWidth, this.clientHeight];
    this.#roam({ zoom, originX: width / 2, originY: height / 2 });
    void this.#fetch();
  }

  #press = (event: Event): void => {
    const button = event.target instanceof Element ? event.target.closest("[data-map]") : null;
    if (!(button instanceof HTMLElement)) return;
    const act = button.dataset["map"];
    if (act === "in") this.#zoom(STEP);
    if (act === "out") this.#zoom(1 / STEP);
    if (act === "all" && this.#all) this.#show(this.#all);
    if (act === "again") void this.#fetch();
  };

  /** The table's links to a closer look move the map, where there is one. */
  #closer = (event: Event): void => {
    const link = event.target instanceof Element ? event.target.closest("[data-closer]") : null;
    const box = readBox(link?.closest("tr")?.dataset["box"]);
    if (!box || !this.#map || !this.isConnected) return;
    event.preventDefault();
    this.#show(box);
    this.scrollIntoView({ block: "nearest" });
  };

  #soon(): void {
    clearTimeout(this.#waiting);
    this.#waiting = window.setTimeout(() => void this.#fetch(), REST_MS);
  }

  /** Fetch the clusters of what is to be seen; those of before stay until they are there. */
  async #fetch(): Promise<void> {
    clearTimeout(this.#waiting);
    const view = this.#view();
    if (!view) return;
    const asked = new URL(this.getAttribute("address") ?? "", location.href);
    asked.searchParams.set("box", writeBox(view));
    asked.searchParams.set("grid_level", `${levelFor(view, this.clientWidth)}`);
    if (asked.href === this.#shown) return;
    this.#fetching?.abort();
    this.#fetching = new AbortController();
    const { signal } = this.#fetching;
    try {
      const answer = await fetch(asked, { signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      this.#take(await answer.text());
      this.#shown = asked.href;
      this.#fail(false);
    } catch {
      if (!signal.aborted) this.#fail(true);
    }
  }

  #fail(failed: boolean): void {
    const told = this.figure?.querySelector<HTMLElement>(".map-failed");
    if (told) told.hidden = !failed;
  }

  /** Put the clusters of another view into the table and on the map. */
  #take(page: string): void {
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("#sites");
    const stale = document.querySelector("#sites");
    if (!fresh || !stale || !this.#map || this.#map.isDisposed()) return;
    const open = stale.querySelector("details")?.open ?? false;
    const said = stale.querySelector(".map-said");
    // The line that is read out stays the same element, or nobody hears of the change.
    const news = fresh.querySelector(".map-said");
    if (said && news) said.replaceChildren(...news.childNodes);
    news?.remove();
    for (const details of fresh.querySelectorAll("details")) details.open = open;
    stale.replaceChildren(...(said ? [said] : []), ...fresh.children);
    const table = this.table;
    this.#sites = table ? readSites(table) : [];
    this.#map.setOption({ series: [{ id: "sites", ...clusters(this.#sites, paletteAt(this)) }] });
    this.dataset["level"] = table?.dataset["level"] ?? "";
  }
}

customElements.define("site-map", SiteMap);
