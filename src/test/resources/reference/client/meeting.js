import { get } from './api.js';
import { element, optimized, picture, when } from './dom.js';
import { LiveEvents } from './live.js';

const MOST_EVENTS = 50;

export async function show({ main, to, signal }) {
  const heading = element('h1', { tabIndex: -1, dir: 'auto' }, 'Meeting');
  const facts = element('dl', { className: 'facts' });
  const cover = element('div', { className: 'cover' });
  const upload = element('a', { className: 'button', href: `#/upload/${to.id}` }, 'Upload a recording');
  main.append(
    element('nav', { 'aria-label': 'Back' }, element('a', { href: '#/meetings' }, '← All meetings')),
    element('div', { className: 'detail' }, cover, element('div', {}, heading, facts, upload)),
    live(to.id, signal));

  const meeting = await get(`/meetings/${to.id}`, signal);
  if (signal.aborted) return;
  heading.textContent = meeting.title;
  document.title = `${meeting.title} – OpenMeet`;
  cover.append(picture(meeting.id, 160, !optimized));
  const rows = {
    Starts: when(meeting.startsAt),
    Lasts: `${meeting.durationMinutes} minutes`,
    Type: meeting.type,
    Status: meeting.status,
  };
  facts.append(...Object.entries(rows).flatMap(
    ([name, value]) => [element('dt', {}, name), element('dd', { dir: 'auto' }, value)]));
}

function live(id, signal) {
  const state = element('span', { className: 'state', role: 'status' }, 'connecting');
  const events = element('ol', { 'data-testid': 'live-events', 'aria-live': 'polite', 'aria-label': 'Live events' });
  const send = element('button', { type: 'button', 'data-action': 'send-event', disabled: true }, 'Raise hand');
  const say = (text) => {
    events.prepend(element('li', { dir: 'auto' }, text));
    if (events.childElementCount > MOST_EVENTS) events.lastElementChild.remove();
  };
  const connection = new LiveEvents(id, {
    state: (text, ready) => {
      state.textContent = text;
      send.disabled = !ready;
    },
    acknowledged: (ms) => say(`You raised your hand (received after ${ms} ms)`),
    event: (payload) => say(typeof payload.text === 'string' ? payload.text.slice(0, 200) : 'Something happened'),
  }, signal);
  send.addEventListener('click', () => connection.send({ text: 'Somebody raised a hand' }), { signal });
  return element('section', { 'aria-labelledby': 'live' },
    element('div', { className: 'head' }, element('h2', { id: 'live' }, 'Live'), state, send), events);
}
