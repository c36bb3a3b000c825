import { describe, expect, it } from "vitest";
import { entryOf, formOf, inOrder, read } from "./outbox";
import { fitted } from "./photos";

const ABOUT = { account: "7", url: "/log/", title: "项目", at: 1 };

function written(...fields: [string, string | File][]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

describe("an entry", () => {
  it("is what was written, without what belongs to the page", () => {
    const photo = new File(["x"], "a.jpg", { type: "image/jpeg" });
    const none = new File([], "");
    const form = written(
      ["csrfmiddlewaretoken", "old"],
      ["key", "k-1"],
      ["words", "封顶"],
      ["photos", photo],
      ["photos", none],
    );

    const entry = entryOf(form, ABOUT);

    expect(entry?.key).toBe("k-1");
    expect(entry?.fields.map(([name]) => name)).toEqual(["key", "words", "photos"]);
    expect(entry && formOf(entry).get("words")).toBe("封顶");
  });

  it("needs a key", () => {
    expect(entryOf(written(["words", "封顶"]), ABOUT)).toBeNull();
  });
});

describe("an answer", () => {
  const json = (status: number, told: object) =>
    new Response(JSON.stringify(told), {
      status,
      headers: { "Content-Type": "application/json" },
    });

  it("says what became of it", async () => {
    const told = { state: "doubted", url: "/visits/1/", sentence: "核实" };
    expect(await read(json(201, told))).toEqual({ is: "taken", ...told });
  });

  it("says what is wrong", async () => {
    expect(await read(json(422, { sentences: ["日期"] }))).toEqual({
      is: "refused",
      sentences: ["日期"],
    });
  });

  it("leaves the entry where the session is over or the server down", async () => {
    expect(await read(new Response("", { status: 403 }))).toEqual({ is: "signed-out" });
    expect(await read(new Response("", { status: 503 }))).toEqual({ is: "unreached" });
  });

  it("keeps what leads nowhere any more, and says so", async () => {
    const gone = new Response("<html>", { status: 404, headers: { "Content-Type": "text/html" } });
    expect((await read(gone)).is).toBe("refused");
  });
});

describe("what waits", () => {
  it("goes in the order it was written", () => {
    const entry = (key: string, at: number) => ({ ...ABOUT, key, at, fields: [] });
    expect(inOrder([entry("b", 2), entry("a", 1)]).map(({ key }) => key)).toEqual(["a", "b"]);
  });
});

describe("a photo", () => {
  it("is made to fit, and never larger", () => {
    expect(fitted(4000, 3000)).toEqual([1600, 1200]);
    expect(fitted(800, 600)).toEqual([800, 600]);
  });
});
