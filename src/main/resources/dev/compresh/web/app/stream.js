// Server-sent events out of an answer that is still coming.

/** The data of each event, parsed; what is no JSON is left out. */
export async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    const lines = rest.split('\n');
    rest = lines.pop();
    for (const line of lines) {
      if (!line.startsWith('data:')) continue;
      try { yield JSON.parse(line.slice(5)); } catch { /* the end mark */ }
    }
  }
}

/** The text that an event adds to the answer; calls of tools as lines of their own. */
export function answerText(event) {
  const delta = event.choices?.[0]?.delta ?? {};
  const calls = (delta.tool_calls ?? []).map((c) => `${c.function?.name ? `\n→ ${c.function.name} ` : ''}${c.function?.arguments ?? ''}`).join('');
  return `${delta.content ?? ''}${calls}`;
}
