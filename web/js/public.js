/** Pages that are whole without a script: adds the account menu, and to a listing sharing, saving and reporting. */

import { fill } from "./dom.js";
import * as drafts from "./draft/draft.js";
import { accountMenu } from "./components/account.js";
import { videoActions } from "./components/video-player.js";
import { reportButton } from "./components/report-dialog.js";

accountMenu(() => {
  drafts.close();
  location.assign("/");
});
const place = document.querySelector("[data-actions]");
if (place instanceof HTMLElement) {
  const { title = "", video = "", link = "" } = place.dataset;
  fill(place, videoActions({ title, videoUrl: video, thumbnailUrl: null, captionsUrl: null }, link));
}
const reporting = document.querySelector("[data-report]");
if (reporting instanceof HTMLElement) fill(reporting, reportButton(reporting.dataset.report ?? ""));
