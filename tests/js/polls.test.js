import assert from 'node:assert/strict';
import { test } from 'node:test';
import './dom.js';
import { layout } from '../../wwwroot/js/polls/cloud.js';
import { ofBallots, shares } from '../../wwwroot/js/polls/shares.js';
import { length } from '../../wwwroot/js/polls/texts.js';
import { LiveState } from '../../wwwroot/js/live/state.js';

const kind = (file) => import(`../../wwwroot/js/polls/kinds/${file}.js`);
const { withTally } = await import('../../wwwroot/js/room/polls.js');

test('of several marks a ballot each share is of the ballots, half rounded up', () => {
  assert.deepEqual(ofBallots([2, 1, 3], 3), [67, 33, 100]);
  assert.deepEqual(ofBallots([1], 8), [13]); // 12.5
  assert.deepEqual(ofBallots([1, 0], 200), [1, 0]); // 0.5
  assert.deepEqual(ofBallots([0, 0], 0), [0, 0]);
});

test('shares of one mark a ballot add to 100 whatever the counts', () => {
  const random = randomFrom(7);
  for (let run = 0; run < 500; run++) {
    const counts = Array.from({ length: 1 + Math.floor(random() * 10) }, () => Math.floor(random() * 900));
    const ballots = counts.reduce((sum, count) => sum + count, 0);
    if (ballots > 0) assert.equal(shares(counts, ballots).reduce((sum, share) => sum + share, 0), 100, counts.join());
  }
});

test('the mean of a rating has one decimal, half rounded up', async () => {
  const { meanInTenths } = await kind('rating');
  assert.equal(meanInTenths([0, 0, 0, 0, 3], 3), 50);
  assert.equal(meanInTenths([1, 1, 0, 0, 0], 2), 15);
  assert.equal(meanInTenths([0, 0, 3, 1, 0], 4), 33); // 3.25
  assert.equal(meanInTenths([1, 0, 0, 0, 2], 3), 37); // 3.66
});

test('several choices: between least and most', async () => {
  const { problem } = await kind('multiple-choice');
  const poll = { least: 2, most: 3 };
  assert.ok(problem(poll, { choices: ['a'], texts: [] }));
  assert.equal(problem(poll, { choices: ['a', 'b'], texts: [] }), undefined);
  assert.equal(problem(poll, { choices: ['a', 'b', 'c'], texts: [] }), undefined);
  assert.ok(problem(poll, { choices: ['a', 'b', 'c', 'd'], texts: [] }));
});

test('words: rows that were left empty are none, and each is counted in code points', async () => {
  const { problem, said, texts } = await kind('word-cloud');
  const answer = { choices: [], texts: ['  agua ', '', 'ñandú'] };
  assert.deepEqual(texts(answer), ['agua', 'ñandú']);
  assert.equal(said({}, answer), 'agua, ñandú');
  assert.equal(problem({}, answer), undefined);
  assert.ok(problem({}, { choices: [], texts: ['', '  '] }));
  assert.equal(problem({}, { choices: [], texts: ['🌽'.repeat(30)] }), undefined);
  assert.ok(problem({}, { choices: [], texts: ['🌽'.repeat(31)] }));
  assert.equal(length(' an\u0303o  nuevo '), 9);
});

test('one text of at most 200 characters', async () => {
  const { problem } = await kind('open-text');
  assert.ok(problem({}, { choices: [], texts: [' '] }));
  assert.equal(problem({}, { choices: [], texts: ['a'.repeat(200)] }), undefined);
  assert.ok(problem({}, { choices: [], texts: ['a'.repeat(201)] }));
});

