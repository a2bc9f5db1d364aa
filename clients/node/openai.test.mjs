// The official openai client against a running Compresh, whose provider is the simulated one.
import assert from 'node:assert/strict';
import test from 'node:test';
import OpenAI from 'openai';

const url = process.env.COMPRESH_URL ?? 'http://127.0.0.1:8080';
const apiKey = process.env.COMPRESH_KEY;
const skip = apiKey ? false : 'set COMPRESH_KEY (and COMPRESH_URL) to run';
const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: apiKey || 'none', maxRetries: 0 });
const ask = (content, more = {}) => ({ model: 'gpt-4o', messages: [{ role: 'user', content }], ...more });
const weather = {
  type: 'function',
  function: { name: 'get_weather', description: 'Weather of a city', parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } },
};
const pixel = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

test('a chat answers, with usage and the headers of the proxy', { skip }, async () => {
  const { data, response } = await client.chat.completions.create(ask('Say hello.')).withResponse();
  assert.ok(data.choices[0].message.content.length > 0);
  assert.ok(data.usage.prompt_tokens > 0);
  for (const name of ['x-compresh-original-tokens', 'x-compresh-optimized-tokens', 'x-compresh-saved-tokens', 'x-compresh-savings-percent',
    'x-compresh-session-id', 'x-compresh-proxy-overhead-ms', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'x-request-id']) {
    assert.ok(response.headers.get(name) !== null, name);
  }
});

test('a stream that did not ask for usage shows none', { skip }, async () => {
  let text = '';
  for await (const chunk of await client.chat.completions.create(ask('Say hello.', { stream: true }))) {
    assert.ok(!chunk.usage, 'usage event leaked');
    assert.equal(chunk.choices.length, 1);
    text += chunk.choices[0].delta.content ?? '';
  }
  assert.ok(text.length > 0);
});

test('a stream that asked for usage gets it', { skip }, async () => {
  let usage;
  for await (const chunk of await client.chat.completions.create(ask('Say hello.', { stream: true, stream_options: { include_usage: true } }))) usage = chunk.usage ?? usage;
  assert.ok(usage.total_tokens > 0);
});

test('tools are called, streamed and not, and their results accepted', { skip }, async () => {
  const body = ask('Use get_weather for Paris.', { tools: [weather], tool_choice: 'required' });
  const first = await client.chat.completions.create(body);
  const call = first.choices[0].message.tool_calls[0];
  assert.equal(call.function.name, 'get_weather');
  JSON.parse(call.function.arguments);
  const runner = client.chat.completions.stream(body);
  const streamed = await runner.finalChatCompletion();
  assert.equal(streamed.choices[0].message.tool_calls[0].function.name, 'get_weather');
  const second = await client.chat.completions.create({
    ...body, tool_choice: 'auto', messages: [...body.messages, first.choices[0].message, { role: 'tool', tool_call_id: call.id, content: '{"sky":"clear"}' }],
  });
  assert.ok(second.choices[0]);
});

test('images pass', { skip }, async () => {
  const answer = await client.chat.completions.create(ask([{ type: 'text', text: 'What is it?' }, { type: 'image_url', image_url: { url: pixel } }]));
  assert.ok(answer.choices[0].message.content);
});

test('responses answer, streamed and not', { skip }, async () => {
  const whole = await client.responses.create({ model: 'gpt-4o', input: 'Say hello.' });
  assert.ok(whole.output_text.length > 0);
  let last, text = '';
  for await (const event of await client.responses.create({ model: 'gpt-4o', input: 'Say hello.', stream: true })) {
    if (event.type === 'response.output_text.delta') text += event.delta;
    last = event;
  }
  assert.equal(last.type, 'response.completed');
  assert.ok(text.length > 0 && last.response.usage.input_tokens > 0);
});

test('embeddings and models', { skip }, async () => {
  const { data } = await client.embeddings.create({ model: 'text-embedding-3-small', input: ['a', 'b'] });
  assert.equal(data.length, 2);
  const ids = []; for await (const model of client.models.list()) ids.push(model.id);
  assert.ok(ids.length > 0);
  assert.equal((await client.models.retrieve(ids[0])).id, ids[0]);
});

test('errors become the classes of the client', { skip }, async () => {
  const stranger = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'comp_000000000000000000000000000', maxRetries: 0 });
  await assert.rejects(stranger.chat.completions.create(ask('x')), e => e instanceof OpenAI.AuthenticationError && e.code === 'invalid_api_key' && e.type === 'authentication_error');
  await assert.rejects(client.chat.completions.create({ messages: [] }), OpenAI.BadRequestError);
  await assert.rejects(client.get('/nothing-here'), e => e instanceof OpenAI.NotFoundError && e.code === 'unknown_endpoint');
  const faulty = fault => client.chat.completions.create(ask('x'), { headers: { 'x-sim-fault': fault } });
  await assert.rejects(faulty('status=429;retry-after=3'), e => e instanceof OpenAI.RateLimitError && e.headers.get('retry-after') === '3' && e.headers.get('x-compresh-original-tokens') !== null);
  await assert.rejects(faulty('status=500'), OpenAI.InternalServerError);
});

test('a session id is kept, and a derived one is stable over turns', { skip }, async () => {
  const turns = [{ role: 'system', content: 'You are brief.' }, { role: 'user', content: `An opening of ${process.pid}.` }];
  const session = async (messages, headers) => (await client.chat.completions.create({ model: 'gpt-4o', messages }, { headers }).withResponse()).response.headers.get('x-compresh-session-id');
  assert.equal(await session(turns, { 'x-session-id': 'mine-1' }), 'mine-1');
  const first = await session(turns);
  assert.equal(await session([...turns, { role: 'assistant', content: 'Yes.' }, { role: 'user', content: 'And now?' }]), first);
});
