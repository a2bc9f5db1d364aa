// Dark and light: by the system, or by choice in this browser.
import { signal } from './lib.js';

const NAME = 'theme';

export const theme = signal(localStorage.getItem(NAME) ?? 'system');

export function applyTheme() {
  if (theme.value === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.value;
  window.dispatchEvent(new Event('themechange'));
}

export function chooseTheme(value) {
  theme.value = value;
  localStorage.setItem(NAME, value);
  applyTheme();
}
