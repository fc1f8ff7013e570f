/** Content type by the first bytes of a file (MIME sniffing), and messages for files that are refused. */

/** Major brands of ISO base media files (ISO/IEC 14496-12, 23008-12). @type {Record<string, string>} */
const BRANDS = {
  avif: "image/avif", avis: "image/avif",
  heic: "image/heic", heix: "image/heic", hevc: "image/heic", hevx: "image/heic", heim: "image/heic", heis: "image/heic",
  mif1: "image/heif", msf1: "image/heif",
};
/** Major brands of ISO base media files that hold no video. */
const NOT_VIDEOS = new Set(["crx ", "M4A ", "M4B ", "jxl ", "jp2 "]);
/** First boxes of a QuickTime file without a brand. */
const BARE_MOV = new Set(["moov", "mdat", "wide", "free", "skip"]);
/** Names of other common files, by their first bytes. @type {[string, string][]} */
const UNSUPPORTED = [
  ["GIF8", "a GIF"], ["BM", "a BMP picture"], ["II*\0", "a TIFF or raw picture"], ["MM\0*", "a TIFF or raw picture"],
  ["%PDF", "a PDF"], ["<svg", "an SVG drawing"], ["PK\x03\x04", "a ZIP archive or document"],
];

/** @param {Blob} file */
async function head(file) {
  return String.fromCharCode(...new Uint8Array(await file.slice(0, 32).arrayBuffer()));
}

/**
 * @param {Blob} file @param {string} name
 * @returns {Promise<{type: string, kind: string}>} `type` is empty for a refused file; `kind` then names what it is
 * @throws {Refused} the file is empty
 */
export async function sniff(file, name) {
  if (!file.size) throw new Refused(`${name} is an empty file (0 bytes). Choose it again.`);
  const bytes = await head(file);
  if (bytes.startsWith("\xff\xd8\xff")) return { type: "image/jpeg", kind: "" };
  if (bytes.startsWith("\x89PNG\r\n\x1a\n")) return { type: "image/png", kind: "" };
  if (bytes.startsWith("RIFF") && bytes.slice(8, 12) === "WEBP") return { type: "image/webp", kind: "" };
  const brand = bytes.slice(4, 8) === "ftyp" ? bytes.slice(8, 12) : "";
  if (BRANDS[brand]) return { type: BRANDS[brand], kind: "" };
  if (brand && !NOT_VIDEOS.has(brand)) return { type: brand === "qt  " ? "video/quicktime" : "video/mp4", kind: "" };
  if (BARE_MOV.has(bytes.slice(4, 8))) return { type: "video/quicktime", kind: "" };
  const match = UNSUPPORTED.find(([start]) => bytes.startsWith(start));
  return { type: "", kind: match?.[1] ?? (brand === "crx " ? "a raw picture" : brand ? "sound" : "not a photo or clip") };
}

/**
 * Width and height of a PNG, read without decoding it.
 * @param {Blob} file
 * @returns {Promise<{width: number, height: number}>}
 */
export async function pngSize(file) {
  const view = new DataView(await file.slice(16, 24).arrayBuffer());
  return view.byteLength < 8 ? { width: 0, height: 0 } : { width: view.getUint32(0), height: view.getUint32(4) };
}

/** A refused file; the message is one sentence for the seller. */
export class Refused extends Error {}

export const MB = 1024 * 1024;

/** @param {number} bytes @param {string} name @param {number} limit bytes @param {string} [kind] */
export function refuseBytes(bytes, name, limit, kind = "file") {
  if (bytes > limit) throw new Refused(`${name} is too large (${(bytes / MB).toFixed(1)} MB). Use a ${kind} of at most ${Math.round(limit / MB)} MB.`);
}

/** The message for the seller when a file is refused. @param {unknown} error @param {string} name of the file */
export const refusal = (error, name) => (error instanceof Refused ? error.message : `We couldn't read “${name}”. Choose it again.`);
