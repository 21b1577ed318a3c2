import { html, render } from '../lib/lit-html.js';
import { icon } from './icon.js';
import { t } from './texts.js';

const LARGEST = 8 * 1024 * 1024; // a hundred times any certificate: what is larger is none, and need not be read

const part = document.querySelector('.file-check');
const [byHand, here, result] = ['by-hand', 'here', 'result'].map((name) => part.querySelector(`[data-check="${name}"]`));
const { code, sha256 } = part.dataset;
const drop = here.querySelector('.drop');
const field = here.querySelector('input');
let asked = 0; // of two files that are chosen one after the other the last one counts

/** What a file is. @param {File} file @returns {Promise<{kind: string, text: string, code?: string}>} */
async function judge(file) {
  const begin = await file.slice(0, 5).text();
  if (begin !== '%PDF-') return { kind: 'bad', text: t('File_NotPdf') };
  if (file.size > LARGEST) return { kind: 'bad', text: t(code ? 'File_Changed' : 'File_Unknown') };
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hash === sha256) return { kind: 'good', text: t('File_Same') };
  const response = await fetch(`/api/certificates/by-hash/${hash}`);
  if (response.status === 404) return { kind: 'bad', text: t(code ? 'File_Changed' : 'File_Unknown') };
  if (!response.ok) throw new Error(response.statusText);
  return compare(await response.json());
}

/** What a file is that was issued, but not with the code of this page. */
async function compare(found) {
  if (!code) {
    const kind = { valid: 'good', superseded: 'warn', revoked: 'bad' }[found.status];
    return { kind, text: t(`File_Issued_${found.status}`), code: found.code };
  }
  // An edition tells the codes of those that came after it, not of those before.
  const isOlder = found.editions.some((edition) => edition.code === code);
  if (isOlder || (await laterCodes()).includes(found.code)) return { kind: 'warn', text: t('File_OtherEdition', found.edition), code: found.code };
  return { kind: 'bad', text: t('File_OtherCertificate', found.code), code: found.code };
}

async function laterCodes() {
  const response = await fetch(`/api/certificates/${encodeURIComponent(code)}`);
  if (!response.ok) throw new Error(response.statusText);
  return (await response.json()).editions.map((edition) => edition.code);
}

async function check(file) {
  const mine = ++asked;
  render(html`<p class="soft">${t('File_Reading')}</p>`, result);
  let verdict;
  try {
    verdict = await judge(file);
  } catch {
    verdict = { kind: 'warn', text: t('File_Failed') };
  }
  if (mine === asked) render(view(file.name, verdict), result);
}

const view = (name, { kind, text, code: other }) => html`<div class="notice" data-kind=${kind}>
  ${icon({ good: 'check', warn: 'alert', bad: 'close' }[kind])}
  <div>
    <p><strong>${text}</strong></p>
    <p class="soft small">${name}</p>
    ${other && html`<p><a href="/verificar/${encodeURIComponent(other)}">${t('File_See')}</a></p>`}
  </div>
</div>`;

// Browsers hash only on pages that came over HTTPS, or from the machine itself.
if (globalThis.crypto?.subtle) {
  byHand.hidden = true;
  here.hidden = false;
  field.addEventListener('change', () => field.files[0] && check(field.files[0]));
  // A file that misses the place would open in the window, and the page be gone.
  for (const event of ['dragover', 'drop']) addEventListener(event, (dragged) => dragged.preventDefault());
  addEventListener('dragover', () => (drop.dataset.over = ''));
  for (const event of ['dragleave', 'drop']) addEventListener(event, () => delete drop.dataset.over);
  addEventListener('drop', ({ dataTransfer }) => dataTransfer.files[0] && check(dataTransfer.files[0]));
}
