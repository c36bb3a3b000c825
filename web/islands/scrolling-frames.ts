/**
 * Lets the keyboard reach a table that is wider than its frame, and skip one that is not.
 *
 * Browsers of late do this by themselves; most telephones and office machines are older.
 */
function mark(): void {
  for (const frame of document.querySelectorAll<HTMLElement>(".table-frame")) {
    const scrolls = frame.scrollWidth > frame.clientWidth || frame.scrollHeight > frame.clientHeight;
    if (scrolls) frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
  }
}

for (const event of ["load", "resize"]) window.addEventListener(event, mark, { passive: true });
document.addEventListener("htmx:afterSettle", mark);
mark();
