/** Script of the server-rendered pages: adds the account menu and, on a listing, Share, Download and Report. */

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
