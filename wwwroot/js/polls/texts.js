import { html } from '../../lib/lit-html.js';
import { t } from '../texts.js';

/** The longest answer that attendees write, by kind, in code points; the server's own limits. */
export const TEXT_LIMITS = { WordCloud: 30, OpenText: 200 };

/** As the server counts: code points, white space collapsed. */
export const length = (text) => [...text.normalize('NFC').trim().replace(/\s+/g, ' ')].length;

/** In place of answers that nobody has written, or nobody has let through. */
export const empty = () => html`<p class="soft">${t('Results_NoWords')}</p>`;
