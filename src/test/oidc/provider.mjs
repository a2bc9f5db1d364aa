// An OpenID Connect provider for tests: node provider.mjs PORT CLIENT_ID CLIENT_SECRET CALLBACK HOME.
// GET /control?user=ann&groups=a,b says which groups somebody is in from now on.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [port, clientId, clientSecret, callback, home] = process.argv.slice(2);
const groups = new Map();

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [callback],
    post_logout_redirect_uris: [home],
  }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], groups: ['groups'] },
  scopes: ['openid', 'email', 'groups'],
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@example.com`, email_verified: true, groups: groups.get(id) ?? [] }),
  }),
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  cookies: { keys: ['for tests only'] },
});

const answer = provider.callback();
createServer((request, response) => {
  const url = new URL(request.url, `http://127.0.0.1:${port}`);
  if (url.pathname !== '/control') { answer(request, response); return; }
  groups.set(url.searchParams.get('user'), url.searchParams.get('groups').split(',').filter(Boolean));
  response.end('ok');
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
