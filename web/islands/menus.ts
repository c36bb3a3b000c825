/**
 * Closes open menus (`details.menu`) when something else is pressed, and on Escape.
 *
 * Menus open and close without this; it only spares the reader one press.
 */
function closeAll(except: EventTarget | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
    if (!(except instanceof Node && menu.contains(except))) menu.open = false;
  }
}

document.addEventListener("click", ({ target }) => closeAll(target));
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  const opener = document.activeElement?.closest("details.menu")?.querySelector("summary");
  closeAll(null);
  opener?.focus();
});
