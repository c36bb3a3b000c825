import { describe, expect, it } from "vitest";
import { classes, toPoint } from "./places";

describe("classes of values", () => {
  it("hold about the same number of places each", () => {
    expect(classes([1, 2, 3, 4, 5, 6], 3)).toEqual([
      { min: 1, max: 2 },
      { min: 3, max: 4 },
      { min: 5, max: 6 },
    ]);
  });

  it("share no value", () => {
    expect(classes([45, 47, 50, 50, 58, 119, 202], 3)).toEqual([
      { min: 45, max: 47 },
      { min: 50, max: 50 },
      { min: 58, max: 202 },
    ]);
  });

  it("never tear equal values apart", () => {
    expect(classes([4, 4, 4, 4], 5)).toEqual([{ min: 4, max: 4 }]);
  });

  it("do not depend on the order", () => {
    expect(classes([9, 1, 5], 2)).toEqual(classes([1, 5, 9], 2));
  });

  it("of nothing are none", () => {
    expect(classes([], 5)).toEqual([]);
  });
});

describe("a point", () => {
  it("is read as longitude and latitude", () => {
    expect(toPoint("119.16", "36.71")).toEqual([119.16, 36.71]);
  });

  it.each([
    [undefined, undefined],
    ["119.16", ""],
    ["", "36.7"],
    ["36.71", "119.16"],
    ["east", "north"],
  ])("is none for %s, %s", (longitude, latitude) => {
    expect(toPoint(longitude, latitude)).toBeNull();
  });
});
