/** What can be chosen, and the limits: always the API's word, asked for once a visit. */

import { call } from "./client.js";

/**
 * @typedef {object} Limits
 * @property {number} maxPhotos
 * @property {number} maxPhotoBytes
 * @property {number} maxClipBytes
 * @property {number} minClipS
 * @property {number} maxClipS
 * @property {number} minPhotoSidePx
 * @property {number} maxPhotoPixels
 * @property {number} maxLogoBytes
 * @property {number} minLogoSidePx
 * @property {number} maxLogoPixels
 * @property {number} maxTitleChars
 * @property {number} maxDescriptionChars
 * @property {number} maxScriptChars
 * @property {number} maxPrice
 */
/** @typedef {{userPoolId?: string, clientId: string, cognitoEndpoint?: string, region?: string}} Auth */
/**
 * @typedef {object} Options
 * @property {string[]} voices
 * @property {string[]} music
 * @property {string[]} formats
 * @property {string[]} captionStyles
 * @property {string[]} overlays
 * @property {string[]} languages
 * @property {number[]} durations
 * @property {string[]} categories
 * @property {string[]} currencies
 * @property {string[]} photoTypes
 * @property {string[]} clipTypes
 * @property {Record<string, string | number>} defaults
 * @property {Record<string, string>} voicePreviews addresses of spoken samples, by voice
 * @property {string} pricePattern regular expression of the texts accepted as a price
 * @property {Limits} limits
 * @property {boolean} showCosts whether sellers see what a video costs
 * @property {Auth} [auth]
 */

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
