/** The page's texts in the reader's language, from its data block `texts`. */
const held = JSON.parse(document.getElementById('texts')?.textContent ?? '{}');
const language = document.documentElement.lang;
const numbers = new Map();

/** A text with its places `{0}`, `{1}` filled. @param {string} key @param {...unknown} values */
export const t = (key, ...values) => (held[key] ?? key).replace(/\{(\d)\}/g, (_, place) => values[place] ?? '');

/** A text that differs for one and for many: keys `{key}_One` and `{key}_Many`, whose `{0}` is the number. */
export const count = (key, number) => t(number === 1 ? `${key}_One` : `${key}_Many`, formatNumber(number));

/** @param {number} number @param {number} [decimals] shown always */
export function formatNumber(number, decimals = 0) {
  if (!numbers.has(decimals)) {
    numbers.set(decimals, new Intl.NumberFormat(language, { useGrouping: 'always', minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
  }
  return numbers.get(decimals).format(number);
}

/** The page's data block of an id; null when there is none. */
export function data(id) {
  const block = document.getElementById(id);
  return block && JSON.parse(block.textContent);
}

/** Hours and minutes on the clocks of a time zone. @param {string} timeZone IANA name @returns {(time: string|number) => string} */
export function timeIn(timeZone) {
  const format = new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (time) => format.format(new Date(time));
}
