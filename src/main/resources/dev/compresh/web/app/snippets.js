// How each client is pointed here: lines to paste, with this installation's address and a key.
const openai = (url) => `${url}/v1`;

export const CLIENTS = [
  { id: 'claude-code', name: 'Claude Code', lines: (url, key) => `export ANTHROPIC_BASE_URL=${url}\nexport ANTHROPIC_AUTH_TOKEN=${key}`, then: 'Run claude in the same shell.' },
  { id: 'codex', name: 'Codex', lines: (url, key) => `export COMPRESH_KEY=${key}\ncodex -c model_provider=compresh -c model_providers.compresh.name=Compresh -c model_providers.compresh.base_url=${openai(url)} -c model_providers.compresh.env_key=COMPRESH_KEY -c model_providers.compresh.wire_api=responses`, then: 'The same settings can stand in ~/.codex/config.toml.' },
  { id: 'openai', name: 'OpenAI SDK', lines: (url, key) => `export OPENAI_BASE_URL=${openai(url)}\nexport OPENAI_API_KEY=${key}`, then: 'Python, Node, Go and Java read both variables.' },
  { id: 'anthropic', name: 'Anthropic SDK', lines: (url, key) => `export ANTHROPIC_BASE_URL=${url}\nexport ANTHROPIC_API_KEY=${key}`, then: 'Python, TypeScript and Java read both variables.' },
  { id: 'vercel', name: 'Vercel AI SDK', lines: (url, key) => `import { createOpenAI } from '@ai-sdk/openai';\nexport const openai = createOpenAI({ baseURL: '${openai(url)}', apiKey: '${key}' });`, then: 'createAnthropic takes the same address.' },
  { id: 'langchain', name: 'LangChain', lines: (url, key) => `from langchain_openai import ChatOpenAI\nllm = ChatOpenAI(model="gpt-4o", base_url="${openai(url)}", api_key="${key}")`, then: 'ChatAnthropic takes the address without /v1.' },
  { id: 'cline', name: 'Cline, Roo, Kilo', lines: (url, key) => `API provider: OpenAI Compatible\nBase URL: ${openai(url)}\nAPI key: ${key}`, then: 'In the extension\'s settings.' },
  { id: 'open-webui', name: 'Open WebUI', lines: (url, key) => `OPENAI_API_BASE_URL=${openai(url)}\nOPENAI_API_KEY=${key}`, then: 'As environment of the container, or under Settings, Connections.' },
  { id: 'aider', name: 'Aider', lines: (url, key) => `export OPENAI_API_BASE=${openai(url)}\nexport OPENAI_API_KEY=${key}`, then: 'Name models as openai/gpt-4o.' },
  { id: 'curl', name: 'curl', lines: (url, key) => `curl ${openai(url)}/chat/completions -H "Authorization: Bearer ${key}" -H 'content-type: application/json' \\\n  -d '{"model":"gpt-4o","messages":[{"role":"user","content":"Hello"}]}'`, then: 'Answers tell in X-Compresh headers what was saved.' },
];

/** The address that clients use: the host that this page came from, where the program listens on all. */
export function clientsUrl(connection) {
  const url = new URL(connection.clients_url);
  const loopback = ['127.0.0.1', 'localhost', '[::1]'];
  if (loopback.includes(url.hostname) && !loopback.includes(window.location.hostname)) url.hostname = window.location.hostname;
  return url.origin;
}
