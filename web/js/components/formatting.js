/** Names, prices, lengths and dates as people read them. */

/** What each choice is like. A value that the API adds later has no description. @type {Record<string, string>} */
const DESCRIPTIONS = {
  alloy: "Balanced, neutral", ash: "Clear, direct", ballad: "Melodic, gentle", cedar: "Warm, grounded", coral: "Bright, friendly",
  echo: "Calm, measured", fable: "Lively storyteller", marin: "Fresh, natural", nova: "Energetic, upbeat", onyx: "Deep, confident",
  sage: "Soft, thoughtful", shimmer: "Light, cheerful", verse: "Expressive, versatile",
  upbeat: "Bright and quick", calm: "Slow and soft", corporate: "Steady, business-like", acoustic: "Guitar, warm", electronic: "Electronic, modern", cinematic: "Grand, builds slowly",
  none: "Only the voice",
  "overlays.title": "In the first seconds", "overlays.price": "On a small badge", "overlays.end": "Price, address and QR code",
  pop: "Each word pops up as it is spoken", karaoke: "Colour moves through the words", clean: "Plain text on a dark box",
};
/** @type {Record<string, string>} */
const NAMES = { none: "No music", "9:16": "Vertical 9:16", "1:1": "Square 1:1", "16:9": "Wide 16:9", "overlays.title": "Title", "overlays.price": "Price", "overlays.end": "End card" };

/** @param {string} value */
export const nameOf = (value) => NAMES[value] ?? value[0].toUpperCase() + value.slice(1);

/** @param {string} value */
export const descriptionOf = (value) => DESCRIPTIONS[value] ?? "";

/** @param {string} code such as `en` */
export function languageName(code) {
  try {
    return nameOf(new Intl.DisplayNames(["en"], { type: "language" }).of(code) ?? code);
  } catch {
    return code;
  }
}

/** The video's word for a price of 0. @type {Record<string, string>} */
const FREE = { en: "Free", es: "Gratis", fr: "Gratuit", de: "Kostenlos", pt: "Grátis", it: "Gratis" };

/** Country whose conventions a language follows for prices in euros. @type {Record<string, string>} */
const EURO_COUNTRIES = { en: "IE", es: "ES", fr: "FR", de: "DE", pt: "PT", it: "IT" };

/** A price as the video writes it: as in the currency's country, whole amounts without decimals. @param {number} amount @param {string} currency ISO 4217 @param {string} language */
export function price(amount, currency, language) {
  if (!amount) return FREE[language] ?? FREE.en;
  const country = currency === "EUR" ? (EURO_COUNTRIES[language] ?? "IE") : currency.slice(0, 2);
  return new Intl.NumberFormat(`${language}-${country}`, { style: "currency", currency, currencyDisplay: "narrowSymbol", trailingZeroDisplay: "stripIfInteger" }).format(amount);
}

/** US dollars with as many digits as small sums need. @param {number} amount */
export function usd(amount) {
  if (amount === 0) return "free";
  if (amount < 0.01) return "less than 1 ¢";
  return `$${amount.toFixed(amount < 1 ? 3 : 2)}`;
}

/** @param {number} seconds */
export function clock(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** A remaining time in words, rounded. @param {number} seconds */
export function roundedDuration(seconds) {
  if (seconds < 8) return "a few seconds";
  if (seconds < 50) return `about ${Math.round(seconds / 5) * 5} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes <= 1 ? "about a minute" : `about ${minutes} minutes`;
}

/** @param {number} bytes */
export const megabytes = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** Day and time as the reader writes them. @param {string} timestamp ISO 8601 */
export const when = (timestamp) => new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(new Date(timestamp));
