/** Waiting for the network to come back. */

/**
 * Resolve at once while the browser is online, else as soon as it is again.
 * @param {AbortSignal} [signal] rejects the promise when it fires first
 * @returns {Promise<void>}
 */
export function whenOnline(signal) {
  if (navigator.onLine) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = () => {
      window.removeEventListener("online", resume);
      signal?.removeEventListener("abort", abort);
    };
    const resume = () => { stop(); resolve(); };
    const abort = () => { stop(); reject(signal?.reason); };
    window.addEventListener("online", resume);
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
  });
}
