/** Sites on a map, gathered by the server into clusters: read from their table, drawn by number. */
import type { EChartsCoreOption } from "echarts/core";
import { mapOption } from "./options";
import type { Palette } from "./palette";
import { type Place, toPoint } from "./places";
import { toNumber } from "./series";

/** A part of the map, in degrees. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export interface Site {
  /** Where its rows are. */
  url: string;
  /** Whether a closer look shows more of it. */
  parts: boolean;
  projects: number;
  text: string;
  /** What is told of it, a line each. */
  told: string[];
  point: [number, number];
  box: Box;
}

/** The server's grid halves this from level to level (`rules.grid` there). */
const AROUND = 360;
const DEEPEST = 20;
/** Pixels of a cell, so that the cluster in it does not cover its neighbours. */
const LEAST_SIDE = 56;
const LEAST_SIZE = 18;
const MORE_SIZE = 28;

/** Say in cells of which level to gather what a view so many pixels wide shows. */
export function levelFor(view: Box, width: number): number {
  const scale = width / (view.east - view.west);
  const level = Math.floor(Math.log2((AROUND * scale) / LEAST_SIDE));
  return Math.max(0, Math.min(level, DEEPEST));
}

/** Read `west,south,east,north`. */
export function readBox(text: string | undefined): Box | null {
  const [west, south, east, north] = (text ?? "").split(",").map(Number);
  const sides = [west, south, east, north];
  if (!sides.every((side) => side !== undefined && Number.isFinite(side))) return null;
  return { west, south, east, north } as Box;
}

/** Write a view as an address has it: on the globe, however far the map was moved. */
export function writeBox(box: Box): string {
  const within = (degree: number, most: number) => Math.max(-most, Math.min(degree, most));
  return [within(box.west, 180), within(box.south, 90), within(box.east, 180), within(box.north, 90)]
    .map((degree) => degree.toFixed(6))
    .join(",");
}

/** Read the clusters of a table whose rows carry their middle and the box of their cell. */
export function readSites(table: HTMLTableElement): Site[] {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => ({
    name: cell.firstChild?.textContent?.trim() ?? "",
    unit: cell.querySelector(".unit")?.textContent?.trim() ?? "",
  }));
  const tell = (at: number, value = "") =>
    [heads[at]?.name, value, heads[at]?.unit].filter(Boolean).join(" ");
  return [...(table.tBodies[0]?.rows ?? [])].flatMap((row) => {
    const [name, projects, investment] = [...row.cells].map((cell) => cell.textContent?.trim() ?? "");
    const point = toPoint(row.dataset["longitude"], row.dataset["latitude"]);
    const box = readBox(row.dataset["box"]);
    const number = toNumber({ text: projects ?? "", value: row.cells[1]?.dataset["value"] });
    if (!point || !box || !number) return [];
    return {
      url: row.cells[0]?.querySelector("a")?.href ?? "",
      parts: row.querySelector("[data-closer]") !== null,
      projects: number,
      text: projects ?? "",
      told: [name ?? "", tell(1, projects), tell(2, investment)],
      point,
      box,
    };
  });
}

/** Describe the outlines of a map, shaded, with the sites above them; it can be moved and zoomed. */
export function siteOption(
  map: string,
  places: Place[],
  sites: Site[],
  palette: Palette,
  view: Box,
): EChartsCoreOption {
  const shaded = mapOption(map, places, palette) as {
    series: [{ label: object; labelLayout: object; itemStyle: object; emphasis: object; data: object[] }];
    visualMap: object;
    tooltip: object;
  } & EChartsCoreOption;
  const [{ label, itemStyle, emphasis, data }] = shaded.series;
  return {
    ...shaded,
    animation: false,
    geo: {
      map,
      nameProperty: "code",
      roam: true,
      roamTrigger: "global",
      scaleLimit: { min: 0.5, max: 4096 },
      preserveAspect: true,
      top: 8,
      bottom: 40,
      left: 8,
      right: 8,
      boundingCoords: [
        [view.west, view.north],
        [view.east, view.south],
      ],
      label,
      itemStyle,
      emphasis,
    },
    visualMap: { ...shaded.visualMap, seriesIndex: 0, z: 10, backgroundColor: palette.surface },
    series: [
      { id: "shades", type: "map", geoIndex: 0, data },
      { id: "sites", ...clusters(sites, palette) },
    ],
  };
}

/** Describe the clusters alone, to replace those of another view. */
export function clusters(sites: Site[], palette: Palette): object {
  const most = Math.max(...sites.map((site) => site.projects), 2);
  return {
    type: "scatter",
    coordinateSystem: "geo",
    z: 5,
    data: sites.map((site) => ({
      value: [...site.point, site.projects],
      symbolSize:
        site.projects === 1 ? LEAST_SIZE / 2 : LEAST_SIZE + MORE_SIZE * Math.sqrt(site.projects / most),
    })),
    // Ink, which no shade of a division is.
    itemStyle: { color: palette.ink, opacity: 0.86, borderColor: palette.surface, borderWidth: 1.5 },
    label: {
      show: true,
      color: palette.surface,
      fontSize: 11,
      fontWeight: "bold",
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const site = sites[dataIndex];
        return site && site.projects > 1 ? site.text : "";
      },
    },
    tooltip: {
      formatter: ({ dataIndex }: { dataIndex: number }) => sites[dataIndex]?.told.join("\n") ?? "",
    },
  };
}

/** An outline where the workspace has none: of the view alone, so that degrees have their place. */
export function frameOf(view: Box): object {
  const { west, south, east, north } = view;
  const ring = [west, south, east, south, east, north, west, north, west, south];
  const coordinates = [ring.flatMap((_, at) => (at % 2 ? [] : [ring.slice(at, at + 2)]))];
  const geometry = { type: "Polygon", coordinates };
  return { type: "FeatureCollection", features: [{ type: "Feature", properties: { code: "" }, geometry }] };
}
