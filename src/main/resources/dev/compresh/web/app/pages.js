// All pages: address, name, who sees them, and the module that is loaded when one is opened.
export const GROUPS = [
  ['', ['/', '/savings', '/usage', '/requests', '/sessions', '/context']],
  ['Try', ['/connect', '/try', '/playground']],
  ['Manage', ['/keys', '/providers', '/models', '/people', '/money', '/audit', '/settings']],
];

const page = (title, icon, load, more = {}) => ({ title, icon, load, least: 'member', scoped: false, filtered: false, ...more });

export const PAGES = {
  '/': page('Home', 'home', () => import('./pages/home.js'), { scoped: true, filtered: true }),
  '/savings': page('Savings', 'savings', () => import('./pages/savings.js'), { scoped: true, filtered: true }),
  '/usage': page('Usage', 'usage', () => import('./pages/usage.js'), { scoped: true, filtered: true }),
  '/requests': page('Requests', 'requests', () => import('./pages/requests.js'), { scoped: true, filtered: true }),
  '/sessions': page('Sessions', 'sessions', () => import('./pages/sessions.js')),
  '/session': page('Session', 'sessions', () => import('./pages/session.js'), { under: '/sessions' }),
  '/context': page('Where the context goes', 'context', () => import('./pages/context.js'), { scoped: true, filtered: true, menu: 'Context' }),
  '/connect': page('Connect', 'connect', () => import('./pages/connect.js')),
  '/try': page('Try it on your own transcripts', 'trial', () => import('./pages/try.js'), { menu: 'Try it' }),
  '/playground': page('Playground', 'playground', () => import('./pages/playground.js')),
  '/keys': page('Keys', 'keys', () => import('./pages/keys.js')),
  '/providers': page('Providers', 'providers', () => import('./pages/providers.js'), { least: 'admin' }),
  '/models': page('Models', 'models', () => import('./pages/models.js'), { least: 'admin' }),
  '/people': page('People', 'people', () => import('./pages/people.js'), { least: 'admin' }),
  '/money': page('Money', 'money', () => import('./pages/money.js'), { least: 'admin' }),
  '/audit': page('Audit', 'audit', () => import('./pages/audit.js'), { least: 'admin' }),
  '/settings': page('Settings', 'settings', () => import('./pages/settings.js')),
};

const RANK = { member: 0, admin: 1, owner: 2 };

/** Whether somebody may do what needs `least`; the operator may in every organisation. */
export const may = (me, least) => (least === 'operator' ? me.operator : me.operator || RANK[me.role] >= RANK[least]);
