/** The page's colours and faces for a canvas, which knows nothing of custom properties. */

export interface Palette {
  ink: string;
  soft: string;
  faint: string;
  rule: string;
  surface: string;
  accent: string;
  tint: string;
  /** One colour a series, in order. */
  series: string[];
  /** From the least to the most. */
  shades: string[];
  font: string;
  /** Whether the reader lets things move. */
  motion: boolean;
}

const SERIES = ["celadon", "stage-5", "stage-2", "vermilion", "stage-4", "stage-6"];

/** Read the palette that holds where `element` stands: theme, frame and language included. */
export function paletteAt(element: HTMLElement): Palette {
  const probe = document.createElement("span");
  element.append(probe);
  const colour = (token: string) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const accent = colour("celadon");
  const surface = colour("surface");
  const palette = {
    ink: colour("ink"),
    soft: colour("ink-soft"),
    faint: colour("ink-faint"),
    rule: colour("rule"),
    surface,
    accent,
    tint: colour("celadon-tint"),
    series: SERIES.map(colour),
    shades: [0.12, 0.3, 0.5, 0.72, 1].map((part) => mix(surface, accent, part)),
    font: getComputedStyle(element).fontFamily,
    motion: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  };
  probe.remove();
  return palette;
}

/** Mix two `rgb()` colours; `part` is how much of the second, 0 to 1. */
export function mix(from: string, to: string, part: number): string {
  const [first, second] = [channels(from), channels(to)];
  const mixed = first.map((value, index) => {
    const other = second[index] ?? value;
    return Math.round(value + (other - value) * part);
  });
  return `rgb(${mixed.join(", ")})`;
}

function channels(colour: string): number[] {
  return (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
}
