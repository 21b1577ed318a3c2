import { html, nothing } from '../../lib/lit-html.js';
import { t } from '../texts.js';
import { KEYS, keyOf } from './keys.js';

const kbd = (key) => html`<kbd data-text="data">${key}</kbd> `;

/** The list of keys: all there are. */
export const keysList = () => Object.entries(KEYS).map(([part, lines]) => html`<section><h3>${t(part)}</h3><dl class="keys">${
  Object.entries(lines).map(([text, keys]) => html`<div><dt>${Object.keys(keys).map(kbd)}</dt><dd>${t(text)}</dd></div>`)}</dl></section>`);

/** The key of a command on its button, for those who look. @param {string} command */
export const keyHint = (command) => html`<kbd class="key-hint" aria-hidden="true" data-text="data">${keyOf(command)}</kbd>`;

/** The key of a command as `aria-keyshortcuts` names it. @param {string|undefined} command */
export const shortcut = (command) => (command ? keyOf(command).replace('⇧ ', 'Shift+') : nothing);
