/** What waits on this phone until there is a net: kept in IndexedDB, so nothing is lost. */

/** A form as it was sent; files are kept as they are. */
export type Entry = {
  key: string;
  account: string;
  url: string;
  title: string;
  at: number;
  fields: [string, string | File][];
  refused?: string[];
};

/** What the server made of an entry. */
export type Answer =
  | { is: "taken"; state: string; url: string; sentence: string }
  | { is: "refused"; sentences: string[] }
  | { is: "signed-out" }
  | { is: "unreached" };

const SHELF = "entries";

/** Fields that belong to a session or a page, not to what was written. */
const OF_THE_PAGE = new Set(["csrfmiddlewaretoken"]);

function open(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const asked = indexedDB.open("yuandu-outbox", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(SHELF, { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

async function shelf<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const base = await open();
  try {
    return await new Promise<T>((done, fail) => {
      const turn = base.transaction(SHELF, mode);
      const asked = act(turn.objectStore(SHELF));
      // Only once it is on disk: a phone may die a moment later.
      turn.oncomplete = () => done(asked.result);
      turn.onerror = turn.onabort = () => fail(turn.error);
    });
  } finally {
    base.close();
  }
}

export const put = (entry: Entry) => shelf("readwrite", (store) => store.put(entry));
export const drop = (key: string) => shelf("readwrite", (store) => store.delete(key));
export const all = async (): Promise<Entry[]> =>
  inOrder(await shelf<Entry[]>("readonly", (store) => store.getAll()));

/** Entries as they were written, the oldest first. */
export function inOrder(entries: Entry[]): Entry[] {
  return [...entries].sort((one, other) => one.at - other.at);
}

/** Read what a form holds; its own key makes it arrive once, however often it is sent. */
export function entryOf(
  data: FormData,
  about: { account: string; url: string; title: string; at: number },
): Entry | null {
  const key = data.get("key");
  if (typeof key !== "string" || !key) return null;
  const fields = [...data].filter(([name, value]) => {
    const isEmptyFile = typeof value !== "string" && value.size === 0;
    return !OF_THE_PAGE.has(name) && !isEmptyFile;
  });
  return { ...about, key, fields };
}

/** The form to send, as it was written. */
export function formOf(entry: Entry): FormData {
  const data = new FormData();
  for (const [name, value] of entry.fields) data.append(name, value);
  return data;
}

/** Tell what an answer means; whatever is not understood leaves the entry where it is. */
export async function read(response: Response): Promise<Answer> {
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json") ?? false;
  if (response.redirected || response.status === 401 || response.status === 403) {
    return { is: "signed-out" };
  }
  if (response.status >= 500 || response.status === 429) return { is: "unreached" };
  if (!isJson) return { is: "refused", sentences: [`HTTP ${response.status}`] };
  const told = (await response.json()) as Record<string, unknown>;
  if (response.ok) {
    return {
      is: "taken",
      state: String(told.state),
      url: String(told.url),
      sentence: String(told.sentence),
    };
  }
  return { is: "refused", sentences: Array.isArray(told.sentences) ? told.sentences : [] };
}

/** Send an entry; `token` is the mark of the session that is open now. */
export async function send(entry: Entry, token: string): Promise<Answer> {
  try {
    const response = await fetch(entry.url, {
      method: "POST",
      body: formOf(entry),
      headers: { Accept: "application/json", "X-CSRFToken": token },
      credentials: "same-origin",
    });
    return await read(response);
  } catch {
    return { is: "unreached" };
  }
}
