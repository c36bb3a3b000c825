/** Places with a value each: read from a table, sorted into classes, told whether they have points. */
import { toNumber } from "./series";

export interface Place {
  code: string;
  label: string;
  url: string | null;
  value: number | null;
  text: string;
  /** Longitude and latitude in degrees. */
  point: [number, number] | null;
}

/** A class of values that share a shade: its least and its greatest value, both in it. */
export interface Shade {
  min: number;
  max: number;
}

/**
 * Cut values into at most `count` classes of about the same number of places.
 *
 * Equal values are never torn apart, so there may be fewer classes than asked for.
 */
export function classes(values: number[], count: number): Shade[] {
  const sorted = [...values].sort((a, b) => a - b);
  const cuts = new Set<number>();
  for (let cut = 0; cut < count; cut++) {
    const at = sorted[Math.floor((cut * sorted.length) / count)];
    if (at !== undefined) cuts.add(at);
  }
  const edges = [...cuts];
  return edges.map((min, index) => {
    const next = edges[index + 1] ?? Number.POSITIVE_INFINITY;
    return { min, max: sorted.filter((value) => value < next).at(-1) ?? min };
  });
}

/** Read a degree of longitude or latitude; what is not one is no point. */
export function toPoint(longitude?: string, latitude?: string): [number, number] | null {
  if (!longitude?.trim() || !latitude?.trim()) return null;
  const [east, north] = [Number(longitude), Number(latitude)];
  return Math.abs(east) <= 180 && Math.abs(north) <= 90 ? [east, north] : null;
}

/** Read the places of a table whose rows carry `data-code`, and a point where they have one. */
export function readPlaces(table: HTMLTableElement): Place[] {
  return [...(table.tBodies[0]?.rows ?? [])].map((row) => {
    const [name, value] = [...row.cells];
    const text = value?.textContent?.trim() ?? "";
    return {
      code: row.dataset["code"] ?? "",
      label: name?.textContent?.trim() ?? "",
      url: name?.querySelector("a")?.href ?? null,
      value: toNumber({ text, value: value?.dataset["value"] }),
      text,
      point: toPoint(row.dataset["longitude"], row.dataset["latitude"]),
    };
  });
}
