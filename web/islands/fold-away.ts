/**
 * Folds its `<details>` on a phone, unless what it holds is in use; wide pages keep it open.
 *
 * @example
 * <fold-away><details open>… <summary>Filter</summary> …</details></fold-away>
 */
export class FoldAway extends HTMLElement {
  connectedCallback(): void {
    const details = this.querySelector("details");
    if (!details || "inUse" in details.dataset) return;
    const narrow = matchMedia("(max-width: 40rem)");
    const fit = () => {
      details.open = !narrow.matches;
    };
    narrow.addEventListener("change", fit);
    fit();
  }
}

customElements.define("fold-away", FoldAway);
