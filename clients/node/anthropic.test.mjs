// The official @anthropic-ai/sdk client against a running Compresh, whose provider is the simulated one.
import assert from 'node:assert/strict';
import test from 'node:test';
import Anthropic from '@anthropic-ai/sdk';

const baseURL = process.env.COMPRESH_URL ?? 'http://127.0.0.1:8080';
const apiKey = process.env.COMPRESH_KEY;
const skip = apiKey ? false : 'set COMPRESH_KEY (and COMPRESH_URL) to run';
const client = new Anthropic({ baseURL, apiKey: apiKey || 'none', maxRetries: 0 });
const ask = (content, more = {}) => ({ model: 'claude-sonnet-4-5', max_tokens: 64, messages: [{ role: 'user', content }], ...more });
const weather = { name: 'get_weather', description: 'Weather of a city', input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } };
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

test('a message answers, with usage and the headers of the proxy', { skip }, async () => {
  const { data, response } = await client.messages.create(ask('Say hello.')).withResponse();
  assert.equal(data.content[0].type, 'text');
  assert.ok(data.usage.input_tokens > 0);
  assert.ok(Number(response.headers.get('x-compresh-original-tokens')) > 0);
  assert.ok(response.headers.get('x-compresh-session-id'));
});

test('both ways of authentication work', { skip }, async () => {
  const bearer = new Anthropic({ baseURL, apiKey: null, authToken: apiKey, maxRetries: 0 });
  assert.ok((await bearer.messages.create(ask('Say hello.'))).content.length);
});

test('a stream answers event by event', { skip }, async () => {
  const stream = client.messages.stream(ask('Say hello.'));
  let text = ''; stream.on('text', t => { text += t; });
  const message = await stream.finalMessage();
  assert.equal(message.content[0].text, text);
  assert.ok(message.usage.output_tokens > 0);
});

test('tools are called, streamed and not, and their results accepted', { skip }, async () => {
  const body = ask('Use get_weather for Paris.', { tools: [weather], tool_choice: { type: 'any' } });
  const first = await client.messages.create(body);
  const use = first.content.find(b => b.type === 'tool_use');
  assert.equal(use.name, 'get_weather');
  const streamed = await client.messages.stream(body).finalMessage();
  assert.ok(streamed.content.find(b => b.type === 'tool_use'));
  const second = await client.messages.create({ ...body, tool_choice: { type: 'auto' }, messages: [...body.messages, { role: 'assistant', content: first.content },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: use.id, content: '{"sky":"clear"}' }] }] });
  assert.ok(second.content.length);
});

test('images pass', { skip }, async () => {
  const answer = await client.messages.create(ask([{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: pixel } }, { type: 'text', text: 'What is it?' }]));
  assert.ok(answer.content.length);
});

test('tokens are counted, models listed', { skip }, async () => {
  const { input_tokens } = await client.messages.countTokens({ model: 'claude-sonnet-4-5', messages: [{ role: 'user', content: 'Say hello.' }] });
  assert.ok(input_tokens > 0);
  const ids = []; for await (const model of client.models.list()) ids.push(model.id);
  assert.ok(ids.length > 0);
});

test('errors become the classes of the client', { skip }, async () => {
  const stranger = new Anthropic({ baseURL, apiKey: 'comp_000000000000000000000000000', maxRetries: 0 });
  await assert.rejects(stranger.messages.create(ask('x')), e => e instanceof Anthropic.AuthenticationError && e.error.type === 'error' && e.error.error.type === 'authentication_error');
  await assert.rejects(client.messages.create({ max_tokens: 5, messages: [] }), Anthropic.BadRequestError);
  const faulty = fault => client.messages.create(ask('x'), { headers: { 'x-sim-fault': fault } });
  await assert.rejects(faulty('status=429;retry-after=3'), e => e instanceof Anthropic.RateLimitError && e.headers.get('retry-after') === '3');
  await assert.rejects(faulty('status=529'), Anthropic.InternalServerError);
});

test('a stream that breaks off is an error, never a complete message', { skip }, async () => {
  const stream = client.messages.stream(ask('Say hello.'), { headers: { 'x-sim-fault': 'cut-after=400' } });
  await assert.rejects(stream.finalMessage());
});
