import { freshToken } from './api.js';
import { element } from './dom.js';

export function show({ main, to, signal }) {
  const file = element('input', { id: 'file', type: 'file', name: 'file', required: true });
  const button = element('button', { className: 'primary' }, 'Upload');
  const progress = element('progress', { id: 'progress', max: 1, value: 0 });
  const error = element('p', { className: 'error', role: 'alert' });
  const done = element('p', { role: 'status' });
  const form = element(
    'form', {},
    element('label', { for: 'file' }, 'Recording'), file,
    element('label', { for: 'progress' }, 'Progress'), progress, error, button, done);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    error.textContent = '';
    done.replaceChildren();
    try {
      const stored = await send(file.files[0], (share) => { progress.value = share; }, signal);
      done.append(element('span', { 'data-testid': 'upload-done', dir: 'auto' },
        `${stored.fileName}: ${stored.bytes.toLocaleString()} bytes are stored (SHA-256 ${stored.sha256.slice(0, 12)}…)`));
    } catch (failure) {
      error.textContent = failure.message;
    }
    button.disabled = false;
  }, { signal });
  main.append(
    element('nav', { 'aria-label': 'Back' }, element('a', { href: `#/meetings/${to.id}` }, '← Back to the meeting')),
    element('div', { className: 'card' }, element('h1', { tabIndex: -1 }, 'Upload a recording'), form));
}

/** With XMLHttpRequest, because fetch does not report the progress of an upload. */
async function send(file, showShare, signal) {
  const token = await freshToken(signal);
  const body = new FormData();
  body.append('category', 'meeting');
  body.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/recordings');
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => showShare(loaded / total);
    request.onload = () => {
      if (request.status === 201) resolve(request.response);
      else reject(new Error(request.response?.error?.message ?? `Status ${request.status}.`));
    };
    request.onerror = () => reject(new Error('The server does not answer. Check the connection and try again.'));
    request.onabort = () => reject(new Error('The upload was stopped.'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}
