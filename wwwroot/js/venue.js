import { data } from './texts.js';

const REFRESH = 120_000; // codes come for five minutes: two attempts may fail before the last has gone
const RETRY = 10_000;

const { slug } = data('page');
const key = new URLSearchParams(location.search).get('sala');
const [place, code, lost] = ['venue', 'venue-code', 'venue-lost'].map((name) => document.querySelector(`[data-live="${name}"]`));
const picture = place.querySelector('svg');
let codes = [];
let offset = 0; // of the server's clock

async function fetchCodes() {
  let wait = REFRESH;
  try {
    const response = await fetch(`/api/sessions/${encodeURIComponent(slug)}/venue-codes?${new URLSearchParams({ key })}`);
    if (response.status === 404) return location.reload(); // the venue was closed: the page says so
    if (!response.ok) throw new Error(response.statusText);
    const answer = await response.json();
    codes = answer.codes;
    offset = Date.parse(answer.at) - Date.now();
  } catch {
    wait = RETRY;
  }
  setTimeout(fetchCodes, wait);
  show();
}

function show() {
  const present = codes.find(({ until }) => Date.parse(until) > Date.now() + offset);
  // An old code would send people away with an error.
  lost.hidden = codes.length === 0 || present !== undefined;
  code.hidden = picture.parentElement.hidden = !lost.hidden;
  if (!present || code.textContent === present.code) return;
  code.textContent = present.code;
  picture.setAttribute('viewBox', `0 0 ${present.size} ${present.size}`);
  picture.firstElementChild.setAttribute('d', present.path);
}

fetchCodes();
setInterval(show, 500);
