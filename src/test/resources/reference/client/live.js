import { freshToken } from './api.js';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
const MOST_ATTEMPTS = 10;

/** The live events of a meeting. It connects again, ever later, and gives up after ten attempts in a row. */
export class LiveEvents {
  #socket = null;
  #attempts = 0;
  #timer = 0;
  #sent = new Map();
  #last = 0;

  /** @param listener has `state(text, ready)`, `acknowledged(milliseconds)` and `event(payload)` */
  constructor(meetingId, listener, signal) {
    Object.assign(this, { meetingId, listener, signal });
    signal.addEventListener('abort', () => {
      clearTimeout(this.#timer);
      this.#socket?.close();
    }, { once: true });
    this.#connect();
  }

  send(payload) {
    const id = `e${++this.#last}`;
    this.#sent.set(id, performance.now());
    this.#socket.send(JSON.stringify({ type: 'event', id, payload }));
  }

  async #connect() {
    let token;
    try {
      token = await freshToken(this.signal);
    } catch {
      this.#connectLater();
      return;
    }
    if (this.signal.aborted) return;
    // A browser's WebSocket has no Authorization header; a subprotocol is the one header that it can set.
    const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/live`, ['openmeet', `bearer.${token}`]);
    this.#socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ type: 'join', id: 'join', meetingId: this.meetingId }));
    socket.onmessage = (message) => this.#receive(JSON.parse(message.data));
    socket.onclose = () => this.#connectLater();
  }

  #receive(message) {
    if (this.signal.aborted) return;
    if (message.type === 'joined') {
      this.#attempts = 0;
      this.listener.state('connected', true);
    } else if (message.type === 'ack') {
      this.listener.acknowledged(Math.round(performance.now() - this.#sent.get(message.id)));
      this.#sent.delete(message.id);
    } else if (message.type === 'broadcast') {
      this.listener.event(message.payload);
    }
  }

  /** After twice the last delay, less a random part, so that not all clients come back at the same moment. */
  #connectLater() {
    this.#socket = null;
    this.#sent.clear();
    if (this.signal.aborted) return;
    if (++this.#attempts > MOST_ATTEMPTS) {
      this.listener.state('not connected; load the page again', false);
      return;
    }
    this.listener.state('connecting again', false);
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (this.#attempts - 1));
    this.#timer = setTimeout(() => this.#connect(), longest * (0.5 + Math.random() / 2));
  }
}