test('who has answered sees the tally they were told, until everybody sees one', () => {
  const tally = { poll: 'p', revision: 4, ballots: 3, counts: [2, 1] };
  const open = { id: 'p', choices: [{ id: 'a' }, { id: 'b' }] };
  assert.deepEqual(withTally(open, tally), { ...open, ballots: 3, counts: [2, 1], soFar: true });
  assert.equal(withTally(open, undefined), open);
  const closed = { ...open, ballots: 5, counts: [3, 2] };
  assert.equal(withTally(closed, tally), closed);
  assert.deepEqual(withTally({ ...open, choices: [] }, { ...tally, choices: [{ id: 'w', text: 'agua' }] }).choices, [{ id: 'w', text: 'agua' }]);
});

test('a tally that is no newer than the one held is ignored', () => {
  const state = new LiveState();
  assert.equal(state.applyTally({ poll: 'p', revision: 5, counts: [1] }), true);
  assert.equal(state.applyTally({ poll: 'p', revision: 4, counts: [0] }), false);
  assert.equal(state.applyTally({ poll: 'p', revision: 5, counts: [9] }), false);
  assert.equal(state.applyTally({ poll: 'q', revision: 1, counts: [2] }), true);
  assert.deepEqual(state.tallies.get('p').counts, [1]);
  state.forget();
  assert.equal(state.applyTally({ poll: 'p', revision: 2, counts: [1] }), true);
});

// The cloud

const HAIR = 1e-6; // of a pixel, for sums of fractions
const measure = (text) => 0.56 * text.length;
const LINE = 1.16;
const STEMS = ['agua', 'transparencia', 'salud', 'rendición de cuentas', 'datos abiertos', 'diálogo', 'otorrinolaringología pública', 'fe'];

function randomFrom(seed) {
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
}

const wordsOf = (number, seed = 1) => {
  const random = randomFrom(seed);
  return Array.from({ length: number }, (_, index) => ({ id: `w${index}`, text: `${STEMS[index % STEMS.length]}${index < STEMS.length ? '' : ` ${index}`}`, count: 1 + Math.floor(random() ** 3 * 80) }));
};

const boxOf = (width, height) => ({ width, height, least: 12, most: Math.max(20, Math.min(0.15 * width, 0.34 * height)) });

function check({ words, height }, width, name) {
  for (const [index, word] of words.entries()) {
    const [w, h] = [word.width / 2, (LINE * word.size) / 2];
    assert.ok(word.x - w >= -HAIR && word.x + w <= width + HAIR && word.y - h >= -HAIR && word.y + h <= height + HAIR, `${name}: ${word.text} is outside`);
    for (const other of words.slice(index + 1)) {
      const apart = Math.abs(word.x - other.x) >= w + other.width / 2 - HAIR || Math.abs(word.y - other.y) >= h + (LINE * other.size) / 2 - HAIR;
      assert.ok(apart, `${name}: ${word.text} and ${other.text} overlap`);
    }
  }
}

for (const [width, height] of [[254, 272], [360, 272], [700, 272], [1_300, 600]]) {
  for (const number of [0, 1, 5, 30, 100]) {
    test(`a cloud of ${number} words in ${width} by ${height}: all there, inside, none over another, the same each time`, () => {
      const words = wordsOf(number, number + width);
      const drawn = layout(words, boxOf(width, height), measure);
      assert.equal(drawn.words.length, number);
      assert.ok(drawn.height >= height);
      check(drawn, width, `${number} in ${width}`);
      assert.deepEqual(layout(structuredClone(words), boxOf(width, height), measure), drawn);
    });
  }
}

test('more people, a larger word, unless it would not fit', () => {
  const drawn = layout([{ id: 'a', text: 'agua', count: 40 }, { id: 'b', text: 'luz', count: 10 }, { id: 'c', text: 'paz', count: 1 }], boxOf(700, 300), measure).words;
  const size = Object.fromEntries(drawn.map((word) => [word.id, word.size]));
  assert.ok(size.a > size.b && size.b > size.c);
});

