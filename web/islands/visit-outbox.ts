import { type Answer, all, drop, type Entry, entryOf, put, send } from "../offline/outbox";
import { smaller } from "../offline/photos";

type Session = { account: string; token: string };

/**
 * Lets forms marked `data-outbox` be sent from places without a net: what was written is kept on
 * the phone first, then sent, now or when there is a net again; and pages linked with `data-keep`
 * stay readable meanwhile. Shows what waits, and what became of it.
 *
 * `session` tells who has signed in; `worker` and `scope` are the service worker's. The words
 * stand in `<template data-word>`.
 *
 * @example
 * <visit-outbox session="/visits/session/" worker="/worker.js" scope="/visits/">…</visit-outbox>
 * <form method="post" data-outbox="Title">… <input name="key" type="hidden"> …</form>
 */
export class VisitOutbox extends HTMLElement {
  #stop: AbortController | null = null;
  #list = document.createElement("ul");
  #note = document.createElement("p");
  #sending = false;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#list.className = "outbox-list";
    this.#note.className = "outbox-note";
    this.append(this.#note, this.#list);
    window.addEventListener("online", () => void this.#sendAll(), { signal });
    window.addEventListener("offline", () => this.#say("offline"), { signal });
    document.addEventListener("submit", (event) => this.#submitted(event), { signal });
    document.addEventListener("change", (event) => this.#placed(event), { signal });
    if (!navigator.onLine) this.#say("offline");
    void this.#keepPages();
    void this.#show().then(() => this.#sendAll());
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
  }

  #word(name: string): string {
    return this.querySelector<HTMLTemplateElement>(`template[data-word="${name}"]`)?.innerHTML ?? "";
  }

  #say(name: string): void {
    this.#note.textContent = this.#word(name);
    this.dataset.said = name;
  }

  // --- Writing ---

  #submitted(event: SubmitEvent): void {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset.outbox === undefined) return;
    event.preventDefault();
    void this.#take(form);
  }

  /** Keep first, send then: whatever happens to the tab or the net, the words are there. */
  async #take(form: HTMLFormElement): Promise<void> {
    const buttons = form.querySelectorAll("button");
    for (const button of buttons) button.disabled = true;
    try {
      const data = await withSmallerPhotos(new FormData(form));
      const entry = entryOf(data, {
        account: this.getAttribute("account") ?? "",
        url: form.action,
        title: form.dataset.outbox ?? "",
        at: Date.now(),
      });
      if (!entry) throw new Error("a form without a key");
      await put(entry);
      const answer = await this.#send(entry);
      if (answer.is === "taken") location.assign(answer.url);
      else if (answer.is === "refused") {
        // The page itself says best what is wrong, next to each field.
        await drop(entry.key);
        form.submit();
      } else {
        form.hidden = true;
        this.#say("kept");
        this.scrollIntoView({ block: "start" });
      }
    } catch {
      form.submit(); // no place to keep it: send it as any form
    } finally {
      for (const button of buttons) button.disabled = false;
      await this.#show();
    }
  }

