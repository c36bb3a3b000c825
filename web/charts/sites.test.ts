import { describe, expect, it } from "vitest";
import type { Palette } from "./palette";
import { clusters, frameOf, levelFor, readBox, type Site, siteOption, writeBox } from "./sites";

const palette: Palette = {
  ink: "#000",
  soft: "#333",
  faint: "#666",
  rule: "#999",
  surface: "#fff",
  accent: "#17646a",
  tint: "#eef",
  series: [],
  shades: ["#1", "#2", "#3", "#4", "#5"],
  font: "serif",
  motion: true,
};

const city = { west: 118, south: 35.5, east: 120, north: 37.5 };

const site = (projects: number): Site => ({
  url: "/list",
  parts: projects > 1,
  projects,
  text: `${projects}`,
  told: ["Here", `Projects ${projects}`],
  point: [119, 36.5],
  box: city,
});

describe("a view", () => {
  it("is gathered in finer cells the closer it is, and on a phone in larger ones", () => {
    const near = { ...city, east: 118.1 };

    expect(levelFor(city, 900)).toBe(11);
    expect(levelFor(city, 350)).toBe(10);
    expect(levelFor(near, 900)).toBe(15);
    expect(levelFor({ ...city, east: 118.000001 }, 900)).toBe(20);
    expect(levelFor({ west: -3600, south: -90, east: 3600, north: 90 }, 100)).toBe(0);
  });

  it("is written and read alike, and ends at the rim of the globe", () => {
    expect(readBox(writeBox(city))).toEqual(city);
    expect(writeBox({ west: -400, south: -100, east: 400, north: 100 })).toBe(
      "-180.000000,-90.000000,180.000000,90.000000",
    );
  });

  it.each([undefined, "", "1,2,3", "a,b,c,d"])("is none for %s", (text) => {
    expect(readBox(text)).toBeNull();
  });
});

describe("clusters", () => {
  it("are larger the more they hold, and say how many; a single site is a dot", () => {
    const { data, label } = clusters([site(90), site(10), site(1)], palette) as {
      data: { symbolSize: number }[];
      label: { formatter: (at: { dataIndex: number }) => string };
    };
    const sizes = data.map((each) => each.symbolSize);

    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect([0, 1, 2].map((dataIndex) => label.formatter({ dataIndex }))).toEqual(["90", "10", ""]);
  });

  it("lie above the shades, in the view that was asked for", () => {
    const option = siteOption("map", [], [site(2)], palette, city);

    expect(option["series"]).toMatchObject([{ id: "shades" }, { id: "sites", coordinateSystem: "geo" }]);
    expect(option["geo"]).toMatchObject({
      boundingCoords: [
        [118, 37.5],
        [120, 35.5],
      ],
    });
  });

  it("have a frame where there are no outlines", () => {
    expect(frameOf(city)).toMatchObject({
      features: [
        {
          geometry: {
            coordinates: [
              [
                [118, 35.5],
                [120, 35.5],
                [120, 37.5],
                [118, 37.5],
                [118, 35.5],
              ],
            ],
          },
        },
      ],
    });
  });
});
