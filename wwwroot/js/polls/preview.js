import { html, render } from '../../lib/lit-html.js';
import { pollCard } from '../room/polls.js';
import { view as onScreen } from '../screen/views.js';
import { t } from '../texts.js';
import { kindOf } from './kinds.js';

const NOTHING = { choices: [], texts: [] };
const still = { onAnswer: () => {}, onSend: () => {}, onChange: () => {}, onKeep: () => {} };
const SAMPLE = [46, 31, 18, 12, 9, 7, 5, 4, 3, 2, 2, 1];

/** The design of a poll as a PollView, as attendees would see it. */
function viewOf(design, status) {
  const texts = design.kind === 'Rating' ? ['1', '2', '3', '4', '5'] : design.choices;
  const choices = texts.map((text, index) => ({ id: `preview-${index}`, text }));
  return { ...design, id: 'preview', prompt: design.prompt || t('Preview_Prompt'), choices, status };
}

function withSample(poll) {
  const written = poll.kind === 'WordCloud' || poll.kind === 'OpenText';
  const choices = written ? t('Preview_Words').split(', ').map((text, index) => ({ id: `preview-${index}`, text })) : poll.choices;
  const counts = choices.map((_, index) => SAMPLE[(poll.kind === 'Rating' ? [3, 2, 1, 0, 2][index] : index) % SAMPLE.length]);
  const one = !written && poll.kind !== 'MultipleChoice';
  return { ...poll, status: 'Published', choices, counts, ballots: one ? counts.reduce((sum, count) => sum + count, 0) : 60 };
}

/**
 * Draws a design as the room and the screen will show it, with the modules that these use.
 * @param {Element} place
 * @param {object} design kind, prompt, choices (texts), policy, least, most, low, high, final
 * @param {boolean} sample with invented results
 */
export function preview(place, design, sample) {
  if (!kindOf(design.kind)) return;
  const open = viewOf(design, 'Open');
  const poll = sample ? withSample(open) : open;
  const view = { now: 0, over: false, registered: true, confirmed: true, ballot: undefined, waits: false, changing: false, answer: NOTHING, address: '' };
  render(html`<figure class="preview-room"><figcaption class="soft small">${t('Preview_Room')}</figcaption><div class="preview-phone">${pollCard(poll, view, still)}</div></figure>
    <figure class="preview-screen"><figcaption class="soft small">${t('Preview_Screen')}</figcaption><div class="preview-wall theme-dark"><div class="screen-main">${onScreen({ view: 'poll', poll, now: 0 })}</div></div></figure>`, place);
}
