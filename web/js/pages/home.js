/** The start page: what vidx does, and the latest listings. */

import { h, fill, icon } from "../dom.js";
import { latestAds } from "../api/ads.js";
import { draftCards } from "../parts/draft-card.js";
import { publicCard } from "../parts/ad-card.js";
import { heroFilm } from "../parts/hero-film.js";
import { readyBanner } from "../parts/ready-banner.js";
import { preload } from "../router.js";

const LATEST = 8;

/** @returns {Page} */
export function show() {
  const latest = h("section", { class: "latest", hidden: true });
  const film = heroFilm();
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
      film.element),
    h("section", { class: "how", "aria-label": "How it works" }, h("ol", {},
      how("photos", "Add photos", "Up to ten, straight from your camera. We turn them the right way up and remove where they were taken."),
      how("pen", "Say what it is", "A title, a price and a few sentences. The script uses your facts and makes none up."),
      how("film", "Check and publish", "Change any word of the script, then watch your listing go live."))),
    latest);
  void latestAds(LATEST).then(({ ads }) => {
    if (!ads.length) return;
    fill(latest, h("div", { class: "row apart" }, h("h2", {}, "Just listed"), h("a", { href: "/ads" }, "All listings")), h("ul", { class: "ad-grid" }, ...ads.map(publicCard)));
    latest.hidden = false;
  }, () => {});
  return { title: "Product photos in, video ad out", element, leave: () => { film.stop(); draft.stop(); } };
}

/** @param {string} drawing @param {string} title @param {string} text */
function how(drawing, title, text) {
  return h("li", {}, icon(drawing), h("h2", {}, title), h("p", { class: "soft" }, text));
}
