/** How long changes are gathered before one refresh, in milliseconds. */
const GATHER = 1500;

/** How often to look where events do not come through, in milliseconds. */
const LOOK_EVERY = 30_000;

/**
 * Keeps a part of the page current: when one of its topics changes, it asks htmx to fetch it again.
 *
 * `source` is the address of the event stream, topics included. Where the stream is refused or a
 * proxy cuts it off for good, it looks from time to time instead. A hidden page waits.
 *
 * @example
 * <live-region source="/events/?topics=projects" hx-get="/board/" hx-trigger="refresh"
 *              hx-select="#board" hx-swap="innerHTML">…</live-region>
 */
export class LiveRegion extends HTMLElement {
  #stop: AbortController | null = null;
  #events: EventSource | null = null;
  #gathering = 0;
  #looking = 0;
  #missed = false;

  connectedCallback(): void {
    const source = this.getAttribute("source");
    if (!source) return;
    this.#stop = new AbortController();
    document.addEventListener("visibilitychange", () => this.#seen(), { signal: this.#stop.signal });
    this.#events = new EventSource(source);
    const topics = new URL(source, location.href).searchParams.get("topics")?.split(",") ?? [];
    for (const name of ["message", ...topics]) {
      this.#events.addEventListener(name, () => this.#changed());
    }
    this.#events.addEventListener("error", () => {
      if (this.#events?.readyState === EventSource.CLOSED) this.#look();
    });
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
    this.#events?.close();
    clearTimeout(this.#gathering);
    clearInterval(this.#looking);
    this.#looking = 0;
  }

  #changed(): void {
    clearTimeout(this.#gathering);
    this.#gathering = window.setTimeout(() => this.#refresh(), GATHER);
  }

  #look(): void {
    this.#looking ||= window.setInterval(() => this.#refresh(), LOOK_EVERY);
  }

  #seen(): void {
    if (!document.hidden && this.#missed) this.#refresh();
  }

  #refresh(): void {
    this.#missed = document.hidden;
    if (!document.hidden) this.dispatchEvent(new CustomEvent("refresh"));
  }
}

customElements.define("live-region", LiveRegion);