  /** Ask for the place only when its writer ticks that it may be kept. */
  #placed(event: Event): void {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.dataset.place === undefined) return;
    const form = box.form;
    const fill = (longitude: string, latitude: string) => {
      for (const [name, value] of [["longitude", longitude], ["latitude", latitude]] as const) {
        const field = form?.elements.namedItem(name);
        if (field instanceof HTMLInputElement) field.value = value;
      }
    };
    fill("", "");
    if (!box.checked) return;
    navigator.geolocation?.getCurrentPosition(
      ({ coords }) => box.checked && fill(String(coords.longitude), String(coords.latitude)),
      () => {
        box.checked = false;
      },
      { enableHighAccuracy: true, timeout: 20_000 },
    );
  }

  // --- Sending ---

  async #session(): Promise<Session | null> {
    try {
      const response = await fetch(this.getAttribute("session") ?? "", {
        headers: { Accept: "application/json" },
      });
      if (!response.ok || response.redirected) return { account: "", token: "" };
      const told = (await response.json()) as { account: number; token: string };
      return { account: String(told.account), token: told.token };
    } catch {
      return null;
    }
  }

  async #send(entry: Entry, known?: Session): Promise<Answer> {
    const session = known ?? (await this.#session());
    if (!session) return { is: "unreached" };
    if (!session.account || session.account !== entry.account) return { is: "signed-out" };
    const answer = await send(entry, session.token);
    if (answer.is === "taken") await drop(entry.key);
    return answer;
  }

  async #sendAll(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      const waiting = (await all()).filter((entry) => !entry.refused);
      const session = waiting.length ? await this.#session() : null;
      if (!session) return;
      if (!session.account) this.#say("sign-in");
      for (const entry of waiting) {
        const answer = await this.#send(entry, session);
        if (answer.is === "taken") this.#tell(entry, answer);
        if (answer.is === "refused") await put({ ...entry, refused: answer.sentences });
        if (answer.is === "unreached") break;
      }
    } finally {
      this.#sending = false;
      await this.#show();
    }
  }

  // --- Showing ---

  #tell(entry: Entry, answer: Answer & { is: "taken" }): void {
    const line = document.createElement("li");
    line.className = `outbox-${answer.state}`;
    const link = document.createElement("a");
    link.href = answer.url;
    link.textContent = entry.title;
    line.append(`${this.#word("sent")} `, link, ` ${answer.sentence}`);
    line.dataset.told = "";
    this.#list.append(line);
    if (this.dataset.said !== "sign-in") this.#note.textContent = "";
  }

  async #show(): Promise<void> {
    const entries = await all().catch(() => []);
    for (const old of this.#list.querySelectorAll("li:not([data-told])")) old.remove();
    for (const entry of entries) this.#list.prepend(this.#line(entry));
    this.hidden = !this.#list.childElementCount && !this.#note.textContent;
  }

  #line(entry: Entry): HTMLLIElement {
    const line = document.createElement("li");
    const isMine = entry.account === this.getAttribute("account");
    line.className = entry.refused ? "outbox-refused" : "outbox-waiting";
    const title = document.createElement("b");
    title.textContent = entry.title;
    line.append(title, ` ${this.#word(isMine ? "waiting" : "other")} `);
    if (entry.refused) {
      const words = entry.fields.find(([name]) => name === "words")?.[1] ?? "";
      const details = document.createElement("p");
      details.textContent = [this.#word("refused"), ...entry.refused, String(words)].join(" ");
      line.append(details, this.#button("throw", () => drop(entry.key)));
    } else if (isMine) line.append(this.#button("try", () => this.#sendAll()));
    return line;
  }

  #button(word: string, act: () => Promise<unknown>): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small";
    button.textContent = this.#word(word);
    button.addEventListener("click", () => void act().then(() => this.#show()));
    return button;
  }

  // --- Pages for dead zones ---

  async #keepPages(): Promise<void> {
    const worker = this.getAttribute("worker");
    if (!worker || !("serviceWorker" in navigator)) return;
    try {
      const scope = this.getAttribute("scope") ?? "/";
      const registration = await navigator.serviceWorker.register(worker, { scope });
      const links = [...document.querySelectorAll<HTMLAnchorElement>("a[data-keep]")];
      if (!links.length || !navigator.onLine) return;
      const keep = [location.href.split("#")[0] ?? "", ...links.map((link) => link.href)];
      const parts = performance
        .getEntriesByType("resource")
        .map((entry) => entry.name)
        .filter((name) => new URL(name).pathname.startsWith("/static/"));
      const active = registration.active ?? (await readyWorker());
      const channel = new MessageChannel();
      channel.port1.onmessage = ({ data }) => {
        const { kept } = data as { kept: number };
        if (kept === keep.length && !this.dataset.said) this.#say("ready");
        this.hidden = false;
      };
      active?.postMessage({ keep, parts }, [channel.port2]);
    } catch {
      // A browser without workers, or one inside a chat app: forms still wait in the outbox.
    }
  }
}

async function readyWorker(): Promise<ServiceWorker | null> {
  return (await navigator.serviceWorker.ready).active;
}

async function withSmallerPhotos(data: FormData): Promise<FormData> {
  const made = new FormData();
  for (const [name, value] of data) {
    const isPhoto = value instanceof File && value.type.startsWith("image/");
    made.append(name, isPhoto ? await smaller(value) : value);
  }
  return made;
}

customElements.define("visit-outbox", VisitOutbox);
