/** A file that cannot be taken; the message is one sentence for the seller. */
export class Refused extends Error {}

/** What to tell the seller when a file cannot be taken. @param {unknown} error @param {string} name of the file */
export const refusal = (error, name) => (error instanceof Refused ? error.message : `We couldn't read “${name}”. Choose it again.`);
