import { html, nothing } from '../../lib/lit-html.js';
import { icon } from '../icon.js';
import { kindOf } from '../polls/kinds.js';
import { results } from '../polls/results.js';
import { count, t } from '../texts.js';

/** Seconds before the close that stand out. */
export const LAST = 10;

/** A ballot counts now. @param {object} poll PollView @param {number} now the server's time in milliseconds */
export const accepts = (poll, now, over) => poll.status === 'Open' && !over && !(poll.closesAt && now >= Date.parse(poll.closesAt));

/** Whole seconds until the announced close; undefined when none is announced or it has passed. */
export const secondsLeft = (poll, now) =>
  (poll.closesAt && now < Date.parse(poll.closesAt) ? Math.ceil((Date.parse(poll.closesAt) - now) / 1000) : undefined);

/** The poll that a room puts first: the open one, else the one on the screen, else the last one that was opened. */
export function currentPoll(polls, onAir) {
  const all = [...polls];
  return all.find((poll) => poll.status === 'Open')
    ?? all.find((poll) => poll.id === onAir)
    ?? all.reduce((last, poll) => (last && Date.parse(last.openedAt) >= Date.parse(poll.openedAt) ? last : poll), undefined);
}

/** The poll with the tally that the reader sees for having answered it. @param {object} poll PollView @param {object} [tally] PollTally */
export const withTally = (poll, tally) => (poll.counts || !tally ? poll
  : { ...poll, ballots: tally.ballots, counts: tally.counts, choices: tally.choices ?? poll.choices, soFar: true });

/** The answer that most gave, with its share; the poll itself when nobody answered. @param {object} poll PollView with counts */
export function leader(poll) {
  const best = poll.counts.indexOf(Math.max(...poll.counts));
  if (!poll.ballots || best < 0 || !kindOf(poll.kind)) return poll.prompt;
  return `${poll.choices[best].text}, ${t('Results_Percent', kindOf(poll.kind).percentages(poll.counts, poll.ballots)[best])}`;
}

const NOTES = { AfterBallot: 'Ballot_Results_AfterBallot', AfterClose: 'Ballot_Results_AfterClose', AfterPublish: 'Ballot_Results_AfterPublish' };

/** What is said before the ballot: until when it can be changed, and when results are seen. */
const beforehand = (poll) => [poll.final ? t('Ballot_Final') : '', poll.policy === 'AfterBallot' ? t(NOTES.AfterBallot) : ''].filter(Boolean).join(' ');

/**
 * @param {object} poll PollView; with the counts that this reader may see
 * @param {object} view
 * @param {number} view.now the server's time
 * @param {boolean} view.over the session takes no more ballots
 * @param {boolean} view.registered
 * @param {boolean} view.confirmed the reader's address is confirmed
 * @param {{choices: string[], texts: string[]}|undefined} view.ballot what one answered
 * @param {boolean} view.waits one's ballot is not answered yet
 * @param {boolean} view.changing
 * @param {{choices: string[], texts: string[]}} view.answer what the fields show
 * @param {string|undefined} view.error why the last answer was refused
 * @param {string} view.address of the page
 */
export function pollCard(poll, view, { onAnswer, onSend, onChange, onKeep }) {
  const kind = kindOf(poll.kind);
  const open = accepts(poll, view.now, view.over);
  const left = open ? secondsLeft(poll, view.now) : undefined;
  const countdown = left === undefined ? undefined : html`<span class="countdown" ?data-last=${left <= LAST}>${icon('clock')}${t('Ballot_ClosesIn', left)}</span>`;
  const error = view.error ? html`<p class="field-error" role="alert">${view.error}</p>` : nothing;
  const unconfirmed = view.registered && poll.confirmed === true && !view.confirmed;
  const barred = !view.registered || unconfirmed;
  if (open && !barred && (!view.ballot || view.changing)) {
    const hint = kind.hint(poll);
    const note = beforehand(poll);
    return html`<form class="card card-live poll" method="post" novalidate @submit=${onSend}>
      <div class="card-head"><span class="status" data-status="Open">${t('Poll_Open')}</span>${countdown}</div>
      <fieldset aria-describedby=${hint ? 'ballot-hint' : nothing}><legend class="poll-title">${poll.prompt}</legend>${hint
        ? html`<p class="field-hint" id="ballot-hint">${hint}</p>` : nothing}${kind.fields(poll, view.answer, onAnswer)}</fieldset>
      ${error}
      ${note ? html`<p class="soft small">${note}</p>` : nothing}
      <div class="actions"><button class="button button-primary" type="submit">${t('Ballot_Send')}</button>${view.ballot
        ? html`<a class="button button-quiet" href=${`${view.address}#encuesta`} @click=${onKeep}>${t('Ballot_Keep')}</a>` : nothing}</div>
    </form>`;
  }
  const hidden = poll.counts || !NOTES[poll.policy] || (poll.policy === 'AfterBallot' && (view.ballot || !open)) ? undefined : t(NOTES[poll.policy]);
  return html`<div class=${`card poll${open && barred ? ' card-live' : ''}`}>
    <div class="card-head"><span class="status" data-status=${poll.status}>${t(`Poll_${poll.status}`)}</span>${countdown
      ?? (poll.status === 'Open' && !open ? html`<span class="countdown">${t('Ballot_Closing')}</span>`
        : poll.ballots != null ? html`<span class="soft small">${count('Ballots', poll.ballots)}</span>` : nothing)}</div>
    <h2 class="poll-title">${poll.prompt}</h2>
    ${view.ballot && (!poll.counts || view.waits || open)
      ? html`<p class="sent">${icon(view.waits ? 'sync' : 'check')}<span>${t(view.waits ? 'Ballot_Sending' : 'Ballot_Sent', kind.said(poll, view.ballot))}</span></p>` : nothing}
    ${poll.counts ? html`${poll.soFar ? html`<p class="eyebrow">${t('Ballot_SoFar')}</p>` : nothing}${results(poll, view.ballot?.choices)}`
      : open && barred && poll.choices.length > 0 ? html`<ul>${poll.choices.map((choice) => html`<li>${choice.text}</li>`)}</ul>` : nothing}
    ${error}
    ${open && view.ballot
      ? html`<p class="soft small">${t(poll.final ? 'Ballot_FinalSent' : 'Ballot_Changeable')} ${hidden ?? nothing}</p>${poll.final ? nothing
        : html`<div class="actions"><a class="button" href=${`${view.address}?cambiar=${poll.id}#encuesta`} @click=${onChange}>${t('Ballot_Change')}</a></div>`}`
      : open && !view.registered ? html`<p class="soft small">${t('Ballot_Register')}</p>`
        : open && unconfirmed ? html`<p class="soft small">${t('Ballot_NeedsConfirmed')}</p><div class="actions"><a class="button"
          href=${`/confirmar?volver=${view.address}`}>${t('Ballot_Confirm')}</a></div>`
        : hidden ? html`<p class="soft">${hidden}</p>` : nothing}
  </div>`;
}

/** Polls that are over and whose results can be looked up, the last one first. */
export function earlierPolls(polls, current, ballotOf) {
  const earlier = [...polls].filter((poll) => poll.id !== current?.id && poll.counts)
    .sort((a, b) => Date.parse(b.openedAt) - Date.parse(a.openedAt));
  return earlier.length === 0 ? nothing : html`<details class="card"><summary>${t('Earlier')}</summary>${earlier.map((poll) =>
    html`<div class="poll"><h3>${poll.prompt}</h3>${results(poll, ballotOf(poll.id)?.choices)}</div>`)}</details>`;
}
