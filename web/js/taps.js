/** A second tap or click that nobody aimed: the page changed under the finger, and something else is there now. */

const TIMEOUT_MS = 450;
const NEAR_PX = 24;
const CONTROLS = "a, button, input, label, select, summary, textarea, video";

/** @type {{control: Element | null, x: number, y: number} | null} */
let last = null;
let changedAt = 0;

/** A dialog closed, or a request was answered: what is under the finger may be new. */
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
