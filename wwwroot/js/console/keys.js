/**
 * Every key of the console, by the parts and lines of the page's list of keys: the key as it is written there, and its command.
 * What the whole room notices asks for Shift, with letters that mean nothing to a question: a finger that is still on Shift after
 * choosing several with J cannot slip into it.
 */
export const KEYS = {
  Keys_InQueue: {
    Keys_Move: { J: 'next', K: 'previous', '↓': 'next', '↑': 'previous' },
    Keys_Publish: { P: 'publish' },
    Keys_Reject: { R: 'reject' },
    Keys_Answering: { A: 'answering' },
    Keys_Answered: { D: 'answered' },
    Keys_Pin: { F: 'pin' },
    Keys_Screen: { H: 'screen' },
    Keys_Merge: { M: 'merge' },
    Keys_Choose: { X: 'choose' },
    Keys_ChooseNext: { '⇧ J': 'chooseNext', '⇧ K': 'choosePrevious', '⇧ ↓': 'chooseNext', '⇧ ↑': 'choosePrevious' },
    Keys_ChooseAll: { T: 'chooseAll' },
    Keys_ChooseNone: { Esc: 'chooseNone' },
    Keys_Search: { '/': 'search' },
    Keys_Views: { 1: 'pending', 2: 'published', 3: 'answeredList', 4: 'rejected' },
    Keys_Order: { O: 'order' },
  },
  Keys_OnScreen: {
    Keys_ShowQuestion: { Q: 'showQuestion' },
    Keys_ShowPoll: { E: 'showPoll' },
    Keys_ShowInvitation: { I: 'showInvitation' },
    Keys_ShowStandBy: { 0: 'showStandBy' },
    Keys_AirAnswered: { L: 'airAnswered' },
    Keys_AirOff: { '⇧ Q': 'airOff' },
  },
  Keys_OfPolls: {
    Keys_Poll: { ',': 'previousPoll', '.': 'nextPoll' },
    Keys_PollOpen: { '⇧ E': 'openPoll' },
    Keys_PollClose: { '⇧ C': 'closePoll' },
    Keys_PollCloseNow: { '⇧ Y': 'closePollNow' },
    Keys_PollPublish: { '⇧ G': 'publishPoll' },
    Keys_NewPoll: { B: 'newPoll' },
    Keys_Library: { W: 'library' },
  },
  Keys_OfSession: {
    Keys_Session: { '⇧ V': 'session' },
    Keys_SessionEnd: { '⇧ Z': 'endSession' },
    Keys_Announce: { N: 'announce' },
    Keys_AnnounceEnd: { '⇧ N': 'endAnnouncement' },
    Keys_Stream: { S: 'stream' },
    Keys_Undo: { U: 'undo' },
    Keys_List: { '?': 'keys' },
  },
};

const NAMES = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };
const REPEATED = new Set(['next', 'previous', 'chooseNext', 'choosePrevious', 'nextPoll', 'previousPoll']);
const FIELDS = 'input:not([type=checkbox], [type=radio], [type=button], [type=submit]), select, textarea, [contenteditable]';

const lines = Object.values(KEYS).flatMap((part) => Object.values(part));
const COMMANDS = new Map(lines.flatMap((line) => Object.entries(line)));

/** The key of a command, as the list writes it. @param {string} command */
export const keyOf = (command) => [...COMMANDS].find(([, one]) => one === command)[0];

/**
 * What a key press asks for; null when it is not for the console: typed into a field, with a modifier other than Shift, repeated by
 * holding an action's key down, or pressed in an open dialog. Arrows belong to radio buttons and to whatever scrolls, so they move
 * only while a question has the focus.
 * @param {KeyboardEvent} event
 * @returns {string|null} one of the commands of `KEYS`
 */
export function commandOf(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return null;
  if (target.closest?.(FIELDS) || target.closest?.('dialog')) return null;
  if (key.startsWith('Arrow') && !target.closest?.('.queue-item')) return null;
  const name = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  const command = (event.shiftKey && COMMANDS.get(`⇧ ${name}`)) || COMMANDS.get(name);
  return command && (!event.repeat || REPEATED.has(command)) ? command : null;
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
