/** Ignores a second tap or click that follows at once in the same place, after the page changed: its target is not the one
 * that the user saw. */

const TIMEOUT_MS = 450;
const NEAR_PX = 24;
const CONTROLS = "a, button, input, label, select, summary, textarea, video";

/** @type {{control: Element | null, x: number, y: number} | null} */
let last = null;
let changedAt = 0;

/** The page changed: the control under the pointer may be another one. */
export const pageChanged = () => { changedAt = performance.now(); };

/** @param {MouseEvent} event */
const isNear = ({ clientX, clientY }) => last !== null && Math.hypot(clientX - last.x, clientY - last.y) < NEAR_PX;

/** @param {EventTarget | null} target */
function controlOf(target) {
  const control = target instanceof Element ? target.closest(CONTROLS) : null;
  return control instanceof HTMLLabelElement ? control.control ?? control : control;
}

document.addEventListener("click", (event) => {
  if (!event.detail) return; // by keyboard or script
  const control = controlOf(event.target);
  if (isNear(event) && control !== last?.control && performance.now() - changedAt < TIMEOUT_MS) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  last = { control, x: event.clientX, y: event.clientY };
  pageChanged();
}, true);
document.addEventListener("pointermove", (event) => { if (!isNear(event)) last = null; });
document.addEventListener("input", () => { last = null; });
