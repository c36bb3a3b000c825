import { THEME_CHANGED } from "../charts/table-chart";

/**
 * Changes the theme without leaving the page: it posts the form, then takes the answer's button.
 *
 * @example
 * <theme-toggle><form method="post">… <button name="theme" value="dark">…</button></form></theme-toggle>
 */
export class ThemeToggle extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("submit", (event) => {
      const { target, submitter } = event;
      if (!(target instanceof HTMLFormElement && submitter instanceof HTMLButtonElement)) return;
      event.preventDefault();
      void this.#choose(target, submitter);
    });
  }

  async #choose(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
    document.documentElement.dataset["theme"] = button.value;
    document.dispatchEvent(new CustomEvent(THEME_CHANGED));
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("theme-toggle");
    if (next) this.replaceChildren(...next.childNodes);
    this.querySelector("button")?.focus();
  }
}

customElements.define("theme-toggle", ThemeToggle);
