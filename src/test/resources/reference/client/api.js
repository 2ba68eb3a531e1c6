import { forget, keep, session } from './session.js';

/** An answer of the API other than 2xx, with a sentence for the user. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const PREFETCHED_MOST = 20;
const PREFETCHED_FOR_MS = 5_000;
const prefetched = new Map();
let refreshing = null;

async function send(method, path, { body, signal, token = session()?.accessToken } = {}) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(path, { method, headers, signal, body: body && JSON.stringify(body) });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new ApiError(0, 'The server does not answer. Check the connection and try again.');
  }
  if (response.status === 204) return null;
  const answer = await response.json();
  if (!response.ok) throw new ApiError(response.status, answer.error?.message ?? `Status ${response.status}.`);
  return answer;
}

/** All requests that meet an expired token wait for the same new one: a refresh token works once. */
function refresh() {
  refreshing ??= send('POST', '/auth/refresh', { body: { refreshToken: session()?.refreshToken ?? '' }, token: null })
    .then(keep)
    .catch((failure) => {
      if (failure.status >= 400 && failure.status < 500) forget();
      throw failure;
    })
    .finally(() => { refreshing = null; });
  return refreshing;
}

async function authorized(method, path, options) {
  try {
    return await send(method, path, options);
  } catch (failure) {
    if (failure.status !== 401) throw failure;
    await refresh();
    return send(method, path, options);
  }
}

/** Reads; takes the answer that was prefetched, if there is one. */
export function get(path, signal) {
  const early = prefetched.get(path);
  prefetched.delete(path);
  return early?.until > performance.now() ? early.answer : authorized('GET', path, { signal });
}

/** Reads early what the user will probably open next. A failure shows when it is opened. */
export function prefetch(path) {
  if (prefetched.get(path)?.until > performance.now()) return;
  prefetched.delete(path);
  const answer = authorized('GET', path);
  answer.catch(() => prefetched.delete(path));
  prefetched.set(path, { answer, until: performance.now() + PREFETCHED_FOR_MS });
  if (prefetched.size > PREFETCHED_MOST) prefetched.delete(prefetched.keys().next().value);
}

export async function logIn(email, password) {
  keep(await send('POST', '/auth/login', { body: { email, password }, token: null }));
}

/** Ends the session here in any case; the server's part expires if it does not answer. */
export async function logOut() {
  const { accessToken, refreshToken } = session();
  forget();
  prefetched.clear();
  await send('POST', '/auth/logout', { body: { refreshToken }, token: accessToken }).catch(() => {});
}

/** An access token that the API accepts now, for calls without fetch. */
export async function freshToken(signal) {
  await authorized('GET', '/auth/me', { signal });
  return session().accessToken;
}
