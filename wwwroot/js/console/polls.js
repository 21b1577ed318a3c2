import { html, nothing } from '../../lib/lit-html.js';
import { repeat } from '../../lib/directives/repeat.js';
import { icon } from '../icon.js';
import { kindOf } from '../polls/kinds.js';
import { results } from '../polls/results.js';
import { count, formatNumber, t } from '../texts.js';
import { keyHint, shortcut } from './keys-list.js';
import { wordList } from './words.js';

const RANK = { Open: 0, Closed: 1, Draft: 2, Published: 3 };
const MOST_SECONDS = 300;

/** What asks for an action first; drafts in their own order, of the others the newest first. */
export const inOrder = (polls) => [...polls].sort((a, b) => RANK[a.status] - RANK[b.status]
  || (a.status === 'Draft' ? (a.position ?? 0) - (b.position ?? 0) : 0) || (a.id < b.id ? 1 : -1));

/** Whole seconds until the announced close; null when none is announced. */
export const secondsLeft = (poll, now) =>
  poll.status === 'Open' && poll.closesAt ? Math.max(0, Math.ceil((Date.parse(poll.closesAt) - now) / 1000)) : null;

/** How far ahead a close is announced: first so that who watches the stream with its delay still has ten seconds. */
export function closings(streamDelay) {
  const usual = Math.min(MOST_SECONDS, streamDelay + 10);
  return [usual, ...[10, 20, 30].filter((seconds) => seconds !== usual)];
}

const isWritten = (poll) => poll.kind === 'WordCloud' || poll.kind === 'OpenText';

/** The poll as attendees see it: of what they wrote only what a moderator let through. */
export function shownOnly(poll) {
  if (!isWritten(poll) || !poll.counts) return poll;
  const kept = poll.choices.map((choice, index) => [choice, poll.counts[index], poll.confirmedCounts?.[index]]).filter(([choice]) => choice.status === 'Shown');
  return {
    ...poll, choices: kept.map(([choice]) => choice), counts: kept.map(([, number]) => number),
    ...(poll.confirmedCounts && { confirmedCounts: kept.map(([, , confirmed]) => confirmed) }),
  };
}

/**
 * @param {object[]} polls PollViews
 * @param {object} about
 * @param {number} about.watching
 * @param {number} about.now the server's time
 * @param {number} about.delay seconds that viewers of the stream are behind
 * @param {string|undefined} about.onAir id of the poll on the screen
 * @param {boolean} about.over the session has ended
 * @param {string|undefined} about.hand id of the poll that keys act on
 * @param {object} about.do what buttons do: open, close, publish, show, hide, edit, copy, remove, move, decide
 */
export function pollList(polls, about) {
  if (polls.length === 0) return html`<div class="empty"><p><strong>${t('Poll_None')}</strong>${t('Poll_NoneHint')}</p></div>`;
  const ordered = inOrder(polls);
  const drafts = ordered.filter((poll) => poll.status === 'Draft');
  return repeat(ordered, (poll) => poll.id, (poll) => pollItem(poll, about, drafts));
}

function pollItem(poll, about, drafts) {
  const left = secondsLeft(poll, about.now);
  const over = poll.status === 'Closed' || poll.status === 'Published';
  return html`<article class="poll-item" id="p-${poll.id}" tabindex="-1" aria-current=${poll.id === about.hand ? 'true' : nothing}>
    <p class="card-head"><span class="status" data-status=${poll.status}>${t(`Poll_Status_${poll.status}`)}</span>${left !== null
      ? html`<span class="countdown">${icon('clock')}${t('Poll_ClosesIn', left)}</span>`
      : over ? html`<span class="soft small">${count('Poll_Ballots', poll.ballots)}</span>` : nothing}</p>
    <h3>${poll.prompt}</h3>
    <p class="soft small">${[t(`Kind_${poll.kind}`), t(`Policy_${poll.policy}`), ...(poll.final ? [t('Poll_IsFinal')] : []),
      ...(poll.confirmed ? [t('Poll_NeedsConfirmed')] : [])].join(' · ')}</p>
    ${poll.status === 'Draft' && poll.choices.length > 0 && poll.kind !== 'Rating'
      ? html`<p class="small">${poll.choices.map((choice) => choice.text).join(' · ')}</p>` : nothing}
    ${poll.status === 'Open' ? turnout(poll.ballots ?? 0, Math.max(about.watching, poll.ballots ?? 0)) : nothing}
    ${isWritten(poll) && poll.status !== 'Draft' ? wordList(poll, about.do.decide) : nothing}
    ${poll.counts && kindOf(poll.kind) ? results(shownOnly(poll)) : nothing}
    ${poll.confirmedBallots === undefined ? nothing : html`<p class="soft small">${count('Poll_OfConfirmed', poll.confirmedBallots)}</p>`}
    <div class="actions">${mainButtons(poll, about)}</div>
    <div class="actions poll-tools">${tools(poll, about, drafts)}</div>
  </article>`;
}

