import { LiveClient } from './live/client.js';
import { tabId } from './live/ids.js';
import { get } from './live/api.js';
import { followPage } from './live/page.js';
import { connect } from './live/hub.js';

const POLL = 30_000; // where WebSockets are blocked

const page = JSON.parse(document.getElementById('agenda-data').textContent);
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: page.timeZone });
const part = (card, name) => card.querySelector(`[data-live="${name}"]`);
const news = [];

function show(agenda) {
  document.querySelector('[data-live="as-of"]')?.remove();
  for (const session of agenda.sessions) {
    const card = document.querySelector(`[data-live="session"][data-slug="${CSS.escape(session.slug)}"]`);
    if (card) update(card, session);
  }
  document.querySelector('.notice[data-live="illustrative"]').hidden = !agenda.sessions.some((session) => session.illustrativeTimes);
  if (news.length) document.getElementById('announcer').textContent = news.splice(0).join(' ');
}

function update(card, session) {
  const status = part(card, 'status');
  const live = session.status === 'Live';
  if (status.dataset.status !== session.status) {
    news.push(page.changed.replace('{0}', session.title).replace('{1}', page.status[session.status]));
  }
  status.dataset.status = session.status;
  status.textContent = page.status[session.status];
  card.classList.toggle('card-live', live);
  part(card, 'title').textContent = session.title;
  part(card, 'illustrative').hidden = !session.illustrativeTimes;
  setTime(part(card, 'start'), session.plannedStart);
  setTime(part(card, 'end'), session.plannedEnd);
  const go = part(card, 'go');
  go.classList.toggle('button-primary', live);
  go.firstChild.textContent = page.go[session.status];
  go.lastElementChild.textContent = `: ${session.title}`;
}

function setTime(element, instant) {
  element.dateTime = instant;
  element.textContent = clock.format(new Date(instant));
}

async function poll() {
  if (client.status === 'live' || document.hidden) return;
  try {
    show(await get(`/api/events/${encodeURIComponent(page.slug)}/agenda`));
  } catch {
    // The next round tries again; what is shown stays.
  }
}

const client = new LiveClient({ slug: page.slug, place: 'agenda', connect, tab: tabId() });
client.on('agenda', show);
followPage(client);
client.start();
setInterval(poll, POLL);
