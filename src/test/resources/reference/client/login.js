import { logIn } from './api.js';
import { element, go } from './dom.js';

export function show({ main, to, signal }) {
  const button = element('button', { className: 'primary' }, 'Log in');
  const error = element('p', { className: 'error', role: 'alert' });
  const form = element(
    'form', { id: 'login-form', method: 'post' },
    element('label', { for: 'email' }, 'Email'),
    element('input', { id: 'email', type: 'email', name: 'email', autocomplete: 'username', required: true, 'data-focus': '' }),
    element('label', { for: 'password' }, 'Password'),
    element('input', { id: 'password', type: 'password', name: 'password', autocomplete: 'current-password', required: true }),
    error, button);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    error.textContent = '';
    try {
      await logIn(form.elements.email.value, form.elements.password.value);
      go(to.then);
    } catch (failure) {
      error.textContent = failure.message;
      button.disabled = false;
      form.elements.password.focus();
    }
  }, { signal });
  main.append(element('div', { className: 'card' }, element('h1', { tabIndex: -1 }, 'Log in'), form));
}
