import { get } from './api.js';
import { element, optimized } from './dom.js';
import { prefetchOnIntent, row } from './rows.js';
import { VirtualList } from './virtual-list.js';

/** The most meetings that the API gives at once. */
const PAGE = 100;

export async function show({ main, signal }) {
  const count = element('p', { className: 'hint', role: 'status' });
  const items = element('ul', { className: 'rows' });
  const scroller = element('div', { className: 'list', 'data-testid': 'meeting-list' }, items);
  main.append(element('div', { className: 'head' }, element('h1', { tabIndex: -1 }, 'Meetings'), count), scroller);
  prefetchOnIntent(items, signal);

  const page = (number, until) => get(`/meetings?limit=${PAGE}&offset=${number * PAGE}`, until).then((answer) => answer.items);
  const [{ meetings: total }, first] = await Promise.all([get('/analytics/summary', signal), page(0, signal)]);
  count.textContent = `${total.toLocaleString()} in your organisation`;
  if (optimized) {
    new VirtualList({ scroller, items, total, pageSize: PAGE, page, signal }).start(first);
  } else {
    await showAll(items, total, first, page, signal);
  }
}

/** All rows at once, as simple clients do. */
async function showAll(items, total, first, page, signal) {
  items.classList.add('plain');
  const all = [...first];
  for (let number = 1; number * PAGE < total; number++) {
    all.push(...await page(number, signal));
  }
  items.append(...all.map((meeting, position) => row(meeting, position, all.length, true)));
}
