import { session } from './session.js';
import { element, optimized } from './dom.js';
import { showHeader } from './header.js';
import { reportVitals, viewBegins } from './vitals.js';

// Each view is a module of its own, loaded when it is first shown.
const VIEWS = {
  login: () => import('./login.js'),
  meetings: () => import('./meetings.js'),
  meeting: () => import('./meeting.js'),
  search: () => import('./search.js'),
  upload: () => import('./upload.js'),
};
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const main = document.querySelector('main');
let visit = { view: null, ends: new AbortController(), update: null };
let shows = 0;

/** What an address shows: `#/login`, `#/meetings`, `#/meetings/<id>`, `#/search?q=`, `#/upload/<id>`. */
function route(hash) {
  const [path, query] = hash.replace(/^#\/?/, '').split('?');
  const [first, id] = path.split('/');
  if (!session()) return { view: 'login', then: first && first !== 'login' ? hash : '#/meetings' };
  if (first === 'search') return { view: 'search', q: new URLSearchParams(query).get('q') ?? '' };
  if (ID.test(id) && first === 'meetings') return { view: 'meeting', id };
  if (ID.test(id) && first === 'upload') return { view: 'upload', id };
  return { view: 'meetings' };
}

async function show() {
  if (location.hash === '#main') return;
  const to = route(location.hash);
  const mine = ++shows;
  main.setAttribute('aria-busy', 'true');
  main.querySelector(':scope > .message')?.remove();
  try {
    if (visit.update && visit.view === to.view) await visit.update(to);
    else await begin(to);
  } catch (failure) {
    if (mine === shows) fail(failure);
  }
  if (mine === shows) {
    main.setAttribute('aria-busy', 'false');
    if (!performance.getEntriesByName('interactive').length) performance.mark('interactive');
  }
}

async function begin(to) {
  visit.ends.abort();
  visit = { view: to.view, ends: new AbortController(), update: null };
  const mine = visit;
  main.dataset.view = to.view;
  viewBegins(to.view);
  const view = await VIEWS[to.view]().catch(() => {
    throw new Error('A part of this page could not be loaded. Load the page again.');
  });
  if (mine !== visit) return;
  main.replaceChildren();
  showHeader(to);
  const shown = view.show({ main, to, visit: mine, signal: mine.ends.signal });
  const heading = main.querySelector('h1');
  document.title = `${heading.textContent} – OpenMeet`;
  // Readers of the screen hear where they are; who types in the search box goes on typing.
  if (document.activeElement?.type !== 'search') (main.querySelector('[data-focus]') ?? heading).focus();
  await shown;
}

function fail(failure) {
  if (failure.name === 'AbortError') return;
  if (failure.status === 401 && !session()) {
    show();
    return;
  }
  const again = element('button', { type: 'button' }, 'Try again');
  again.addEventListener('click', () => { visit.view = null; show(); }, { once: true });
  main.append(element('div', { className: 'message', role: 'alert' }, `${failure.message} `, again));
}

addEventListener('hashchange', show);
reportVitals();
if (!optimized) await Promise.all(Object.values(VIEWS).map((load) => load()));
show();
