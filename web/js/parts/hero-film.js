/** A small film of the start page: three stills, captions that light up word by word. */

import { h } from "../dom.js";

const WORDS = ["Built", "to", "last.", "Ready", "for", "you."];
const WORD_MS = 620;

export function heroFilm() {
  const words = WORDS.map((word) => h("span", {}, word));
  const stills = [1, 2, 3].map((n) => h("img", { src: `/img/hero-${n}.webp`, alt: "", width: 540, height: 960, loading: n === 1 ? "eager" : "lazy" }));
  const segments = stills.map(() => h("i"));
  const screen = h("div", { class: "screen hero-screen", "aria-hidden": "true" }, ...stills, h("div", { class: "screen-shade" }), h("div", { class: "segments" }, ...segments), h("p", { class: "hero-caption" }, ...words));
  let tick = 0;
  const paint = () => {
    const at = tick % WORDS.length;
    const still = Math.floor((tick % (stills.length * 3)) / 3);
    words.forEach((word, index) => { word.className = index === at ? "on" : ""; word.hidden = Math.floor(index / 3) !== Math.floor(at / 3); });
    stills.forEach((image, index) => image.classList.toggle("on", index === still));
    segments.forEach((segment, index) => segment.classList.toggle("on", index <= still));
    tick += 1;
  };
  paint();
  const timer = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : setInterval(paint, WORD_MS);
  return { element: h("div", { class: "hero-film" }, screen), stop: () => clearInterval(timer) };
}
