/** The public listing page, which the API renders whole: adds sharing, copying the link and saving under the title. */

import { fill } from "./dom.js";
import { filmActions } from "./parts/player.js";

const place = document.querySelector("[data-actions]");
if (place instanceof HTMLElement) {
  const { title = "", video = "", link = "" } = place.dataset;
  fill(place, filmActions({ title, videoUrl: video, thumbnailUrl: null, captionsUrl: null }, link));
}
