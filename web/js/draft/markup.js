/** Converts text with HTML to plain text by the rules of the API (`vidx/markup.py`), so that the page shows what the video
 * will show. It knows the named entities of accented letters and common signs. */

/** @type {Record<string, string>} */
const ENTITIES = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\xa0", ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’", sbquo: "‚", ldquo: "“", rdquo: "”", bdquo: "„", laquo: "«", raquo: "»", bull: "•", middot: "·", hellip: "…",
  iexcl: "¡", iquest: "¿", szlig: "ß", oslash: "ø", Oslash: "Ø", aelig: "æ", AElig: "Æ", euro: "€", pound: "£", deg: "°", sup2: "²", frac12: "½", times: "×", plusmn: "±", ordm: "º", ordf: "ª", copy: "©", reg: "®", trade: "™",
};
/** @type {Record<string, string>} */
const ACCENTS = { grave: "\u0300", acute: "\u0301", circ: "\u0302", tilde: "\u0303", uml: "\u0308", ring: "\u030a", cedil: "\u0327" };
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,31}));/g;
const ATTRIBUTES = String.raw`(?:\s+[a-zA-Z_:][\w:.-]*\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+))*\s*/?`;
/** @param {string} names */
const tags = (names) => new RegExp(`</?(?:${names})${ATTRIBUTES}>`, "gi");
const HIDDEN = /<!--.*?-->|<(script|style)\b[^<>]*>.*?<\/\1\s*>|<!doctype[^<>]*>/gis;
const BLOCK = tags("address|article|blockquote|br|dd|div|dl|dt|figure|figcaption|footer|form|h[1-6]|header|hr|li|main|ol|p|pre|section|table|tbody|tfoot|thead|tr|ul");
const CELL = tags("td|th");
const INLINE = tags("a|abbr|acronym|b|bdi|bdo|big|body|button|center|cite|code|col|colgroup|del|dfn|em|font|head|html|i|iframe|img|input|ins|kbd|label|link|mark|meta|o:p|q|s|samp|small|span|strike|strong|style|script|sub|sup|svg|th|td|time|tt|u|var|video|wbr");
const MAX_CHARS = 200_000;
const MAX_ROUNDS = 10;

/** @param {string} text */
export function plainText(text) {
  if (text.length > MAX_CHARS) return text;
  let plain = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const previous = plain;
    plain = withoutTags(previous.replace(ENTITY, character));
    if (plain === previous) break;
  }
  return plain;
}

/** @param {string} entity @param {string} decimal @param {string} hexadecimal @param {string} name */
function character(entity, decimal, hexadecimal, name) {
  const letter = `${name?.[0]}${ACCENTS[name?.slice(1)]}`.normalize();
  if (name) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : letter.length === 1 ? letter : entity;
  const code = decimal ? Number(decimal) : parseInt(hexadecimal, 16);
  return code && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
}

/** @param {string} text */
function withoutTags(text) {
  const plain = text.replace(HIDDEN, " ").replace(BLOCK, "\n").replace(CELL, " ").replace(INLINE, "");
  return plain === text ? text : plain.replace(/[ \t]*\n[ \t]*(?:\n[ \t]*){2,}/g, "\n\n");
}
