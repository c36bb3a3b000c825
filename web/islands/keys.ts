/** What single keys mean; apart from the page, so that it can be tried without one. */

export type Command = "search" | "next" | "previous" | "list";

const COMMANDS: Record<string, Command> = { "/": "search", j: "next", k: "previous", "?": "list" };

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey" | "isComposing">;

/** Return what a key asks for; nothing with others held down, or while a character is composed. */
export function commandOf(event: Pressed): Command | null {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return null;
  return COMMANDS[event.key] ?? null;
}

/** Return the place to go to from `at` among `count` rows; -1: none of them yet, or there is none. */
export function placeAfter(at: number, step: 1 | -1, count: number): number {
  if (at < 0) return step > 0 ? Math.min(0, count - 1) : count - 1;
  return Math.max(0, Math.min(at + step, count - 1));
}
