/** A file that cannot be taken; the message is one sentence for the seller. */
export class Refused extends Error {}
