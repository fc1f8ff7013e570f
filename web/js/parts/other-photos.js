/** The photos of another version, in order: each may be replaced by another photo or clip. */

import { h, fill, newId } from "../dom.js";
import { shownPhotos } from "../api/videos.js";
import { otherPhoto } from "./other-photo.js";

const NOTE = "Replace any of them with another photo or clip.";
const UNSEEN = "We can't show the photos right now, but you can still replace them.";

/**
 * @param {import("../api/videos.js").Job} job
 * @param {import("../api/options.js").Options} options
 * @param {() => void} onchange
 */
export function otherPhotos({ jobId, photoCount }, options, onchange) {
  const id = newId("photos");
  const tiles = Array.from({ length: photoCount }, (_, index) => otherPhoto(index + 1, options, onchange));
  const note = h("p", { class: "field-note", id: `${id}-note` }, NOTE);
  const element = h("div", { class: "field wide", role: "group", "aria-labelledby": `${id}-name`, "aria-describedby": note.id, dataset: { field: "photos" } },
    h("span", { class: "label", id: `${id}-name` }, "Photos"), h("ol", { class: "tiles swaps" }, tiles.map((tile) => tile.element)), note);
  shownPhotos(jobId).then(
    (photos) => tiles.forEach((tile, index) => tile.show(photos[index])),
    () => fill(note, UNSEEN),
  );
  return {
    element,
    /** By the name that the API has for each. */
    fields: Object.fromEntries(tiles.map((tile, index) => [`photos[${index}]`, tile])),
    changed: () => tiles.some((tile) => tile.changed()),
    stop: () => tiles.forEach((tile) => tile.stop()),
    /**
     * What the request says of the photos, once the new ones are uploaded.
     * @returns {Promise<{photos?: (number | string | null)[]} | null>} null: one did not get through, which is told beside it
     */
    said: async () => {
      const photos = await Promise.all(tiles.map((tile) => tile.said()));
      const lost = photos.indexOf(null);
      if (lost >= 0) tiles[lost].control.focus();
      if (lost >= 0) return null;
      return tiles.some((tile) => tile.changed()) ? { photos } : {};
    },
  };
}
