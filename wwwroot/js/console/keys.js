/** What each key asks for; the page's list of keys says the same. */
const COMMANDS = {
  j: { move: 1 }, ArrowDown: { move: 1 }, k: { move: -1 }, ArrowUp: { move: -1 },
  p: { act: ['publish'] }, r: { act: ['reject'] }, a: { act: ['answering'] }, d: { act: ['answered'] }, f: { act: ['pin', 'unpin'] },
  h: { act: ['screen'] }, m: { merge: true }, x: { choose: true }, t: { chooseAll: true }, Escape: { chooseNone: true },
  u: { undo: true }, 1: { view: 0 }, 2: { view: 1 }, 3: { view: 2 }, 4: { view: 3 }, o: { order: true }, '/': { search: true },
  q: { show: 'question' }, e: { show: 'poll' }, i: { show: 'invitation' }, 0: { show: 'standBy' },
  v: { session: true }, b: { newPoll: true }, n: { announce: true }, s: { stream: true }, '?': { keys: true },
};

const FIELDS = 'input:not([type=checkbox], [type=radio], [type=button], [type=submit]), select, textarea, [contenteditable]';

/**
 * What a key press asks for; null when it is not for the console: typed into a field, with a modifier, repeated by holding an
 * action's key down, or pressed in an open dialog. Arrows belong to radio buttons and to whatever scrolls, so they move
 * only while a question has the focus.
 * @param {KeyboardEvent} event
 * @returns {object|null} one of the commands; with Shift a move also chooses (`choosing`)
 */
export function commandOf(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  if (target.closest?.(FIELDS) || target.closest?.('dialog')) return null;
  if (key.startsWith('Arrow') && !target.closest?.('.queue-item')) return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : null;
  if (!command || (event.repeat && command.move === undefined)) return null;
  // What stops a talk asks for a second finger.
  if (command.session && !event.shiftKey) return null;
  return command.move && event.shiftKey ? { ...command, choosing: true } : command;
}

/** Whether the moderator wants keys at all; remembered in this browser. */
export function keysSwitch(box, storage) {
  const name = 'console-keys';
  try {
    box.checked = storage.getItem(name) !== 'off';
  } catch { /* storage refused: the choice lives as long as the page */ }
  box.addEventListener('change', () => {
    try {
      storage.setItem(name, box.checked ? 'on' : 'off');
    } catch { /* refused */ }
  });
  return () => box.checked;
}
