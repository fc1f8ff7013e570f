/** The area that accepts photos: dropped, chosen, taken with the camera, or pasted. */

import { h, fill, icon, newId } from "../dom.js";

/**
 * @param {Options} options
 * @param {(files: FileList) => void} onFiles
 */
export function dropZone(options, onFiles) {
  const accept = acceptOf(options);
  const note = h("p", { class: "small soft" });
  const pick = picker("Choose photos", "photos", { accept, multiple: true }, onFiles);
  const camera = picker("Take a photo", "camera", { accept: "image/*", capture: "environment" }, onFiles);
  camera.element.classList.add("camera-only");
  const buttons = h("div", { class: "row" }, pick.element, camera.element);
  const element = h("div", { class: "drop-zone" }, h("p", { class: "drop-title" }, icon("photos"), h("span", { class: "mouse-only" }, "Drop photos and clips here, or")), buttons, note);

  let depth = 0;
  const light = () => element.classList.toggle("over", depth > 0);
  /** @param {DragEvent} event */
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files") ?? false;
  element.addEventListener("dragenter", (event) => { if (carriesFiles(event)) { depth += 1; light(); } });
  element.addEventListener("dragleave", () => { depth = Math.max(0, depth - 1); light(); });
  /** @param {DragEvent} event */
  const onDragOver = (event) => { if (carriesFiles(event)) event.preventDefault(); };
  /** Files may be dropped anywhere on the page. @param {DragEvent} event */
  const onDrop = (event) => {
    depth = 0;
    light();
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer?.files.length) onFiles(event.dataTransfer.files);
  };
  /** @param {ClipboardEvent} event */
  const onPaste = (event) => { if (event.clipboardData?.files.length) onFiles(event.clipboardData.files); };
  document.addEventListener("dragover", onDragOver);
  document.addEventListener("drop", onDrop);
  document.addEventListener("paste", onPaste);

  const maxPhotos = options.limits.maxPhotos;
  const types = `JPEG, PNG, WebP, HEIC or AVIF, and clips of up to ${options.limits.maxClipS} seconds as MP4 or MOV. Large photos are made smaller on this device first.`;
  /**
   * @param {{room: number, preparing: number, compact: boolean}} state
   *     room: photos that can still be added; preparing: files that are being prepared; compact: photos are there already
   */
  const show = ({ room, preparing, compact }) => {
    element.classList.toggle("compact", compact);
    element.setAttribute("aria-busy", String(preparing > 0));
    pick.rename(compact ? `Add more (${room} left)` : "Choose photos");
    buttons.hidden = !room;
    const state = preparing ? `Getting ${preparing === 1 ? "1 file" : `${preparing} files`} ready…` : !room ? `All ${maxPhotos} places are taken. Remove one to add another.` : compact ? "" : types;
    if (note.textContent !== state) fill(note, state);
  };
  show({ room: maxPhotos, preparing: 0, compact: false });
  return {
    element,
    show,
    stop: () => {
      document.removeEventListener("dragover", onDragOver);
      document.removeEventListener("drop", onDrop);
      document.removeEventListener("paste", onPaste);
    },
  };
}

/** Value of `accept` for a file input: phones know some types only by their file extension. @param {Options} options */
export const acceptOf = ({ photoTypes, clipTypes }) => [...photoTypes, ...clipTypes, ".heic", ".heif", ".mov"].join(",");

/**
 * A native file input that looks like a button.
 * @param {string} label @param {string} iconName @param {{accept: string, multiple?: boolean, capture?: string}} attributes
 * @param {(files: FileList) => void} onFiles
 */
export function picker(label, iconName, { accept, multiple, capture }, onFiles) {
  const id = newId("files");
  const input = h("input", { type: "file", id, accept, multiple, class: "visually-hidden file-input" });
  if (capture) input.setAttribute("capture", capture);
  input.addEventListener("change", () => {
    if (input.files?.length) onFiles(input.files);
    input.value = "";
  });
  const name = h("span", {}, label);
  return {
    element: h("span", { class: "picker" }, input, h("label", { class: multiple ? "button" : "button quiet", htmlFor: id }, icon(iconName), name)),
    /** @param {string} text */
    rename: (text) => { name.textContent = text; },
  };
}
