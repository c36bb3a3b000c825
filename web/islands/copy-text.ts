/**
 * Shows the button that copies the text of `source`; `done` is what it says then.
 *
 * @example
 * <copy-text source="words" done="Copied">
 *   <pre id="words">…</pre><button type="button" hidden>…<span>Copy</span></button>
 * </copy-text>
 */
export class CopyText extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    const label = button?.querySelector("span");
    const source = document.getElementById(this.getAttribute("source") ?? "");
    if (!button || !label || !source) return;
    const words = label.textContent;
    label.setAttribute("aria-live", "polite");
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (!(await copied(source))) return;
      label.textContent = this.getAttribute("done");
      setTimeout(() => {
        label.textContent = words;
      }, 2000);
    });
  }
}

/** Copy; over plain HTTP there is no clipboard, so the text is at least selected. */
async function copied(source: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(source.textContent ?? "");
    return true;
  } catch {
    getSelection()?.selectAllChildren(source);
    return false;
  }
}

customElements.define("copy-text", CopyText);
