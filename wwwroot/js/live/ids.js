/**
 * A UUIDv7: 48 bits of the time in milliseconds, 74 random bits; later ids sort after earlier ones.
 * @param {number} [now] milliseconds since 1970
 */
export function newId(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The id of this browser tab; it outlives reloads, and is made anew where storage is refused. */
export function tabId() {
  try {
    const id = sessionStorage.getItem('tab') ?? newId();
    sessionStorage.setItem('tab', id);
    return id;
  } catch {
    return newId();
  }
}
