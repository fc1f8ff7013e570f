/** Helpers for modules with state: listeners, and values in `localStorage`. */

/** Return `onChange`, which adds a listener and returns a function that removes it, and `notify`, which calls all listeners. */
export function changes() {
  /** @type {Set<(id: string) => void>} */
  const listeners = new Set();
  /** @param {(id: string) => void} listener @returns {() => void} */
  const onChange = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const notify = (id = "") => listeners.forEach((listener) => listener(id));
  return { onChange, notify };
}

/** The value under a key; null where there is none that can be read. @param {string} key */
export function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}
