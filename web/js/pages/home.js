/** The start page: what vidx does, and the latest listings. */

import { h, fill, icon } from "../dom.js";
import { latestAds } from "../api/ads.js";
import { FINAL, unpublishedVideos } from "../api/videos.js";
import * as session from "../auth/session.js";
import { draftCards } from "../components/draft-card.js";
import { publicCard } from "../components/ad-card.js";
import { preload } from "../navigation.js";

const LATEST = 8;
const WORDS = ["Built", "to", "last.", "Ready", "for", "you."];
const WORD_MS = 620;

/** @returns {Page} */
export function show() {
  const latest = h("section", { class: "latest", hidden: true });
  const heroPreview = heroVideo();
  const draft = draftCards();
  preload("/upload/photos");
  const element = h("div", { class: "home" },
    readyBanner(),
    draft.element,
    h("section", { class: "hero" },
      h("div", { class: "hero-text" },
        h("h1", { class: "hero-title" }, h("span", {}, "Photos in. "), h("span", {}, "Video ad out.")),
        h("p", { class: "lead" }, "vidx writes a script from your own words, reads it aloud, adds captions, and turns it into a video listing. It takes about a minute."),
        h("div", { class: "row" }, h("a", { class: "button large", href: "/upload/photos" }, "Make a video"), h("a", { class: "button plain large", href: "/ads" }, "See listings"))),
      heroPreview.element),
    h("section", { class: "how", "aria-label": "How it works" }, h("ol", {},
      how("photos", "Add photos", "Up to ten, straight from your camera. We turn them upright and remove the place where you took them."),
      how("pen", "Say what it is", "A title, a price and a few sentences. The script uses only your facts."),
      how("video", "Check and publish", "Change any word of the script, then watch your listing go live."))),
    latest);
  void latestAds(LATEST).then(({ ads }) => {
    if (!ads.length) return;
    fill(latest, h("div", { class: "row apart" }, h("h2", {}, "Just listed"), h("a", { href: "/ads" }, "All listings")), h("ul", { class: "ad-grid" }, ...ads.map(publicCard)));
    latest.hidden = false;
  }, () => {});
  return { title: "Product photos in, video ad out", element, leave: () => { heroPreview.stop(); draft.stop(); } };
}

/** @param {string} drawing @param {string} title @param {string} text */
function how(drawing, title, text) {
  return h("li", {}, icon(drawing), h("h2", {}, title), h("p", { class: "soft" }, text));
}

/** A small silent video: three photos with captions that highlight one word after another. */
function heroVideo() {
  const words = WORDS.map((word) => h("span", {}, word));
  const photos = [1, 2, 3].map((n) => h("img", { src: `/img/hero-${n}.webp`, alt: "", width: 540, height: 960, loading: n === 1 ? "eager" : "lazy" }));
  const segments = photos.map(() => h("i"));
  const screen = h("div", { class: "screen hero-screen", "aria-hidden": "true" }, ...photos, h("div", { class: "screen-shade" }), h("div", { class: "segments" }, ...segments), h("p", { class: "hero-caption" }, ...words));
  let tick = 0;
  const paint = () => {
    const at = tick % WORDS.length;
    const photoIndex = Math.floor((tick % (photos.length * 3)) / 3);
    words.forEach((word, index) => { word.className = index === at ? "on" : ""; word.hidden = Math.floor(index / 3) !== Math.floor(at / 3); });
    photos.forEach((image, index) => image.classList.toggle("on", index === photoIndex));
    segments.forEach((segment, index) => segment.classList.toggle("on", index <= photoIndex));
    tick += 1;
  };
  paint();
  const timer = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : setInterval(paint, WORD_MS);
  return { element: h("div", { class: "hero-video" }, screen), stop: () => clearInterval(timer) };
}

/** A banner with a link to an unpublished video that is ready or in progress. */
function readyBanner() {
  const place = h("div", { hidden: true });
  void findVideo(place).catch(() => {}); // the banner is optional
  return place;
}

/** @param {HTMLElement} place */
async function findVideo(place) {
  if (!session.current() || !(await session.accessToken())) return;
  const videos = await unpublishedVideos();
  const ready = videos.find(({ status }) => status === "complete");
  const running = videos.find(({ status }) => !FINAL.has(status));
  const video = ready ?? running;
  if (!video) return;
  fill(place, h("p", { class: "ready-banner" },
    h("span", {}, icon(ready ? "check" : "clock"), ready ? `Your video is ready: “${video.title}”` : `Your video is being made: “${video.title}”`),
    h("a", { class: "button compact", href: `/jobs/${video.jobId}` }, ready ? "Watch and publish it" : "See progress")));
  place.hidden = false;
}
