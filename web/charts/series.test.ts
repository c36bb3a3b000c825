import { describe, expect, it } from "vitest";
import { toNumber, toSeries } from "./series";

describe("a cell's number", () => {
  it.each([
    ["1,517", 1517],
    ["10 263.2", 10263.2],
    ["−3.5", -3.5],
    ["74.3%", 74.3],
    ["0", 0],
  ])("is read from %s", (text, number) => {
    expect(toNumber({ text })).toBe(number);
  });

  it.each(["—", "", "  ", "not a number", "1.16万亿"])("is missing, not zero, in '%s'", (text) => {
    expect(toNumber({ text })).toBeNull();
  });

  it("is the exact one where the server gave it", () => {
    expect(toNumber({ text: "1.16万亿元", value: "1160000000000" })).toBe(1.16e12);
  });

  it("is missing where the server gave an empty one, whatever is written", () => {
    expect(toNumber({ text: "7", value: "" })).toBeNull();
  });
});

describe("a table's series", () => {
  it("has one series a column and a gap where a row is short", () => {
    const data = toSeries(
      ["This year", "Last year"],
      [
        { label: "Jan", cells: [{ text: "1" }, { text: "2" }] },
        { label: "Feb", cells: [{ text: "3" }] },
      ],
    );

    expect(data.labels).toEqual(["Jan", "Feb"]);
    expect(data.series.map((series) => series.values)).toEqual([
      [1, 3],
      [2, null],
    ]);
    expect(data.series[1]?.texts).toEqual(["2", "—"]);
  });

  it("of no rows is empty", () => {
    expect(toSeries(["A"], [])).toEqual({
      labels: [],
      series: [{ name: "A", values: [], texts: [] }],
    });
  });
});
