import { describe, expect, it } from "vitest";
import { cellsOf } from "./clipboard";

describe("what a spreadsheet puts on the clipboard", () => {
  it.each([
    ["120\t40\t主体封顶\r\n80\t35\t基础\r\n", [["120", "40", "主体封顶"], ["80", "35", "基础"]]],
    ["120\n80\n", [["120"], ["80"]]],
    ["\t40", [["", "40"]]],
    ['"a\nb ""c"""\t1', [['a\nb "c"', "1"]]],
    ["120", [["120"]]],
    ["1\t\n\t2", [["1", ""], ["", "2"]]],
    ["", []],
  ])("%j", (text, cells) => {
    expect(cellsOf(text)).toEqual(cells);
  });
});
