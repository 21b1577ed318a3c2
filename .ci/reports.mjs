// Reads the reports of a run and prints, tab-separated, `count NAME PASSED FAILED` per suite, `failed TEST` per failed test and `broken WHAT` for a suite
// that wrote no report, skipped a test, or ran nothing of what the machine was prepared for. Argument: the TAP file of the JavaScript tests.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const say = (...fields) => console.log(fields.join('\t'));
const reports = new Map();

for (const project of readdirSync('tests').filter((name) => /^OpenGovWeek\..*Tests$/.test(name) && name !== 'OpenGovWeek.LoadTests')) {
  const file = join('TestResults', `${project}.json`);
  if (!existsSync(file)) {
    say('broken', `${project} left no report`);
    continue;
  }
  const { results } = JSON.parse(readFileSync(file, 'utf8'));
  const count = (status) => results.tests.filter((test) => test.status === status).length;
  say('count', project, count('passed'), count('failed'));
  for (const test of results.tests.filter(({ status }) => status === 'failed')) say('failed', test.name);
  if (count('passed') + count('failed') !== results.tests.length) say('broken', `${project} has tests that neither passed nor failed`);
  reports.set(project, results.tests.map((test) => test.name));
}

const expect = (project, what, found) => {
  if (reports.has(project) && !reports.get(project).some(found)) say('broken', `${project} ran no test ${what}`);
};
expect('OpenGovWeek.Core.Tests', 'with poppler and qpdf', (name) => name.includes('CertificateProgramsTests'));
expect('OpenGovWeek.Data.Tests', 'on PostgreSQL', (name) => name.includes('PostgreSql'));
expect('OpenGovWeek.Web.Tests', 'on PostgreSQL', (name) => name.includes('PostgreSql'));
expect('OpenGovWeek.Web.Tests', 'with redis-server', (name) => name.includes('redis-server'));
expect('OpenGovWeek.Web.Tests', 'behind nginx', (name) => name.includes('ProxyTests'));
expect('OpenGovWeek.BrowserTests', 'in Chromium', (name) => !name.includes('RequirementsTests'));
expect('OpenGovWeek.BrowserTests', 'with ffmpeg', (name) => name.includes('PlaylistTests'));

const tap = process.argv[2];
const text = tap && existsSync(tap) ? readFileSync(tap, 'utf8') : '';
const total = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
if (total('tests') === 0) say('broken', 'the JavaScript tests left no report');
else say('count', 'JavaScript', total('pass'), total('fail') + total('cancelled'));
if (total('skipped') + total('todo') > 0) say('broken', 'JavaScript tests were skipped');