/** How many took part is no result: a thin line, not a bar. */
const turnout = (ballots, people) => html`<p class="turnout small">${icon('people')}<span>${t('Poll_Turnout', formatNumber(ballots), formatNumber(people))}</span></p>
  <svg class="turnout-line" aria-hidden="true" focusable="false"><rect width=${`${people ? Math.round((100 * ballots) / people) : 0}%`} height="100%"></rect></svg>`;

const button = (look, content, press, more = {}) => html`<button class="button ${look}" type="button" data-do=${more.name ?? nothing}
  aria-pressed=${more.pressed ?? nothing} aria-disabled=${more.disabled ? 'true' : nothing} aria-keyshortcuts=${shortcut(more.key)}
  @click=${() => more.disabled || press()}>${content}${more.key ? keyHint(more.key) : nothing}</button>`;

function mainButtons(poll, { delay, over, hand, do: act }) {
  const key = (command) => ({ key: poll.id === hand ? command : undefined });
  if (poll.status === 'Draft') return over ? nothing : button('button-primary', [icon('play'), t('Poll_DoOpen')], () => act.open(poll), key('openPoll'));
  if (poll.status === 'Closed') {
    return button(poll.policy === 'AfterPublish' ? 'button-primary' : '', [icon('check'), t('Poll_Publish')], () => act.publish(poll), key('publishPoll'));
  }
  if (poll.status !== 'Open') return nothing;
  const [usual, ...others] = closings(delay);
  return [
    poll.closesAt ? nothing : [
      delay > 0 ? html`<p class="soft small close-why">${t('Close_Why', delay)}</p>` : nothing,
      button('button-primary', [icon('clock'), t('Close_In', usual)], () => act.close(poll, usual), key('closePoll')),
      others.map((seconds) => button('button-small', t('Close_In', seconds), () => act.close(poll, seconds))),
    ],
    button('button-small', t('Close_Now'), () => act.close(poll, 0), key('closePollNow')),
  ];
}

function tools(poll, { onAir, over, do: act }, drafts) {
  const small = 'button-small';
  const copy = button(small, t('Poll_Copy'), () => act.copy(poll), { name: 'copy' });
  if (poll.status !== 'Draft') {
    const shown = onAir === poll.id;
    return [over ? nothing : button(small, [icon('screen'), t(shown ? 'Poll_OnScreen' : 'Poll_Show')],
      () => act.show(shown ? undefined : poll), { name: 'show', pressed: String(shown) }), copy];
  }
  const place = drafts.indexOf(poll);
  return [
    button(small, t('Poll_Edit'), () => act.edit(poll), { name: 'edit' }), copy,
    drafts.length > 1 ? [
      button(small, t('Poll_Up'), () => act.move(poll, -1), { name: 'up', disabled: place === 0 }),
      button(small, t('Poll_Down'), () => act.move(poll, 1), { name: 'down', disabled: place === drafts.length - 1 }),
    ] : nothing,
    button(`${small} button-danger`, t('Poll_Delete'), () => act.remove(poll), { name: 'delete' }),
  ];
}
