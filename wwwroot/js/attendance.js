import { get } from './live/api.js';
import { count, data, formatNumber, t } from './texts.js';

// Staff follow a day: numbers and curve are drawn anew where they stand; what would move the page (new requests) is only told, and waits for a press.
const EVERY = 5_000;
const SVG = 'http://www.w3.org/2000/svg';

const page = data('attendance');
const part = (name) => document.querySelector(`[data-live="${name}"]`);

function show(board) {
  for (const name of ['present', 'seen', 'reached', 'registered']) write(part(name), formatNumber(board[name]));
  write(part('at'), board.at);
  showCurve(board.curve);
  showRequests(board.requests - page.requests);
}

function showCurve(curve) {
  part('line').setAttribute('d', curve.line);
  part('area').setAttribute('d', curve.area);
  write(part('top'), formatNumber(curve.top));
  write(part('half'), formatNumber(Math.floor(curve.top / 2)));
  write(part('peak'), curve.peakAt ? t('Curve_Peak', formatNumber(curve.peak), curve.peakAt) : '');
  draw(part('bands'), curve.bands, 'rect', ({ x, width }) => ({ class: 'curve-band', x, width, height: '100%' }));
  draw(part('band-numbers'), curve.bands, 'tspan', ({ x }) => ({ x, dx: 6 }), ({ number }) => number);
  draw(part('hours'), curve.hours, 'tspan', ({ x }) => ({ x }), ({ time }) => time);
  const rows = part('slots');
  curve.slots.forEach((slot, index) => {
    const row = rows.rows[index] ?? addRow(rows);
    write(row.cells[0], slot.time);
    write(row.cells[1], formatNumber(slot.count));
  });
}

function draw(group, items, tag, attributes, text = () => '') {
  while (group.children.length > items.length) group.lastElementChild.remove();
  items.forEach((item, index) => {
    const shape = group.children[index] ?? group.appendChild(document.createElementNS(SVG, tag));
    for (const [name, value] of Object.entries(attributes(item))) shape.setAttribute(name, value);
    write(shape, String(text(item)));
  });
}

function addRow(body) {
  const row = body.insertRow();
  const head = row.appendChild(document.createElement('th'));
  head.scope = 'row';
  row.insertCell().className = 'number';
  return row;
}

function showRequests(more) {
  const news = part('requests-new');
  if (!news) return; // moderators decide nothing
  const text = more > 0 ? count('Requests_New', more) : '';
  if (news.textContent === text) return;
  news.textContent = text;
  document.getElementById('announcer').textContent = text;
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

async function follow() {
  if (!document.hidden) {
    try {
      show(await get(page.address));
    } catch {
      // The next round tries again; what is shown stays.
    }
  }
  setTimeout(follow, EVERY);
}

part('requests-new')?.addEventListener('click', (event) => {
  event.preventDefault();
  location.hash = 'pedidos';
  location.reload();
});
setTimeout(follow, EVERY);
