/** Reordering of tiles, by pointer (mouse, pen, finger on the grip) and by arrow keys on the grip. */

/**
 * @param {HTMLElement} list whose children carry `data-photo` and hold one `.grip`
 * @param {(id: string, to: number) => void} move called when a tile moves to another index
 */
export function makeSortable(list, move) {
  list.addEventListener("pointerdown", (event) => begin(event, list, move));
  list.addEventListener("keydown", (event) => onKey(event, list, move));
}

/** @param {HTMLElement} list @returns {HTMLElement[]} */
const tilesOf = (list) => /** @type {HTMLElement[]} */ ([...list.querySelectorAll(":scope > [data-photo]")]);

/** @param {PointerEvent} event @param {HTMLElement} list @param {(id: string, to: number) => void} move */
function begin(event, list, move) {
  const target = /** @type {HTMLElement} */ (event.target);
  const tile = /** @type {HTMLElement | null} */ (target.closest("[data-photo]"));
  const grip = target.closest(".grip");
  const byMouse = event.pointerType === "mouse" && !target.closest("button:not(.grip)");
  if (!tile || event.button || (!grip && !byMouse)) return;
  const start = { x: event.clientX, y: event.clientY };
  let dragging = false;
  /** @param {PointerEvent} now */
  const onMove = (now) => {
    dragging ||= Math.hypot(now.clientX - start.x, now.clientY - start.y) > 6;
    if (!dragging) return;
    now.preventDefault();
    tile.classList.add("dragged");
    const over = tileAt(now, list);
    if (over && over !== tile) move(tile.dataset.photo ?? "", tilesOf(list).indexOf(over));
  };
  const end = () => {
    tile.classList.remove("dragged");
    window.removeEventListener("pointermove", onMove);
    window.removeEventListener("pointerup", end);
    window.removeEventListener("pointercancel", end);
  };
  window.addEventListener("pointermove", onMove, { passive: false });
  window.addEventListener("pointerup", end);
  window.addEventListener("pointercancel", end);
}

/** @param {PointerEvent} event @param {HTMLElement} list */
function tileAt(event, list) {
  return tilesOf(list).find((tile) => {
    const box = tile.getBoundingClientRect();
    const inset = box.width * 0.2;
    return event.clientX > box.left + inset && event.clientX < box.right - inset && event.clientY > box.top && event.clientY < box.bottom;
  });
}

/** @param {KeyboardEvent} event @param {HTMLElement} list @param {(id: string, to: number) => void} move */
function onKey(event, list, move) {
  const grip = /** @type {HTMLElement} */ (event.target).closest(".grip");
  const tile = /** @type {HTMLElement | null} */ (grip?.closest("[data-photo]") ?? null);
  if (!tile) return;
  const tiles = tilesOf(list);
  const at = tiles.indexOf(tile);
  /** @type {Record<string, number>} */
  const targets = { ArrowLeft: at - 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowDown: at + 1, Home: 0, End: tiles.length - 1 };
  const to = targets[event.key];
  if (to === undefined) return;
  event.preventDefault();
  if (to >= 0 && to < tiles.length && to !== at) move(tile.dataset.photo ?? "", to);
}
