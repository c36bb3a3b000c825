/// <reference lib="webworker" />
/**
 * Keeps the pages of a team's route, and what they are drawn with, for places without a net.
 *
 * Only what a page asks to keep is kept. With a net, pages always come fresh; what the server
 * no longer gives (signed out, off the route) is thrown away here, too.
 */
export type {};
declare const self: ServiceWorkerGlobalScope;

const PAGES = "pages-1";
const PARTS = "parts-1";

/** How long a slow net may take before a kept page is shown instead, in milliseconds. */
const PATIENCE = 4000;

type Asked = { keep?: string[]; parts?: string[]; forget?: boolean };

self.addEventListener("install", () => void self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const known = new Set([PAGES, PARTS]);
      for (const name of await caches.keys()) if (!known.has(name)) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("message", (event) => {
  const asked = event.data as Asked;
  event.waitUntil(
    (async () => {
      if (asked.forget) await caches.delete(PAGES);
      await Promise.all((asked.parts ?? []).map((url) => part(new Request(url)).catch(() => null)));
      const kept = await Promise.all((asked.keep ?? []).map((url) => keep(url)));
      event.ports[0]?.postMessage({ kept: kept.filter(Boolean).length });
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(part(request));
  else if (request.mode === "navigate") event.respondWith(page(request));
});

/** Fetch a page anew and keep it; one that is not given any more is forgotten. */
async function keep(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { credentials: "same-origin" });
    return await settle(url, answer);
  } catch {
    return (await (await caches.open(PAGES)).match(url)) !== undefined;
  }
}

async function settle(url: string, answer: Response): Promise<boolean> {
  const pages = await caches.open(PAGES);
  const isGiven = answer.ok && !answer.redirected;
  if (isGiven) await pages.put(url, answer.clone());
  else if (answer.status < 500) await pages.delete(url);
  return isGiven;
}

/** A page from the net; if that fails or is too slow, as it was kept. */
async function page(request: Request): Promise<Response> {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(request.url);
  if (!kept) return fetch(request);
  const fresh = fetch(request).then(async (answer) => {
    // A redirect is followed by the browser itself, so it shows as no body and no status.
    if (answer.type !== "opaqueredirect") await settle(request.url, answer);
    else await pages.delete(request.url);
    return answer;
  });
  const late = new Promise<Response>((done) => setTimeout(() => done(kept), PATIENCE));
  return Promise.race([fresh, late]).catch(() => kept);
}

/** Scripts, styles and drawings: those with a hash in the name never change. */
async function part(request: Request): Promise<Response> {
  const parts = await caches.open(PARTS);
  const kept = await parts.match(request);
  if (kept && request.url.includes("/dist/")) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok) await parts.put(request, answer.clone());
    return answer;
  } catch (failure) {
    if (kept) return kept;
    throw failure;
  }
}
