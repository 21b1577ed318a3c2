import { html, nothing } from '../../lib/lit-html.js';
import { icon } from '../icon.js';
import { results } from '../polls/results.js';
import { count, formatNumber, t } from '../texts.js';

const SOON = 60; // minutes before the start from which they are counted
const MANY = 6; // choices that need another column
const LONG = 40; // characters of a choice that does not fit a narrow one

/** The longer a text, the smaller; the same limits as on the server. */
const lengthOf = (text) => (text.length <= 60 ? 'short' : text.length <= 140 ? 'medium' : text.length <= 260 ? 'long' : 'full');

/** What the whole screen shows. @param {object} scene see screen.js */
export function view(scene) {
  switch (scene.view) {
    case 'question': return questionView(scene);
    case 'poll': return pollView(scene);
    case 'invitation': return invitationView();
    default: return standByView(scene);
  }
}

/** What lies over a video: the same in the lower third, and nothing while nothing is on air. @param {object} scene */
export function overlayView(scene) {
  switch (scene.view) {
    case 'question': return html`<div class="overlay-card">${questionView(scene)}</div>`;
    case 'poll': return html`<div class="overlay-card">${pollView(scene)}</div>`;
    case 'invitation': return html`<div class="overlay-card">${invitationView()}</div>`;
    default: return nothing;
  }
}

const questionView = ({ question, upvotes }) => html`<p class="eyebrow">${t('Answering')}</p>
  <h1 class="screen-question" data-length=${lengthOf(question.text)}>${question.text}</h1>
  <p class="screen-by"><span class="screen-upvotes">${icon('up')}${count('Upvotes', upvotes)}</span><span>${question.author ?? ''}</span></p>`;

function pollView({ poll, now }) {
  const left = poll.closesAt && poll.status === 'Open' ? Math.ceil((Date.parse(poll.closesAt) - now) / 1000) : 0;
  return html`<p class="screen-poll-head"><span class="status" data-status=${poll.status}>${t(`Poll_${poll.status}`)}</span>
    ${poll.ballots === undefined ? nothing : html`<span class="soft">${count('Ballots', poll.ballots)}</span>`}
    ${left > 0 ? html`<span class="screen-countdown" data-last=${left <= 10}><span>${t('Closes')}</span> <b>${clockOf(left)}</b></span>` : nothing}</p>
    <h1 class="screen-question" data-length=${poll.prompt.length > 140 ? 'full' : 'long'}>${poll.prompt}</h1>
    ${poll.counts ? html`<div class="screen-results" data-many=${poll.choices.length >= MANY} data-long=${areLong(poll)}>${results(poll)}</div>` : choicesView(poll)}`;
}

const areLong = (poll) => poll.choices.some((choice) => choice.text.length > LONG);

const WRITTEN = ['WordCloud', 'OpenText'];

const choicesView = (poll) => (!WRITTEN.includes(poll.kind)
  ? html`<ul class=${poll.kind === 'Rating' ? 'screen-choices screen-steps' : 'screen-choices'} data-long=${areLong(poll)}>${poll.choices.map((choice) => html`<li>${choice.text}</li>`)}</ul>
    ${poll.low || poll.high ? html`<p class="screen-ends"><span>${poll.low}</span><span>${poll.high}</span></p>` : nothing}`
  : html`<p class="screen-lead">${t('Write')}</p>`);

const clockOf = (seconds) => (seconds < 100 ? formatNumber(seconds) : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`);

const invitationView = () => html`<h1 class="screen-question" data-length="short">${t('Invitation_Title')}</h1>
  <p class="screen-lead">${t('Invitation_Text')}</p>`;

function standByView({ session, now, time, page }) {
  const minutes = Math.ceil((Date.parse(session.plannedStart) - now) / 60_000);
  const waits = session.status === 'Scheduled';
  return html`<p class="screen-clock"><span>${time(now)}</span>
      ${waits && minutes > 0 && minutes <= SOON ? html`<span class="screen-soon">${t('StartsIn', formatNumber(minutes))}</span>` : nothing}</p>
    <h1 class="screen-question" data-length="medium">${waits && minutes <= 0 ? t('StandBy_Soon') : t(`StandBy_${session.status}`, time(session.plannedStart))}</h1>
    <ol class="screen-agenda">${page.agenda.map((row) => html`<li aria-current=${row.slug === page.slug ? 'true' : nothing}>
      <b>${row.time}</b> <span><small>${row.date}</small> <span>${row.slug === page.slug ? session.title : row.title}</span></span></li>`)}</ol>`;
}
