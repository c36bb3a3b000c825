import { describe, expect, it } from "vitest";
import { barHeight, barOption, lineOption, mapOption, pointOption } from "./options";
import { mix, type Palette } from "./palette";
import type { Place } from "./places";
import { toSeries } from "./series";

const palette: Palette = {
  ink: "#000",
  soft: "#333",
  faint: "#666",
  rule: "#999",
  surface: "#fff",
  accent: "#17646a",
  tint: "#eef",
  series: ["#17646a", "#80590e"],
  shades: ["#1", "#2", "#3", "#4", "#5"],
  font: "serif",
  motion: false,
};

const table = (labels: string[]) =>
  toSeries(["Projects"], labels.map((label, index) => ({ label, cells: [{ text: `${index}` }] })));

const place = (code: string, value: number | null, point: Place["point"] = null): Place => ({
  code,
  label: `County ${code}`,
  url: null,
  value,
  text: value === null ? "—" : `${value} projects`,
  point,
});

describe("bars", () => {
  it("stand where labels are few and short", () => {
    const option = barOption(table(["产业", "平台"]), palette, { stacked: false });

    expect(option["xAxis"]).toMatchObject({ type: "category", data: ["产业", "平台"] });
  });

  it("all have their names, and the room for them", () => {
    const counties = Array.from({ length: 17 }, (_, index) => `县区${index}`);
    const option = barOption(table(counties), palette, { stacked: true });

    expect(option["yAxis"]).toMatchObject({ axisLabel: { interval: 0 } });
    expect(barHeight(17)).toBeGreaterThan(17 * 1.5);
    expect(barHeight(8)).toBeNull();
  });

  it("lie where a label is long, the first on top", () => {
    const option = barOption(table(["Infrastructure"]), palette, { stacked: false });

    expect(option["yAxis"]).toMatchObject({ type: "category", inverse: true });
  });

  it("are stacked only when asked to be", () => {
    const plain = barOption(table(["a"]), palette, { stacked: false });
    const stacked = barOption(table(["a"]), palette, { stacked: true });

    expect(plain["series"]).not.toMatchObject([{ stack: "all" }]);
    expect(stacked["series"]).toMatchObject([{ stack: "all" }]);
  });
});

describe("every chart", () => {
  it("stands still for readers who asked for it, and writes tooltips on the canvas", () => {
    for (const option of [
      barOption(table(["a"]), palette, { stacked: false }),
      lineOption(table(["a"]), palette),
      mapOption("map", [place("1", 1)], palette),
      pointOption([place("1", 1, [119, 36])], palette),
    ]) {
      expect(option).toMatchObject({ animation: false, tooltip: { renderMode: "richText" } });
    }
  });

  it("tells a value in the words of its table", () => {
    const { formatter } = mapOption("map", [place("1", 7)], palette)["tooltip"] as {
      formatter: (at: { name: string }) => string;
    };

    expect(formatter({ name: "1" })).toBe("County 1  7 projects");
    expect(formatter({ name: "elsewhere" })).toBe("");
  });
});

describe("lines", () => {
  it("keep a gap where a value is missing", () => {
    const data = toSeries(["A"], [{ label: "1", cells: [{ text: "—" }] }]);

    expect(lineOption(data, palette)["series"]).toMatchObject([
      { data: [null], connectNulls: false },
    ]);
  });
});

describe("a band", () => {
  const data = toSeries(
    ["Foretold", "Lower", "Upper"],
    [
      { label: "1", cells: [{ text: "5" }, { text: "" }, { text: "" }] },
      { label: "2", cells: [{ text: "6" }, { text: "-1" }, { text: "9" }] },
    ],
  );
  const option = lineOption(data, palette, { low: 1, high: 2, label: "80 %" });

  it("lies on its lower edge, and is missing where an edge is", () => {
    expect(option["series"]).toMatchObject([
      { data: [5, 6] },
      { data: [null, -1], stack: "band" },
      { data: [null, 10], stack: "band", name: "80 %", areaStyle: {} },
    ]);
  });

  it("stands in the legend once, and tells its edges as the table has them", () => {
    const { formatter } = option["tooltip"] as { formatter: (points: object[]) => string };

    expect(option["legend"]).toMatchObject({ data: ["Foretold", "80 %"] });
    expect(formatter([{ dataIndex: 1, seriesIndex: 2 }])).toContain("Upper  9");
  });
});

describe("a map", () => {
  it("shades in as many classes as there are different values", () => {
    const option = mapOption("map", [place("1", 5), place("2", 9), place("3", null)], palette);
    const { pieces } = option["visualMap"] as { pieces: { color: string }[] };

    expect(pieces.map((piece) => piece.color)).toEqual(["#4", "#5"]);
  });

  it("of points leaves out places that have none", () => {
    const option = pointOption([place("1", 5, [119, 36]), place("2", 9)], palette);

    expect(option["series"]).toMatchObject([{ data: [{ name: "1", value: [119, 36] }] }]);
  });
});

describe("mixing colours", () => {
  it("goes from the first to the second", () => {
    expect(mix("rgb(0, 0, 0)", "rgb(100, 200, 50)", 0.5)).toBe("rgb(50, 100, 25)");
    expect(mix("rgb(1, 2, 3)", "rgb(9, 9, 9)", 0)).toBe("rgb(1, 2, 3)");
  });
});
