import { commandOf, placeAfter } from "./keys";

const KEPT = "shortcuts"; // in this browser: "off"
const ROWS = "main :is(tbody tr, .hits > li)";

/**
 * Lets single keys find the search box and walk along the rows of any list; `?` shows them.
 *
 * They rest while something is typed or a window is open, and can be turned off (WCAG 2.1.4).
 * A row is entered at its first link, so that Enter opens it as it opens any link.
 *
 * @example
 * <key-shortcuts><button type="button" data-open hidden>Keys</button>
 *   <dialog>… <input type="checkbox" data-on></dialog></key-shortcuts>
 */
export class KeyShortcuts extends HTMLElement {
  #stop: AbortController | null = null;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const button = this.querySelector<HTMLButtonElement>("[data-open]");
    if (button) button.hidden = false;
    button?.addEventListener("click", () => this.#dialog?.showModal(), { signal });
    this.#box?.addEventListener("change", () => keep(this.#box?.checked ?? true), { signal });
    if (this.#box) this.#box.checked = areOn();
    document.addEventListener("keydown", (event) => this.#pressed(event), { signal });
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.querySelector("dialog");
  }

  get #box(): HTMLInputElement | null {
    return this.querySelector("[data-on]");
  }

  #pressed(event: KeyboardEvent): void {
    const command = commandOf(event);
    if (!command || event.defaultPrevented || isTyping(event.target) || !areOn()) return;
    if (document.querySelector("dialog[open]:modal")) return;
    const found = { search, list: () => this.#list(), next: () => walk(1), previous: () => walk(-1) };
    if (found[command]()) event.preventDefault();
  }

  #list(): boolean {
    this.#dialog?.showModal();
    return this.#dialog !== null;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select") !== null)
  );
}

function search(): boolean {
  const box = document.querySelector<HTMLInputElement>('[role="search"] input[type="search"]');
  box?.focus();
  box?.select();
  return box !== null;
}

function walk(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)].flatMap((row) => {
    const link = row.querySelector<HTMLElement>("a[href]");
    return link && link.getClientRects().length > 0 ? [{ row, link }] : [];
  });
  const at = rows.findIndex(({ row }) => row.contains(document.activeElement));
  const next = rows[placeAfter(at, step, rows.length)];
  next?.link.focus();
  next?.row.scrollIntoView({ block: "nearest" });
  return next !== undefined;
}

function areOn(): boolean {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true; // nothing is kept in this browser
  }
}

function keep(on: boolean): void {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // They come back with the next page.
  }
}

customElements.define("key-shortcuts", KeyShortcuts);
