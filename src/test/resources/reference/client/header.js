import { logOut } from './api.js';
import { go } from './dom.js';
import { session } from './session.js';

const TYPING_PAUSE_MS = 150;
const header = document.querySelector('header');
const query = header.querySelector('input');
let typing = 0;

/** The header shows who is logged in, and the words that are searched for. */
export function showHeader(to) {
  header.hidden = to.view === 'login';
  header.querySelector('.user').textContent = session()?.user.name ?? '';
  if (document.activeElement !== query) query.value = to.q ?? '';
}

function search() {
  clearTimeout(typing);
  const hash = `#/search?q=${encodeURIComponent(query.value.trim())}`;
  // One step back leaves the search, however many letters were typed.
  if (location.hash.startsWith('#/search')) location.replace(hash);
  else location.hash = hash;
}

query.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(search, TYPING_PAUSE_MS);
});
header.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault();
  search();
});
header.querySelector('[data-action=log-out]').addEventListener('click', async () => {
  clearTimeout(typing);
  query.value = '';
  await logOut();
  go('#/login');
});
