/** Polling: at the interval that the service names, slower while the page is hidden, at once when it becomes visible. */

const HIDDEN_S = 10;
const RETRY_S = 2;
const MAX_RETRY_S = 15;

/**
 * @param {(signal: AbortSignal) => Promise<number | null>} check answers seconds until the next look; null ends it
 * @param {(error: unknown) => boolean} onError whether to go on
 * @returns {{now: () => void, stop: () => void}} now: look at once, also when it had ended
 */
export function poll(check, onError) {
  let timer = 0;
  let failures = 0;
  let running = false;
  let ended = false;
  const stopping = new AbortController();

  const run = async () => {
    clearTimeout(timer);
    if (running || stopping.signal.aborted) return;
    running = true;
    const pause_s = await runCheck();
    running = false;
    ended = pause_s === null;
    if (pause_s === null || stopping.signal.aborted) return;
    timer = setTimeout(() => void run(), 1000 * (document.hidden ? Math.max(pause_s, HIDDEN_S) : pause_s));
  };
  const runCheck = async () => {
    try {
      const pause_s = await check(stopping.signal);
      failures = 0;
      return pause_s;
    } catch (error) {
      if (stopping.signal.aborted || !onError(error)) return null;
      failures += 1;
      return Math.min(RETRY_S * failures, MAX_RETRY_S);
    }
  };
  const wake = () => { if (!document.hidden && !ended) void run(); };
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);
  void run();
  return {
    now: () => void run(),
    stop: () => {
      stopping.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", wake);
      window.removeEventListener("online", wake);
    },
  };
}
