import { prefetch } from './api.js';
import { element, picture, when } from './dom.js';

const INTENT_MS = 80;

/** One meeting of the list; without one, a row that waits for it. */
export function row(meeting, position, total, eager) {
  const made = element('li', { className: 'row', 'aria-posinset': position + 1, 'aria-setsize': total });
  if (!meeting) {
    made.append(element('span', { className: 'waits' }, 'Loading …'));
    return made;
  }
  made.append(element(
    'a', { href: `#/meetings/${meeting.id}` },
    picture(meeting.id, 40, eager),
    element('span', { className: 'title', dir: 'auto' }, meeting.title),
    element('span', { className: 'facts' },
      `${when(meeting.startsAt)} · ${meeting.durationMinutes} min · ${meeting.type}`),
    element('span', { className: `status ${meeting.status}` }, meeting.status)));
  return made;
}

/** Reads a meeting, and the module that shows it, when the mouse rests on its link or the focus is there. */
export function prefetchOnIntent(list, signal) {
  let timer = 0;
  const intend = (event) => {
    clearTimeout(timer);
    const id = event.target.closest('a[href^="#/meetings/"]')?.hash.split('/')[2];
    if (id) {
      timer = setTimeout(() => { prefetch(`/meetings/${id}`); import('./meeting.js'); }, INTENT_MS);
    }
  };
  list.addEventListener('mouseover', intend, { signal });
  list.addEventListener('focusin', intend, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
