import type { EChartsType } from "../charts/draw";
import { fetchGeometry } from "../charts/geometry";
import { mapOption, pointOption } from "../charts/options";
import type { Palette } from "../charts/palette";
import { readPlaces } from "../charts/places";
import { type Drawing, TableChart } from "../charts/table-chart";

/**
 * Shades the divisions of a table on a map and leads to a division's page when it is pressed.
 *
 * `geometry` is the address of a GeoJSON FeatureCollection whose features carry
 * `properties.code`. Without one it draws points by the rows' `data-longitude` and
 * `data-latitude`; without those, too, the table stays as it is.
 *
 * @example
 * <division-map source="counties" geometry="/divisions.geojson" label="By county"></division-map>
 * <table id="counties">… <tr data-code="370781"> …</table>
 */
export class DivisionMap extends TableChart {
  protected override async describe(table: HTMLTableElement, palette: Palette, drawing: Drawing) {
    const places = readPlaces(table);
    const address = this.getAttribute("geometry");
    const geometry = address ? await fetchGeometry(address) : null;
    if (address && geometry) {
      drawing.know(address, geometry);
      return mapOption(address, places, palette);
    }
    return places.some((place) => place.point) ? pointOption(places, palette) : null;
  }

  protected override follow(chart: EChartsType, table: HTMLTableElement): void {
    const urls = new Map(readPlaces(table).map((place) => [place.code, place.url]));
    chart.on("click", ({ name }) => {
      const url = urls.get(name);
      if (url) location.assign(url);
    });
  }
}

customElements.define("division-map", DivisionMap);
