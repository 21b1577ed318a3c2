// Reads the reports of a run and prints, tab-separated, `count NAME PASSED FAILED` per suite, `failed TEST` per failed test and `broken WHAT` for a suite
// that wrote no report, skipped a test, or ran nothing of what the machine was prepared for. Argument: the TAP file of the JavaScript tests. With --failed it
// prints only `PROJECT METHOD` for every method of .NET that failed and may be tried again. A test that failed and passed in TestResults/again is counted as passed, and `second TEST` says so.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const say = (...fields) => console.log(fields.join('\t'));
const projects = readdirSync('tests').filter((name) => /^OpenGovWeek\..*Tests$/.test(name) && name !== 'OpenGovWeek.LoadTests');
const testsIn = (file) => existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).results.tests : [];
const namesOf = (tests, status) => tests.filter((test) => test.status === status).map((test) => test.name);
const reports = new Map();

if (process.argv[2] === '--failed') {
  const failed = projects.flatMap((project) => testsIn(join('TestResults', `${project}.json`)).filter((test) => test.status === 'failed').map((test) => ({ project, ...test })));
  // What was lost or counted twice is no matter of time: one such failure is enough.
  if (failed.every(({ project, message, trace }) => project !== 'OpenGovWeek.FaultTests' || /Timeout|did not happen/.test(`${message} ${trace}`))) {
    for (const one of new Set(failed.map(({ project, name }) => `${project}\t${name.split('(')[0]}`))) say(one);
  }
  process.exit();
}

for (const project of projects) {
  const file = join('TestResults', `${project}.json`);
  if (!existsSync(file)) {
    say('broken', `${project} left no report`);
    continue;
  }
  const tests = testsIn(file);
  const passed = namesOf(tests, 'passed');
  const failed = namesOf(tests, 'failed');
  const again = namesOf(testsIn(join('TestResults', 'again', `${project}.json`)), 'passed');
  const second = failed.filter((name) => again.includes(name));
  say('count', project, passed.length + second.length, failed.length - second.length);
  for (const name of second) say('second', name);
  for (const name of failed.filter((name) => !second.includes(name))) say('failed', name);
  if (passed.length + failed.length !== tests.length) say('broken', `${project} has tests that neither passed nor failed`);
  reports.set(project, tests.map((test) => test.name));
}

const expect = (project, what, found) => {
  if (reports.has(project) && !reports.get(project).some(found)) say('broken', `${project} ran no test ${what}`);
};
expect('OpenGovWeek.Core.Tests', 'with poppler and qpdf', (name) => name.includes('CertificateProgramsTests'));
expect('OpenGovWeek.Data.Tests', 'on PostgreSQL', (name) => name.includes('PostgreSql'));
expect('OpenGovWeek.Web.Tests', 'on PostgreSQL', (name) => name.includes('PostgreSql'));
expect('OpenGovWeek.Web.Tests', 'with redis-server', (name) => name.includes('redis-server'));
expect('OpenGovWeek.Web.Tests', 'behind nginx', (name) => name.includes('ProxyTests'));
expect('OpenGovWeek.FaultTests', 'with redis-server and PostgreSQL', (name) => name.includes('KilledNodeTests'));
expect('OpenGovWeek.BrowserTests', 'in Chromium', (name) => !name.includes('RequirementsTests'));
expect('OpenGovWeek.BrowserTests', 'with ffmpeg', (name) => name.includes('PlaylistTests'));

const tap = process.argv[2];
const text = tap && existsSync(tap) ? readFileSync(tap, 'utf8') : '';
const total = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
if (total('tests') === 0) say('broken', 'the JavaScript tests left no report');
else say('count', 'JavaScript', total('pass'), total('fail') + total('cancelled'));
if (total('skipped') + total('todo') > 0) say('broken', 'JavaScript tests were skipped');
