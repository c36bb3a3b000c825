/**
 * Lets a file be dropped on the field around a file input, and names the one chosen.
 *
 * @example
 * <file-drop><span data-chosen>Drop a file here</span><input type="file"></file-drop>
 */
export class FileDrop extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector<HTMLInputElement>('input[type="file"]');
    const words = this.querySelector("[data-chosen]");
    if (!input) return;
    const over = (is: boolean) => this.classList.toggle("drop-over", is);
    this.addEventListener("dragover", (event) => {
      event.preventDefault();
      over(true);
    });
    this.addEventListener("dragleave", () => over(false));
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      if (!event.dataTransfer?.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    input.addEventListener("change", () => {
      const names = [...(input.files ?? [])].map((file) => file.name);
      if (words && names.length) words.textContent = names.join(", ");
    });
  }
}

customElements.define("file-drop", FileDrop);
