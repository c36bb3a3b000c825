/** All styles and islands of the site. What draws charts is fetched only where one is drawn. */
import "./styles/index.css";
import "htmx.org";
import "./islands/bar-chart";
import "./islands/copy-text";
import "./islands/division-map";
import "./islands/file-drop";
import "./islands/fold-away";
import "./islands/key-shortcuts";
import "./islands/line-chart";
import "./islands/live-region";
import "./islands/menus";
import "./islands/pop-dialog";
import "./islands/report-grid";
import "./islands/scrolling-frames";
import "./islands/site-map";
import "./islands/theme-toggle";
import "./islands/visit-outbox";
