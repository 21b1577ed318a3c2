import { html, nothing, render } from '../lib/lit-html.js';
import { LiveClient } from './live/client.js';
import { tabId } from './live/ids.js';
import { followPage } from './live/page.js';
import { connect } from './live/signalr.js';
import { results } from './polls/results.js';
import { data, formatNumber, t, timeIn } from './texts.js';

const page = data('page');
const time = timeIn(page.timeZone);
const client = new LiveClient({ slug: page.slug, place: 'screen', connect, tab: tabId(), initial: data('snapshot') });
const [main, status, title] = ['screen', 'status', 'title'].map((name) => document.querySelector(`[data-live="${name}"]`));

/** The longer a text, the smaller; the same limits as on the server. */
const lengthOf = (text) => (text.length <= 60 ? 'short' : text.length <= 140 ? 'medium' : text.length <= 260 ? 'long' : 'full');

const questionView = (question) => html`<p class="eyebrow">${t('Answering', formatNumber(question.upvotes))}</p>
  <h1 class="screen-question" data-length=${lengthOf(question.text)}>${question.text}</h1><p class="soft">${question.author ?? ''}</p>`;

function pollView(poll) {
  const left = poll.closesAt && poll.status === 'Open' ? Math.ceil((Date.parse(poll.closesAt) - client.serverNow()) / 1000) : 0;
  return html`<p class="cluster"><span class="status" data-status=${poll.status}>${t(`Poll_${poll.status}`)}</span>
    ${poll.ballots === undefined ? nothing : html`<span class="soft">${t('Ballots', formatNumber(poll.ballots))}</span>`}
    ${left > 0 ? html`<span class="countdown">${t('ClosesIn', left)}</span>` : nothing}</p>
    <h1 class="screen-question" data-length="long">${poll.prompt}</h1>
    ${poll.counts ? results(poll) : html`<ul class="screen-choices">${poll.choices.map((choice) => html`<li>${choice.text}</li>`)}</ul>`}`;
}

const standByView = (session) => html`<p class="screen-clock">${time(client.serverNow())}</p>
  <h1 class="screen-question" data-length="medium">${t(`StandBy_${session.status}`, time(session.plannedStart))}</h1>
  <p class="soft">${t('StandBy_Invitation')}</p>`;

function show() {
  const { session, questions, polls } = client.state;
  if (!session) return;
  const question = questions.get(session.onAir?.question);
  const poll = polls.get(session.onAir?.poll);
  render(question ? questionView(question) : poll ? pollView(poll) : standByView(session), main);
  status.dataset.status = session.status;
  status.textContent = t(`Session_${session.status}`);
  title.textContent = session.title;
}

main.replaceChildren();
show();
client.on('change', show);
client.on('access', ({ code }) => code || location.reload());
// The clock and the countdown move by themselves.
setInterval(show, 1000);
document.addEventListener('keydown', (event) => {
  if (event.key !== 'f' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
});
followPage(client);
client.start();
