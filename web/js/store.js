/** What every module with a state of its own needs: listeners, and values in `localStorage`. */

/** Returns `onChange`, which adds a listener and returns what removes it, and `tell`, which calls them all. */
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
