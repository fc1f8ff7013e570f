/** What can be chosen, and the limits: always the API's word, asked for once a visit. */

import { call } from "./client.js";

/** @type {Promise<Options> | null} */
let asked = null;

/** @returns {Promise<Options>} */
export function options() {
  asked ??= call("/options", { signed: false }).then(
    ({ data }) => data,
    (error) => {
      asked = null;
      throw error;
    },
  );
  return asked;
}