test('one more ballot leaves nearly every word where it was', () => {
  const words = wordsOf(30, 3);
  const before = layout(words, boxOf(700, 300), measure);
  const after = layout(words.map((word, index) => (index === 12 ? { ...word, count: word.count + 1 } : word)), boxOf(700, 300), measure, before.words);
  const at = new Map(before.words.map((word) => [word.id, word]));
  const moved = after.words.filter((word) => word.x !== at.get(word.id).x || word.y !== at.get(word.id).y);
  assert.ok(moved.length <= 5, `${moved.length} of 30 moved`);
  check(after, 700, 'after');
});

// The console

test('drafts stand in their own order, after what asks for an action', async () => {
  const { inOrder } = await import('../../wwwroot/js/console/polls.js');
  const polls = [
    { id: 'a', status: 'Published' }, { id: 'b', status: 'Draft', position: 2 }, { id: 'c', status: 'Draft', position: 1 },
    { id: 'd', status: 'Closed' }, { id: 'e', status: 'Open' }, { id: 'f', status: 'Published' },
  ];
  assert.equal(inOrder(polls).map(({ id }) => id).join(''), 'edcbfa');
});

test('a close is announced far enough ahead for who watches the stream with its delay', async () => {
  const { closings } = await import('../../wwwroot/js/console/polls.js');
  assert.deepEqual(closings(0), [10, 20, 30]);
  assert.deepEqual(closings(20), [30, 10, 20]);
  assert.deepEqual(closings(25), [35, 10, 20, 30]);
  assert.equal(closings(600)[0], 300);
});

test('what attendees wrote is drawn only where a moderator let it through', async () => {
  const { shownOnly } = await import('../../wwwroot/js/console/polls.js');
  const words = [{ id: 'a', status: 'Pending' }, { id: 'b', status: 'Shown' }, { id: 'c', status: 'Hidden' }, { id: 'd', status: 'Shown' }];
  const poll = { kind: 'WordCloud', choices: words, counts: [9, 8, 7, 6] };
  assert.deepEqual(shownOnly(poll), { ...poll, choices: [words[1], words[3]], counts: [8, 6] });
  const { sorted } = await import('../../wwwroot/js/console/words.js');
  assert.deepEqual(sorted(poll).Pending, [{ ...words[0], people: 9 }]);
});

test('the form of a poll says what its kind needs, and lines left empty are no answers', async () => {
  const { completed, designOf } = await import('../../wwwroot/js/console/editor.js');
  const values = { Choices: ['Agua ', '', ' Salud'], Sides: ['Sí', 'No', 'Me abstengo'] };
  const form = (kind) => ({
    elements: {
      Kind: { value: kind }, Prompt: { value: '¿Qué?' }, Policy: { value: 'Live' }, Final: { checked: false }, Confirmed: { checked: false },
      Least: { value: '' }, Most: { value: '2' }, Words: { value: '4' }, Low: { value: ' Poco ' }, High: { value: '' },
    },
    querySelectorAll: (selector) => values[/"(\w+)"/.exec(selector)[1]].map((value) => ({ value })),
  });
  const common = { prompt: '¿Qué?', policy: 'Live', final: false, confirmed: false };
  assert.deepEqual(designOf(form('SingleChoice')), { ...common, kind: 'SingleChoice', choices: ['Agua', 'Salud'] });
  assert.deepEqual(designOf(form('MultipleChoice')), { ...common, kind: 'MultipleChoice', choices: ['Agua', 'Salud'], least: undefined, most: 2 });
  assert.equal(completed(designOf(form('MultipleChoice'))).least, 1);
  assert.deepEqual(designOf(form('YesNo')).choices, values.Sides);
  assert.deepEqual(designOf(form('Rating')), { ...common, kind: 'Rating', choices: [], low: 'Poco', high: '' });
  assert.deepEqual(designOf(form('WordCloud')), { ...common, kind: 'WordCloud', choices: [], most: 4 });
  assert.deepEqual(designOf(form('OpenText')), { ...common, kind: 'OpenText', choices: [] });
});
