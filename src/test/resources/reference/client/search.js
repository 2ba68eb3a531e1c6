import { get } from './api.js';
import { element } from './dom.js';
import { prefetchOnIntent } from './rows.js';

const MOST = 20;

export function show({ main, to, visit, signal }) {
  const count = element('p', { className: 'hint', role: 'status' });
  const results = element('ol', { className: 'results', 'data-testid': 'results' });
  main.append(element('div', { className: 'head' }, element('h1', { tabIndex: -1 }, 'Search'), count), results);
  prefetchOnIntent(results, signal);
  let latest = 0;
  let running = new AbortController();
  signal.addEventListener('abort', () => running.abort(), { once: true });

  visit.update = async ({ q }) => {
    const mine = ++latest;
    running.abort();
    running = new AbortController();
    const query = [...q].slice(0, 200).join('');
    let found = [];
    if (query) {
      try {
        found = (await get(`/search?limit=${MOST}&q=${encodeURIComponent(query)}`, running.signal)).items;
      } catch (failure) {
        if (mine === latest) throw failure;
      }
    }
    // An answer that comes after the user has typed on is dropped.
    if (mine !== latest) return;
    results.replaceChildren(...found.map(result));
    count.textContent = query ? message(found.length) : 'Type words that were said or summed up.';
  };
  return visit.update(to);
}

function message(found) {
  if (found === MOST) return `The best ${MOST} meetings`;
  return found === 1 ? '1 meeting' : `${found || 'No'} meetings`;
}

function result({ meetingId, title, snippet }) {
  return element('li', {}, element('a', { href: `#/meetings/${meetingId}` },
    element('span', { className: 'title', dir: 'auto' }, title),
    element('span', { className: 'snippet', dir: 'auto' }, snippet)));
}
