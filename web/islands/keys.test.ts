import { expect, test } from "vitest";
import { commandOf, placeAfter } from "./keys";

const pressed = (key: string, held: object = {}) => ({
  ...{ key, ctrlKey: false, altKey: false, metaKey: false, isComposing: false },
  ...held,
});

test("a key asks for something by itself alone", () => {
  expect(commandOf(pressed("/"))).toBe("search");
  expect(commandOf(pressed("?"))).toBe("list");
  expect(commandOf(pressed("x"))).toBeNull();
  for (const held of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { isComposing: true }])
    expect(commandOf(pressed("j", held))).toBeNull();
});

test("rows are walked from the first to the last and no further", () => {
  expect([placeAfter(-1, 1, 3), placeAfter(0, 1, 3), placeAfter(2, 1, 3)]).toEqual([0, 1, 2]);
  expect([placeAfter(-1, -1, 3), placeAfter(0, -1, 3)]).toEqual([2, 0]);
  expect([placeAfter(-1, 1, 0), placeAfter(-1, -1, 0)]).toEqual([-1, -1]);
});
