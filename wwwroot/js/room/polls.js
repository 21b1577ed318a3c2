import { html, nothing } from '../../lib/lit-html.js';
import { icon } from '../icon.js';
import { kindOf } from '../polls/kinds.js';
import { results } from '../polls/results.js';
import { count, t } from '../texts.js';

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

/** The choice that most marked, with its share. @param {object} poll PollView with counts */
export function leader(poll) {
  const share = Math.max(...kindOf(poll.kind).percentages(poll.counts, poll.ballots));
  const best = poll.counts.indexOf(Math.max(...poll.counts));
  return `${poll.choices[best].text}, ${t('Results_Percent', share)}`;
}

/**
 * @param {object} poll PollView
 * @param {object} view
 * @param {number} view.now the server's time
 * @param {boolean} view.over the session takes no more ballots
 * @param {boolean} view.registered
 * @param {string[]|undefined} view.ballot choices of one's ballot
 * @param {boolean} view.waits one's ballot is not answered yet
 * @param {boolean} view.changing
 * @param {string[]} view.marked what the fields show
 * @param {string|undefined} view.error why the last answer was refused
 * @param {string} view.address of the page
 */
export function pollCard(poll, view, { onMark, onSend, onChange, onKeep }) {
  const open = accepts(poll, view.now, view.over);
  const left = open ? secondsLeft(poll, view.now) : undefined;
  const countdown = left === undefined ? undefined : html`<span class="countdown">${icon('clock')}${t('Ballot_ClosesIn', left)}</span>`;
  const error = view.error ? html`<p class="field-error" role="alert">${view.error}</p>` : nothing;
  if (open && view.registered && (!view.ballot || view.changing)) {
    return html`<form class="card card-live poll" method="post" @submit=${onSend}>
      <div class="card-head"><span class="status" data-status="Open">${t('Poll_Open')}</span>${countdown}</div>
      <fieldset><legend class="poll-title">${poll.prompt}</legend>${kindOf(poll.kind).fields(poll, { marked: view.marked, onMark })}</fieldset>
      ${error}
      <div class="actions"><button class="button button-primary" type="submit">${t('Ballot_Send')}</button>${view.ballot
        ? html`<a class="button button-quiet" href=${`${view.address}#encuesta`} @click=${onKeep}>${t('Ballot_Keep')}</a>` : nothing}</div>
    </form>`;
  }
  const hidden = poll.counts ? undefined : { AfterClose: t('Ballot_Results_AfterClose'), AfterPublish: t('Ballot_Results_AfterPublish') }[poll.policy];
  const answer = poll.choices.filter((choice) => view.ballot?.includes(choice.id)).map((choice) => choice.text).join(', ');
  return html`<div class=${`card poll${open && !view.registered ? ' card-live' : ''}`}>
    <div class="card-head"><span class="status" data-status=${poll.status}>${t(`Poll_${poll.status}`)}</span>${countdown
      ?? (poll.status === 'Open' && !open ? html`<span class="countdown">${t('Ballot_Closing')}</span>`
        : poll.ballots != null ? html`<span class="soft small">${count('Ballots', poll.ballots)}</span>` : nothing)}</div>
    <h2 class="poll-title">${poll.prompt}</h2>
    ${poll.counts ? results(poll, view.ballot)
      : open && !view.registered ? html`<ul>${poll.choices.map((choice) => html`<li>${choice.text}</li>`)}</ul>` : nothing}
    ${view.ballot && (!poll.counts || view.waits)
      ? html`<p class="sent">${icon(view.waits ? 'sync' : 'check')}${t(view.waits ? 'Ballot_Sending' : 'Ballot_Sent', answer)}</p>` : nothing}
    ${error}
    ${open && view.ballot
      ? html`<p class="soft small">${t('Ballot_Changeable')} ${hidden ?? nothing}</p><div class="actions"><a class="button"
          href=${`${view.address}?cambiar=${poll.id}#encuesta`} @click=${onChange}>${t('Ballot_Change')}</a></div>`
      : open && !view.registered ? html`<p class="soft small">${t('Ballot_Register')}</p>`
        : hidden ? html`<p class="soft">${hidden}</p>` : nothing}
  </div>`;
}

/** Polls that are over and whose results can be looked up, the last one first. */
export function earlierPolls(polls, current, ballotOf) {
  const earlier = [...polls].filter((poll) => poll !== current && poll.counts)
    .sort((a, b) => Date.parse(b.openedAt) - Date.parse(a.openedAt));
  return earlier.length === 0 ? nothing : html`<details class="card"><summary>${t('Earlier')}</summary>${earlier.map((poll) =>
    html`<div class="poll"><h3>${poll.prompt}</h3>${results(poll, ballotOf(poll.id))}</div>`)}</details>`;
}
