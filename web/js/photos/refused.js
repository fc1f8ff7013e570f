/** A file that cannot be taken; the message is one sentence for the seller. */
export class Refused extends Error {}

export const MB = 1024 * 1024;

/** @param {number} bytes @param {string} name @param {number} most bytes @param {string} [kind] */
export function refuseBytes(bytes, name, most, kind = "file") {
  if (bytes > most) throw new Refused(`${name} is too large (${(bytes / MB).toFixed(1)} MB). Use a ${kind} of at most ${Math.round(most / MB)} MB.`);
}

/** What to tell the seller when a file cannot be taken. @param {unknown} error @param {string} name of the file */
export const refusal = (error, name) => (error instanceof Refused ? error.message : `We couldn't read “${name}”. Choose it again.`);
