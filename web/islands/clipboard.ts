/** Read what a spreadsheet puts on the clipboard: rows of cells, quoted where they hold breaks. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/g;
  const plain = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!plain) return [];
  for (const found of plain.matchAll(pattern)) {
    rows.at(-1)?.push((found[1]?.replace(/""/g, '"') ?? found[2] ?? "").trim());
    if (found[3] === "\n") rows.push([]);
    if (found[3] === "") break;
  }
  return rows;
}
