/** Builds the islands and styles of `web/` into the site's static files. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Browser versions as Lightning CSS wants them: the major version in the third byte. */
const version = (major: number) => major << 16;

export default defineConfig({
  // Chunks find each other relative to themselves, wherever static files are served from.
  base: "./",
  publicDir: false,
  css: {
    transformer: "lightningcss",
    // Chat-app browsers on old phones lag behind: nesting and light-dark() are compiled for them.
    lightningcss: {
      targets: { chrome: version(99), firefox: version(100), safari: (15 << 16) | (4 << 8) },
    },
  },
  build: {
    target: ["chrome99", "firefox100", "safari15.4"],
    outDir: path("src/yuandu/site/static/dist"),
    emptyOutDir: true,
    manifest: "manifest.json",
    // A data: URL would be refused by the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The charting library is one lazy chunk, fetched only by pages that draw.
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: { site: path("web/site.ts"), worker: path("web/worker.ts") },
      // htmx has an eval for attributes we do not use; `allowEval` is off.
      checks: { eval: false },
    },
  },
  test: { include: ["web/**/*.test.ts"] },
});
