/**
 * Turns a `<details>` with a `<dialog>` inside into a window; without script it opens in place.
 *
 * @example
 * <pop-dialog><details><summary>More</summary><dialog open>…</dialog></details></pop-dialog>
 */
export class PopDialog extends HTMLElement {
  connectedCallback(): void {
    const details = this.querySelector("details");
    const dialog = this.querySelector("dialog");
    if (!details || !dialog) return;
    dialog.removeAttribute("open");
    details.addEventListener("toggle", () => {
      if (details.open && !dialog.open) dialog.showModal();
    });
    dialog.addEventListener("close", () => {
      details.open = false;
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  }
}

customElements.define("pop-dialog", PopDialog);
